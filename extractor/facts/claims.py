"""How sure the article is of a value, and who gives it: actual or expected, 밝혔다 and 据 to their speaker."""

import datetime as dt

from extractor.core.facts import Party, Status
from extractor.core.values import Date
from extractor.facts.scene import Line, Scene, Spot
from extractor.lang.facts import FactGrammar

_SOURCE = 24


def status_of(
    scene: Scene, line: Line, index: int, grammar: FactGrammar, period: Spot | None, today: dt.date | None
) -> Status:
    """The status of a value: words of its clause, then of its sentence where the clause does not close with a fact."""
    spot, text = line.values[index], scene.text
    value = period.mention.value if period is not None else None
    end = value.end if isinstance(value, Date) else None
    past = end is not None and today is not None and dt.date.fromisoformat(end) < today
    clause, clause_end = line.clause(spot.start)
    if grammar.spaced:
        near = _first(grammar, text[spot.end : clause_end])
        far = _first(grammar, text[spot.end : line.end])
        closed = grammar.past.search(text, spot.end, clause_end) is not None
        found = near or (None if closed else far)
    else:
        near = _last(grammar, text[clause : spot.start])
        far = _last(grammar, text[line.start : spot.start])
        found = near or far
    if found is None or (past and found in ("forecast", "target") and near is None):
        return "actual"
    return found


def _first(grammar: FactGrammar, text: str) -> Status | None:
    match = grammar.status.search(text)
    return grammar.statuses[match[0]] if match is not None else None


def _last(grammar: FactGrammar, text: str) -> Status | None:
    found = None
    for match in grammar.status.finditer(text):
        found = grammar.statuses[match[0]]
    return found


def speaker_of(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Party | None:
    """Who gives a value: the source of 에 따르면 and 据, or the subject of a verb of speech in the same sentence."""
    return _korean(scene, line, index, grammar) if grammar.spaced else _chinese(scene, line, index, grammar)


def _korean(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Party | None:
    spot, text = line.values[index], scene.text
    for match in grammar.according.finditer(text, line.start, spot.start):
        return _source(scene, line, line.start, match.start(), grammar)
    tail = text[spot.end : line.end]
    if grammar.speech.search(tail[-14:]) is None:
        return None
    topic = next((n for n in line.names if n.end <= spot.start and _is_topic(text, n, grammar)), None)
    return _party(scene, topic) if topic is not None else None


def _chinese(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Party | None:
    spot, text = line.values[index], scene.text
    for match in grammar.speech.finditer(text, line.start, spot.start):
        begin = match.start()
        named = [n for n in line.names if line.start <= n.end <= begin and begin - n.end <= 12]
        if named:
            return _party(scene, named[0] if len(named) == 1 else named[-1])
        source = [m for m in grammar.sources.finditer(text, max(line.start, begin - 8), begin)]
        if source:
            return _words(scene, source[-1].start(), source[-1].end())
    return None


def _source(scene: Scene, line: Line, begin: int, end: int, grammar: FactGrammar) -> Party | None:
    """The last name before the mark, else the words of the source."""
    names = [n for n in line.names if begin <= n.start and n.end <= end and end - n.end <= _SOURCE]
    if names:
        return _party(scene, names[-1])
    start = max(scene.text.rfind(" ", begin, max(begin, end - 1)) + 1, begin)
    return _words(scene, start, end) if end > start else None


def _is_topic(text: str, name: Spot, grammar: FactGrammar) -> bool:
    tail = text[name.end : name.end + 14]
    close = tail.find(")") + 1 if tail.startswith("(") else 0
    rest = tail[close:]
    return grammar.topic is not None and (grammar.topic.match(rest) is not None or _titled(rest, grammar))


def _titled(rest: str, grammar: FactGrammar) -> bool:
    """Whether a title with its particle follows: 김원배 본부장은."""
    word = rest.lstrip().split(" ")[0] if rest[:1] == " " else ""
    return grammar.topic is not None and bool(word) and any(word.endswith(t) for t in grammar.table.subjects.topic)


def _party(scene: Scene, spot: Spot) -> Party:
    return Party(entity=spot.mention.entity)


def _words(scene: Scene, start: int, end: int) -> Party:
    first, last = scene.folded.start(start), scene.folded.end(end)
    return Party(text=scene.source[first:last], start=first, end=last)
