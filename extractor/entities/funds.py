"""Exchange-traded funds, each one product under its whole name: a house's brand, what it holds, how it holds it.

The name has no end of its own (`TIGER 미국나스닥100 커버드콜(합성)`): words of what funds hold go on with it.
"""

import re
from collections.abc import Iterator

from extractor.entities.boundaries import HANGUL, alternation
from extractor.entities.candidates import Candidate
from extractor.lang.entities import EntityTable

_WORD = f"{HANGUL}A-Za-z0-9&+-"
_BRACKET = r"(?:\([^() ]{1,8}\))?"


class Funds:
    """Finds fund names, and a brand before the word that says what it brands (`TIGER ETF`)."""

    def __init__(self, table: EntityTable) -> None:
        fund = table.fund
        brand = alternation((*fund.brands, *fund.word_brands))
        held = alternation(fund.held)
        self._cue, self._word_brands = fund.cue, frozenset(fund.word_brands)
        self._name = re.compile(f"(?<![{_WORD}])({brand}) ?([{_WORD}]+){_BRACKET}")
        # Another word of the name is made of nothing but what funds hold, signs and numbers.
        self._more = re.compile(
            f" (?!{re.escape(fund.cue)})(?:{held}|[A-Z0-9&+-])+(?![{_WORD}]){_BRACKET}|[{HANGUL}]+\\({held}\\)"
        )
        particles = alternation(table.boundary.particles)
        self._particle, self._stem = re.compile(f"{particles}{{0,2}}"), re.compile(f"^(.{{2,}}?){particles}{{1,2}}$")
        self._whole = re.compile(f" ?{re.escape(fund.cue)}(?![A-Za-z0-9])")
        self._ends_held = re.compile(f"(?:{held}|[A-Za-z0-9+])$")
        self._held = re.compile(held)
        self._branded = re.compile(f"(?<![{_WORD}])({brand})(?= ?{alternation((fund.cue,))})") if fund.cue else None

    def find(self, text: str) -> Iterator[Candidate]:
        """The funds of a text that speaks of funds."""
        if self._branded is None or self._cue not in text:
            return
        for match in self._branded.finditer(text):
            yield _fund(text, *match.span(1))
        for match in self._name.finditer(text):
            held = self._held.search(match[2])
            if match[2].startswith(self._cue) or (match[1] in self._word_brands and held is None):
                continue
            end = match.end()
            if text[end - 1] != ")":
                end = match.start(2) + len(self._bare(match[2]))
            if end == match.end():
                while (more := self._more.match(text, end)) is not None:
                    end = more.end()
            whole = self._whole.match(text, end)
            end = whole.end() if whole else end
            if held is not None or any(sign.isdigit() for sign in text[match.start(2) : end]):
                yield _fund(text, match.start(), end)

    def _bare(self, word: str) -> str:
        """The word without particles; a word that ends as what funds hold has none (차이나)."""
        for end in range(len(word), max(1, len(word) - 4), -1):
            if self._ends_held.search(word[:end]) and self._particle.fullmatch(word[end:]):
                return word[:end]
        found = self._stem.match(word)
        return found[1] if found else word


def _fund(text: str, start: int, end: int) -> Candidate:
    return Candidate(start, end, "PRODUCT", "product-fund", 0.85, text[start:end])
