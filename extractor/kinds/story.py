"""What an article has spoken of so far: what a date adds to it, for words such as that day and a year earlier."""

import datetime as dt
import re
from typing import cast

from extractor.core.values import Duration
from extractor.kinds.calendar import Period, follows, half, month, quarter, span, week, year
from extractor.kinds.date import DateDraft
from extractor.kinds.spec import Context, Spec, Tense
from extractor.kinds.view import Candidate, View
from extractor.lang.date_patterns import date_patterns

_CLOSE_BY = 120  # characters behind a date in which another goes on from it, or "that year" means it
_NO_DAY = "XXXX-XX-XX"
_SPOKEN = 160  # and before it in which the quotation may begin in which it stands
_ASIDE = 16  # characters of a bracket before a day in it
_ON = ("since", "after")
_PERIOD_GRAINS = frozenset({"year", "half", "quarter", "month", "fiscal"})


def enter(context: Context, *, paragraph: bool) -> None:
    """Begins a sentence in `context`, also of a new paragraph: what only the sentence before it spoke of is over."""
    if paragraph:
        context.period = context.stated or context.period
        context.single, context.days = context.stated or context.single, None
    context.sentence_period, context.sentence_year = None, None
    context.sentence_part, context.sentence_day, context.sentence_last, context.told_at = None, None, None, None
    context.headed = None
    context.unknown, context.unplanned, context.stepped = False, context.unplanned + 1, None


def report(view: View, context: Context, anchor: dt.date | None, first: int, start: int) -> None:
    """Notes the year of the report of which the sentence from `first` on has spoken before `start`: that period is the
    last one that the text has stated, if it is over."""
    words, stated = date_patterns(view.lang).reporting, context.stated
    if words is None or stated is None or stated.end is None or context.sentence_year is not None:
        return
    if (anchor is None or stated.end < anchor) and words.search(view.text, first, start) is not None:
        context.sentence_year = stated.end.year


def is_near(context: Context, candidate: Candidate) -> bool:
    """Whether words that need it stand close behind a year; far from one they mean in those days."""
    draft: DateDraft = candidate.value  # type: ignore[assignment]  # a cast is a call, for every date
    for part in draft.parts:
        if part.row.near:
            return context.stated_at is not None and candidate.start - context.stated_at <= _CLOSE_BY
    return True


def travelled(
    view: View, context: Context, before: tuple[int, Period] | None, sentence: int, candidate: Candidate, period: Period
) -> None:
    """Notes what lies between two dates of a sentence, from the first of which something came to the second."""
    ranged = cast(DateDraft, candidate.value).right is not None
    if before is None or before[0] <= sentence or ranged or candidate.start - before[0] > _CLOSE_BY:
        return
    first = before[1]
    if first.start is None or period.start is None or first.start >= period.start:
        return
    way = date_patterns(view.lang).travels.search(view.text, before[0], candidate.start)
    if way is None:
        return
    amount, rest = view.text[before[0] : way.start()], view.text[way.end() : candidate.start]
    if first.grain == period.grain or (not rest.strip() and any(map(str.isdecimal, amount))):  # else it may be a place
        context.travel, context.travel_at = span(first, period), candidate.start


