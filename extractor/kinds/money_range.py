"""Ranges whose ends are amounts of their own: with a sign before each, with parts behind each, below zero."""

from collections.abc import Sequence
from decimal import Decimal

from extractor.core.values import Money
from extractor.kinds.amount import signed
from extractor.kinds.number import Numeral
from extractor.kinds.view import Candidate, View
from extractor.lang.grammar import strongest
from extractor.lang.money_patterns import DenominatorPatterns

_SIGNS = tuple("~-–—")  # between two ends, whichever is greater; a word there says that one became the other
_FALLEN = 10  # ends farther apart are none


def with_ranges(view: View, found: Sequence[Candidate]) -> list[Candidate]:
    """The amounts in order, two of them as one where they are the ends of a range."""
    result: list[Candidate] = []
    free: dict[int, Numeral] | None = None
    marks = frozenset(word[-1] for word in view.grammar.lexicon.numbers.ranges)
    for candidate in found:
        left = next((other for other in reversed(result[-2:]) if other.end <= candidate.start), None)
        joined = _joined(view, left, candidate) if left is not None else None
        if joined is None and view.text[max(0, candidate.start - 2) : candidate.start].rstrip()[-1:] in marks:
            free = {numeral.end: numeral for numeral in view.free} if free is None else free
            result.append(_shared(view, free, candidate) or candidate)
        elif joined is None:
            result.append(candidate)
        else:
            result = [other for other in result if other is not left]
            result.append(joined)
    return result


def _joined(view: View, left: Candidate, right: Candidate) -> Candidate | None:
    a, b = left.value, right.value
    if not isinstance(a, Money) or not isinstance(b, Money) or a.currency != b.currency:
        return None
    if a.amount is None or b.amount is None or b.amount == a.amount:
        return None
    high, end = b.amount, left.end
    if per := view.grammar.compiled(DenominatorPatterns).after.match(view.text, end):
        end = per.end()  # both ends may say what one of it costs
    if end == right.start and high < 0 and a.amount >= 0:
        high = -high  # the sign stands between the two ends, not before the right one
    else:
        gap = view.grammar.range.match(view.text, end)
        if gap is None or gap.end() != right.start or view.grammar.moves(view.text, left.start, gap[0], a.amount, high):
            return None
    if a.amount > high and high < 0:
        return _range(view, left, right, high, a.amount)  # two losses, the smaller first
    if a.amount > high > a.amount / _FALLEN and view.text[end : right.start + 1].strip()[:1] in _SIGNS:
        return _range(view, left, right, high, a.amount)  # the greater first: what a loss shrinks to
    return _range(view, left, right, a.amount, high)


def _shared(view: View, free: dict[int, Numeral], right: Candidate) -> Candidate | None:
    """A range whose left end leaves the unit to the right one: below zero, or the right end leaves out a magnitude."""
    value, text = right.value, view.text
    if not isinstance(value, Money) or value.amount is None:
        return None
    for length in range(1, 4):
        numeral = free.get(right.start - length)
        if numeral is None or numeral.low != numeral.high or numeral.end > right.start:
            continue
        gap = view.grammar.range.match(text, numeral.end)
        start, negative = signed(view, numeral.start)
        if gap is None or gap.end() != right.start or negative != (value.amount < 0):
            return None
        unit = next((m for m in view.measures if right.start <= m.start < right.end), None)
        if not negative:
            magnitudes = text[numeral.start : numeral.end].strip("0123456789.,")
            high = _elided(numeral, value.amount) if magnitudes else None
            return None if high is None else _range(view, right._replace(start=start), right, numeral.low, high)
        power = unit.last.exponent if unit is not None and not numeral.exponent else 0
        low = -numeral.low * Decimal(10) ** power
        return _range(view, right._replace(start=start), right, low, value.amount)
    return None


def _elided(left: Numeral, right: Decimal) -> Decimal | None:
    """The right end with the greater magnitudes of the left one: 15 hundred millions 51 to 67 millions."""
    if not right:
        return None
    group = Decimal(10) ** ((right.adjusted() // 4 + 1) * 4)
    head = left.low - left.low % group
    return head + right if head and left.low % group and head + right > left.low else None


def _range(view: View, left: Candidate, right: Candidate, low: Decimal, high: Decimal) -> Candidate | None:
    if low >= high or not isinstance(right.value, Money):
        return None
    bound = strongest(view.grammar.bounds(view.text, left.start, right.end))
    value = right.value.model_copy(update={"amount": None, "low": low, "high": high, "bound": bound})
    return right._replace(start=left.start, value=value, priority=6)
