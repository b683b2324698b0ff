"""Counts that write no unit: a magnitude close behind what it counts, subscribers past a million."""

from collections.abc import Iterator

from extractor.core.values import Quantity
from extractor.kinds.view import Candidate, View
from extractor.lang.grammar import strongest
from extractor.lang.money_patterns import NounPatterns

_WINDOW = 20  # characters left of a number in which what it counts may stand
_LIST = 40  # the same to both sides, in a list of such numbers
_MYRIAD = 4  # the power of ten from which a number of things goes without a unit
_LEAST = 10**_MYRIAD


def find(view: View) -> Iterator[Candidate]:
    """The counts of a view; their unit is null. An amount of money at the same place goes before."""
    text, patterns = view.text, view.grammar.compiled(NounPatterns)
    for numeral in view.free:
        short = numeral.exponent < _MYRIAD and numeral.end - numeral.start <= _MYRIAD
        if numeral.word or short or numeral.low != numeral.high or numeral.low < _LEAST:
            continue
        start, end = numeral.start, numeral.end
        owned = patterns.owned.match(text, end, end + _LIST) and patterns.had.search(text, max(0, start - _LIST), start)
        if not owned and patterns.counted.search(text, max(0, start - _WINDOW), start) is None:
            continue
        if not owned and patterns.tail.match(text, end) is None and view.grammar.bound_after.match(text, end) is None:
            continue
        bounds = view.grammar.bounds(text, start, end) + ([numeral.bound] if numeral.bound is not None else [])
        value = Quantity(amount=numeral.low, unit=None, bound=strongest(bounds))
        yield Candidate("quantity", start, end, value, "quantity.bare", priority=2)
