"""Bare levels: what an index or a rate of exchange stands at, written with no unit."""

from collections.abc import Iterator
from decimal import Decimal
from typing import cast

from extractor.core.values import Quantity
from extractor.kinds.amount import signed
from extractor.kinds.number import Numeral
from extractor.kinds.view import Candidate, Measure, View
from extractor.lang.grammar import strongest
from extractor.lang.unit_patterns import LevelPatterns

KIND = "quantity"
_LEAST = 100  # a smaller number beside an index is its change
_NEAR, _SENTENCE = 24, 90  # characters back to the index: beside it, and where a verb says that it stands there
_CUE = 12
_AGAIN = 120  # characters on in which the same index is told of other places
_CLOSE = (Decimal("0.5"), Decimal(2))  # how far an index moves
_YEARS = range(1900, 2101)


def find(view: View) -> Iterator[Candidate]:
    """The levels of a view: numbers that no unit took, close behind an index or moved by a verb of the market."""
    text, patterns = view.text, view.grammar.compiled(LevelPatterns)
    marks = patterns.marks or "\0"
    last: Numeral | None = None  # the level before
    for numeral in view.free:
        if (came := _came(view, patterns, numeral)) is not None:
            yield from came
            continue
        moved = last is not None and (_moved_on(view, last, numeral) or _again(view, patterns, last, numeral))
        if moved or _is_level(view, patterns, numeral):
            start, end, last = numeral.start, numeral.end, numeral
            bound = strongest(view.grammar.bounds(view.text, start, end))
            value = Quantity(amount=numeral.low, unit=None, bound=bound)
            yield Candidate(KIND, start, end, value, "quantity.level", priority=2)
    for measure in view.measures:
        if _turned(view, patterns, measure.last) and not measure.range:
            yield _level(view, measure.last)  # what looks like a unit is a verb: from 49.2 it rose to 50
        elif text.startswith(marks, measure.last.end) and _marked(text, patterns, measure.last) and not measure.range:
            start, end = measure.start, measure.last.end  # what looks like a unit is the mark
            value = Quantity(amount=measure.low, unit=None, bound=strongest(view.grammar.bounds(view.text, start, end)))
            yield Candidate(KIND, start, end, value, "quantity.level", priority=2)
        elif any(unit.word in patterns.bands and banded(view, measure, unit.word) for unit in measure.units):
            start, end = measure.start, measure.last.end
            value = Quantity(amount=measure.low, unit=None, bound="approx")
            yield Candidate(KIND, start, end, value, "quantity.level", priority=2)


def _level(view: View, numeral: Numeral) -> Candidate:
    """A level as it stands, with its sign."""
    start, negative = signed(view, numeral.start)
    bound = strongest(view.grammar.bounds(view.text, start, numeral.end))
    value = Quantity(amount=-numeral.low if negative else numeral.low, unit=None, bound=bound)
    return Candidate(KIND, start, numeral.end, value, "quantity.level", priority=2)


def _worth(candidate: Candidate) -> Decimal:
    """The number of a level."""
    return cast(Quantity, candidate.value).amount or Decimal(0)


def _came(view: View, patterns: LevelPatterns, numeral: Numeral) -> list[Candidate] | None:
    """The levels from which and to which an index came, close behind its name or with the points between them: from
    -42 to 6. None where there is no such pair."""
    text, end = view.text, numeral.end
    if _turned(view, patterns, numeral):
        return [_level(view, numeral)]
    if numeral.digits is None and "." not in text[numeral.start : end]:
        return None
    if not text.startswith(patterns.came_from, end) or not view.grammar.word_ends(text, end):
        return None
    following = next((other for other in view.free if other.start > end), None)
    if following is None or following.start - end > _NEAR or following.word or following.exponent:
        return None
    to = next((word for word in patterns.came_to if text.startswith(word + " ", following.end)), None)
    if to is None or "\n" in text[end : following.start] or following.low != following.high:
        return None
    first, last = _level(view, numeral), _level(view, following)
    step = patterns.steps.match(text, following.end + len(to))
    if step is not None and Decimal(step[1].replace(",", "").rstrip(".")) == abs(_worth(last) - _worth(first)):
        return [first, last]
    named = patterns.names.search(text, max(0, numeral.start - _NEAR), numeral.start) is not None
    return [first, last] if named else None


