"""Money: a numeral with a currency behind it, or a sign or code before it.

What the amounts of an article say of each other is read in rooms of its own: the currency of ambiguous words in
currency.py, amounts with no unit in unwritten.py, conversions in conversion.py.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from extractor.kinds import ticks
from extractor.kinds.amount import KIND, made
from extractor.kinds.amount import counts_bare as counts_bare  # percentages and quantities read these, too
from extractor.kinds.amount import signed as signed
from extractor.kinds.conversion import compare
from extractor.kinds.currency import Evidence, Ruling
from extractor.kinds.denominator import with_denominators
from extractor.kinds.money_list import apart, with_lists
from extractor.kinds.money_range import with_ranges
from extractor.kinds.parts import Parts, with_cents, with_parts
from extractor.kinds.unwritten import unwritten
from extractor.kinds.view import Candidate, Measure, View
from extractor.lang.money_patterns import MoneyPatterns, NounPatterns
from extractor.lang.money_tables import load_amounts
from extractor.lang.tables import CurrencyRow, SignRow

_LOOSE = 3  # the power of ten from which an ambiguous syllable is a currency
_TEN, _SMALL = 10, 100  # below ten a word may be no number; below a hundred digits may count other things
_YEARS = range(1900, 2101)
_PREFIX = 6  # characters of the longest sign before a number


def find(view: View) -> Iterator[Candidate]:
    """The amounts of money in a view."""
    if not view.numerals:
        return
    evidence = Evidence(view)
    found = [
        *_with_units(view, evidence),
        *_with_sign(view, evidence),
        *_counted(view, evidence),
        *ticks.find(view, evidence),
    ]
    found.sort(key=lambda candidate: (candidate.start, -candidate.end))
    found = with_ranges(view, found)
    found = with_lists(view, unwritten(view, evidence, found))
    yield from compare(view, with_denominators(view, found))


def _with_units(view: View, evidence: Evidence) -> Iterator[Candidate]:
    signs = view.grammar.compiled(MoneyPatterns)
    parts = Parts(view, signs)
    whole: Candidate | None = None
    for measure in view.measures:
        for unit in measure.units:
            if unit.kind == KIND and isinstance(unit.row, CurrencyRow):
                share, end = parts.read(measure.end, unit.word) if not measure.shared else (Decimal(0), measure.end)
                candidate = _with_unit(view, measure, unit.row, evidence, whole=end > measure.end)
                if candidate is None:
                    continue
                if whole is not None and unit.row.minor:
                    candidate = with_cents(view, whole, candidate) or candidate
                else:
                    candidate = with_parts(view, candidate, share, end)
                named = not unit.row.candidates and candidate.start < measure.start
                yield from apart(view, candidate, measure) if named else (candidate,)
                whole = candidate


def _with_unit(
    view: View, measure: Measure, row: CurrencyRow, evidence: Evidence, *, whole: bool = False
) -> Candidate | None:
    """The amount of a measure; `whole` says that tenths are written behind it, so that nothing else can be meant."""
    text, grammar = view.text, view.grammar
    end = measure.end
    if row.ahead and not text.startswith(row.ahead, end):
        return None
    if not measure.shared:
        signs = grammar.compiled(MoneyPatterns)
        if measure.last.exponent >= _LOOSE and text[measure.unit_start : end] in signs.spoken:
            return None  # nobody speaks of that much money so: two hundred billion chips
        if _another_word(text, measure, row) or signs.quote.search(text[max(0, measure.start - 4) : measure.start]):
            return None
        lone = measure.last.word and measure.last.lone and measure.last.low < _TEN and not whole
        if lone and text.endswith(signs.not_lone_after, 0, measure.start):
            return None
        if (row.loose or grammar.spaced) and (lone or measure.last.native):
            return None
        if row.loose and grammar.spaced and measure.last.exponent < _LOOSE:
            return None
    if measure.first.bare and measure.first.lone and not counts_bare(view, measure):
        return None
    start, named = measure.start, row if row.candidates else _named(row.code)
    ruling: Ruling | None = None
    if prefix := _before(text, start, grammar.compiled(MoneyPatterns), row.code):
        start = prefix.start  # a sign before and the currency's word behind name one amount
        ruling = evidence.decide(prefix.row, start)
    ruling = ruling or _bracketed(text, end, row, grammar.compiled(MoneyPatterns)) or evidence.decide(named, start)
    factor = Decimal("0.01") if row.minor else Decimal(1)
    start, negative = signed(view, start)
    code = prefix.row.code if prefix is not None else row.code
    return made(view, start, end, measure, ruling, f"money.{code.lower()}", factor=factor, negative=negative)


def _bracketed(text: str, end: int, row: CurrencyRow, signs: MoneyPatterns) -> Ruling | None:
    """The currency that brackets behind an ambiguous word name."""
    match = signs.declared.match(text, end) if row.candidates and text.startswith(("(", " ("), end) else None
    code = signs.names["".join(match[1].split())].code if match is not None else None
    return Ruling(code, "explicit") if code in (row.code, *row.candidates) and code is not None else None


def _another_word(text: str, measure: Measure, row: CurrencyRow) -> bool:
    """Whether the currency's syllable begins another word: only behind numbers that no amount of money must be."""
    numeral, end = measure.last, measure.end
    year = numeral.digits is not None and len(numeral.digits) == 4 and int(numeral.digits) in _YEARS
    if not (year or (numeral.word and numeral.exponent < _LOOSE)):
        plain = numeral.digits is not None and numeral.low < _SMALL
        return plain and text.startswith(row.not_after, end)
    return text.startswith((*row.not_after, *row.not_after_word), end)


