"""Multiples and fractions: times as much, half, a third."""

import re
from collections.abc import Iterator
from decimal import Decimal, Inexact, localcontext
from fractions import Fraction

from extractor.core.values import Bound, Multiple
from extractor.kinds.number import Numeral, number_reader
from extractor.kinds.view import Candidate, View
from extractor.kinds.written import written_fraction
from extractor.lang.grammar import strongest
from extractor.lang.tables import FixedRow
from extractor.lang.unit_patterns import MultiplePatterns

KIND = "multiple"
_DIGITS = re.compile("[0-9]{1,9}")


def find(view: View) -> Iterator[Candidate]:
    """The multiples of a view."""
    text, grammar = view.text, view.grammar
    words = grammar.compiled(MultiplePatterns)
    for measure in view.measures:
        for unit in measure.units:
            if unit.kind == KIND and grammar.word_ends(text, measure.end):
                start, end, low, high, said = measure.start, measure.end, measure.low, measure.high, measure.bound
                yield _multiple(view, start, end, low, high, "multiple.times", said=said)
    if words.fixed is not None:
        for match in words.fixed.finditer(text):
            if grammar.word_ends(text, match.end()):
                row = words.fixed_rows["".join(match[1].split())]
                yield _word(view, row, match.start() + row.lead, match.end())
    for match in words.vulgar.finditer(text):
        worth = written_fraction(match[0])
        yield from _fraction(view, match.start(), match.end(), Decimal(worth.numerator), Decimal(worth.denominator))
    numerals = view.numerals
    for index, numeral in enumerate(numerals):
        gap = words.fraction.match(text, numeral.end)
        upper = number_reader(view.lang).at(text, gap.end()) if gap is not None else None
        if upper is not None:
            upper = _below(text, upper, numeral)
            yield from _fraction(view, numeral.start, upper.end, upper.low, numeral.low)
        slash = text[numeral.end : numeral.end + 1] == "/"
        following = numerals[index + 1] if slash and index + 1 < len(numerals) else None
        if following is not None and _slashed(text, numeral.end, following.start, numeral.start, following.end):
            yield from _fraction(view, numeral.start, following.end, numeral.low, following.low)
        if words.doubling is not None and numeral.word:
            before = words.doubling.search(text[max(0, numeral.start - 2) : numeral.start])
            after = words.doubling_after.match(text, numeral.end)
            if before is not None and after is not None:
                start = numeral.start - len(before[0])
                amount = Decimal(2) ** int(numeral.low)
                yield _multiple(view, start, after.end(), amount, amount, "multiple.doubling", priority=8)


def _below(text: str, upper: Numeral, lower: Numeral) -> Numeral:
    """The upper number of a fraction: without a magnitude that makes it the greater one, which is a particle then."""
    digits = _DIGITS.match(text, upper.start) if upper.exponent and upper.low > lower.low else None
    if digits is None:
        return upper
    return upper._replace(end=digits.end(), low=Decimal(digits[0]), high=Decimal(digits[0]), exponent=0)


def _word(view: View, row: FixedRow, start: int, end: int) -> Candidate:
    bounds = view.grammar.bounds(view.text, start, end)
    if row.bound != "exact":
        bounds.append(row.bound)
    value = Multiple(amount=Decimal(row.amount), bound=strongest(bounds))
    return Candidate(KIND, start, end, value, "multiple.word", 5)


def _slashed(text: str, slash: int, following: int, start: int, end: int) -> bool:
    """Whether two numerals are a fraction such as 1/4 and not a day, a ratio of codes or part of a path."""
    if slash + 1 != following or text[slash] != "/" or slash - start != 1 or end - following > 2:
        return False
    around = text[max(0, start - 1) : start] + text[end : end + 1]
    return not any(character in "/.-:" or (character.isascii() and character.isalnum()) for character in around)


def _fraction(view: View, start: int, end: int, upper: Decimal, lower: Decimal) -> Iterator[Candidate]:
    if lower <= 0 or upper <= 0 or upper >= lower or lower != lower.to_integral():
        return
    with localcontext() as context:
        context.prec = 12
        context.traps[Inexact] = True
        try:
            amount: Decimal | str = upper / lower
        except Inexact:
            whole = upper == upper.to_integral()  # a ratio is one of whole numbers: 4.5 of 7 are 9/14
            amount = f"{upper}/{lower}" if whole else str(Fraction(upper) / Fraction(lower))
    bound = strongest(view.grammar.bounds(view.text, start, end))
    yield Candidate(KIND, start, end, Multiple(amount=amount, bound=bound), "multiple.fraction", priority=4)


def _multiple(
    view: View, start: int, end: int, low: Decimal, high: Decimal, rule: str, priority: int = 5,
    *, said: Bound | None = None,
) -> Candidate:  # fmt: skip
    bounds = view.grammar.bounds(view.text, start, end)
    bound = strongest([*bounds, said] if said is not None else bounds)
    value = Multiple(amount=low, bound=bound) if low == high else Multiple(low=low, high=high, bound=bound)
    return Candidate(KIND, start, end, value, rule, priority)