def _turned(view: View, patterns: LevelPatterns, numeral: Numeral) -> bool:
    """Whether an index came from this number to the one behind the verb that is written to it."""
    text = view.text
    if numeral.word or numeral.exponent or numeral.low != numeral.high:
        return False
    if not text.endswith(patterns.turn_before, 0, numeral.start) or not patterns.turn.match(text, numeral.end):
        return False
    return patterns.names.search(text, max(0, numeral.start - _NEAR), numeral.start) is not None


def banded(view: View, measure: Measure, word: str) -> bool:
    """Whether what looks like a unit says only about how high an index stands."""
    patterns = view.grammar.compiled(LevelPatterns)
    if word not in patterns.bands or measure.range or measure.low < _LEAST:
        return False
    return patterns.names.search(view.text, max(0, measure.start - _NEAR), measure.start) is not None


def _moved_on(view: View, last: Numeral, numeral: Numeral) -> bool:
    """Whether an index came from the level before to this one, as precise and much as high."""
    gap = view.grammar.list.match(view.text, last.end)
    if gap is None or gap.end() != numeral.start or numeral.low != numeral.high or numeral.exponent or not last.low:
        return False
    return "." in view.text[numeral.start : numeral.end] and _CLOSE[0] < numeral.low / last.low < _CLOSE[1]


def _again(view: View, patterns: LevelPatterns, last: Numeral, numeral: Numeral) -> bool:
    """Whether the same index is told of another place close behind: (87.4) behind its name, or with a particle."""
    text, start, end = view.text, numeral.start, numeral.end
    grammar = view.grammar
    if not patterns.again or start - last.end > _AGAIN or not _alike(text, last, numeral):
        return False
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        return grammar.letter.match(text, start - 2) is not None
    return text.startswith(patterns.again, end) and grammar.word_ends(text, end)


def _alike(text: str, last: Numeral, numeral: Numeral) -> bool:
    """Whether two numbers have as many decimals, at least one, and lie close to each other."""
    first, second = (text[n.start : n.end].partition(".")[2] for n in (last, numeral))
    if not first or len(first) != len(second) or numeral.low != numeral.high or not last.low:
        return False
    return _CLOSE[0] < numeral.low / last.low < _CLOSE[1]


def _is_level(view: View, patterns: LevelPatterns, numeral: Numeral) -> bool:
    text, start, end = view.text, numeral.start, numeral.end
    if numeral.word or numeral.exponent or numeral.bound is not None or numeral.low != numeral.high:
        return False
    surface = text[start:end]
    marked = "." in surface or "," in surface
    if text[end : end + 1] in "-/:" and end < len(text):
        return False
    if _marked(text, patterns, numeral):
        return True
    grammar = view.grammar
    said = "." in surface and numeral.low >= 1 and grammar.letter.match(text, end) and grammar.particle.match(text, end)
    if said and patterns.beside.search(text, max(0, start - _NEAR), start) is not None:
        return True  # an index of prices or of mood: 96.04
    if marked and numeral.low >= _LEAST and patterns.names.search(text, max(0, start - _NEAR), start):
        return True
    whole = numeral.digits is not None and len(numeral.digits) >= 3 and int(numeral.digits) not in _YEARS
    if not ("." in surface or whole or (marked and numeral.low >= _LEAST)) or not _moved(text, patterns, start, end):
        return False
    first = max(0, start - _SENTENCE)
    line = text.rfind("\n", first, start)
    return patterns.names.search(text, max(first, line + 1), start) is not None


def _marked(text: str, patterns: LevelPatterns, numeral: Numeral) -> bool:
    """Whether a number of several digits that is no year stands before a word for a mark on a scale: above 4000."""
    if not patterns.marks or not text.startswith(patterns.marks, numeral.end) or numeral.word or numeral.exponent:
        return False
    surface = text[numeral.start : numeral.end]
    return len(surface) > 1 and (numeral.digits is None or int(numeral.digits) not in _YEARS)


def _moved(text: str, patterns: LevelPatterns, start: int, end: int) -> bool:
    """Whether a verb of the market stands beside the number: fell to, closed at."""
    if patterns.after.match(text, end):
        return True
    return patterns.before is not None and patterns.before.search(text[max(0, start - _CUE) : start]) is not None