def remember(
    view: View, context: Context, anchor: dt.date | None, candidate: Candidate, period: Period, tense: Tense
) -> None:
    """Notes in `context` that the article has spoken of `period`."""
    draft = cast(DateDraft, candidate.value)
    spec = draft.left
    measured = context.measured
    if period.grain == "day":
        _day(view, context, anchor, candidate, period, tense, measured)
    joined = _joined(view, context, candidate, period, measured)
    if not measured and not spec.same and not spec.context and spec.day_context is None:
        _month_of(context, period)
    if period.start is None and spec.year_relative is not None:
        context.unknown, context.adrift = True, context.adrift or not measured
        context.sentence_year = context.sentence_year if measured else None
    if spec.nth is not None and period.start is not None and (spec.year is not None or spec.year_relative is not None):
        context.sentence_year, context.sentence_part = period.start.year, None
    compared = spec.same or spec.aside or spec.year_context is not None or draft.ago is not None
    compared = compared or measured
    if period.grain == "week" and not spec.context:
        context.weekly = period
    if compared or period.start is None or period.grain not in _PERIOD_GRAINS:
        return
    context.sentence_period, context.days = joined or period, None
    if spec.year_relative is not None:
        context.headed = period
    elif spec.year is not None:
        context.adrift = context.adrift and context.unknown
    headed = context.headed.start if context.headed is not None and spec.year is not None else None
    once = headed is not None and period.start < headed  # it is only compared with last year
    if spec.context and (spec.quarter_relative or spec.month_relative):
        context.stepped = (spec.quarter_relative, spec.month_relative, period)
        return
    if not once:
        context.period = joined or period
    background = once or (draft.mod in _ON and spec.year is not None and period.grain == "year")
    if not background and not _of_years(period):
        context.single = period
    if not once and not spec.context and (period.grain == "month" or draft.mod == "end"):
        context.monthly = month(period.end.year, period.end.month) if period.end is not None else None
    if context.travel_at != candidate.start:
        context.travel = None
    if spec.year is not None or spec.year_relative is not None:
        context.stated_at = candidate.end
        context.stated = context.stated if background else period
        over = draft.mod == "until" and period.grain == "year"  # what comes behind may be of the next
        context.sentence_year, context.sentence_part = None if over else period.start.year, None
    _mark(context, spec, period.start.year)


def _month_of(context: Context, period: Period) -> None:
    """Notes the month of a month or day that nothing anchors, for words such as the same month."""
    known = period.start is None and period.grain in ("month", "day")
    context.unanchored = period if known else None


def _joined(view: View, context: Context, candidate: Candidate, period: Period, measured: bool) -> Period | None:
    """The months that `period` and those joined to it before make. Takes back what the date before brought, where one
    joined to it says that something is measured against both."""
    words, held = date_patterns(view.lang), (context.period, context.single, context.sentence_period, context.stated)
    whole = None
    if context.undo is not None:
        end, last, before = context.undo
        if measured and words.joined.fullmatch(view.text, end, candidate.start):
            context.period, context.single, context.sentence_period, context.stated = held = before
        months = last.grain == period.grain == "month"
        behind = last.end is not None and period.start is not None and months and follows(period.start, last.end)
        if behind and not measured and words.list_gap.fullmatch(view.text, end, candidate.start):
            whole = span(last, period)
    context.undo = (candidate.end, whole or period, held)
    return whole


def _of_years(period: Period) -> bool:
    """Whether a period runs from one year to another."""
    return period.start is not None and period.end is not None and period.start.year < period.end.year


def _day(
    view: View, context: Context, anchor: dt.date | None, candidate: Candidate, period: Period, tense: Tense,
    measured: bool,
) -> None:  # fmt: skip
    """Notes a day: one that is still to come is not the day that the text speaks of, unless it speaks of the future."""
    draft = cast(DateDraft, candidate.value)
    spec = draft.left
    if period.end is not None and not spec.day_context:
        context.sentence_last = period.end
    if period.start != period.end or draft.right is not None or (spec.day is not None and spec.day[0] != spec.day[1]):
        between = view.text[max(0, candidate.start - 2) : candidate.start].rstrip()
        aside = between.endswith("(") and (context.undo is None or candidate.start - context.undo[0] > len(between))
        context.days = _called(period) if period.start is not None and not measured and not aside else context.days
        _week_of(view, context, candidate, period)
        return
    if period.timex == _NO_DAY or _beside(view, context, candidate):
        return
    if any(part.row.night for part in draft.parts):
        context.overnight = period.start
        return
    if not measured:
        context.days = None
    if not spec.day_context or spec.day_context > 0:
        context.overnight = None
    if spec.day_context is None and (measured or draft.mod == "since"):
        return
    if anchor is None or period.start is None or period.start <= anchor:
        context.named_day, context.named_timex = period.start or context.named_day, period.timex
    if spec.day_context is not None:
        return
    if spec.month is not None and spec.direction == 0:
        context.sentence_day = period.start
    if anchor is not None and period.start is not None and period.start > anchor:
        context.planned, context.unplanned = period.start, 0
        return
    context.planned = None
    come = anchor is not None and period.start is not None
    if _passing(view, context, spec, candidate.start):
        context.prefixed_day = period.start
    elif spec.direction == 0 and draft.ago is None and (come or tense is not Tense.FUTURE):
        context.day, context.day_timex, context.told_at = period.start, period.timex, candidate.end
    else:
        context.prefixed_day = period.start
        context.told_at = candidate.end if spec.direction < 0 else context.told_at
        if anchor is None:
            context.day_timex = context.day_timex or period.timex


