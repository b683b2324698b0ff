"""Percentages, percentage points and basis points."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from extractor.core.values import Percent
from extractor.kinds.money import signed
from extractor.kinds.number import Numeral, number_reader
from extractor.kinds.view import Candidate, Measure, View, free_at
from extractor.lang.grammar import strongest
from extractor.lang.tables import PercentRow
from extractor.lang.unit_patterns import PercentPatterns

KIND = "percent"
_TEN, _HUNDRED, _HALF = Decimal(10), Decimal(100), Decimal("0.5")
_NAME = 12  # characters left of a numeral in which a product's name may end
_RATE = 24  # and those in which a rate may be named


def find(view: View) -> Iterator[Candidate]:
    """The percentages of a view, ranges of two of them among them."""
    found = sorted(_found(view), key=lambda candidate: candidate.start)
    yield from found
    yield from _ranges(view, found)


def _found(view: View) -> Iterator[Candidate]:
    pending: tuple[Measure, PercentRow] | None = None
    for measure in view.measures:
        for unit in measure.units:
            if unit.kind != KIND or not isinstance(unit.row, PercentRow) or not _counts(view, measure, unit.row):
                continue
            row = unit.row
            measure = _spread(view, measure, row)
            following = view.text[measure.end : measure.end + 1]
            if unit.word.isascii() and unit.word[-1].isalpha() and following.isascii() and following.isalpha():
                continue
            if row.places and pending is not None and not view.text[pending[0].end : measure.start].strip():
                yield _percent(view, measure, row, pending)  # 1할 2푼: the hundredths join the tenths
            elif not (row.places and Decimal(row.scale) < 10):
                yield _percent(view, measure, row, None)
                if row.places or row.half:
                    yield from _hundredths(view, measure, row)
            pending = (measure, row) if row.places else None
    yield from _halved(view)
    yield from _prefixed(view)


def _halved(view: View) -> Iterator[Candidate]:
    """Half of a unit that only certain words make one of per cent: half a quarter of a point."""
    patterns = view.grammar.compiled(PercentPatterns)
    for match in patterns.halved.finditer(view.text) if patterns.halved is not None else ():
        row, half = patterns.halves[match[1]], Numeral(match.start(), match.start(1), _HALF, _HALF, word=True)
        measure = _bare(match.start(), half, half)._replace(end=match.end())
        if _counts(view, measure, row):
            yield _percent(view, measure, row, None)


def _spread(view: View, measure: Measure, row: PercentRow) -> Measure:
    """The measure with the tenth that a text set wide writes apart: nine, nine of it."""
    text, start = view.text, measure.start
    left = free_at(view, start - 2) if row.digits and measure.last.lone and text[start - 1 : start] == " " else None
    if left is None or not left.lone or (left.start and not text[left.start - 1].isspace()):
        return measure
    worth = left.low * _TEN + measure.low
    return measure._replace(start=left.start, low=worth, high=worth)


def _ranges(view: View, found: list[Candidate]) -> Iterator[Candidate]:
    """The ranges whose ends have tenths and hundredths, which no single measure holds: one tenth to one tenth five."""
    yield from _signed(view, found)
    yield from _shared(view, found)
    ends = {candidate.end: candidate for candidate in found}
    for right in found:
        if not view.grammar.lexicon.percent.ranges:
            return
        for sign in view.grammar.lexicon.percent.ranges:
            left = ends.get(right.start - len(sign)) if view.text.endswith(sign, 0, right.start) else None
            first, last = (left.value, right.value) if left is not None else (None, None)
            if left is None or not isinstance(first, Percent) or not isinstance(last, Percent):
                continue
            if first.amount is None or last.amount is None or first.unit != last.unit or first.amount >= last.amount:
                continue
            if ".places" not in left.rule + right.rule:
                continue
            bound = strongest(view.grammar.bounds(view.text, left.start, right.end))
            value = Percent(low=first.amount, high=last.amount, unit=last.unit, bound=bound)
            yield Candidate(KIND, left.start, right.end, value, right.rule, priority=6)


def _signed(view: View, found: list[Candidate]) -> Iterator[Candidate]:
    """The ranges that begin below nought, whose ends both write the sign of per cent: -138% to -75%."""
    for left, right in pairwise(found):
        first, last = left.value, right.value
        if view.text[left.start] != "-" or not isinstance(first, Percent) or not isinstance(last, Percent):
            continue
        gap = view.grammar.range.match(view.text, left.end)
        if gap is None or gap.end() != right.start or first.amount is None or last.amount is None:
            continue
        if first.unit == last.unit and first.amount != last.amount:
            yield _between(view, left.start, right, first.amount, last.amount)


def _shared(view: View, found: list[Candidate]) -> Iterator[Candidate]:
    """The ranges from below nought of which only the right end writes the sign of per cent: -2 to 2%."""
    free = {numeral.end: numeral for numeral in view.free}
    for right in found:
        last = right.value
        if not isinstance(last, Percent) or last.amount is None:
            continue
        for length in (1, 2, 3):
            numeral = free.get(right.start - length)
            gap = view.grammar.range.match(view.text, numeral.end) if numeral is not None else None
            if numeral is None or gap is None or gap.end() != right.start or numeral.low != numeral.high:
                continue
            start, negative = signed(view, numeral.start)
            if negative and -numeral.low != last.amount:
                yield _between(view, start, right, -numeral.low, last.amount)


def _between(view: View, start: int, right: Candidate, first: Decimal, last: Decimal) -> Candidate:
    """The range that ends with the percentage `right`, whichever of its ends is greater."""
    bound = strongest(view.grammar.bounds(view.text, start, right.end))
    unit = right.value.unit if isinstance(right.value, Percent) else "percent"
    value = Percent(low=min(first, last), high=max(first, last), unit=unit, bound=bound)
    return Candidate(KIND, start, right.end, value, right.rule, priority=6)


def _counts(view: View, measure: Measure, row: PercentRow) -> bool:
    """Whether the word behind the numeral is the unit and not the start of another word or the end of a name."""
    text = view.text
    if row.near and not any(word in text[max(0, measure.start - _RATE) : measure.end + _NAME] for word in row.near):
        return False
    if row.unless and any(word in text[max(0, measure.start - _NAME) : measure.start] for word in row.unless):
        return False
    if any(view.text.startswith(word, measure.end) for word in row.not_after):
        return False
    if row.places and view.grammar.spaced and measure.last.word:
        return False
    if row.digits and not (measure.low > 0 and measure.high < _HUNDRED and measure.high != _TEN):
        return False
    if row.not_before and view.text[measure.start : measure.last.end].endswith(".0"):
        return False  # a version
    if row.not_before and view.text[measure.start - 2 : measure.start - 1].isalpha() and signed(view, measure.start)[1]:
        return False  # a hyphen in a name
    left = view.text[max(0, measure.start - _NAME) : measure.start].rstrip()
    return not any(left.endswith(word) for word in row.not_before)


def _prefixed(view: View) -> Iterator[Candidate]:
    """Percentages whose words stand before the numeral, and those that hold none."""
    patterns, text = view.grammar.compiled(PercentPatterns), view.text
    if patterns.before is not None:
        reader = number_reader(view.lang)
        for match in patterns.before.finditer(text):
            numeral = reader.at(text, match.end())
            if numeral is None:
                continue
            start, row = match.start(), patterns.rows["".join(match[1].split())]
            last = numeral
            if (gap := view.grammar.range.match(text, numeral.end)) is not None:
                begin = (
                    again.end() if (again := patterns.before.pattern.match(text, gap.end())) is not None else gap.end()
                )
                following = reader.at(text, begin)
                if following is not None and following.low > numeral.high:
                    last = following
            yield _percent(view, _bare(start, numeral, last), row, None)
    if patterns.fixed is not None:
        for match in patterns.fixed.finditer(text):
            amount = Decimal(patterns.amounts[match[1]])
            bound = strongest(view.grammar.bounds(text, match.start(), match.end()))
            yield Candidate(
                KIND, match.start(), match.end(), Percent(amount=amount, bound=bound), "percent.word", priority=6
            )


def _bare(start: int, first: Numeral, last: Numeral) -> Measure:
    """A measure with no unit behind it."""
    return Measure(start, last.end, first.low, last.high, last.end, (), first, last, last.bound)


def _hundredths(view: View, measure: Measure, row: PercentRow) -> Iterator[Candidate]:
    """Tenths with a digit behind, as three tenths seven for 37 per cent, or with a half; the last of a range too."""
    ones, worth = PercentRow(unit=row.unit, words=row.words, example={}), Decimal(row.scale) / 2
    numeral = free_at(view, measure.end) if row.places else None
    parts = [numeral] if numeral is not None and (numeral.lone or len(numeral.digits or "") == 1) else []
    for word in view.grammar.lexicon.numbers.half if row.half else ():
        if view.text.startswith(word, measure.end):
            parts.append(Numeral(measure.end, measure.end + len(word), worth, worth, word=True))
    for part in parts:
        if measure.range and measure.first is not measure.last:
            high = measure.high + part.high / Decimal(row.scale)
            yield _percent(view, measure._replace(end=part.end, high=high), row, None)
        elif not measure.range:
            yield _percent(view, _bare(part.start, part, part), ones, (measure, row))


def _scaled(row: PercentRow, amount: Decimal) -> Decimal:
    if row.digits and amount >= _TEN:
        return amount
    return amount * Decimal(row.scale)


def _percent(view: View, measure: Measure, row: PercentRow, tens: tuple[Measure, PercentRow] | None) -> Candidate:
    low, high = _scaled(row, measure.low), _scaled(row, measure.high)
    start = measure.start
    if tens is not None:
        base = tens[0].low * Decimal(tens[1].scale)
        low, high, start = low + base, high + base, tens[0].start
    start, negative = signed(view, start)
    if negative and measure.first is not measure.last and view.text[start] == "-":
        low = -low  # a minus belongs to the number behind it, a word to both
    elif negative:
        low, high = -high, -low
    bounds = view.grammar.bounds(view.text, start, measure.end)
    if measure.bound is not None:
        bounds.append(measure.bound)
    bound = strongest(bounds)
    if low == high:
        value = Percent(amount=low, unit=row.unit, bound=bound)
    else:
        if measure.first.fuzzy and bound == "exact" and measure.first is measure.last:
            bound = "approx"
        value = Percent(low=low, high=high, unit=row.unit, bound=bound)
    rule = f"percent.{row.unit}" + (".places" if tens else "")
    return Candidate(KIND, start, measure.end, value, rule, priority=6)
