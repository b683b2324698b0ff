"""Where a name may begin and end: Korean particles, Chinese words that swallow a name, Latin neighbours."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from extractor.lang.entities import EntityTable, entity_table

HANGUL = "\uac00-\ud7a3"
HAN = "\u4e00-\u9fff"
_NEAR = 5_000  # characters
_ENOUGH = 10  # occurrences
_CLOSING = "'’”\"」』"
_HANGUL_RUN = re.compile(f"[{HANGUL}]*")


def is_hangul(character: str) -> bool:
    """Whether a character is a Hangul syllable."""
    return "\uac00" <= character <= "\ud7a3"


def is_han(character: str) -> bool:
    """Whether a character is a Chinese character of the basic block."""
    return "\u4e00" <= character <= "\u9fff"


def is_latin(character: str) -> bool:
    """Whether a character is an ASCII letter or digit: what a Latin name must not touch."""
    return character.isascii() and character.isalnum()


def alternation(words: Iterable[str]) -> str:
    """The words as one regular-expression group, longest first, so that the longer word wins.

    Of no words it is a group that never matches.
    """
    ordered = sorted(set(words), key=lambda word: (-len(word), word))
    return "(?:" + "|".join(map(re.escape, ordered)) + ")" if ordered else "(?!)"


def not_before(words: Sequence[str]) -> str:
    """A look-ahead that refuses a place before one of the words."""
    return f"(?!{alternation(words)})" if words else ""


class Boundaries:
    """Answers whether a name may stand at a place of a folded text of one language."""

    def __init__(self, table: EntityTable, *, spaced: bool) -> None:
        bound = table.boundary
        self.spaced = spaced
        nouns, particles = alternation(bound.nouns), alternation(bound.particles)
        self._tail = re.compile(f"(?:{nouns})?{particles}{{0,3}}(?=$|[^{HANGUL}])")
        heads = f"{alternation(bound.heads)}(?:{nouns})?{particles}{{0,3}}(?=$|[^{HANGUL}])"
        self._headed = re.compile(heads) if bound.heads else None
        self._prefix = re.compile(f"(?<![{HANGUL}]){alternation(bound.prefixes)}$")
        self._not_after = tuple(bound.not_after)
        self._not_after_place = tuple(bound.not_after_place)
        self._wholes, self._after_close = bound.wholes, bound.after_close
        self._swallowed, self._swallowed_unless = tuple(bound.swallowed), tuple(bound.swallowed_unless)
        self._unless = tuple(bound.unless)

    def begins(self, text: str, start: int) -> bool:
        """Whether a name may begin at `start`."""
        if self._wholes and text.startswith(self._wholes, start):
            return False
        if start == 0:
            return True
        first, left = text[start], text[start - 1]
        if left in _CLOSING and self._after_close and text.startswith(self._after_close, start):
            return left in "'\"" and text[start - 2 : start - 1].isspace()  # a straight mark that opens
        if is_latin(first):
            return not (is_latin(left) or left in "@_" or (left in "./-" and start > 1 and is_latin(text[start - 2])))
        if is_hangul(first):
            if is_hangul(left):
                return self._prefix.search(text, max(0, start - 4), start) is not None
            return not (left.isascii() and left.isalpha())
        if self._swallowed and text.startswith(self._swallowed, start - 1):
            return text.endswith(self._swallowed_unless, 0, start)
        # Hanja in a Korean text come as words of their own; Chinese words are not so kind.
        return not (self.spaced and is_han(left))

    def ends(self, text: str, end: int, *, place: bool) -> bool:
        """Whether a name may end at `end`; places are fused into more words than other names (미국산, 中国人)."""
        if end == len(text):
            return True
        last, right = text[end - 1], text[end]
        if is_latin(last) and (
            is_latin(right) or right in "@_" or (right == "." and end + 1 < len(text) and is_latin(text[end + 1]))
        ):
            return False
        if is_hangul(right):
            return self.tail(text, end, place=place)
        if self.spaced:
            return not (is_han(last) and (is_han(right) or is_latin(right)))
        if is_han(right):
            return self._not_fused(text, end, place)
        if is_han(last) and right.isascii() and right.islower():
            return text[end + 1 : end + 2].isupper()  # the i of iPhone is no letter of the name
        return True

    def tail(self, text: str, end: int, *, place: bool) -> bool:
        """Whether the Hangul right after a name is particles, or a noun that may be written to a name."""
        if place:
            run = _HANGUL_RUN.match(text, end)
            if run and run[0] in self._not_after_place:
                return False
        if self._tail.match(text, end) is not None:
            return True
        return not place and self._headed is not None and self._headed.match(text, end) is not None

    def _not_fused(self, text: str, end: int, place: bool) -> bool:
        if place and text.startswith(self._not_after_place, end):
            return text.startswith(self._unless, end)
        return not (self._not_after and text.startswith(self._not_after, end))


def neighbours(text: str, start: int, end: int) -> tuple[set[str], set[str]]:
    """The characters before and after `text[start:end]` wherever the text near by writes it.

    A name shows its bounds by standing in several neighbourhoods. "Near by", and not every time, keeps the time linear.
    """
    name, before, after = text[start:end], set(), set()
    limit = min(len(text), end + _NEAR)
    at = text.find(name, max(0, start - _NEAR), limit)
    for _ in range(_ENOUGH):
        if at < 0:
            break
        before.add(text[at - 1 : at])
        after.add(text[at + len(name) : at + len(name) + 1])
        at = text.find(name, at + 1, limit)
    return before, after


@lru_cache(maxsize=2)
def boundaries(language: str) -> Boundaries:
    """The boundary rules of "ko" or "zh"."""
    korean = language == "ko"
    return Boundaries(entity_table("ko" if korean else "zh"), spaced=korean)