@lru_cache(maxsize=256)
def _named(code: str) -> CurrencyRow:
    """A currency that only its own name can mean."""
    return CurrencyRow(code=code, words=(), example={})


@dataclass(frozen=True, slots=True)
class _Prefix:
    """A sign, code or name before a number."""

    start: int
    row: SignRow


def _before(text: str, start: int, signs: MoneyPatterns, code: str | None = None) -> _Prefix | None:
    """The sign before a number at `start`; `code` is the currency of the word behind the number."""
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
    if signs.not_prefix and code != row.code and text.endswith(signs.not_prefix, 0, begin):
        return None  # what one of it costs
    return _Prefix(begin, row)


def _with_sign(view: View, evidence: Evidence) -> Iterator[Candidate]:
    text, signs = view.text, view.grammar.compiled(MoneyPatterns)
    currencies = {m.start for m in view.measures for u in m.units if u.kind == KIND}
    numerals = view.numerals
    for index, numeral in enumerate(numerals):
        start, end, high = numeral.start, numeral.end, numeral.high
        if start in currencies:
            continue
        prefix, behind = _before(text, start, signs), text[end : end + 2].lstrip()[:1]
        if prefix is None and behind not in signs.behind:
            continue
        measure = Measure(start, end, numeral.low, high, end, (), numeral, numeral, numeral.bound)
        if numeral.exponent and (match := signs.declared.match(text, end)):
            row = signs.names["".join(match[1].split())]
            yield made(view, start, end, measure, Ruling(row.code, "explicit"), "money.declared")
            continue
        if match := signs.lettered.match(text, end):
            power, row = signs.powers[match[1].lower()], signs.words["".join(match[2].split())]
            measure = _lettered(view, measure._replace(end=match.end()), index)
            begin, negative = signed(view, measure.start)
            ruling, factor = evidence.decide(row, begin), Decimal(10) ** power
            yield made(view, begin, match.end(), measure, ruling, "money.letter", factor=factor, negative=negative)
            continue
        if prefix is not None and not prefix.row.signs[0].isascii() and _counts_other(view, start):
            prefix = None  # the yen, four days up: a name before what is counted
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


def _counts_other(view: View, start: int) -> bool:
    """Whether the number at `start`, which has a currency's name before it, counts something else: days, rises."""
    at = bisect_left(view.measures, start, key=lambda measure: measure.start)
    if at == len(view.measures) or view.measures[at].start != start:
        return False
    return any(u.kind == "duration" or (u.kind == "quantity" and len(u.word) > 1) for u in view.measures[at].units)


def _lettered(view: View, measure: Measure, index: int) -> Measure:
    """The measure with the left end of its range, where the numeral before is one: 10 to 15 k."""
    left = view.numerals[index - 1] if index else None
    gap = view.grammar.range.match(view.text, left.end) if left is not None else None
    if left is None or gap is None or gap.end() != measure.start or left.exponent or left.low >= measure.low:
        return measure
    return measure._replace(start=left.start, low=left.low, first=left)


def _counted(view: View, evidence: Evidence) -> Iterator[Candidate]:
    """Magnitudes that are counted like things: two (of a) hundred million roubles; with no currency, the article's own.

    What is counted otherwise has its own noun behind: then the amount is none of money.
    """
    text, signs = view.text, view.grammar.compiled(MoneyPatterns)
    if signs.counted is None:
        return
    ahead = view.grammar.lexicon.units.ahead
    for numeral in view.numerals:
        match = signs.counted.match(text, numeral.end)
        if match is None or numeral.exponent > _LOOSE or numeral.bare:
            continue
        if text.startswith(ahead.get(text[numeral.end : match.start(1)].strip(), "\0"), match.start(1)):
            continue  # so many things, of a hundred million each
        end, row = match.end(), signs.words["".join(match[2].split())] if match[2] else _bare_row(view)
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
