"""In which money an article counts: what it declares, what it names, the places that it speaks of.

The contract's order: written in the article first, then its place, then its language and script.
"""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from extractor.core.values import CurrencyBasis
from extractor.kinds.view import View
from extractor.lang.money_patterns import EvidencePatterns, MoneyPatterns
from extractor.lang.money_tables import load_amounts
from extractor.lang.tables import CurrencyRow, SignRow

_PLACES = 2  # words of a place that say enough where nothing speaks for another


@dataclass(frozen=True, slots=True)
class Ruling:
    """The currency that an ambiguous word was given, why, and what else it could have been."""

    code: str
    basis: CurrencyBasis
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A unit declared for a table, a column or a list: bare numbers below it are so many of it."""

    start: int
    end: int
    power: int
    row: CurrencyRow | None
    code: str | None  # the currency where the heading names it beside an ambiguous word
    titled: bool  # it says that it is a unit, and holds for more than its own column


class Evidence:
    """What an article says about its currencies. Offsets are in the folded text; all lookups are lazy."""

    def __init__(self, view: View) -> None:
        self._view, self._text = view, view.text
        self._patterns = view.grammar.compiled(EvidencePatterns)
        self._table = load_amounts(view.lang)

    def decide(self, row: CurrencyRow | SignRow, at: int) -> Ruling:
        """The currency of a word or sign of `row` that stands at `at`."""
        if not row.candidates:
            return Ruling(row.code, "explicit")
        declared = self._declared(at)
        options = (row.code, *row.candidates)
        if row.local:
            options = (row.code, *(code for code in row.candidates if self._places[code] or code == declared))
            if len(options) == 1:
                return Ruling(row.code, "explicit")
        if declared in options:
            return _ruling(str(declared), "context", options)
        for code in self._decisive:
            if code in options:
                return _ruling(code, "context", options)
        home = next((code for code in self._table.prefer.get(self._view.lang, ()) if code in options), options[0])
        if row.local or self._view.lang not in self._table.firm:
            others = [code for code in options if code != home and self._outweighs(code, home, local=row.local)]
            if others:
                # Where a paper tells of a company elsewhere, its own place speaks, not the sums in foreign money.
                best = max(others, key=lambda code: (self._at_home(code), self._places[code], self._named[code], code))
                return _ruling(best, "context", options)
        return _ruling(home, "context" if self._named[home] or self._places[home] else "default", options)

    def _at_home(self, code: str) -> bool:
        """Whether a paper of the place of `code` writes: its own money is named nowhere, and taken for granted."""
        return code in self._table.unnamed and self._places[code] >= _PLACES

    def _outweighs(self, code: str, home: str, *, local: bool) -> bool:
        """Whether the article counts in `code`: it names that currency, and speaks of its place more than of home's."""
        if local:  # the word is another's nearly nowhere: nothing may speak for home, which is not the language's own
            own = home in self._table.prefer.get(self._view.lang, ())
            return bool(self._named[code]) and not (own or self._places[home] or self._named[home])
        if self._places[home] or self._named[home]:
            return bool(self._named[code]) and self._places[code] > self._places[home]
        return bool(self._named[code] and self._places[code]) or self._at_home(code)

    @cached_property
    def headings(self) -> list[Heading]:
        """The units that the article declares for what stands below, in text order."""
        glance = any(word in self._text for word in self._patterns.glances)
        if not glance and not self._patterns.brackets.search(self._text):
            return []
        found = []
        for match in self._patterns.heading.finditer(self._text):
            name, magnitude, unit, bracketed, bracketed_unit = match.groups()
            titled = bracketed_unit is None
            word = unit or bracketed_unit
            magnitudes = magnitude or bracketed or ""
            row = self._row(word) or self._row(name)
            if row is not None:
                named = self._row(name)
                clear = named is not None and not named.candidates and word is not None
                power = sum(self._patterns.powers[character] for character in magnitudes)
                code = named.code if named is not None and clear else None
                found.append(Heading(match.start(), match.end(), power, row, code, titled))
        return found

    def _row(self, word: str | None) -> CurrencyRow | None:
        return self._patterns.currencies.get("".join(word.split())) if word else None

    @cached_property
    def _declarations(self) -> tuple[list[int], list[str]]:
        """Where each declared currency begins to hold: from the amount on that it is written behind."""
        if not any(word in self._text for word in self._patterns.glances):
            return [], []
        found: list[tuple[int, str]] = []
        ends = {measure.end: measure for measure in self._view.measures}
        starts = {end: measure.start for end, measure in ends.items()}
        starts |= {numeral.end: numeral.start for numeral in self._view.free}
        for match in self._patterns.same.finditer(self._text):
            row = self._row(match[1] or match[2])
            if row is not None and (not row.candidates or row.local):
                found.append((starts.get(match.start(), match.start()), row.code))
        for match in self._patterns.same_unit.finditer(self._text):  # its currency is that of the amount before it
            measure = ends.get(match.start())
            row = next((u.row for u in measure.units if isinstance(u.row, CurrencyRow)), None) if measure else None
            if row is not None and measure is not None and not row.candidates:
                found.append((measure.start, row.code))
        for heading in self.headings:
            clear = heading.row is not None and not heading.row.candidates and (heading.titled or heading.power)
            code = heading.code or (heading.row.code if heading.row is not None and clear else None)
            if code is not None:
                found.append((heading.end, code))
        found.sort()
        return [at for at, _ in found], [code for _, code in found]

    def _declared(self, at: int) -> str | None:
        places, codes = self._declarations
        index = bisect_right(places, at) - 1
        return codes[index] if index >= 0 else None

    @cached_property
    def _decisive(self) -> list[str]:
        return [code for word, code in self._patterns.decisive.items() if word in self._text]

    @cached_property
    def _places(self) -> Counter[str]:
        """How often each currency's place is spoken of."""
        return Counter(
            self._patterns.places["".join(match[1].split())] for match in self._patterns.place.finditer(self._text)
        )

    @cached_property
    def _named(self) -> Counter[str]:
        """How many amounts name each currency; conversions in brackets say nothing of what an article counts in."""
        named: Counter[str] = Counter()
        signs = self._view.grammar.compiled(MoneyPatterns)
        for measure in self._view.measures:
            for unit in measure.units:
                if unit.kind != "money" or not isinstance(unit.row, CurrencyRow):
                    continue
                if self._text[max(0, measure.start - 6) : measure.start].rfind("(") >= 0:
                    continue
                before = signs.before.search(self._text[max(0, measure.start - 6) : measure.start])
                prefix = signs.rows.get(before[0].strip()) if before is not None else None
                if prefix is not None and not prefix.candidates:
                    named[prefix.code] += 1
                elif not unit.row.candidates:
                    named[unit.row.code] += 1
        return named


def _ruling(code: str, basis: CurrencyBasis, options: tuple[str, ...]) -> Ruling:
    return Ruling(code, basis, tuple(option for option in options if option != code))
