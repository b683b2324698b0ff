"""The amount of money that a measure is: its numbers, its sign, what bounds it."""

from decimal import Decimal

from extractor.core.values import Bound, Money
from extractor.kinds.currency import Ruling
from extractor.kinds.number import Numeral
from extractor.kinds.view import Candidate, Measure, View
from extractor.lang.grammar import strongest
from extractor.lang.money_tables import load_amounts

KIND = "money"
_DASHES, _OPENING = "–", ("", " ", "(", "\n", "\t", "|")  # a dash that is a minus, and what may stand before it
_BARE = 10_000  # the largest magnitude that counts without a digit


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
    if character in _DASHES and text[at - 1 : at] in _OPENING:
        return at, True  # behind a number it is the dash of a range, behind a letter that of a name
    if character in "△▽▼▲" and (at == 0 or text[at - 1] in "( \n,:;·|\t~-–"):
        return at, character != "▲"
    numbers = view.grammar.lexicon.numbers
    if not text.endswith(view.grammar.minus_ends, 0, start):
        return start, False
    for word in numbers.minus:
        if word != "-" and text.endswith(word, 0, start):
            if text.endswith(numbers.minus_not_behind or ("\0",), 0, start - len(word)):
                return start, False
            return start - len(word), True
        if word != "-" and text.endswith(word + " ", 0, start):
            return start - len(word) - 1, True
    return start, False


def alone(numeral: Numeral) -> Measure:
    """A numeral as a measure with no unit."""
    start, end = numeral.start, numeral.end
    return Measure(start, end, numeral.low, numeral.high, end, (), numeral, numeral, numeral.bound)


def reached(view: View, numeral: Numeral) -> Bound | None:
    """What a word glued before a magnitude with no digit says of it: up to a hundred million, past a thousand."""
    if not numeral.bare or not numeral.start:
        return None
    table, at = load_amounts(view.lang), numeral.start - 1
    return None if view.text[at - 1 : at] in table.unreached else table.reached.get(view.text[at])


def counts_bare(view: View, measure: Measure) -> bool:
    """Whether a magnitude with no digit before it is a number: ten thousand won is, the heading "100 million" is not.

    In a language without spaces between words only a bound beside it says so: close to a thousand yuan.
    """
    if measure.first.bound is not None or measure.range or reached(view, measure.first) is not None:
        return True
    if view.grammar.spaced:
        return measure.low <= _BARE
    each = load_amounts(view.lang).each
    if view.text.endswith(each, 0, measure.start) and measure.first is measure.last:
        return True  # so much of every hundred yuan
    return bool(view.grammar.bounds(view.text, measure.start, measure.end))


def made(
    view: View, start: int, end: int, measure: Measure, ruling: Ruling, rule: str,
    *, factor: Decimal = Decimal(1), negative: bool = False, priority: int = 5,
) -> Candidate:  # fmt: skip
    """The amount of a measure in the currency of a ruling, with what bounds it; `factor` is what one of its unit is."""
    low, high = shared_low(measure) * factor, measure.high * factor
    if negative and measure.first is not measure.last and view.text[start] == "-":
        low = -_first(measure) * factor  # a minus belongs to the number behind it, a word to both
    elif negative:
        low, high = -high, -low
    bounds = view.grammar.bounds(view.text, start, end)
    bounds += [bound for bound in (measure.bound, reached(view, measure.first)) if bound is not None]
    bound = strongest(bounds)
    whole = low == high
    if not whole and measure.first.fuzzy and bound == "exact":
        bound = "approx"
    value = Money(
        amount=low if whole else None, low=None if whole else low, high=None if whole else high, bound=bound,
        currency=ruling.code, currency_basis=ruling.basis, currency_candidates=ruling.others or None,
    )  # fmt: skip
    return Candidate(KIND, start, end, value, rule, priority)


def _first(measure: Measure) -> Decimal:
    """The left end of a range, whichever end is greater without its sign."""
    left, right = measure.first, measure.last
    if not left.exponent and right.exponent:
        return left.low * Decimal(10) ** right.exponent
    return shared_low(measure)


def shared_low(measure: Measure) -> Decimal:
    """The lower end of a range, with the myriads that only its upper end writes: 3 to 5 thousand myriads."""
    left, right = measure.first, measure.last
    myriads = right.exponent // 4 * 4
    if left is right or not measure.range or not 0 < left.exponent < 4 or not myriads:
        return measure.low
    scaled = left.low * Decimal(10) ** myriads
    return scaled if measure.low == left.low and scaled < measure.high else measure.low
