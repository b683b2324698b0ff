"""Percentages, percentage points and basis points."""

from collections.abc import Iterator
from decimal import Decimal

from extractor.core.values import Percent
from extractor.kinds.money import signed
from extractor.kinds.number import number_reader
from extractor.kinds.view import Candidate, Measure, View
from extractor.lang.grammar import strongest
from extractor.lang.tables import PercentRow
from extractor.lang.unit_patterns import PercentPatterns

KIND = "percent"


def find(view: View) -> Iterator[Candidate]:
    """The percentages of a view."""
    pending: tuple[Measure, PercentRow] | None = None
    for measure in view.measures:
        for unit in measure.units:
            if unit.kind != KIND or not isinstance(unit.row, PercentRow):
                continue
            row = unit.row
            following = view.text[measure.end : measure.end + 1]
            if any(view.text.startswith(word, measure.end) for word in view.grammar.lexicon.percent.not_after):
                continue
            if unit.word.isascii() and unit.word[-1].isalpha() and following.isascii() and following.isalpha():
                continue
            if row.places and pending is not None and not view.text[pending[0].end : measure.start].strip():
                yield _percent(view, measure, row, pending)  # 1할 2푼: the hundredths join the tenths
            elif not (row.places and Decimal(row.scale) < 10):
                yield _percent(view, measure, row, None)
                if row.places:
                    yield from _hundredths(view, measure, row)
            pending = (measure, row) if row.places else None
    patterns = view.grammar.compiled(PercentPatterns)
    if patterns.before is None:
        return
    for match in patterns.before.finditer(view.text):
        numeral = number_reader(view.lang).at(view.text, match.end())
        if numeral is not None:
            start = match.start()
            measure = Measure(
                start, numeral.end, numeral.low, numeral.high, numeral.end, (), numeral, numeral, numeral.bound
            )  # fmt: skip
            yield _percent(view, measure, patterns.rows["".join(match[1].split())], None)


def _hundredths(view: View, measure: Measure, row: PercentRow) -> Iterator[Candidate]:
    """Tenths with a digit behind, as three tenths seven for 37 per cent."""
    for numeral in view.free:
        if numeral.start == measure.end and numeral.lone and not measure.range:
            ones = Measure(
                numeral.start, numeral.end, numeral.low, numeral.high, numeral.end, (), numeral, numeral, None
            )
            yield _percent(view, ones, PercentRow(words=row.words, example={}), (measure, row))


def _percent(view: View, measure: Measure, row: PercentRow, tens: tuple[Measure, PercentRow] | None) -> Candidate:
    scale = Decimal(row.scale)
    low, high = measure.low * scale, measure.high * scale
    start = measure.start
    if tens is not None:
        base = tens[0].low * Decimal(tens[1].scale)
        low, high, start = low + base, high + base, tens[0].start
    start, negative = signed(view, start)
    if negative:
        low, high = -high, -low
    bounds = view.grammar.bounds(view.text, start, measure.end)
    if measure.bound is not None:
        bounds.append(measure.bound)
    bound = strongest(bounds)
    if low == high:
        value = Percent(amount=low, unit=row.unit, bound=bound)
    else:
        value = Percent(low=low, high=high, unit=row.unit, bound=bound)
    rule = f"percent.{row.unit}" + (".places" if tens else "")
    return Candidate(KIND, start, measure.end, value, rule, priority=6)
