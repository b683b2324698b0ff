"""Money: a numeral with a currency behind it, or a sign or code before it.

What the amounts of an article say of each other is read in rooms of its own: the currency of ambiguous words in
currency.py, amounts with no unit in unwritten.py, conversions in conversion.py.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.core.values import Money
from extractor.kinds.amount import KIND, made
from extractor.kinds.amount import signed as signed  # percentages and quantities have signs, too
from extractor.kinds.conversion import compare
from extractor.kinds.currency import Evidence, Ruling
from extractor.kinds.denominator import with_denominators
from extractor.kinds.number import Numeral
from extractor.kinds.unwritten import unwritten
from extractor.kinds.view import Candidate, Measure, View
from extractor.lang.grammar import strongest
from extractor.lang.money_patterns import MoneyPatterns, NounPatterns
from extractor.lang.money_tables import load_amounts
from extractor.lang.tables import CurrencyRow, SignRow

_BARE = 10_000  # the largest magnitude that counts without a digit
_LOOSE = 3  # the power of ten from which an ambiguous syllable is a currency
_PREFIX = 6  # characters of the longest sign before a number


def find(view: View) -> Iterator[Candidate]:
    """The amounts of money in a view."""
    if not view.numerals:
        return
    evidence = Evidence(view)
    found = [*_with_units(view, evidence), *_with_sign(view, evidence), *_counted(view, evidence)]
    found.sort(key=lambda candidate: (candidate.start, -candidate.end))
    found = unwritten(view, evidence, found)
    yield from compare(view, with_denominators(view, found))


def _with_units(view: View, evidence: Evidence) -> Iterator[Candidate]:
    signs = view.grammar.compiled(MoneyPatterns)
    starts = {numeral.start: numeral for numeral in view.numerals} if signs.part is not None else {}
    whole: Candidate | None = None
    for measure in view.measures:
        for unit in measure.units:
            if unit.kind == KIND and isinstance(unit.row, CurrencyRow):
                candidate = _with_unit(view, measure, unit.row, evidence)
                if candidate is None:
                    continue
                if whole is not None and unit.row.minor:
                    candidate = _joined(view, whole, candidate) or candidate
                elif signs.part is not None:
                    candidate = _with_parts(view, candidate, starts, signs)
                yield candidate
                whole = candidate


def _with_unit(view: View, measure: Measure, row: CurrencyRow, evidence: Evidence) -> Candidate | None:
    text, grammar = view.text, view.grammar
    table = grammar.lexicon.money
    end = measure.end
    if not measure.shared:
        if text.startswith(table.not_after, end):
            return None
        lone = measure.last.word and measure.last.lone and not measure.last.bare
        if (row.loose or grammar.spaced) and (lone or measure.last.native):
            return None
        if row.loose and grammar.spaced and measure.last.exponent < _LOOSE:
            return None
    if measure.first.bare and measure.first.lone and not counts_bare(view, measure):
        return None
    start, named = measure.start, row if row.candidates else _named(row.code)
    ruling: Ruling | None = None
    if prefix := _before(text, start, grammar.compiled(MoneyPatterns)):
        start = prefix.start  # a sign before and the currency's word behind name one amount
        ruling = evidence.decide(prefix.row, start)
    ruling = ruling or evidence.decide(named, start)
    factor = Decimal("0.01") if row.minor else Decimal(1)
    start, negative = signed(view, start)
    code = prefix.row.code if prefix is not None else row.code
    return made(view, start, end, measure, ruling, f"money.{code.lower()}", factor=factor, negative=negative)


@lru_cache(maxsize=256)
def _named(code: str) -> CurrencyRow:
    """A currency that only its own name can mean."""
    return CurrencyRow(code=code, words=(), example={})


def counts_bare(view: View, measure: Measure) -> bool:
    """Whether a magnitude with no digit before it is a number: ten thousand won is, the heading "100 million" is not.

    In a language without spaces between words only a bound beside it says so: close to a thousand yuan.
    """
    if measure.first.bound is not None or measure.range:
        return True
    if view.grammar.spaced:
        return measure.low <= _BARE
    return bool(view.grammar.bounds(view.text, measure.start, measure.end))


@dataclass(frozen=True, slots=True)
class _Prefix:
    """A sign, code or name before a number."""

    start: int
    row: SignRow


def _before(text: str, start: int, signs: MoneyPatterns) -> _Prefix | None:
    near = text[start - 2 : start].rstrip()[-1:] if start > 1 else text[:start]
    if near not in signs.glance:
        return None
    window = max(0, start - _PREFIX)
    match = signs.before.search(text[window:start])
    if match is None:
        return None
    begin, found = window + match.start(), match[0].strip()
    row = signs.rows["".join(found.split()) if found not in signs.rows else found]
    if len(found) > 1 and begin and text[begin - 1] in signs.numeric:
        return None  # the unit of the number before
    return _Prefix(begin, row)


def _with_sign(view: View, evidence: Evidence) -> Iterator[Candidate]:
    text, signs = view.text, view.grammar.compiled(MoneyPatterns)
    currencies = {m.start for m in view.measures if any(u.kind == KIND for u in m.units)}
    numerals = view.numerals
    for index, numeral in enumerate(numerals):
        start, end, high = numeral.start, numeral.end, numeral.high
        if start in currencies:
            continue
        measure = Measure(start, end, numeral.low, high, end, (), numeral, numeral, numeral.bound)
        if numeral.exponent and (match := signs.declared.match(text, end)):
            row = signs.names["".join(match[1].split())]
            yield made(view, start, end, measure, Ruling(row.code, "explicit"), "money.declared")
            continue
        prefix = _before(text, start, signs)
        if prefix is not None and index + 1 < len(numerals):
            measure = _spanned(view, measure, index)
            end = measure.end
        suffix = None if prefix is not None else signs.after.match(text, end)
        row_before = prefix.row if prefix is not None else signs.rows[suffix[1] or suffix[2]] if suffix else None
        if row_before is None:
            if signs.alone is not None and (match := signs.alone.match(text, end)):
                share = Decimal(signs.shares["".join(match[1].split())])
                ruling = evidence.decide(_bare_row(view), start)
                yield made(view, start, match.end(), measure, ruling, "money.part", factor=share)
            continue
        power = 0
        if match := signs.letters.match(text, end):
            power, end = signs.powers[match[1].lower()], match.end()
        elif suffix is not None:
            end = suffix.end()
        begin, negative = signed(view, prefix.start if prefix is not None else start)
        rule = f"money.sign.{row_before.code.lower()}"
        ruling = evidence.decide(row_before, begin)
        yield made(view, begin, end, measure, ruling, rule, factor=Decimal(10) ** power, negative=negative)


def _counted(view: View, evidence: Evidence) -> Iterator[Candidate]:
    """Magnitudes that are counted like things: two (of a) hundred million roubles; with no currency, the article's own.

    What is counted otherwise has its own noun behind: then the amount is none of money.
    """
    text, signs = view.text, view.grammar.compiled(MoneyPatterns)
    if signs.counted is None:
        return
    rows = {word: row for row in reversed(view.grammar.lexicon.money.currencies) for word in row.words}
    for numeral in view.numerals:
        match = signs.counted.match(text, numeral.end)
        if match is None or numeral.exponent > _LOOSE:
            continue
        end, row = match.end(), rows[match[2]] if match[2] else _bare_row(view)
        if not match[2] and end < len(text) and not view.grammar.compiled(NounPatterns).ends(text, end):
            continue
        measure = Measure(numeral.start, end, numeral.low, numeral.high, end, (), numeral, numeral, numeral.bound)
        factor = Decimal(10) ** view.grammar.lexicon.numbers.large[match[1]]
        ruling = evidence.decide(row, numeral.start)
        yield made(view, numeral.start, end, measure, ruling, "money.counted", factor=factor)


def _bare_row(view: View) -> CurrencyRow:
    """The row of the currency word that bare amounts leave out."""
    word = load_amounts(view.lang).bare
    return next(row for row in view.grammar.lexicon.money.currencies if word in row.words)


def _spanned(view: View, measure: Measure, index: int) -> Measure:
    """A range behind a sign: three to five million."""
    right = view.numerals[index + 1]
    gap = view.grammar.range.match(view.text, measure.end)
    if gap is None or gap.end() != right.start or right.low != right.high:
        return measure
    low = measure.low
    if not measure.first.exponent and right.exponent and low * Decimal(10) ** right.exponent < right.high:
        low *= Decimal(10) ** right.exponent
    if low >= right.high or right not in view.free:
        return measure
    return measure._replace(end=right.end, low=low, high=right.high, last=right, bound=right.bound)


def _joined(view: View, whole: Candidate, part: Candidate) -> Candidate | None:
    """Dollars and cents written one after the other, as one amount."""
    a, b = whole.value, part.value
    if not isinstance(a, Money) or not isinstance(b, Money) or a.amount is None or b.amount is None:
        return None
    if view.text[whole.end : part.start].strip() or b.amount >= 1 or a.amount != a.amount.to_integral():
        return None
    value = a.model_copy(update={"amount": a.amount + b.amount, "bound": strongest([a.bound, b.bound])})
    return part._replace(start=whole.start, value=value, rule=whole.rule + ".cents", priority=6)


def _with_parts(view: View, whole: Candidate, starts: dict[int, Numeral], signs: MoneyPatterns) -> Candidate:
    """The amount with the tenths and hundredths written behind it: five yuan three jiao."""
    value, end, last = whole.value, whole.end, Decimal(1)
    if not isinstance(value, Money) or value.amount is None or signs.part is None:
        return whole
    amount = value.amount
    while end < len(view.text):
        digits, behind = _digits(view, starts, end, signs)
        match = signs.part.match(view.text, behind) if digits is not None else None
        share = Decimal(signs.shares["".join(match[1].split())]) if match is not None else last
        if match is None or digits is None or share >= last or digits * share >= last:
            break
        amount, end, last = amount + digits * share, match.end(), share
    if end == whole.end:
        return whole
    bound = strongest(view.grammar.bounds(view.text, whole.start, end))
    value = value.model_copy(update={"amount": amount, "bound": bound})
    return whole._replace(end=end, value=value, rule=whole.rule + ".parts", priority=6)


def _digits(view: View, starts: dict[int, Numeral], at: int, signs: MoneyPatterns) -> tuple[Decimal | None, int]:
    """The whole number at `at`, also a single digit that alone would be another word, and where it ends."""
    numeral = starts.get(at)
    if numeral is not None:
        return (numeral.low if numeral.whole else None), numeral.end
    digit = signs.digits.get(view.text[at])
    return (Decimal(digit) if digit is not None else None), at + 1
