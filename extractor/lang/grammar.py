"""A language's tables compiled: which unit a numeral has, what bounds it, where a word ends."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeVar

from extractor.core.values import Bound
from extractor.lang.date_tables import DurationRow
from extractor.lang.lexicon import Lexicon, load_lexicon
from extractor.lang.patterns import HAN, HANGUL, one_of
from extractor.lang.tables import CurrencyRow, OrdinalRow, PercentRow, UnitRow

_P = TypeVar("_P")
_MOVED = 4  # a range whose ends lie further apart is none
UnitKindRow = CurrencyRow | PercentRow | UnitRow | DurationRow | OrdinalRow
LIMITS: tuple[Bound, ...] = ("at_most", "at_least", "over", "under")
_NEGATED: dict[Bound, Bound] = {"over": "at_most", "under": "at_least"}  # not above it, not below it
BOUND_WINDOW = 28  # characters left of a value in which a bound word may stand


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit word as one kind of value reads it."""

    kind: str
    row: UnitKindRow
    word: str


class Grammar:
    """Compiled tables of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        language = lexicon.language
        self.spaced = lexicon.numbers.words_need_boundary  # whether the language writes spaces between words
        self.units: dict[str, tuple[Unit, ...]] = {}
        for kind, rows in (
            ("money", lexicon.money.currencies),
            ("percent", lexicon.percent.percents),
            ("multiple", lexicon.units.multiples),
            ("quantity", lexicon.units.units),
            ("ordinal", lexicon.units.ordinals),
            ("duration", lexicon.durations.units),
        ):
            for row in rows:
                for word in row.words:
                    key = word.replace(" ", "")
                    self.units[key] = (*self.units.get(key, ()), Unit(kind, row, word))
        words = [word for rows in self.units.values() for word in {unit.word for unit in rows}]
        # Units that may be the beginning of another word: nouns that only myriads count, those that only count beside
        # certain words, and those behind which certain words make them another one.
        counts = {
            word: tuple(unit.row for unit in rows if isinstance(unit.row, UnitRow) and unit.kind == "quantity")
            for word, rows in self.units.items()
            if all(unit.kind == "quantity" for unit in rows)
        }
        self.nouns = frozenset(word for word, rows in counts.items() if all(row.loose for row in rows))
        self.beside = {word: rows for word, rows in counts.items() if all(row.near or row.ahead for row in rows)}
        self.followers = {
            word: tuple(other for other in words.split() if other[0] != "+")
            for word, words in lexicon.units.not_after.items()
            if word in lexicon.units.begins
        }
        percents = one_of(word for row in lexicon.percent.percents for word in row.words)
        gap = rf"(?:[^\S\r\n]?|[^\S\r\n]{{2,4}}(?={percents}))"  # a table may write the sign of per cent apart
        self.unit = re.compile(rf"{gap}({one_of(words)})")  # never in the next line
        # Nearly all values have none: what any sign in words ends with, and a space behind it.
        self.minus_ends = tuple({word + gap for word in lexicon.numbers.minus if word != "-" for gap in ("", " ")})
        self.range = re.compile(rf"\s?(?:{one_of(lexicon.numbers.ranges)})\s?")
        self._range_opens = re.compile(rf"(?:{one_of(lexicon.numbers.range_opens)})\s?")
        self._range_closes = re.compile(rf"\s?(?:{one_of(lexicon.numbers.range_closes)})")
        self.list = re.compile(rf"\s?(?:{one_of(lexicon.numbers.lists)})\s?")
        self._before: dict[str, Bound] = {}
        self._after: dict[str, Bound] = {}
        after: list[str] = []
        for bounding in language.bounds:
            self._before |= {word.replace(" ", ""): bounding.bound for word in bounding.before}
            self._after |= {word.replace(" ", ""): bounding.bound for word in bounding.after}
            if bounding.after:
                guard = f"(?![{bounding.not_before}])" if bounding.not_before else ""
                guard += rf"(?=[^{HANGUL}]|$|(?:{one_of(language.particles)})(?![{HANGUL}]))" if bounding.ends else ""
                after.append(one_of(bounding.after) + guard)
        # What stands before a value is read backwards from it: one match instead of a search over the window.
        gap = f"(?:{one_of(word[::-1] for word in language.before_gap)}\\s?){{0,3}}" if language.before_gap else ""
        bounding_words = one_of(word[::-1] for row in language.bounds for word in row.before)
        boundary = rf"(?![{HANGUL}])" if self.spaced else ""
        whole = one_of(word[::-1] for word in language.wholes)
        counted = "".join(word for word in lexicon.numbers.digits if len(word) == 1)
        moved = one_of(word[::-1] for word in lexicon.numbers.moved)
        self._moved = re.compile(rf"\s?(?:{bounding_words})?{gap}{moved}") if lexicon.numbers.moved else None
        # No number stands within, but for that of a report: of the net assets at the end of the last one.
        inner = rf"(?:{one_of(word[::-1] for word in language.reported)}|(?![{counted}])[{HAN}A-Za-z])"
        part = rf"(?:{whole}{inner}{{0,14}}?)?" if language.wholes else ""
        # Behind such a word the whole may be anything: less than half of what it was the year before.
        parted = one_of(word[::-1] for word in language.parted)
        any_whole = rf"|\s?{language.of}{inner}{{1,14}}?({parted})" if language.parted else ""
        capping = one_of(
            word[::-1] for row in language.bounds if row.bound in ("at_least", "at_most") for word in row.before
        )
        acting = (
            rf"|\s?{gap}(?:{one_of(word[::-1] for word in language.acts)}){gap}({capping})" if language.acts else ""
        )
        self._bound_before = re.compile(rf"\s?{part}{gap}({bounding_words}){boundary}{any_whole}{acting}")
        # Farther to the left a limit may stand, which goes before about: at least fallen by about so much.
        limiting = one_of(word[::-1] for row in language.bounds if row.bound in LIMITS for word in row.before)
        between = f"(?:{one_of(word[::-1] for word in lexicon.numbers.moved)})?{gap}"
        self._limit_before = re.compile(rf"\s?{between}({limiting}){boundary}")
        self._not_behind = {word: row.not_behind for row in language.bounds for word in row.before if row.not_behind}
        self._after_all = {w: tuple(u[::-1] for u in row.unless) for row in language.bounds for w in row.before}
        self._negated = re.compile(one_of(word[::-1] for word in language.negated))
        gap = f"(?:{one_of(language.after_gap)}\\s?){{0,3}}?" if language.after_gap else ""
        self.bound_after = re.compile(rf"(?:\([^()\n]{{1,24}}\)|['\"’”」])?\s?{gap}((?:{'|'.join(after)}))")
        limits = [word for word in language.particles if word in self._after]  # these take a particle of their own
        self.band = re.compile("|".join(one_of(row.after) for row in language.bounds if row.ends) or "(?!)")
        self.bounding = re.compile(one_of(limits))
        followed = [word + particle for word in limits for particle in language.particles]
        self.particle = re.compile(one_of([*language.particles, *followed]) if language.particles else "(?!)")
        self.letter = re.compile(f"[{HANGUL}]" if self.spaced else "(?!)")
        self._compiled: dict[object, Any] = {}
        self._objects = tuple(language.objects)
        self.caps = tuple(language.caps)
        verb = rf"\s(?:[{HANGUL}]{{1,6}}\s)?(?!{one_of(language.moving)})[{HANGUL}]{{1,6}}\s(?:{one_of(language.able)})"
        self._able = re.compile(rf"(?:{one_of(language.caps)}){verb}") if language.caps else None
        self._exceeding = re.compile(rf"\s?(?:{one_of(language.exceeding)})")
        guarded = [
            (f"(?<![{before}])" if before else "") + re.escape(word) + (f"(?![{behind}])" if behind else "")
            for word, (before, behind) in language.guarded_future.items()
        ]
        self.future = re.compile("|".join([one_of(language.future), *guarded]))

    def compiled(self, patterns: Callable[["Grammar"], _P]) -> _P:
        """The patterns of one kind for this language, compiled at the first use."""
        made: _P | None = self._compiled.get(patterns)
        if made is None:
            made = self._compiled[patterns] = patterns(self)
        return made

    def bounds(self, text: str, start: int, end: int) -> list[Bound]:
        """The bounds that words around `start:end` set, the one on the left first."""
        found: list[Bound] = []
        window = text[start - 1 : start - BOUND_WINDOW - 1 : -1] if start > BOUND_WINDOW else text[:start][::-1]
        if match := self._bound_before.match(window):
            found += self._said(window, match.end(), match[match.lastindex or 1])
            further = self._limit_before.match(window, match.end()) if found and found[0] not in LIMITS else None
            found += self._said(window, further.end(), further[1]) if further is not None else []
        match = self.bound_after.match(text, end)
        other = match is not None and (self._leads(text, match) or self._opposes(text, match))
        if match is not None and not other and not self._exceeds(text, start, end):
            found.append(self._after["".join(match[1].split())])
            # About so much, and a limit behind that: past the mark of five per cent or so.
            about = self.spaced and found[-1] == "approx" and not text.endswith(self._objects, 0, start)
            further = self.bound_after.match(text, match.end()) if about else None
            if further is not None and (bound := self._after["".join(further[1].split())]) in LIMITS:
                found.append(bound)
        elif self._able is not None and text.startswith(self.caps, end) and self._able.match(text, end) is not None:
            found.append("at_most")
        return found

    def _said(self, window: str, end: int, reversed_word: str) -> list[Bound]:
        """What a word says that ends at `end` of the window, both read backwards; nothing where another word does."""
        word, behind = "".join(reversed_word.split())[::-1], window[end : end + 1]
        if behind and behind in self._not_behind.get(word, "") and not window.startswith(self._after_all[word], end):
            return []
        bound = self._before[word]
        negation = self._negated.match(window, end) if bound in _NEGATED else None
        asked = negation is not None and window[negation.end() : negation.end() + 1] == negation[0][0]  # will it or not
        return [bound if negation is None or asked else _NEGATED[bound]]

    def _leads(self, text: str, match: re.Match[str]) -> bool:
        """Whether the word behind a value stands before a number of its own: of seven million people not even 1%."""
        word = "".join(match[1].split())
        return not self.spaced and word in self._before and text[match.end() : match.end() + 1].isdecimal()

    def _opposes(self, text: str, match: re.Match[str]) -> bool:
        """Whether the word behind a value, apart from it, sets another number against it: 53% to 47%."""
        if match[1] not in self.lexicon.units.ratio or text[match.start(1) - 1] not in " )":
            return False
        return text[match.end() : match.end() + 2].lstrip()[:1].isdecimal()

    def _exceeds(self, text: str, start: int, end: int) -> bool:
        """Whether the value says by how much something was exceeded: beat the target by 29 per cent."""
        return text.endswith(self._objects, 0, start) and self._exceeding.match(text, end) is not None

    def ranged(self, text: str, left: int, right: int, end: int) -> re.Match[str] | None:
        """What stands between two numbers that are the ends of a range: the one ends at `left`, the other begins at
        `right` and its unit ends at `end`."""
        gap = self.range.match(text, left)
        if gap is None and (gap := self._range_opens.match(text, left)) is not None:
            gap = gap if self._range_closes.match(text, end) is not None else None
        return gap if gap is not None and gap.end() == right else None

    def moves(self, text: str, start: int, between: str, low: Decimal, high: Decimal) -> bool:
        """Whether two amounts are a movement and what it leads to, not a range: up 1.2 to 15.

        `between` is what stands between them; `low` begins at `start`.
        """
        if self._moved is None or between.strip() not in self.lexicon.numbers.reached or high < _MOVED * low:
            return False
        return self._moved.match(text[max(0, start - BOUND_WINDOW) : start][::-1]) is not None

    def banded(self, text: str, end: int) -> bool:
        """Whether the unit that ends at `end` is written to a word that says that the value is only about so high."""
        match = self.band.match(text, end)
        if match is None:
            return False
        return self.letter.match(text, match.end()) is None or self.particle.match(text, match.end()) is not None

    def takes(self, text: str, end: int) -> bool:
        """Whether a particle stands at `end` that its syllable before takes: behind a final consonant other ones than
        behind a vowel."""
        closed = (ord(text[end - 1]) - 0xAC00) % 28 > 0
        open_only, closed_only = self.lexicon.language.after_vowel, self.lexicon.language.after_consonant
        return not text.startswith(open_only if closed else closed_only, end)

    def word_ends(self, text: str, end: int) -> bool:
        """Whether a word, particles aside, may end at `end`: in a language without spaces, always."""
        if self.letter.match(text, end) is None:
            return True
        match = self.particle.match(text, end)
        return match is not None and self.letter.match(text, match.end()) is None


@lru_cache(maxsize=4)
def load_grammar(lang: str) -> Grammar:
    """The compiled tables of `lang`."""
    return Grammar(load_lexicon(lang))


def strongest(bounds: list[Bound]) -> Bound:
    """The bound that holds where several are written: a limit wins over nearly, nearly over approx."""
    for bound in bounds:
        if bound in LIMITS:
            return bound
    return "nearly" if "nearly" in bounds else "approx" if "approx" in bounds else "exact"
