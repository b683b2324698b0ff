"""Amounts whose currency is not written beside them: beside a noun of money, from one amount to another, in a table."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.core.values import CurrencyBasis, Money
from extractor.kinds.amount import alone, counts_bare, made, reached, signed
from extractor.kinds.conversion import plausible
from extractor.kinds.currency import Evidence, Ruling
from extractor.kinds.number import Numeral
from extractor.kinds.tabular import in_tables
from extractor.kinds.view import Candidate, Measure, View
from extractor.lang.grammar import Unit
from extractor.lang.money_patterns import ConversionPatterns, NounPatterns
from extractor.lang.money_tables import AmountTable, load_amounts
from extractor.lang.tables import CurrencyRow, OrdinalRow, UnitRow

_WINDOW = 20  # characters left of a bare amount in which its noun may stand
_BEFORE = 90  # characters back to an amount that says in which currency a bare one counts
_NEAR = 16  # characters on to the amount that a bare one changes into, or that ends its list
_VAST = 12  # the power of ten from which an amount counts no people
_RANGE = 3  # characters between the two ends of a range
_LIST = 40  # characters of the members of a list before its last
_BRACKET = 10  # characters between an amount and the same amount in brackets
_SAME = (Decimal("0.8"), Decimal("1.25"))  # how far a rounded amount lies from the exact one


def unwritten(view: View, evidence: Evidence, found: Sequence[Candidate]) -> list[Candidate]:
    """`found` with the amounts that write no currency, in text order."""
    if evidence.headings:
        starts = [heading.start for heading in evidence.headings]
        ends = [0, *(heading.end for heading in evidence.headings)]
        found = [c for c in found if c.start >= ends[bisect_right(starts, c.start)]]
    made = _Bare(view, evidence, found, load_amounts(view.lang)).read()
    if evidence.headings:
        made += in_tables(view, evidence)
    return sorted([*found, *made], key=lambda candidate: (candidate.start, -candidate.end)) if made else list(found)


class _Bare:
    """Reads the numerals of a view that have a magnitude and no unit."""

    def __init__(self, view: View, evidence: Evidence, found: Sequence[Candidate], table: AmountTable) -> None:
        self.view, self.evidence, self.found, self.table = view, evidence, found, table
        self.patterns = view.grammar.compiled(NounPatterns)
        self.starts = [candidate.start for candidate in found]
        self.rulings = {candidate.start: _ruling(candidate) for candidate in found}

    def read(self) -> list[Candidate]:
        """The bare amounts: beside a noun, in brackets behind one, listed with one, or changed into one."""
        spans = self._spans()
        taken: dict[int, tuple[Measure, Ruling, str]] = {}
        for measure in spans:
            if (ruling := self._beside(measure)) is not None:
                taken[measure.start] = (measure, ruling, "money.noun")
            elif (ruling := self._bracketed(measure) or self._compared(measure)) is not None:
                self.rulings[measure.start] = ruling
                taken[measure.start] = (measure, ruling, "money.same")
        following: int | None = None  # where the next bare amount begins
        for measure in reversed(spans):  # from a bare amount to one with a currency
            if measure.start not in taken:
                if (ruling := self._changed(measure, following)) is not None:
                    taken[measure.start] = (measure, ruling, "money.change")
                elif (ruling := self._enumerated(measure)) is not None:
                    taken[measure.start] = (measure, ruling, "money.list")
                if ruling is None:
                    continue
                self.rulings[measure.start] = ruling
            following = measure.start
        for left, right in pairwise(spans):  # and on to the next members of a list
            if left.start in taken and right.start not in taken and self._listed(left, right):
                taken[right.start] = (right, taken[left.start][1], "money.list")
        return [_amount(self.view, *taken[start]) for start in sorted(taken)]

    def _spans(self) -> list[Measure]:
        """The numerals with a magnitude and no unit, two of them together where they are the ends of a range."""
        spans: list[Measure] = []
        least = Decimal(10) ** self.table.least
        ends = {numeral.end: numeral for numeral in self.view.free if numeral.digits is not None}
        for numeral in _free(self.view):
            if not numeral.exponent or numeral.high < least or self._taken(numeral.start):
                continue
            if numeral.bare and not counts_bare(self.view, alone(numeral)) and not self._names(numeral):
                continue
            if self.patterns.thing.search(self.view.text[max(0, numeral.start - _WINDOW) : numeral.start]):
                continue
            measure = self._with_left(alone(numeral), ends)
            if spans and (joined := self._range(spans[-1], measure)) is not None:
                spans[-1] = joined
            else:
                spans.append(measure)
        return spans

    def _names(self, numeral: Numeral) -> bool:
        """Whether a magnitude with no digit stands right behind a noun of money: lost a hundred million."""
        if self.view.grammar.spaced or numeral.high.adjusted() < self.table.large:
            return False
        return self.patterns.beside.search(self.view.text[max(0, numeral.start - _WINDOW) : numeral.start]) is not None

    def _with_left(self, measure: Measure, ends: dict[int, Numeral]) -> Measure:
        """The measure with the left end of its range that leaves out the magnitude: 10 to 30 hundred millions."""
        for length in range(1, _RANGE + 1):
            left = ends.get(measure.start - length)
            gap = self.view.grammar.range.match(self.view.text, left.end) if left is not None else None
            if left is None or gap is None or gap.end() != measure.start:
                continue
            low = left.low * Decimal(10) ** measure.last.exponent
            if low < measure.high and not signed(self.view, left.start)[1]:
                return measure._replace(start=left.start, low=low, first=left)
        return measure

    def _taken(self, start: int) -> bool:
        at = bisect_right(self.starts, start) - 1
        return at >= 0 and start < self.found[at].end

    def _range(self, left: Measure, right: Measure) -> Measure | None:
        gap = self.view.grammar.range.match(self.view.text, left.end)
        if gap is None or left.range:
            return None
        if gap.end() == right.start and left.low < right.high:
            return left._replace(end=right.end, high=right.high, last=right.last, bound=right.bound)
        losses = signed(self.view, left.start)[1] and signed(self.view, right.start) == (gap.end(), True)
        if losses and right.low < left.high:  # the sign turns them round
            return left._replace(end=right.end, low=right.low, high=left.high, bound=right.bound)
        return None

    def _beside(self, measure: Measure) -> Ruling | None:
        """The currency of an amount with a noun of money directly before or behind it."""
        text, end = self.view.text, measure.end
        large = measure.low.adjusted() >= self.table.large
        start = self._left(measure)
        vast = measure.low.adjusted() >= _VAST and self.patterns.vast.match(text, end)
        if vast or self.patterns.after.match(text, end) or (large and self.patterns.head.match(text, end)):
            return self._currency(measure.start)
        if match := self.patterns.members.search(text[max(0, start - _LIST) : start]):
            start -= len(match[0])
        if not self.patterns.before.search(text[max(0, start - _WINDOW) : start]) or not self._ends(end):
            return None
        return self._currency(measure.start)

    def _currency(self, start: int) -> Ruling:
        """The currency of the amount before, in the same line; else what the article counts in."""
        left = self._before(start)
        ruling = self._usual(start)
        if left is not None and isinstance(left.value, Money) and start - left.end <= _BEFORE:
            value = left.value
            if "\n" not in self.view.text[left.end : start]:
                known = value.currency_basis == "default" or value.currency == _bare_row(self.view, self.table).code
                basis: CurrencyBasis = "default" if known else "context"
                ruling = Ruling(value.currency, basis, value.currency_candidates or ())
        self.rulings[start] = ruling
        return ruling

    def _left(self, measure: Measure) -> int:
        """Where the amount begins with its sign, or with the word that is glued before its magnitude."""
        if reached(self.view, measure.first) is not None:
            return measure.start - 1
        return measure.start - 1 if self.view.text[measure.start - 1 : measure.start] == "-" else measure.start

    def _ends(self, end: int) -> bool:
        text, bound = self.view.text, self.view.grammar.bound_after
        return self.patterns.tail.match(text, end) is not None or bound.match(text, end) is not None

    def _bracketed(self, measure: Measure) -> Ruling | None:
        """The currency of an amount in brackets behind another: the same where they are as much, else the usual one."""
        left, text = self._before(measure.start), self.view.text
        if left is None or text[measure.end : measure.end + 1] != ")" or measure.start - left.end > _BRACKET:
            return None
        gap = self.view.grammar.compiled(ConversionPatterns).gap
        value = left.value
        if not isinstance(value, Money) or not value.amount or not gap.fullmatch(text, left.end, measure.start):
            return None
        rate = measure.low / value.amount
        if _SAME[0] <= rate <= _SAME[1]:
            return Ruling(value.currency, value.currency_basis, value.currency_candidates or ())
        usual = self._usual(measure.start)
        rates = self.view.grammar.lexicon.currencies.rates
        if usual.code != value.currency and usual.code in rates and value.currency in rates:
            return usual if plausible(value.currency, usual.code, rate, rates) else None
        return None

    def _compared(self, measure: Measure) -> Ruling | None:
        """The currency of an amount that the same sentence has just named, for what someone else has or for a part."""
        text, start = self.view.text, self._left(measure)
        left = self._before(measure.start)
        if left is None or not isinstance(left.value, Money) or measure.low.adjusted() < self.table.large:
            return None
        between = text[left.end : start]
        if len(between) > _BEFORE or self.patterns.stop.search(between) or self.patterns.things.search(between):
            return None
        if not (measure.range or self.patterns.same.search(between)) or not self._ends(measure.end):
            return None
        value = left.value
        return Ruling(value.currency, "context", value.currency_candidates or ())

    def _before(self, start: int) -> Candidate | None:
        at = bisect_right(self.starts, start) - 1
        return self.found[at] if at >= 0 else None

    def _usual(self, start: int) -> Ruling:
        ruling = self.evidence.decide(_bare_row(self.view, self.table), start)
        return Ruling(ruling.code, "context" if ruling.basis == "context" else "default", ruling.others)

    def _changed(self, measure: Measure, right: int | None) -> Ruling | None:
        """The currency of the amount that a bare one changes into, also with a date between them."""
        text = self.view.text
        match = self.patterns.change.match(text, measure.end)
        if match is None:
            return None
        if (ruling := self.rulings.get(match.end()) or self.rulings.get(match.end() - 1)) is not None:
            return ruling
        return self._following(match.end(), right) if measure.low.adjusted() >= self.table.large else None

    def _following(self, end: int, right: int | None) -> Ruling | None:
        """The currency of the amount that begins next, with no mark between."""
        at = bisect_left(self.starts, end)
        starts = [*self.starts[at : at + 1], *([right] if right is not None else [])]
        start = min(starts, default=None)
        if start is None or start - end > _NEAR or self.patterns.mark.search(self.view.text[end:start]):
            return None
        return self.rulings.get(start)

    def _enumerated(self, measure: Measure) -> Ruling | None:
        """The currency of a list of things and their amounts that only its last member writes: A 5, B 4, C 3 won."""
        text = self.view.text
        match = self.patterns.enumeration.match(text, measure.end)
        if match is None or measure.low.adjusted() < self.table.large or match.end() - measure.end > _NEAR:
            return None
        ruling = self.rulings.get(match.end())
        clause = text[max(0, measure.start - _WINDOW) : match.end()]
        return None if self.patterns.things.search(clause) else ruling

    def _listed(self, left: Measure, right: Measure) -> bool:
        text, end = self.view.text, left.end
        gap = self.view.grammar.list.match(text, end) or self.patterns.change.match(text, end)
        return gap is not None and gap.end() in (right.start, right.start - 1) and self._ends(right.end)


def _free(view: View) -> list[Numeral]:
    """The numerals with no unit; also those whose unit is only how the next word begins."""
    if not view.grammar.spaced:
        return view.free
    others = [
        measure.first
        for measure in view.measures
        if measure.first is measure.last and measure.first.exponent and not measure.shared
        if measure.unit_start > measure.first.end or all(_strict(unit) for unit in measure.units)
        if not view.grammar.word_ends(view.text, measure.end)
    ]
    return sorted([*view.free, *others], key=lambda numeral: numeral.start) if others else view.free


def _strict(unit: Unit) -> bool:
    return isinstance(unit.row, UnitRow | OrdinalRow) and unit.row.strict


def _ruling(candidate: Candidate) -> Ruling | None:
    value = candidate.value
    if not isinstance(value, Money):
        return None
    return Ruling(value.currency, value.currency_basis, value.currency_candidates or ())


def _bare_row(view: View, table: AmountTable) -> CurrencyRow:
    return next(row for row in view.grammar.lexicon.money.currencies if table.bare in row.words)


def _amount(view: View, measure: Measure, ruling: Ruling, rule: str) -> Candidate:
    start, negative = signed(view, measure.start)
    return made(view, start, measure.end, measure, ruling, rule, negative=negative, priority=4)
