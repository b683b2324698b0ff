"""What a sentence quotes, and who in it only gives the news."""

from collections.abc import Iterator

from extractor.facts.scene import Line, Scene
from extractor.lang.facts import FactGrammar

_OPENING, _CLOSING = '\u201c"\u300c', '\u201d"\u300d'


def quotes(text: str, line: Line) -> Iterator[tuple[int, int]]:
    """Where the quotations of a sentence begin and end."""
    begin: int | None = None
    for at in range(line.start, line.end):
        if text[at] in _OPENING and begin is None:
            begin = at
        elif text[at] in _CLOSING and begin is not None:
            yield begin, at
            begin = None
    if begin is not None:
        yield begin, line.end


def saying(scene: Scene, line: Line, grammar: FactGrammar) -> Iterator[str]:
    """Names that only give the news: 리얼투데이에 따르면, 生意社数据显示."""
    text = scene.text
    if grammar.spaced:
        ends = [match.start() for match in grammar.according.finditer(text, line.start, line.end)]
        yield from (n.mention.id for n in line.names if ends and n.end <= ends[-1])
        return
    for name in line.names:
        behind = text[name.end : name.end + 8]
        source = grammar.sources.match(behind)
        speech = grammar.speech.search(behind)
        led = text[max(line.start, name.start - 2) : name.start].endswith(grammar.table.speech.according)
        if speech is not None and (source is not None or led or speech.start() <= 1):
            yield name.mention.id
