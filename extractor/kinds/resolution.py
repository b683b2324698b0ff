"""What the words of a date mean, seen from a day: a `Spec` resolved to a `Period`.

A `Spec` is what the words fix (year, quarter, month, day, absolute or relative). Where the anchor is missing,
known digits stay and the rest is X: a wrong date is worse than none.
"""

import datetime as dt
from collections.abc import Callable

from extractor.kinds.calendar import Period, day, days, half, month, quarter, season, shifted, span, week, year
from extractor.kinds.spec import Context, Spec, Tense

_DAY = dt.timedelta(days=1)
_FAR, _CLOSE = 270, 60  # days: what is too far ahead to be meant, and what has only just passed
_RECENT, _SOON, _LONG_AGO = 7, 14, 240


class Calendar:
    """Resolves specs against the publication date and what the article has spoken of."""

    def __init__(self, anchor: dt.date | None) -> None:
        self.anchor = anchor

    def resolve(self, spec: Spec, context: Context, *, tense: Tense) -> Period | None:
        """The period that `spec` means, unresolved where no anchor is; None where the calendar has no such day."""
        try:
            return self._resolve(spec, context, tense)
        except ValueError:
            return None

    def _resolve(self, spec: Spec, context: Context, tense: Tense) -> Period | None:
        if spec.same:
            return self._same(spec, context)
        if spec.decade is not None:
            return Period(
                f"{spec.decade // 10:03d}", dt.date(spec.decade, 1, 1), dt.date(spec.decade + 9, 12, 31), "decade"
            )
        if spec.century is not None:
            first = (spec.century - 1) * 100
            start, end = dt.date(first + 1, 1, 1), dt.date(first + 100, 12, 31)
            return Period(f"{spec.century - 1:02d}", start, end, "century")
        if spec.day_context is not None or spec.day_relative is not None:
            return self._relative_day(spec, context)
        if spec.week_relative is not None:
            return self._week(spec)
        if spec.weekday is not None and spec.day is None and spec.month is None:
            return self._weekday(spec, tense)
        value = self._year(spec, context)
        if spec.month_relative is not None:
            return self._relative_month(spec, context)
        if value is None and (spec.quarter or spec.half or spec.month or spec.day or spec.season):
            return self._yearless(spec, context, tense)
        if value is None:
            return self._relative_part(spec, context) or Period("XXXX", grain="year")
        return self._dated(spec, value, context)

    def _year(self, spec: Spec, context: Context) -> tuple[int, int] | None:
        if spec.year is not None:
            return spec.year
        if spec.year_named and context.sentence_year is not None:
            return context.sentence_year, context.sentence_year
        if spec.year_relative is not None and self.anchor is not None:
            value = self.anchor.year + spec.year_relative
            return value, value
        if spec.year_context is not None:
            if context.unknown and context.sentence_period is None:
                return None
            base = context.sentence_period or context.period
            if base is not None and base.start is not None:
                value = base.start.year + spec.year_context
                return value, value
            if self.anchor is not None:
                value = self.anchor.year + spec.year_context
                return value, value
        return None

    def _dated(self, spec: Spec, years: tuple[int, int], context: Context) -> Period | None:
        first, last = years
        if spec.season is not None:
            return season(first, spec.season)
        if first != last:
            return span(year(first), year(last)) if first < last else None
        if spec.fiscal:
            return self._fiscal(spec, first, context)
        if spec.half is not None:
            return half(first, spec.half)
        if spec.quarter is not None:
            a, b = spec.quarter
            return quarter(first, a) if a == b else span(quarter(first, a), quarter(first, b))
        if spec.month is not None:
            return self._months(first, spec)
        return year(first)

    def _fiscal(self, spec: Spec, value: int, context: Context) -> Period:
        timex, first, months = f"FY{value:04d}", 0, 12
        if spec.quarter is not None:
            timex, first, months = timex + f"-Q{spec.quarter[0]}", 3 * spec.quarter[0] - 3, 3
        elif spec.half is not None:
            timex, first, months = timex + f"-H{spec.half}", 6 * spec.half - 6, 6
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
        if anchor is None:
            return Period(f"XXXX-XX-{spec.day[0]:02d}" if spec.day else "XXXX-XX", grain="day" if spec.day else "month")
        base = month(anchor.year, anchor.month + (spec.month_relative or 0))
        if spec.day is None or base.start is None:
            return base
        return days(base.start.year, base.start.month, spec.day)

    def _base(self, spec: Spec, context: Context, grain: str) -> dt.date | None:
        """The day that a relative part counts from: the period that the sentence is about, or the publication."""
        if spec.context:
            for period in (context.sentence_period, context.period):
                finer = grain == "quarter" and period is not None and period.grain == "month"
                if period is not None and period.end is not None and (period.grain == grain or finer):
                    return period.end
        return self.anchor

    def _relative_part(self, spec: Spec, context: Context) -> Period | None:
        anchor = self._base(spec, context, "quarter" if spec.quarter_relative is not None else "half")
        if anchor is None:
            return Period("XXXX-QX" if spec.quarter_relative is not None else "XXXX", grain="quarter")
        if spec.quarter_relative is not None:
            count = anchor.year * 4 + (anchor.month - 1) // 3 + spec.quarter_relative
            return quarter(count // 4, count % 4 + 1)
        if spec.half_relative is not None:
            count = anchor.year * 2 + (anchor.month > 6) + spec.half_relative
            return half(count // 2, count % 2 + 1)
        return None

    def _relative_day(self, spec: Spec, context: Context) -> Period:
        offset = spec.day_context if spec.day_context is not None else spec.day_relative or 0
        base = self.anchor
        if spec.day_context is not None:
            base = context.day or context.prefixed_day or self.anchor
            if base is None and context.day_timex is not None and offset == 0:
                return Period(context.day_timex, grain="day")
        if base is None:
            return Period("XXXX-XX-XX", grain="day")
        return day(base + offset * _DAY)

    def _week(self, spec: Spec) -> Period:
        if self.anchor is None:
            return Period("XXXX-WXX", grain="week")
        monday = self.anchor - self.anchor.weekday() * _DAY + 7 * (spec.week_relative or 0) * _DAY
        return week(monday) if spec.weekday is None else day(monday + spec.weekday * _DAY)

    def _weekday(self, spec: Spec, tense: Tense) -> Period:
        if self.anchor is None or spec.weekday is None:
            return Period(f"XXXX-WXX-{(spec.weekday or 0) + 1}", grain="day")
        back = (self.anchor.weekday() - spec.weekday) % 7
        if spec.direction > 0 or (tense is Tense.FUTURE and spec.direction == 0 and back):
            return day(self.anchor + (7 - back) * _DAY)
        return day(self.anchor - back * _DAY)

    def _yearless(self, spec: Spec, context: Context, tense: Tense) -> Period | None:
        if self.anchor is None:
            return self._open(spec, context)
        if (
            context.sentence_year is not None
            and spec.direction == 0
            and tense is not Tense.FUTURE
            and spec.grain in ("month", "quarter")
        ):
            return self._dated(spec, (context.sentence_year, context.sentence_year), context)
        coming = spec.direction > 0 or (tense is Tense.FUTURE and spec.direction == 0)
        if spec.month is None and spec.day is not None:
            return self._monthless(spec, coming)

        def make(value: int) -> Period | None:
            return self._dated(spec, (value, value), context)

        found = nearest(self.anchor, make, coming, spec.direction)
        if tense is Tense.OPEN and spec.direction == 0 and found is not None and found.end is not None:
            ahead = nearest(self.anchor, make, True, 1)
            if ahead is not None and ahead.start is not None:
                long_ago = (self.anchor - found.end).days > _LONG_AGO
                return ahead if long_ago and (ahead.start - self.anchor).days < _CLOSE else found
        return found

    def _monthless(self, spec: Spec, coming: bool) -> Period | None:
        anchor = self.anchor
        if anchor is None or spec.day is None:
            return None
        past = self._month_of(spec, (0, -1, -2), coming=False)
        if not coming:
            return past
        ahead = self._month_of(spec, (0, 1, 2), coming=True)
        if (
            (
                spec.direction == 0
                and past is not None
                and past.end is not None
                and ahead is not None
                and ahead.start is not None
            )
            and (anchor - past.end).days <= _RECENT
            and (ahead.start - anchor).days > _SOON
        ):
            return past
        return ahead

    def _month_of(self, spec: Spec, offsets: tuple[int, ...], *, coming: bool) -> Period | None:
        anchor = self.anchor
        if anchor is None or spec.day is None:
            return None
        for offset in offsets:
            base = month(anchor.year, anchor.month + offset)
            if base.start is None or base.end is None or base.end.day < spec.day[1]:
                continue
            found = days(base.start.year, base.start.month, spec.day)
            if found is None or found.start is None or found.end is None:
                continue
            if (found.end >= anchor) if coming else (found.start <= anchor):
                return found
        return None

    def _open(self, spec: Spec, context: Context) -> Period | None:
        if spec.season is not None:
            return Period(f"XXXX-{spec.season}", grain="season")
        if context.sentence_year is not None and spec.month is not None and spec.direction == 0:
            relative = spec.year_relative is not None or spec.year_context is not None
            if not relative:
                return self._dated(spec, (context.sentence_year, context.sentence_year), context)
        known = context.period if context.period is not None and context.period.start is not None else None
        relative = spec.year_relative is not None or spec.year_context is not None
        if known is not None and known.start is not None and not relative and spec.month is None and spec.day is None:
            return self._dated(spec, (known.start.year, known.start.year), context)  # the article's own year
        if spec.half is not None:
            return Period(f"XXXX-H{spec.half}", grain="half")
        if spec.quarter is not None:
            a, b = spec.quarter
            return Period(f"XXXX-Q{a}" if a == b else f"XXXX-Q{a}/XXXX-Q{b}", grain="quarter")
        months = "" if spec.month is None else f"{spec.month[1]:02d}"
        if spec.day is not None:
            a, b = spec.day
            if b > 31 or (spec.month is not None and spec.month[1] > 12):
                return None
            stem = f"XXXX-{months or 'XX'}-"
            return Period(f"{stem}{a:02d}" if a == b else f"{stem}{a:02d}/{stem}{b:02d}", grain="day")
        if spec.month is not None:
            a, b = spec.month
            return Period(f"XXXX-{a:02d}" if a == b else f"XXXX-{a:02d}/XXXX-{b:02d}", grain="month")
        return Period("XXXX", grain="year")

    def _same(self, spec: Spec, context: Context) -> Period | None:
        base = context.sentence_period or context.period
        if spec.year is not None or spec.year_relative is not None:
            value = self._year(spec, context)
            if value is None:
                return _masked(base)
            if base is None or base.start is None:
                return year(value[0])
            years = value[0] - base.start.year
            return shifted(base, years if years else -1)  # the same period of last year is not that period itself
        if base is None or base.start is None:
            if self.anchor is None or spec.year_context is None:
                return Period("XXXX", grain="year")
            return year(self.anchor.year + spec.year_context)
        return shifted(base, spec.year_context or 0)


def _masked(base: Period | None) -> Period:
    """A period of a year that nothing anchors: its half, quarter or month stays."""
    if base is None or base.timex[:4] == base.timex or not base.timex[:4].isdigit():
        return Period("XXXX", grain="year")
    return Period("/".join("XXXX" + part[4:] for part in base.timex.split("/")), grain=base.grain)


def _has_been(period: Period, anchor: dt.date) -> bool:
    """Whether a period has begun; a range of months or quarters must be over to be reported on."""
    over = "/" in period.timex and period.grain in ("month", "quarter")
    edge = period.end if over else period.start
    return edge is not None and edge <= anchor


def nearest(anchor: dt.date, make: Callable[[int], Period | None], coming: bool, direction: int) -> Period | None:
    """The candidate year's period that fits the tense: the last that has begun, or the next that has not ended."""
    found: list[Period] = []
    for value in (anchor.year - 1, anchor.year, anchor.year + 1):
        try:
            period = make(value)
        except ValueError:
            continue
        if period is not None and period.start is not None:
            found.append(period)
    earlier = [period for period in found if _has_been(period, anchor)]
    if coming:
        later = [period for period in found if period.end is not None and period.end >= anchor]
        if not later:
            return None
        # A day just past beats the same day almost a year ahead: the word of the future belongs to something else.
        ahead = (later[0].start - anchor).days if later[0].start is not None else 0
        if direction == 0 and ahead > _FAR and earlier and earlier[-1].end is not None:
            return earlier[-1] if (anchor - earlier[-1].end).days < _CLOSE else later[0]
        return later[0]
    if not earlier:
        return None
    last = earlier[-1]
    # A quarter that still runs is reported on only when it is over, unless a word says otherwise.
    if last.grain == "quarter" and last.end is not None and last.end >= anchor and direction == 0 and len(earlier) > 1:
        return earlier[-2]
    return last
