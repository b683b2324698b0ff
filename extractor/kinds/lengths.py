"""Lengths of time beside others, half a year to a year, and beside the publication: the last three years."""

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from decimal import Decimal
from itertools import pairwise
from typing import cast

from extractor.core.values import Duration, plain
from extractor.kinds.moments import moved
from extractor.kinds.view import Candidate, Measure, View
from extractor.lang.date_tables import DurationRow

ISO = {"Y": "Y", "M": "M", "W": "W", "D": "D", "h": "H", "m": "M", "s": "S", "Q": "M"}  # a quarter is three months
_DAYS = {"Y": 365, "M": 30, "W": 7, "D": 1}


def ranges(view: View, found: Sequence[Candidate]) -> Iterator[Candidate]:
    """The ranges that durations side by side make, the shorter one first."""
    for left, right in pairwise([candidate for candidate in found if candidate.kind == "duration"]):
        gap = view.grammar.range.match(view.text, left.end)
        if gap is None or gap.end() != right.start:
            continue
        first, last = (cast(tuple[str, str, bool | None], candidate.value) for candidate in (left, right))
        if "/" in first[0] + last[0] or "T" in first[0] + last[0] or not 0 < _days(first[0]) < _days(last[0]):
            continue
        value = (f"{first[0]}/{last[0]}", last[1], first[2])
        yield Candidate("duration", left.start, right.end, value, "duration.range", priority=8)


def _days(iso: str) -> float:
    """About how many days a length of one unit is; nothing for more than one or an unknown number."""
    number, unit = iso[1:-1], iso[-1]
    return float(number) * _DAYS[unit] if number.replace(".", "", 1).isdigit() and unit in _DAYS else 0.0


def resolve(value: tuple[str, str, bool | None], anchor: dt.date | None) -> Duration:
    """The duration, with its first and last day where a word anchors it to the publication date and the calendar has
    both."""
    iso, bound, ahead = value
    start = end = None
    if ahead is not None and anchor is not None:
        unit, count = single(iso)
        if count is not None and unit in "YMWDQ" and count < 1000:
            with suppress(OverflowError):
                other = moved(anchor, unit, count if ahead else -count)
                first, last = (anchor, other) if ahead else (other, anchor)
                start, end = first.isoformat(), last.isoformat()
    return Duration.model_validate({"timex": iso, "bound": bound, "start": start, "end": end})


def single(iso: str) -> tuple[str, int | None]:
    """The unit and the number of a length of one unit; no number where it is unknown or there are several."""
    match = re.fullmatch(r"P(T?)([0-9]+|X)([YMWDHSQ])", iso)
    if match is None:
        return "Y", None
    unit = match[3].lower() if match[1] else match[3]
    return unit, int(match[2]) if match[2] != "X" else None


def units(iso: str, ago: tuple[str, int] | None) -> tuple[tuple[tuple[str, int], ...], tuple[str, int | None]]:
    """The units of a length of time that counts several, but for the last, and the last, with None for no number."""
    counts = _counts(iso)
    return (tuple(counts[:-1]), counts[-1]) if counts else ((), ago or single(iso))


def _counts(iso: str) -> list[tuple[str, int]]:
    """The units of a length of time that counts several, the longest first; none where it counts one, or a part."""
    if not re.fullmatch(r"P(?:[0-9]+[YMWD])*(?:T(?:[0-9]+[HMS])+)?", iso):
        return []
    date, _, clock = iso[1:].partition("T")
    counts = [(unit, int(number)) for number, unit in re.findall(r"([0-9]+)([YMWD])", date)]
    counts += [(unit.lower(), int(number)) for number, unit in re.findall(r"([0-9]+)([HMS])", clock)]
    return counts if len(counts) > 1 and not (date and clock) else []


def with_half(group: list[tuple[Measure, DurationRow]]) -> str | None:
    """The length of time with a half of its unit behind it; None where it counts several units or parts of one."""
    measure, row = group[-1]
    if len(group) > 1 or measure.low % 1:
        return None
    if row.unit == "Y":
        return f"P{plain(measure.low)}Y6M"
    amount = plain(measure.low + Decimal("0.5"))
    return f"PT{amount}{ISO[row.unit]}" if row.unit in "hms" else f"P{amount}{ISO[row.unit]}"
