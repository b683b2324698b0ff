"""Comparable spellings of a text, with a way back to the untouched characters.

All offsets in records are code points into the text as it came. Matching happens on a folded view:
full-width forms are half-width, decomposed Hangul is composed, traditional characters are simplified.
Only composition changes the length, so a text in NFC has no offset map at all.
"""

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache

# Full-width ASCII (U+FF01..U+FF5E), the ideographic space and the no-break spaces are written one for one.
_WIDTH: dict[int, str] = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_WIDTH |= {0x3000: " ", 0xA0: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0x202F: " ", 0xFEFF: " ", 0x200B: " "}
# Currency signs in full width, and minus signs that a hyphen stands for.
_WIDTH |= {
    0xFFE0: "¢",
    0xFFE1: "£",
    0xFFE5: "¥",
    0xFFE6: "₩",
    0x2212: "-",
    0xFE63: "-",
    0x2010: "-",
    0x2011: "-",
    0x2015: "-",
}
# Every range sign that Korean and Chinese papers use is one sign; so are the dots between digits and names.
_WIDTH |= {0x223C: "~", 0x301C: "~", 0xFF5E: "~", 0x02DC: "~", 0x2053: "~"}
_WIDTH |= {0xFE50: ",", 0xFE52: ".", 0x2024: ".", 0xFF65: "·", 0x30FB: "·", 0x318D: "·", 0x11A2: "·", 0x2022: "·"}

_WIDE = re.compile("[" + re.escape("".join(map(chr, _WIDTH))) + "]")

_FEW = 16  # different characters of a text that are rewritten one after the other

_JAMO = re.compile("[\u1100-\u11ff\ua960-\ua97c\ud7b0-\ud7fb]")
_DECOMPOSED = re.compile(
    "[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[A-Za-z\u3041-\u30ff][\u0300-\u036f\u3099\u309a]+"
)


@lru_cache(maxsize=1)
def _simplified() -> dict[int, str]:
    """The simplified character of each traditional one, from OpenCC, one for one."""
    import opencc

    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    lines = opencc.OpenCC("t2s").convert("\n".join(characters)).split("\n")
    return {ord(a): b for a, b in zip(characters, lines, strict=True) if a != b and len(b) == 1}


@lru_cache(maxsize=1)
def _traditional() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for code, character in _simplified().items():
        found.setdefault(character, []).append(chr(code))
    return {character: tuple(forms) for character, forms in found.items()}


def traditional(character: str) -> tuple[str, ...]:
    """The traditional characters that fold to this simplified one; empty where there is none but itself."""
    return _traditional().get(character, ())


@lru_cache(maxsize=2)
def _table(simplify: bool) -> dict[int, str]:
    table = {**_WIDTH, **_simplified()} if simplify else _WIDTH
    return {code: table.get(ord(character), character) for code, character in table.items()}  # folded once is folded


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded view. `text` is what patterns read; `start` and `end` lead back to the original."""

    text: str
    starts: tuple[int, ...] | None = None  # original offset of each folded character, and of the end

    def start(self, offset: int) -> int:
        """The original offset at which the folded character begins."""
        return offset if self.starts is None else self.starts[offset]

    def end(self, offset: int) -> int:
        """The original offset at which the folded characters before `offset` end."""
        return offset if self.starts is None else self.starts[offset]

    def folded(self, offset: int) -> int:
        """The folded offset of an original one; inside a composed syllable, that syllable's."""
        if self.starts is None:
            return offset
        at = bisect_left(self.starts, offset)
        return at if at < len(self.starts) and self.starts[at] == offset else at - 1


@lru_cache(maxsize=2)
def _written_characters(simplify: bool) -> frozenset[str]:
    return frozenset(map(chr, _table(simplify)))


def _written(text: str, simplify: bool) -> str:
    """The text with the characters of the table written as it says; none that it writes is one to be written."""
    found = _written_characters(simplify).intersection(text)
    table = _table(simplify)
    if len(found) > _FEW:
        return text.translate(table)
    for character in found:  # the marks of a simplified text: a replacement costs a tenth of a translation
        text = text.replace(character, table[ord(character)])
    return text


def fold(text: str, *, simplify: bool = False) -> Folded:
    """The comparable spelling of `text`; `simplify` writes traditional Chinese characters simplified.

    The length stays the same unless the text holds decomposed Hangul (a Mac's file names and texts do),
    which is composed with an offset map.
    """
    starts: tuple[int, ...] | None = None
    if _JAMO.search(text):
        pieces: list[str] = []
        offsets: list[int] = []
        position = 0
        for match in _DECOMPOSED.finditer(text):
            composed = unicodedata.normalize("NFC", match[0])
            pieces += (text[position : match.start()], composed)
            offsets += range(position, match.start())
            # What does not compose into one character keeps its own places from the end on: none has no width.
            offsets += (match.start(), *range(match.end() - len(composed) + 1, match.end()))
            position = match.end()
        pieces.append(text[position:])
        offsets += range(position, len(text) + 1)
        text, starts = "".join(pieces), tuple(offsets)
    if simplify or _WIDE.search(text):  # most Korean articles hold nothing to fold
        text = _written(text, simplify)
    return Folded(text, starts)
