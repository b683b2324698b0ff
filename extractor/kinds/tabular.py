"""Amounts in tables and lists: a heading declares their unit, and the lines below hold nothing but a label and numbers.

A heading that calls itself a unit holds for the whole table; a unit in the brackets of a column's head holds for the
column. Brackets around a number are a minus there.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from extractor.kinds.amount import alone, made, signed
from extractor.kinds.currency import Evidence, Heading, Ruling
from extractor.kinds.number import Numeral
from extractor.kinds.view import Candidate, View
from extractor.lang.money_patterns import EvidencePatterns

_LABEL = 30  # characters of a row's label
_LINE = 400  # characters of a row
_HEADS = 2  # lines between a heading and the first row that may hold no amount: the heads of the columns
_SEPARATORS = (r"\|", r"\t", r"[ ]{2,}")
_RULES = " |:-=+\t"  # the marks of a line that only rules a table
_BETWEEN = " \t|,·/()-–—△▽▲▼"


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the text and the numbers in it that no unit took."""

    start: int
    text: str
    numerals: tuple[Numeral, ...]

    def cells(self, separator: str) -> list[tuple[int, int]]:
        """Where the cells of the line begin and end."""
        bounds, at = [], 0
        for match in [*re.finditer(separator, self.text), None]:
            end = match.start() if match is not None else len(self.text)
            bounds.append((self.start + at, self.start + end))
            at = match.end() if match is not None else end
        return bounds


def in_tables(view: View, evidence: Evidence) -> list[Candidate]:
    """The bare numbers in the lines right below a declared unit, and behind one that stands in a row's label."""
    amounts: list[Candidate] = []
    tables = _Tables(view, evidence)
    until = -1
    for heading in evidence.headings:
        if heading.start <= until:
            continue
        line = tables.line(view.text.rfind("\n", max(0, until), heading.start) + 1)
        until = line.start + len(line.text)
        amounts += tables.read(line, tables.headings(line))
    return amounts