def _passing(view: View, context: Context, spec: Spec, start: int) -> bool:
    """Whether a text that has its day only looks back at another: earlier, on the 3rd; yesterday, as somebody said."""
    if context.day is None:
        return False
    text, words = view.text, date_patterns(view.lang)
    if not spec.day_relative:
        return spec.yearless and text.endswith(words.earlier, 0, start)
    said = max(0, start - _SPOKEN)
    pairs = (pair for pair in words.quotes if pair[0] != pair[1])
    return any(text.rfind(opener, said, start) > text.rfind(closer, said, start) for opener, closer in pairs)


def _week_of(view: View, context: Context, candidate: Candidate, period: Period) -> None:
    """Notes which week a week of a month is whose days stand in brackets right behind it: by the last of them."""
    weekly, undo = context.weekly, context.undo
    if weekly is None or weekly.start is not None or undo is None or undo[1] is not weekly or period.end is None:
        return
    if view.text[undo[0] : candidate.start].strip() == "(":
        context.weekly = week(period.end - period.end.weekday() * dt.timedelta(days=1))


def _beside(view: View, context: Context, candidate: Candidate) -> bool:
    """Whether a day is not that of the story: that on which somebody told what happened on another that the sentence
    has named, or one that stands among other words in brackets."""
    text, words = view.text, date_patterns(view.lang)
    opened = text.rfind("(", max(0, candidate.start - _ASIDE), candidate.start)
    if opened >= 0 and ")" not in (aside := text[opened + 1 : candidate.start]) and aside.strip() and "\n" not in aside:
        return True
    if context.told_at is None or words.reported is None or words.reports.match(text, candidate.end) is None:
        return False
    return words.reported.search(text, context.told_at, candidate.start) is not None


def _mark(context: Context, spec: Spec, value: int) -> None:
    """Notes how far the sentence has come in the year that it named."""
    if context.sentence_year is None:
        return
    for grain, pair in (("month", spec.month), ("quarter", spec.quarter), ("half", spec.half)):
        if pair is not None:
            context.sentence_part = (grain, value, pair[1])
            return


def lasted(context: Context, value: Duration) -> None:
    """Notes a length of time up to the publication, all through which something went on: the same period is that."""
    if value.start is None or value.end is None or context.sentence_period is not None:
        return
    first, last = dt.date.fromisoformat(value.start), dt.date.fromisoformat(value.end)
    context.days = Period(f"{value.start}/{value.end}", first, last, "day")


_ENDED = re.compile(r"P([0-9]{1,2})M")


def ended(context: Context, last: Period, iso: str) -> None:
    """Notes that the text speaks of so many months, of which `last` is the end: of a half, a quarter or a year."""
    months = _ENDED.fullmatch(iso)
    if months is None or last.end is None:
        return
    context.period = context.sentence_period = context.stated = _months(last.end, int(months[1]))


def _months(last: dt.date, count: int) -> Period:
    """So many months up to that of `last`, as they are called: a year, a half, a quarter, one month or a range."""
    value, which = last.year, last.month
    if count == 12 and which == 12:
        return year(value)
    if count == 6 and which in (6, 12):
        return half(value, which // 6)
    if count == 3 and which % 3 == 0:
        return quarter(value, which // 3)
    return month(value, which) if count == 1 else span(month(value, which - count + 1), month(value, which))


def _called(days: Period) -> Period:
    """From the first day of a month to the last of one as the months that these are; other days as they are."""
    first, last = days.start, days.end
    if first is None or last is None or first.day != 1 or last != month(last.year, last.month).end:
        return days
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return _months(last, count) if count <= 12 else days
