"""Periods as their timex, first and last day."""

import calendar
import datetime as dt

Span = tuple[str, dt.date, dt.date]


def day(value: dt.date) -> Span:
    """The span of one day."""
    return value.isoformat(), value, value


def month(year: int, number: int) -> Span:
    """The span of a month; 0 is the December before, 13 the January behind."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    last = calendar.monthrange(year, number)[1]
    return f"{year}-{number:02}", dt.date(year, number, 1), dt.date(year, number, last)


def part(year: int, letter: str, number: int, months: int) -> Span:
    """The span of a quarter or a half."""
    first, last = (number - 1) * months + 1, number * months
    return f"{year}-{letter}{number}", month(year, first)[1], month(year, last)[2]


def year_of(year: int) -> Span:
    """The span of a year."""
    return str(year), dt.date(year, 1, 1), dt.date(year, 12, 31)


def joined(left: Span, right: Span) -> Span:
    """From the first day of one span to the last of another."""
    return f"{left[0]}/{right[0]}", left[1], right[2]
