"""Numerals: what is written with digits, words or both, read to exact decimals.

A numeral is not a mention. The kinds put units beside numerals; this room only says where each stands and
what it is worth. Nothing here is approximate: a numeral whose parts contradict each other has no reading.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from extractor.core.values import Bound
from extractor.kinds.magnitudes import evaluate
from extractor.lang.lexicon import load_lexicon
from extractor.lang.number_tables import NumberTable
from extractor.lang.numeral_patterns import NumeralPatterns

_TEN = Decimal(10)
# Decimals hold 28 digits exactly: a longer number is no amount of anything, and is not read.
_LONGEST, _LONGEST_PART = 26, 15
_LONGEST_SURFACE = 96  # characters of a numeral with its magnitudes: a longer run of them is no number
_LARGEST_BARE = 4  # the power of ten up to which a magnitude written as a word counts with no digit before it


class Numeral(NamedTuple):
    """A numeral in the folded text. `low` equals `high` unless it is a range of its own, as several tens are.

    `exponent` is the power of ten of the last magnitude written, which a range may share with its left end.
    """

    start: int
    end: int
    low: Decimal
    high: Decimal
    exponent: int = 0
    word: bool = False  # no Arabic digit in it
    native: bool = False
    bound: Bound | None = None  # an infix such as "some 200-odd" between numeral and unit
    digits: str | None = None  # the digits as written, for a plain Arabic number
    lone: bool = False  # a single digit written as a word
    fuzzy: bool = False
    bare: bool = False  # a magnitude with no digit before it

    @property
    def whole(self) -> bool:
        """Whether it has no fraction."""
        return self.low == self.low.to_integral_value()


@dataclass(slots=True)
class _Parsed:
    low: Decimal
    high: Decimal
    exponent: int
    fuzzy: bool


class NumberReader:
    """Finds and reads the numerals of one language."""

    def __init__(self, table: NumberTable, codes: tuple[str, ...] = ()) -> None:
        self.table = table
        self._parse = lru_cache(maxsize=8192)(self._parsed)  # papers write the same amounts again and again
        self._infix_starts = frozenset(word[0] for word in table.infix)
        self._small = table.small
        self._large = table.large
        self._digits = table.digits
        self._several = frozenset(table.several)
        self._point = frozenset(table.point)
        self._not_before = {character: frozenset(after) for character, after in table.not_before.items()}
        self.patterns = NumeralPatterns(table, codes)

    def find(self, text: str) -> Iterator[Numeral]:
        """The numerals of folded text, in order, without overlap."""
        position = 0
        search, match_at = self.patterns.begins.search, self.patterns.numeral.match
        while found := search(text, position):
            match = match_at(text, found.start())
            if match is None:
                position = found.end()
                continue
            if (trapped := self.patterns.traps.end(text, match.start())) > match.start():
                position = trapped
                continue
            numeral = self._numeral(text, match)
            if numeral is None:
                position = max(match.end(), position + 1)
            else:
                yield numeral
                position = max(numeral.end, position + 1)

    def at(self, text: str, start: int) -> Numeral | None:
        """The numeral that begins at `start`, wherever words end: for the numerator that is written to its fraction."""
        match = self.patterns.bare.match(text, start)
        if match is None:
            return None
        numeral = self._numeral(text, match) if match[0] not in self.table.financial else None
        if numeral is None and match[0] in self._digits:
            worth = Decimal(self._digits[match[0]])
            return Numeral(start, match.end(), worth, worth, word=True, lone=True)
        return numeral

    def whole(self, text: str) -> Decimal | None:
        """The exact worth of `text` if the whole of it is one numeral; white space inside it counts for nothing."""
        text = "".join(text.split())
        if (worth := _worth(text)) is not None:
            return worth[0] if len(text) <= _LONGEST else None
        if self.patterns.native.fullmatch(text):
            numeral = self._native(0, len(text), text)
            return numeral.low if numeral.low == numeral.high else None
        parsed, bound = self._parse(text)
        return parsed.low if parsed is not None and parsed.low == parsed.high and bound is None else None

    def _counts_it(self, character: str) -> bool:
        """Whether the digit behind is a unit of the one that this character is, or of so many tens: eight ounces."""
        return character in self._small or self._digits.get(character, 0) > 3  # one or two, two or three are a pair

    def _numeral(self, text: str, match: re.Match[str]) -> Numeral | None:
        group = match.lastgroup
        start, end = match.span()
        surface = match[0]
        if group == "arabic" and start > 1 and text[start - 1] == "." and text[start - 2].isdigit():
            return None  # the fraction of a number that is written to a name, or a part of a law's number
        if group == "arabic" and (worth := _worth(surface)) is not None:
            if len(surface) > _LONGEST:
                return None
            return self._with_infix(text, Numeral(start, end, worth[0], worth[0], digits=worth[1]))
        if group == "native":
            return self._native(start, end, surface)
        if end - start > _LONGEST_SURFACE:
            return None
        end = self._trimmed(text, start, end)
        surface = text[start:end]
        if not surface:
            return None
        if (worth := _worth(surface)) is not None and len(surface) <= _LONGEST:
            return self._with_infix(text, Numeral(start, end, worth[0], worth[0], digits=worth[1]))
        if group == "word" and self.table.words_need_boundary and not self._credible(surface):
            return None
        surface, parsed, bound = self._longest(surface, text.startswith(self.table.whole_before, end))
        if parsed is None:
            return None
        end = start + len(surface)
        if surface.endswith(self.table.skipping) and not text.startswith(self.table.whole_before, end):
            parsed = self._with_myriad(surface, parsed)
        lone = len(surface) == 1
        if lone and surface in self.table.financial:
            return None
        bare = self._small.get(surface[0], 0) > _TEN or surface[0] in self._large
        numeral = Numeral(
            start, end, parsed.low, parsed.high, parsed.exponent,
            word=group == "word", bound=bound, lone=lone, fuzzy=parsed.fuzzy, bare=bare,
        )  # fmt: skip
        return self._with_infix(text, numeral)

    def _longest(self, surface: str, whole: bool = False) -> tuple[str, _Parsed | None, Bound | None]:
        """The longest beginning of `surface` that is one number, and what it is worth: behind a space another number
        may stand, behind a magnitude a word that begins like one. `whole` says that a unit follows which only a
        number with all its parts has: ten thousand and thirty won."""
        while True:
            parsed, bound = self._parse(surface, whole)
            rest = surface
            while parsed is None and len(surface) > 1 and surface[-1] in self._large:  # a word follows: 40억만
                surface = surface[:-1].rstrip()
                parsed, bound = self._parse(surface)
            if parsed is not None:
                return surface, parsed, bound
            cut, whole = self.patterns.cut.search(rest), False
            if cut is None:
                return rest, None, None
            surface = rest[: cut.start()]

    def _with_myriad(self, surface: str, parsed: _Parsed) -> _Parsed:
        """What a number with a thousand right behind a hundred million or more says: that of the myriads below it."""
        at = max((surface.rfind(character) for character in self._large), default=-1)
        power = self._large[surface[at]] if at >= 0 else 0
        rest = self._parse(surface[at + 1 :].strip())[0] if power > _LARGEST_BARE else None
        if rest is None or parsed.low != parsed.high or rest.low != rest.high:
            return parsed
        more = rest.low * (Decimal(10) ** (power - 4) - 1)
        return replace(parsed, low=parsed.low + more, high=parsed.high + more)

    def _credible(self, surface: str) -> bool:
        """Whether syllables that spell a number are one in running text, where most of them are other words.

        A lone digit is left to the unit behind it; several digits need a magnitude or a decimal point among them; a
        myriad of myriads needs a digit before it.
        """
        if len(surface) == 1:
            return True
        pointed = any(character in self._point for character in surface)
        if self._digits.get(surface[0]) == 0 and not pointed:
            return False
        if self._large.get(surface[0], 0) > _LARGEST_BARE and not surface[:2].isspace():
            return False
        return pointed or any(character in self._small or character in self._large for character in surface)

    def _trimmed(self, text: str, start: int, end: int) -> int:
        """Drops a last magnitude that begins another word (1 + a word for a game is not 10^16), or a last digit
        that only stands before a magnitude and is the unit behind one."""
        if end - start > 1 and text[end - 1] in self.table.not_last and self._counts_it(text[end - 2]):
            end -= 1
        while end > start and end < len(text):
            followers = self._not_before.get(text[end - 1])
            if followers is None or text[end] not in followers:
                break
            end -= 1
        return start + len(text[start:end].rstrip())

    def _native(self, start: int, end: int, surface: str) -> Numeral:
        hundreds = self.patterns.hundreds.match(surface)
        parsed = self._parse(hundreds[0])[0] if hundreds is not None and hundreds[0] else None
        if hundreds is not None and parsed is not None:  # Sino-Korean before native tens
            rest = self._native(start, end, surface[hundreds.end() :])
            return rest._replace(low=rest.low + parsed.low, high=rest.high + parsed.low)
        surface = "".join(surface.split())
        worth = self.table.native.get(surface)
        if worth is None:
            tens = next(w for w in sorted(self.table.native, key=len, reverse=True) if surface.startswith(w))
            ones = self.table.native[surface[len(tens) :]]
            low, _, high = ones.partition("~")
            base = int(self.table.native[tens])
            return Numeral(
                start, end, Decimal(base + int(low)), Decimal(base + int(high or low)), word=True, native=True
            )
        low, _, high = worth.partition("~")
        return Numeral(
            start, end, Decimal(low), Decimal(high or low), word=True, native=True, fuzzy=bool(high)
        )  # fmt: skip

    def _with_infix(self, text: str, numeral: Numeral) -> Numeral:
        if numeral.bound is not None or text[numeral.end : numeral.end + 2].lstrip()[:1] not in self._infix_starts:
            return numeral
        match = self.patterns.infix.match(text, numeral.end) if self.patterns.infix is not None else None
        if match is None:
            return numeral
        return numeral._replace(end=match.end(), bound=self.table.infix[match[0].strip()])

    def _parsed(self, surface: str, whole: bool = False) -> tuple[_Parsed | None, Bound | None]:
        bound: Bound | None = None
        tokens: list[tuple[str, int | Decimal, bool]] = []  # kind, worth, whether white space stands before it
        spaced = False
        for token in self.patterns.token.findall(surface):
            if token.isspace():
                spaced = True
                continue
            if token[0] in "0123456789":
                if len(token) > _LONGEST_PART:
                    return None, None
                tokens.append(("arabic", Decimal(token.replace(",", "")), spaced and not whole))
            elif token in self.table.infix:
                bound = self.table.infix[token]
            elif token in self._digits:
                tokens.append(("digit", self._digits[token], spaced))
            elif token in self._small:
                tokens.append(("small", self._small[token], spaced))
            elif token in self._large:
                tokens.append(("large", self._large[token], spaced))
            elif token in self._several:
                tokens.append(("several", 0, spaced))
            elif token in self._point:
                tokens.append(("point", 0, spaced))
            elif token != ",":
                return None, None
            spaced = False
        financial = self.table.financial
        beside = [(a, b) for a, b in pairwise(surface) if self._digits.get(a) and self._digits.get(b)]
        if any((a in financial) != (b in financial) for a, b in beside):
            return None, None  # a word that ends in a financial digit stands before a numeral
        low = evaluate(tokens, 0, self.table.tail)
        kinds = [kind for kind, _, _ in tokens]
        ranged = "several" in kinds or any(a == b == "digit" for a, b in pairwise(kinds))
        high = evaluate(tokens, 1, self.table.tail) if ranged else low
        if low is None or high is None or low[0] > high[0]:
            return None, None
        fuzzy = any(kind == "several" for kind, _, _ in tokens)
        return _Parsed(low[0], high[0], low[1], fuzzy), bound


@lru_cache(maxsize=8192)  # as above
def _worth(surface: str) -> tuple[Decimal, str | None] | None:
    """The worth of Arabic digits, with grouping commas and a decimal point or without them, and the digits where
    nothing else is written; None for any other numeral."""
    if not surface.isascii() or not surface.replace(",", "").replace(".", "").isdigit():
        return None
    return Decimal(surface.replace(",", "")), surface if surface.isdigit() else None


@lru_cache(maxsize=4)
def number_reader(lang: str) -> NumberReader:
    """The numeral reader of a language."""
    lexicon = load_lexicon(lang)
    return NumberReader(lexicon.numbers, lexicon.currencies.codes)
