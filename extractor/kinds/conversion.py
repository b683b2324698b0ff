"""An amount and the same amount in another currency, in brackets behind it: whether one can be the other.

Both keep what is written. An ambiguous currency is decided by the rate; where no reading of the two can be right,
both carry the flag `conflict`.
"""

from collections.abc import Sequence
from decimal import Decimal

from extractor.core.values import Money
from extractor.kinds.view import Candidate, View
from extractor.lang.money_patterns import ConversionPatterns

CONFLICT = "conflict"
_GAP = 24  # characters between an amount and its conversion
# How far outside of the table's rates a rounded amount may lie; and how close to them a guess must come.
_SLACK, _CLOSE = Decimal("1.6"), Decimal("1.15")


def compare(view: View, found: Sequence[Candidate]) -> list[Candidate]:
    """The amounts in order, with the currencies that conversions decide and the flags of those that disagree."""
    gap = view.grammar.compiled(ConversionPatterns).gap
    rates = view.grammar.lexicon.currencies.rates
    result = list(found)
    for index in range(len(result) - 1):
        left, right = result[index], result[index + 1]
        between = view.text[left.end : right.start]
        if right.start < left.end or len(between) > _GAP or not between or not gap.fullmatch(between):
            continue
        result[index], result[index + 1] = _compared(left, right, rates)
    return result


def _compared(left: Candidate, right: Candidate, rates: dict[str, tuple[str, str]]) -> tuple[Candidate, Candidate]:
    a, b = left.value, right.value
    if not isinstance(a, Money) or not isinstance(b, Money) or (a.per != b.per and a.per and b.per):
        return left, right
    x, y = a.amount if a.amount is not None else a.low, b.amount if b.amount is not None else b.low
    if not x or not y or x * y < 0 or (a.amount is None) != (b.amount is None):
        return left, right
    fits = [
        (first, second)
        for first in (a.currency, *(a.currency_candidates or ()))
        for second in (b.currency, *(b.currency_candidates or ()))
        if first != second and plausible(first, second, y / x, rates, _CLOSE)
    ]
    if a.currency == b.currency and not fits:
        return left, right
    if (a.currency, b.currency) in fits or plausible(a.currency, b.currency, y / x, rates, _SLACK):
        return left, right
    if fits:
        return _decided(left, a, fits[0][0]), _decided(right, b, fits[0][1])
    return _flagged(left, a), _flagged(right, b)


def plausible(
    first: str, second: str, rate: Decimal, rates: dict[str, tuple[str, str]], slack: Decimal = _SLACK
) -> bool:
    """Whether so much of `second` may be worth one of `first`; what the table lacks may be."""
    if first not in rates or second not in rates:
        return True
    low = Decimal(rates[second][0]) / Decimal(rates[first][1])
    high = Decimal(rates[second][1]) / Decimal(rates[first][0])
    return low / slack <= rate <= high * slack


def _decided(candidate: Candidate, value: Money, code: str) -> Candidate:
    if code == value.currency:
        return candidate
    others = tuple(c for c in (value.currency, *(value.currency_candidates or ())) if c != code)
    update = {"currency": code, "currency_basis": "context", "currency_candidates": others}
    return candidate._replace(value=value.model_copy(update=update), rule=candidate.rule + ".converted")


def _flagged(candidate: Candidate, value: Money) -> Candidate:
    return candidate._replace(value=value.model_copy(update={"flags": (CONFLICT,)}))
