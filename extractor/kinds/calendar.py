"""Periods of the calendar as TIMEX3 writes them: years, halves, quarters, months, weeks, days, and ranges of them.

The calendar has the years 1 to 9999. What counts out of them raises `OverflowError`, and a day that a month does not
have `ValueError`: of the one nothing is known, the other is no date.
"""

import calendar as _months
import datetime as dt
from dataclasses import dataclass, replace
from functools import lru_cache

_DAY = dt.timedelta(days=1)
# An article asks for the same few years, months and days again and again, and periods never change.
_HELD = lru_cache(maxsize=4096)


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar. `start` and `end` are inclusive days, None where no anchor gives them."""

    timex: str
    start: dt.date | None = None
    end: dt.date | None = None
    grain: str = "day"  # year half quarter month week day

    @property
    def resolved(self) -> bool:
        """Whether days are known."""
        return self.start is not None


@_HELD
def year(value: int) -> Period:
    """A whole year."""
    return Period(f"{value:04d}", _date(value, 1, 1), _date(value, 12, 31), "year")


@_HELD
def half(value: int, which: int) -> Period:
    """Half a year."""
    first, last = (1, 6) if which == 1 else (7, 12)
    return Period(f"{value:04d}-H{which}", _date(value, first, 1), _last(value, last), "half")


@_HELD
def quarter(value: int, which: int) -> Period:
    """A quarter."""
    first = 3 * which - 2
    return Period(f"{value:04d}-Q{which}", _date(value, first, 1), _last(value, first + 2), "quarter")


@_HELD
def season(value: int, which: str) -> Period:
    """A season as TIMEX3 names it; the days follow the months of the calendar, winter begins in December."""
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[which]
    last = _date(value + (first + 2) // 13, (first + 1) % 12 + 1, 1)
    return Period(f"{value:04d}-{which}", _date(value, first, 1), _last(last.year, last.month), "season")


@_HELD
def month(value: int, which: int) -> Period:
    """A month; `which` may lie outside 1..12 and then counts on into other years."""
    value, which = value + (which - 1) // 12, (which - 1) % 12 + 1
    return Period(f"{value:04d}-{which:02d}", _date(value, which, 1), _last(value, which), "month")


@_HELD
def week(monday: dt.date) -> Period:
    """An ISO week."""
    iso = monday.isocalendar()
    return Period(f"{iso.year:04d}-W{iso.week:02d}", monday, monday + 6 * _DAY, "week")


def weekend(monday: dt.date) -> Period:
    """The Saturday and Sunday of an ISO week, as TIMEX3 writes them."""
    return Period(f"{week(monday).timex}-WE", monday + 5 * _DAY, monday + 6 * _DAY, "week")


def nth_week(value: int, which: int, nth: int) -> Period:
    """The nth week of a month, the last for -1. Some count from the first Monday, some from the first Thursday: where
    the two differ no days are known."""
    first = dt.date(value, which, 1)
    monday, thursday = first + (-first.weekday() % 7) * _DAY, first + ((3 - first.weekday()) % 7 - 3) * _DAY
    if last := nth < 0:
        end = _last(value, which)
        monday, thursday = (end - end.weekday() * _DAY, end - (end.weekday() - 3) % 7 * _DAY - 3 * _DAY)
        nth = 1
    if monday != thursday:
        return Period(f"{value:04d}-{which:02d}-" + (f"W{nth:02d}" if nth > 1 or not last else "WXX"), grain="week")
    return week(monday + 7 * (nth - 1) * _DAY)


def nth_weekday(value: int, which: int, weekday: int, nth: int) -> Period | None:
    """The nth Monday, say, of a month, the last for -1; None where it has no such day."""
    edge = _last(value, which) if nth < 0 else dt.date(value, which, 1)
    found = edge - (edge.weekday() - weekday) % 7 * _DAY if nth < 0 else edge + (weekday - edge.weekday()) % 7 * _DAY
    found += 7 * (max(nth, 1) - 1) * _DAY
    return day(found) if found.month == which else None


def nth_of_year(value: int, nth: int) -> Period:
    """The nth ISO week of a year, the last for -1."""
    last = dt.date(value, 12, 28).isocalendar().week
    return week(dt.date.fromisocalendar(value, last if nth < 0 else nth, 1))


@_HELD
def day(value: dt.date) -> Period:
    """A day."""
    return Period(value.isoformat(), value, value, "day")


def _date(value: int, which: int, number: int) -> dt.date:
    if not dt.MINYEAR <= value <= dt.MAXYEAR:
        raise OverflowError(f"the calendar has no year {value}")
    return dt.date(value, which, number)


def _last(value: int, which: int) -> dt.date:
    return _date(value, which, 1).replace(day=_months.monthrange(value, which)[1])


def follows(value: dt.date, last: dt.date) -> bool:
    """Whether a day is the one behind another, also where that is the last of the calendar and none is."""
    return (value - last).days == 1


def span(first: Period, last: Period) -> Period:
    """From the first day of one period to the last of another: `START/END`."""
    return Period(f"{first.timex}/{last.timex}", first.start, last.end, last.grain)


def shifted(period: Period, years: int) -> Period | None:
    """The same period `years` earlier or later; None where its timex has no year to shift."""
    parts = period.timex.split("/")
    moved = []
    for part in parts:
        head = 2 * part.startswith("FY")
        value = part[head : head + 4]
        if not value.isdigit():
            return None
        moved.append(f"{part[:head]}{int(value) + years:04d}{part[head + 4 :]}")
    start, end = (
        None if edge is None else _moved(edge, years, period.grain, position)
        for position, edge in enumerate((period.start, period.end))
    )
    return replace(period, timex="/".join(moved), start=start, end=end)


def _moved(edge: dt.date, years: int, grain: str, position: int) -> dt.date:
    last = _last(edge.year + years, edge.month)
    whole_month = position == 1 and grain != "day" and edge == _last(edge.year, edge.month)
    return last if whole_month else last.replace(day=min(edge.day, last.day))


def add_months(value: dt.date, months: int) -> dt.date:
    """The day `months` later, or the last of that month where it has no such day."""
    count = value.year * 12 + value.month - 1 + months
    target, which = divmod(count, 12)
    last = _last(target, which + 1)
    return last.replace(day=min(value.day, last.day))


def days(value: int, which: int, days: tuple[int, int]) -> Period | None:
    first, last = days
    if first > last:
        return None
    end = day(_date(value, which, last))
    return end if first == last else span(day(_date(value, which, first)), end)
