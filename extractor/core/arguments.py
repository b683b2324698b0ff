"""What a caller of the library may give: one clear error for an argument that is of another kind."""

import datetime as dt
from operator import index
from types import NoneType
from typing import Any

from extractor.core.records import PublishedAt, published_at


def require(name: str, value: Any, *kinds: type) -> None:
    """Nothing, where an argument is of one of the kinds. Raises `TypeError` with its name and worth."""
    if isinstance(value, kinds):
        return
    expected = ", or ".join("None" if kind is NoneType else f"a {kind.__name__}" for kind in kinds)
    hint = "; decode it first" if isinstance(value, bytes | bytearray) else ""
    raise TypeError(f"{name} is {_shown(value)}: expected {expected}{hint}")


def count(name: str, value: Any) -> int:
    """A whole number of at least one. Raises `TypeError` on what is no whole number, and `ValueError` below one."""
    try:
        whole = index(value)
    except TypeError:
        raise TypeError(f"{name} is {_shown(value)}: expected a whole number") from None
    if whole < 1:
        raise ValueError(f"{name} is {whole}: at least one is needed")
    return whole


def day_of_publication(name: str, value: Any) -> PublishedAt | None:
    """The day of publication that a date, a datetime or an ISO string says; None stays None.

    Raises `TypeError` on anything else, so that no number is taken for a day, and `ValueError` on another string.
    """
    if not isinstance(value, dt.date | str | None):
        raise TypeError(f"{name} is {_shown(value)}: expected a date, a datetime or an ISO 8601 string")
    try:
        return published_at(value)
    except ValueError:
        raise ValueError(f"{name} is {value!r}: expected an ISO 8601 date such as 2016-06-20") from None


def _shown(value: Any) -> str:
    written = repr(value)
    return written if len(written) <= 40 else f"{written[:40]}…"
