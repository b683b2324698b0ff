"""Offsets in UTF-16 code units, as JavaScript and Java count, to and from code points."""

from collections.abc import Callable
from functools import partial
from itertools import accumulate

from extractor.core.errors import ArticleError


def to_utf16(text: str) -> Callable[[int], int]:
    """The offset in code units of an offset in code points of `text`."""
    if text.isascii() or max(text) < "\U00010000":
        return int
    return _units(text).__getitem__


def from_utf16(text: str) -> Callable[[int], int]:
    """The offset in code points of one in code units. It raises `ArticleError` on one that cuts a character in two."""
    if text.isascii() or max(text) < "\U00010000":
        return int
    return partial(_found, {unit: point for point, unit in enumerate(_units(text))})


def _units(text: str) -> list[int]:
    return list(accumulate((1 + (character >= "\U00010000") for character in text), initial=0))


def _found(points: dict[int, int], unit: int) -> int:
    try:
        return points[unit]
    except KeyError:
        raise ArticleError("span", f"the UTF-16 offset {unit} is inside a character, or behind the text") from None
