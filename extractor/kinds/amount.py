"""The amount of money that a measure is: its numbers, its sign, what bounds it."""

from decimal import Decimal

from extractor.core.values import Money
from extractor.kinds.currency import Ruling
from extractor.kinds.view import Candidate, Measure, View
from extractor.lang.grammar import strongest

KIND = "money"


def signed(view: View, start: int) -> tuple[int, bool]:
    """Where a value begins with its sign, and whether that sign is negative."""
    text = view.text
    at = start - 1
    if at < 0:
        return start, False
    character = text[at]
    if character == "-" and (
        at == 0 or (not (text[at - 1].isascii() and text[at - 1].isalnum()) and text[at - 1] not in "%)")
    ):
        return at, True
    if character in "△▽▼▲" and (at == 0 or text[at - 1] in "( \n,:;·|\t"):
        return at, character != "▲"
    for word in view.grammar.lexicon.numbers.minus:
        if word != "-" and text.endswith(word, 0, start):
            return start - len(word), True
        if word != "-" and text.endswith(word + " ", 0, start):
            return start - len(word) - 1, True
    return start, False


def made(
    view: View, start: int, end: int, measure: Measure, ruling: Ruling, rule: str,
    *, factor: Decimal = Decimal(1), negative: bool = False, priority: int = 5,
) -> Candidate:  # fmt: skip
    """The amount of a measure in the currency of a ruling, with what bounds it; `factor` is what one of its unit is."""
    low, high = shared_low(measure) * factor, measure.high * factor
    if negative:
        low, high = -high, -low
    bounds = view.grammar.bounds(view.text, start, end)
    if measure.bound is not None:
        bounds.append(measure.bound)
    bound = strongest(bounds)
    whole = low == high
    if not whole and measure.first.fuzzy and bound == "exact":
        bound = "approx"
    value = Money(
        amount=low if whole else None, low=None if whole else low, high=None if whole else high, bound=bound,
        currency=ruling.code, currency_basis=ruling.basis, currency_candidates=ruling.others or None,
    )  # fmt: skip
    return Candidate(KIND, start, end, value, rule, priority)


def shared_low(measure: Measure) -> Decimal:
    """The lower end of a range, with the myriads that only its upper end writes: 3 to 5 thousand myriads."""
    left, right = measure.first, measure.last
    myriads = right.exponent // 4 * 4
    if left is right or not measure.range or not 0 < left.exponent < 4 or not myriads:
        return measure.low
    scaled = left.low * Decimal(10) ** myriads
    return scaled if measure.low == left.low and scaled < measure.high else measure.low
