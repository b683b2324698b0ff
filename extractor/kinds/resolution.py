"""What the words of a date mean, seen from a day: a `Spec` resolved to a `Period`.

A `Spec` is what the words fix (year, quarter, month, day, absolute or relative). Where the anchor is missing,
known digits stay and the rest is X: a wrong date is worse than none.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from extractor.kinds import yearless
from extractor.kinds.calendar import (
    Period,
    day,
    days,
    half,
    month,
    nth_of_year,
    nth_week,
    nth_weekday,
    quarter,
    season,
    shifted,
    span,
    year,
)
from extractor.kinds.spec import Context, Spec, Tense
from extractor.kinds.weeks import week_meant

_DAY = dt.timedelta(days=1)
_FRIDAY = 4
_NO_DAY = "XXXX-XX-XX"
_WINTER, _SPRING = 2, 4  # the month until which the year that is over is the one before
_FRESH = 3  # sentences in which a day to come is spoken of


class Calendar:
    """Resolves specs against the publication date and what the article has spoken of."""

    def __init__(self, anchor: dt.date | None) -> None:
        self.anchor = anchor

    def resolve(self, spec: Spec, context: Context, *, tense: Tense) -> Period | None:
        """The period that `spec` means, unresolved where no anchor is, or where it lies out of the calendar; None where
        a month has no such day."""
        try:
            return self._resolve(spec, context, tense)
        except OverflowError:  # a feed without a date says year 1: the year before it is none that we know
            return self._unknown(spec)
        except ValueError:
            return None

    def _unknown(self, spec: Spec) -> Period | None:
        """What `spec` means where nobody knows a day to count from."""
        try:
            return Calendar(None)._resolve(spec, Context(), Tense.OPEN)
        except (OverflowError, ValueError):
            return None

    def _resolve(self, spec: Spec, context: Context, tense: Tense) -> Period | None:
        if spec.same:
            return yearless.in_month(spec, context, self._same(spec, context))
        if spec.decade is not None:
            return Period(
                f"{spec.decade // 10:03d}", dt.date(spec.decade, 1, 1), dt.date(spec.decade + 9, 12, 31), "decade"
            )
        if spec.century is not None:
            first = (spec.century - 1) * 100
            start, end = dt.date(first + 1, 1, 1), dt.date(first + 100, 12, 31)
            return Period(f"{spec.century - 1:02d}", start, end, "century")
        if spec.nth is not None:
            return self._nth(spec, spec.nth, context, tense)
        if spec.day_context is not None or spec.day_relative is not None:
            return self._relative_day(spec, context, tense)
        if spec.week_relative is not None:
            return week_meant(spec, context, self.anchor, tense)
        if spec.weekday is not None and spec.day is None and spec.month is None:
            return self._weekday(spec, context, tense)
        value = self._year(spec, context, tense)
        if spec.month_relative is not None:
            return self._relative_month(spec, context)
        if value is None and spec.fiscal and context.fiscal is None and (told := yearless.of_no_fiscal_year(spec)):
            return told
        if value is None and (spec.quarter or spec.half or spec.month or spec.day or spec.season):
            if self.anchor is None:
                return yearless.masked(spec, context, self._of_year(context))
            return yearless.resolve(spec, context, tense, self.anchor, self._of_year(context))
        if value is None:
            return self._relative_part(spec, context) or Period("XXXX", grain="year")
        return self._dated(spec, value, context)

    def _nth(self, spec: Spec, nth: tuple[str, int], context: Context, tense: Tense) -> Period | None:
        """The week, weekday or day of that number of the month or year that the other words fix."""
        kind, number = nth
        whole = self._resolve(replace(spec, nth=None, weekday=None), context, tense)
        if whole is None or whole.start is None or whole.end is None or "/" in whole.timex:
            return whole
        if whole.grain == "year":
            return nth_of_year(whole.start.year, number) if kind == "week" else None
        if whole.grain != "month":
            return None
        value, which = whole.start.year, whole.start.month
        if kind == "day":
            return day(whole.end) if number < 0 else days(value, which, (number, number))
        weekday = nth_weekday(value, which, spec.weekday, number) if spec.weekday is not None else None
        if kind == "weekday":
            return weekday
        found = nth_week(value, which, number)
        if spec.weekday is None:
            return found
        same = found.start is not None and weekday is not None and found.start + spec.weekday * _DAY == weekday.start
        return weekday if same else Period(f"{found.timex}-{spec.weekday + 1}", grain="day")

    def _year(self, spec: Spec, context: Context, tense: Tense = Tense.OPEN) -> tuple[int, int] | None:
        if spec.year is not None:
            return spec.year
        if spec.year_named and context.sentence_year is not None:
            return context.sentence_year, context.sentence_year
        if spec.year_relative is not None and self.anchor is not None:
            value = self.anchor.year + spec.year_relative
            told = tense.behind or (tense is Tense.OPEN and not spec.until and self.anchor.month <= _WINTER)
            past = spec.year_over and told and self.anchor.month <= (_WINTER if spec.until else _SPRING)
            return (value - 1, value - 1) if past else (value, value)
        if spec.year_context is not None:
            if context.unknown or (context.adrift and context.sentence_period is None):
                return None
            base = context.sentence_period or context.single
            if base is not None and base.start is not None:
                value = base.start.year + spec.year_context
                return value, value
            if self.anchor is not None:
                value = self.anchor.year + spec.year_context
                return value, value
        return None

    def _of_year(self, context: Context) -> Callable[[Spec, int], Period | None]:
        """What a spec is in a given year."""
        return lambda spec, value: self._dated(spec, (value, value), context)

    def _dated(self, spec: Spec, years: tuple[int, int], context: Context) -> Period | None:
        first, last = years
        if spec.season is not None:
            return season(first, spec.season)
        if first != last and spec.fiscal:
            return self._fiscal(spec, last, context) if last - first == 1 else None
        if first != last:
            part = spec.half or spec.quarter or spec.month
            until = self._dated(spec, (last, last), context) if part is not None and spec.day is None else year(last)
            return span(year(first), until) if first < last and until is not None else None
        if spec.fiscal:
            return self._fiscal(spec, first, context)
        if spec.half is not None:
            a, b = spec.half
            return half(first, a) if a == b else span(half(first, a), half(first, b))
        if spec.quarter is not None:
            a, b = spec.quarter
            return quarter(first, a) if a == b else span(quarter(first, a), quarter(first, b))
        if spec.month is not None:
            return self._months(first, spec)
        return year(first)

    def _fiscal(self, spec: Spec, value: int, context: Context) -> Period:
        timex, first, months = f"FY{value:04d}", 0, 12
        if spec.quarter is not None:
            a, b = spec.quarter
            timex = "/".join(f"{timex}-Q{number}" for number in dict.fromkeys(spec.quarter))
            first, months = 3 * a - 3, 3 * (b - a + 1)
        elif spec.half is not None:
            timex, first, months = timex + f"-H{spec.half[0]}", 6 * spec.half[0] - 6, 6
        if context.fiscal is None:
            return Period(timex, grain="fiscal")
        years, last = context.fiscal
        begin = month(value + years - 1, last + 1 + first)
        return Period(timex, begin.start, month(value + years - 1, last + first + months).end, "fiscal")

    def _months(self, value: int, spec: Spec) -> Period | None:
        a, b = spec.month or (1, 1)
        if spec.day is not None:
            return days(value, b, spec.day)
        if a == b:
            return month(value, a)
        return span(month(value, a), month(value + (b < a), b))

    def _relative_month(self, spec: Spec, context: Context) -> Period | None:
        anchor = self._base(spec, context, "month")
        if anchor is None or (self.anchor is None and yearless.month_told(spec, context) is not None):
            return yearless.unanchored(spec, context)
        value = anchor.year + (spec.year_relative or 0)  # this month of last year
        base = month(value, anchor.month + (spec.month_relative or 0))
        if spec.day is None or base.start is None:
            return base
        return days(base.start.year, base.start.month, spec.day)

    def _base(self, spec: Spec, context: Context, grain: str) -> dt.date | None:
        """The day that a relative part counts from: the period that the sentence is about, or the publication.

        A month also counts from a day that was spoken of, where no month was.
        """
        if not spec.context:
            return self.anchor
        if grain == "month" and spec.month_relative and not spec.near and context.monthly is not None:
            return context.monthly.end
        spoken = (context.sentence_last, context.day) if grain == "month" else (None, None)
        for period, last in zip((context.sentence_period, context.period), spoken, strict=True):
            finer = grain == "quarter" and period is not None and period.grain in ("month", "half")
            if grain == "quarter" and period is not None and period.grain == "year" and self.anchor is not None:
                finer = period.end is not None and period.end < self.anchor  # a whole year that is over
            if period is not None and period.end is not None and (period.grain == grain or finer):
                return period.end
            if last is not None:
                return last
        return self.anchor

    def _relative_part(self, spec: Spec, context: Context) -> Period | None:
        anchor = self._base(spec, context, "quarter" if spec.quarter_relative is not None else "half")
        if context.stepped is not None and spec.context and context.stepped[0] == spec.quarter_relative:
            return context.stepped[2]
        if anchor is None:
            return Period("XXXX-QX" if spec.quarter_relative is not None else "XXXX", grain="quarter")
        if spec.quarter_relative is not None:
            count = anchor.year * 4 + (anchor.month - 1) // 3 + spec.quarter_relative
            return quarter(count // 4, count % 4 + 1)
        if spec.half_relative is not None:
            count = anchor.year * 2 + (anchor.month > 6) + spec.half_relative
            return half(count // 2, count % 2 + 1)
        return None

    def _relative_day(self, spec: Spec, context: Context, tense: Tense) -> Period:
        offset = spec.day_context if spec.day_context is not None else spec.day_relative or 0
        base = self.anchor
        if spec.day_context is not None:
            named = context.named_day if spec.last_named else None
            base = (
                named
                or (context.overnight if offset < 0 and context.measured else None)
                or _pointed(context, offset, tense, spec.near)
                or context.day
                or context.prefixed_day
                or self.anchor
            )
            written = (context.named_timex if spec.last_named else None) or context.day_timex
            if base is None and written is not None and offset == 0:
                return Period(written, grain="day")
        if base is None and offset == 0 and context.dateline:
            return day(context.day) if context.day is not None else Period(context.day_timex or _NO_DAY, grain="day")
        if base is None:
            return Period(_NO_DAY, grain="day")
        target = base + offset * _DAY
        while spec.trading and target.weekday() > _FRIDAY:
            target += _DAY if offset > 0 else -_DAY
        return day(target)

    def _weekday(self, spec: Spec, context: Context, tense: Tense) -> Period:
        if self.anchor is None or spec.weekday is None:
            return Period(f"XXXX-WXX-{(spec.weekday or 0) + 1}", grain="day")
        told = context.sentence_last if spec.direction == 0 and tense is not Tense.FUTURE else None
        if told is not None and told <= self.anchor and told.weekday() == spec.weekday:
            return day(told)  # the day of which the sentence speaks is that weekday
        back = (self.anchor.weekday() - spec.weekday) % 7
        if spec.direction > 0 or (tense is Tense.FUTURE and spec.direction == 0 and back):
            return day(self.anchor + (7 - back) * _DAY)
        return day(self.anchor - back * _DAY)

    def _same(self, spec: Spec, context: Context) -> Period | None:
        base = context.days or context.sentence_period or (None if context.adrift else context.period)
        if spec.year_context and base is not None and base is not context.sentence_period:
            base = context.days or (None if context.adrift else context.single)
        named = spec.year is not None or spec.year_relative is not None
        if context.travel is not None and not named and not spec.year_context:
            return context.travel
        if named:
            value = self._year(spec, context)
            if value is None and base is not None and base.start is not None and not context.unknown:
                return shifted(base, spec.year_relative or 0)  # counted from the year that the article reports on
            if value is None:
                return yearless.of_no_year(base)
            if base is None or base.start is None:
                return year(value[0])
            if context.sentence_period is None and base.grain == "year" and base.start.year != value[0]:
                return year(value[0])
            years = value[0] - base.start.year
            return shifted(base, years if years else -1)  # the same period of last year is not that period itself
        if base is None or base.start is None:
            if self.anchor is None or spec.year_context is None:
                return Period("XXXX", grain="year")
            return year(self.anchor.year + spec.year_context)
        return shifted(base, spec.year_context or 0)


def _pointed(context: Context, offset: int, tense: Tense, near: bool) -> dt.date | None:
    """The day that the sentence itself has named, or the one to come of which it speaks."""
    coming = tense in (Tense.FUTURE, Tense.NOW) and context.unplanned < _FRESH
    if offset >= 0 and context.planned is not None:
        return context.planned if coming else None
    return context.sentence_last if (offset or near) and context.planned is None else None