class _Tables:
    """Reads the tables of a view."""

    def __init__(self, view: View, evidence: Evidence) -> None:
        self._view, self._evidence = view, evidence
        self._patterns = view.grammar.compiled(EvidencePatterns)
        self._starts = [numeral.start for numeral in view.free]
        self._heads = [heading.start for heading in evidence.headings]

    def headings(self, line: _Line) -> list[Heading]:
        """The units declared in a line."""
        first, end = bisect_left(self._heads, line.start), bisect_left(self._heads, line.start + len(line.text))
        return self._evidence.headings[first:end]

    def line(self, start: int) -> _Line:
        """The line that begins at `start`."""
        end = self._view.text.find("\n", start)
        end = end if end >= 0 else len(self._view.text)
        numerals = self._view.free[bisect_left(self._starts, start) : bisect_left(self._starts, end)]
        return _Line(start, self._view.text[start:end], tuple(numerals))

    def read(self, head: _Line, headings: list[Heading]) -> Iterator[Candidate]:
        """The amounts below a line with headings."""
        if len(head.text) > _LINE and not headings[-1].titled:
            return  # brackets in running text
        separator = next((s for s in _SEPARATORS if re.search(s, head.text.strip())), None)
        columns: Mapping[int, Heading] = {}
        if separator is not None and not any(heading.titled for heading in headings):
            columns = self._columns(head, headings, separator)
        if not headings[-1].titled and (beside := self._behind(head, headings[-1])):
            yield from beside
            return
        skipped, begun = self._ratios(head) if separator is not None else frozenset(), 0
        line = self._next(head)
        while line is not None:
            if columns and separator is not None:
                row = list(self._in_columns(line, columns, separator)) or None
            else:
                row = self._in_row(line, headings[0], skipped)
            if row is not None:
                yield from row
                begun = _HEADS
            elif line.text.strip(_RULES):
                begun += not self._years(line)
                if begun > _HEADS or _prose(line.text):
                    return
                skipped |= self._ratios(line)
            line = self._next(line)

    def _next(self, line: _Line) -> _Line | None:
        start = line.start + len(line.text) + 1
        below = self.line(start) if start < len(self._view.text) else None
        return None if below is None or self.headings(below) else below  # the text ends, or another table begins

    def _behind(self, head: _Line, heading: Heading) -> list[Candidate]:
        """The numbers behind a unit in brackets, where nothing else stands in the line."""
        numerals = tuple(numeral for numeral in head.numerals if numeral.start > heading.end)
        if numerals and self._view.text[heading.end : numerals[0].start].strip(_BETWEEN + "]>:"):
            return []
        rest = head.text[heading.end + 1 - head.start :]
        return self._in_row(_Line(heading.end + 1, rest, numerals), heading) or []

    def _columns(self, head: _Line, headings: list[Heading], separator: str) -> dict[int, Heading]:
        cells = head.cells(separator)
        return {i: h for i, (start, end) in enumerate(cells) for h in headings if start <= h.start < end}

    def _ratios(self, line: _Line) -> frozenset[int]:
        """The columns whose heads say that they hold no money."""
        separator = next((s for s in _SEPARATORS if re.search(s, line.text.strip())), None)
        if separator is None:
            return frozenset()
        cells = [line.text[a - line.start : b - line.start].strip() for a, b in line.cells(separator)]
        return frozenset(index for index, cell in enumerate(cells) if self._patterns.ratio.search(cell))

    def _years(self, line: _Line) -> bool:
        text = self._view.text
        return bool(line.numerals) and all(self._patterns.year.match(text, n.start) for n in line.numerals)

    def _years_label(self, line: _Line) -> bool:
        """Whether the line begins with a year that is the label of the numbers behind it."""
        if len(line.numerals) < 2 or self._years(line):
            return False
        first = line.numerals[0].start
        year = self._patterns.year.match(self._view.text, first)
        return year is not None and not line.text[: first - line.start].strip(_BETWEEN)

    def _in_columns(self, line: _Line, columns: Mapping[int, Heading], separator: str) -> Iterator[Candidate]:
        for index, (start, end) in enumerate(line.cells(separator)):
            heading = columns.get(index)
            inside = [numeral for numeral in line.numerals if start <= numeral.start < end]
            if heading is None or len(inside) != 1 or self._view.text[start:end].strip(_BETWEEN + "0123456789.,"):
                continue
            yield self._amount(inside[0], heading)

    def _in_row(self, line: _Line, heading: Heading, skipped: frozenset[int] = frozenset()) -> list[Candidate] | None:
        """The amounts of a line that holds a label, and behind it nothing but numbers; None for another line."""
        numerals, text = list(line.numerals), line.text
        if self._years_label(line):
            del numerals[0]
        if not numerals or self._years(line) or len(text) > _LINE or text.rstrip().endswith("."):
            return None
        label = text[: numerals[0].start - line.start]
        if len(label) > _LABEL:
            return None
        at = numerals[0].end - line.start
        for numeral in numerals[1:]:
            if not self._plain(line.start + at, numeral.start):
                return None
            at = numeral.end - line.start
        if not self._plain(line.start + at, line.start + len(text)):
            return None
        if self._patterns.ratio.search(label.rstrip(" \t|:")):
            return []
        separator = next((s for s in _SEPARATORS if re.search(s, text.strip())), None)
        cells = line.cells(separator) if skipped and separator is not None else []
        dropped = [cells[index] for index in skipped if index < len(cells)]
        return [
            self._amount(numeral, heading)
            for numeral in numerals
            if not any(start <= numeral.start < end for start, end in dropped)
        ]

    def _plain(self, start: int, end: int) -> bool:
        """Whether nothing stands between but marks and measures of their own, such as per cent."""
        text = self._view.text[start:end]
        for measure in self._view.measures if text.strip(_BETWEEN) else ():
            if start <= measure.start and measure.end <= end:
                text = text.replace(self._view.text[measure.start : measure.end], "")
        return not text.strip(_BETWEEN)

    def _amount(self, numeral: Numeral, heading: Heading) -> Candidate:
        text, factor = self._view.text, Decimal(10) ** heading.power
        ruling = self._ruling(heading, numeral.start)
        start, negative = signed(self._view, numeral.start)
        measure = alone(numeral)
        end = numeral.end
        before, behind = text[start - 2 : start] if start > 1 else text[:start], text[end : end + 1]
        if not negative and before.endswith("(") and behind == ")" and before[:1] in "\n \t|(":
            start, end, negative = start - 1, end + 1, True
        return made(
            self._view, start, end, measure, ruling, "money.table", factor=factor, negative=negative, priority=4
        )

    def _ruling(self, heading: Heading, at: int) -> Ruling:
        if heading.code is not None or heading.row is None:
            return Ruling(heading.code or "", "context")
        ruling = self._evidence.decide(heading.row, at)
        return Ruling(ruling.code, "context" if ruling.basis == "explicit" else ruling.basis, ruling.others)


def _prose(text: str) -> bool:
    return len(text) > _LINE or text.rstrip().endswith((".", "。"))
