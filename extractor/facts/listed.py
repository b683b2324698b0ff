"""The items of a list that stands before values: A、B和C, 도매 및 소매업, and how its signs join them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeVar

from extractor.facts.pieces import Piece
from extractor.facts.places import Placed
from extractor.facts.scene import Hit, Line, Scene
from extractor.lang.facts import FactGrammar, concept_table

_SHORT = 6  # characters of a word behind a sign of joining
_ITEM = 16  # characters of an item of a list
_INNER, _AND, _COMMA = 1, 2, 3  # how two things are joined; what is joined closest may be one item of a list
_SIGN = ","  # as a folded text has it
_P = TypeVar("_P", bound=Placed)


def themselves(metrics: Sequence[Hit], pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """The pieces of joined metric words that name one metric of several things: 휘발유와 경유."""
    concepts = {hit.concept for hit in metrics}
    if len(concepts) > 1 or not concepts.isdisjoint(concept_table().never["METRIC"]):
        return ()
    starts = {hit.start for hit in metrics}
    own = tuple(piece for piece in pieces if piece.start in starts and piece.sort == "metric")
    return own if len(own) == len(metrics) else ()


def written(
    scene: Scene, line: Line, end: int, size: int, grammar: FactGrammar, pieces: Sequence[Piece]
) -> list[Piece]:
    """The items of a Chinese list that ends before a place, by its signs alone, as a noun phrase may hold a word that
    ends others: 日资、韩资和美资; 批发和零售业，住宿和餐饮业."""
    named = {(piece.start, piece.end): piece for piece in pieces if piece.mention is not None}
    for begin, last, signs in _lists(scene.text, line, end, size, grammar):
        edges = [begin, *(at for sign in signs for at in sign), last]
        spans = list(zip(edges[::2], edges[1::2], strict=True))
        told = any(begin <= spot.start < last for spot in (*line.values, *line.dates))
        if len(spans) == size and not told and all(0 < stop - start <= _ITEM for start, stop in spans):
            return [named.get(span, Piece(*span, "words", None, "no", "no", 0)) for span in spans]
    return []


def _lists(
    text: str, line: Line, end: int, size: int, grammar: FactGrammar
) -> Iterator[tuple[int, int, list[tuple[int, int]]]]:
    """Where a list before a place may begin and end, with the signs between its items; the metric behind it is none."""
    commas = [at for at in range(line.start, end) if text[at] == _SIGN]
    further = {at for at in commas if grammar.listed.match(text, at + 1) is not None}  # ，以及 goes on with the list
    edges = [at for at in commas if at not in further]
    start = edges[-1] + 1 if edges else line.start
    led = grammar.bounding.match(text, start, end)  # 其中北京和上海
    start = led.end() if led is not None and led.end() - start > 1 else start
    ending = (hit.start for hit in line.hits if start <= hit.start and _is_filled(text, hit.end, end, grammar))
    last = next(ending, end)
    last -= max(
        (len(mark) for mark in grammar.table.subjects.possessive if text.endswith(mark, start, last)), default=0
    )
    signs = [
        (match.start() - (match.start() - 1 in further), match.end())
        for match in grammar.listed.finditer(text, start, last)
    ]
    marks = [sign for sign in signs if not text[sign[0]].isalnum()]
    yield start, last, signs
    if signs and signs[-1:] != marks[-1:]:
        yield start, last, [*marks, signs[-1]]
    if len(edges) >= size - 1 and last > start:
        first = edges[-size] + 1 if len(edges) >= size else line.start
        if grammar.listed.search(text, first, last) is not None:
            yield first, last, [(at, at + 1) for at in edges[1 - size :]]


def _is_filled(text: str, start: int, end: int, grammar: FactGrammar) -> bool:
    """Whether nothing but a word that no noun phrase holds stands in a stretch: 同比."""
    return start == end or (start < end and grammar.bounding.fullmatch(text, start, end) is not None)


def joined(pieces: Sequence[Piece], limit: int, size: int, scene: Scene, grammar: FactGrammar) -> list[Piece]:
    """The last names or noun phrases before a place that stand joined and are as many as the values."""
    named = [piece for piece in pieces if piece.end <= limit and piece.sort not in ("metric", "anaphor")]
    end = len(named)
    while end:
        begin = end - 1
        gaps: list[int] = []  # how each piece but the last is joined to the next
        while begin and (sign := joint(scene.text[named[begin - 1].end : named[begin].start], grammar)):
            gaps.insert(0, sign)
            begin -= 1
        if found := _as_many(named[begin:end], gaps, size):
            return found
        end = begin
    return []


def _as_many(run: Sequence[Piece], gaps: Sequence[int], size: int) -> list[Piece]:
    """A list of as many items in joined pieces: all of them, those behind the last comma, or what commas part."""
    if len(run) == size:
        return list(run)
    apart = [at for at, gap in enumerate(gaps, 1) if gap == _COMMA]
    if apart and len(run) - apart[-1] == size:  # 从来源地看，日资和韩资分别
        return list(run[apart[-1] :])
    edges = [0, *(at for at, gap in enumerate(gaps, 1) if gap != _INNER), len(run)]
    groups = [run[first:last] for first, last in pairwise(edges)]
    if len(groups) == size or (len(groups) > size and any(len(group) > 1 for group in groups[-size:])):
        return [_whole(group) for group in groups[-size:]]
    return []


def _whole(group: Sequence[Piece]) -> Piece:
    """Joined pieces as one: 도매 및 소매업."""
    first, last = group[0], group[-1]
    return first if len(group) == 1 else last._replace(start=first.start, sort="words", mention=None)


def joint(gap: str, grammar: FactGrammar) -> int:
    """How two things are joined, naught where they are not: by a sign, with at most a short word behind it."""
    match = grammar.joint.match(gap)
    sign = match[0].strip() if match is not None else ""
    if match is None or not sign:
        return 0
    at = match.end()
    if sign == _SIGN and (second := grammar.joint.match(gap, at)) is not None and second[0].strip():
        sign, at = second[0].strip(), second.end()  # ，以及
    if len(gap) - at > _SHORT:
        return 0
    return _COMMA if sign == _SIGN else _INNER if sign in grammar.inner else _AND


def is_sign(gap: str, grammar: FactGrammar) -> bool:
    """Whether a gap is a sign of joining and nothing else."""
    return bool(gap.strip()) and grammar.joint.fullmatch(gap) is not None


def tail(items: Sequence[_P], limit: int, scene: Scene, grammar: FactGrammar) -> list[_P]:
    """The last items before a place that stand joined to one another."""
    run: list[_P] = []
    for item in reversed([item for item in items if item.end <= limit]):
        if run and not joint(scene.text[item.end : run[0].start], grammar):
            break
        run.insert(0, item)
    return run
