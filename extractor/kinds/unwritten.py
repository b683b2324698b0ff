"""Amounts whose currency is not written beside them: beside a noun of money, from one amount to another, in a table."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from extractor.core.values import CurrencyBasis, Money
from extractor.kinds.amount import alone, made, signed
from extractor.kinds.currency import Evidence, Ruling
from extractor.kinds.tabular import in_tables
from extractor.kinds.view import Candidate, Measure, View
from extractor.lang.money_patterns import NounPatterns
from extractor.lang.money_tables import AmountTable, load_amounts

_WINDOW = 20  # characters left of a bare amount in which its noun may stand
_BEFORE = 90  # characters back to an amount that says in which currency a bare one counts


def unwritten(view: View, evidence: Evidence, found: Sequence[Candidate]) -> list[Candidate]:
    """`found` with the amounts that write no currency, in text order."""
    table = load_amounts(view.lang)
    made = _Bare(view, evidence, found, table).read()
    if evidence.headings:
        found = [c for c in found if not any(h.start <= c.start < h.end for h in evidence.headings)]
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
        """The bare amounts: beside a noun, listed with one that is, or changed into an amount."""
        spans = self._spans()
        taken: dict[int, tuple[Measure, Ruling, str]] = {}
        for measure in spans:
            if (ruling := self._beside(measure)) is not None:
                taken[measure.start] = (measure, ruling, "money.noun")
        for measure in reversed(spans):  # from a bare amount to one with a currency
            ruling = self._next(measure, self.patterns.change)
            if ruling is not None and measure.start not in taken:
                self.rulings[measure.start] = ruling
                taken[measure.start] = (measure, ruling, "money.change")
        for left, right in pairwise(spans):  # and on to the next members of a list
            if left.start in taken and right.start not in taken and self._listed(left, right):
                taken[right.start] = (right, taken[left.start][1], "money.list")
        return [_amount(self.view, *taken[start], Decimal(1)) for start in sorted(taken)]

    def _spans(self) -> list[Measure]:
        """The numerals with a magnitude and no unit, two of them together where they are the ends of a range."""
        spans: list[Measure] = []
        for numeral in self.view.free:
            if numeral.exponent < self.table.least or numeral.bare or self._taken(numeral.start):
                continue
            measure = alone(numeral)
            if spans and (joined := self._range(spans[-1], measure)) is not None:
                spans[-1] = joined
            else:
                spans.append(measure)
        return spans

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
            return left._replace(end=right.end, low=right.low, high=left.high, last=right.last, bound=right.bound)
        return None

    def _beside(self, measure: Measure) -> Ruling | None:
        if not _measured(self.view, measure, self.patterns):
            return None
        ruling = _currency(self.view, self.evidence, self.found, self.starts, measure.start, self.table)
        self.rulings[measure.start] = ruling
        return ruling

    def _next(self, measure: Measure, gap: re.Pattern[str]) -> Ruling | None:
        match = gap.match(self.view.text, measure.end)
        return self.rulings.get(match.end()) or self.rulings.get(match.end() - 1) if match is not None else None

    def _listed(self, left: Measure, right: Measure) -> bool:
        text, end = self.view.text, left.end
        gap = self.view.grammar.list.match(text, end) or self.patterns.change.match(text, end)
        return gap is not None and gap.end() == right.start and self.patterns.tail.match(text, right.end) is not None


def _ruling(candidate: Candidate) -> Ruling | None:
    value = candidate.value
    if not isinstance(value, Money):
        return None
    return Ruling(value.currency, value.currency_basis, value.currency_candidates or ())


def _measured(view: View, numeral: Measure, patterns: NounPatterns) -> bool:
    """Whether a noun of money stands directly before the number or directly behind it."""
    text, end = view.text, numeral.end
    if patterns.after.match(text, end):
        return True
    sign = numeral.start - 1 if text[numeral.start - 1 : numeral.start] == "-" else numeral.start
    if not patterns.before.search(text[max(0, sign - _WINDOW) : sign]):
        return False
    return patterns.tail.match(text, end) is not None


def _currency(
    view: View, evidence: Evidence, found: Sequence[Candidate], spans: list[int], start: int, table: AmountTable
) -> Ruling:
    """The currency of the amount before, in the same line; else what the article counts in."""
    row = next(row for row in view.grammar.lexicon.money.currencies if table.bare in row.words)
    at = bisect_right(spans, start) - 1
    if at >= 0:
        last, value = found[at], found[at].value
        if isinstance(value, Money) and start - last.end <= _BEFORE and "\n" not in view.text[last.end : start]:
            basis: CurrencyBasis = (
                "default" if value.currency_basis == "default" or value.currency == row.code else "context"
            )
            return Ruling(value.currency, basis, value.currency_candidates or ())
    ruling = evidence.decide(row, start)
    return Ruling(ruling.code, "context" if ruling.basis == "context" else "default", ruling.others)


def _amount(view: View, measure: Measure, ruling: Ruling, rule: str, factor: Decimal) -> Candidate:
    start, negative = signed(view, measure.start)
    return made(view, start, measure.end, measure, ruling, rule, factor=factor, negative=negative, priority=4)
