"""What an article has spoken of so far: what a date adds to it, for words such as that day and a year earlier."""

import datetime as dt
import re
from typing import cast

from extractor.kinds.calendar import Period, half, month, quarter, span, year
from extractor.kinds.date import DateDraft, is_compared
from extractor.kinds.spec import Context, Spec, Tense
from extractor.kinds.view import Candidate, View

_PERIOD_GRAINS = frozenset({"year", "half", "quarter", "month", "fiscal"})


def remember(
    view: View, context: Context, anchor: dt.date | None, candidate: Candidate, period: Period, tense: Tense
) -> None:
    """Notes in `context` that the article has spoken of `period`."""
    draft = cast(DateDraft, candidate.value)
    spec = draft.left
    measured = is_compared(view, candidate)
    if period.grain == "day":
        _day(context, anchor, draft, period, tense, measured)
    if period.start is None and spec.year_relative is not None:
        context.unknown = True
    if spec.nth is not None and period.start is not None and (spec.year is not None or spec.year_relative is not None):
        context.sentence_year, context.sentence_part = period.start.year, None
    compared = spec.same or spec.aside or spec.year_context is not None or draft.ago is not None
    compared = compared or measured
    if period.grain == "week" and not spec.context:
        context.weekly = period
    if compared or period.start is None or period.grain not in _PERIOD_GRAINS:
        return
    context.period = context.sentence_period = period
    if not spec.context and (period.grain == "month" or draft.mod == "end"):
        context.monthly = month(period.end.year, period.end.month) if period.end is not None else None
    if context.travel_at != candidate.start:
        context.travel = None
    if spec.year is not None or spec.year_relative is not None:
        context.stated, context.stated_at = period, candidate.end
        context.sentence_year, context.sentence_part = period.start.year, None
    _mark(context, spec, period.start.year)


def _day(
    context: Context, anchor: dt.date | None, draft: DateDraft, period: Period, tense: Tense, measured: bool
) -> None:
    """Notes a day: one that is still to come is not the day that the text speaks of, unless it speaks of the future."""
    spec = draft.left
    if period.end is not None and not spec.day_context:
        context.sentence_last = period.end
    if period.start != period.end or draft.right is not None:
        return
    if spec.day_context is None and (measured or draft.mod == "since"):
        return
    if anchor is None or period.start is None or period.start <= anchor:
        context.named_day = period.start or context.named_day
    if spec.day_context is not None:
        return
    if spec.month is not None and spec.direction == 0:
        context.sentence_day = period.start
    if anchor is not None and period.start is not None and period.start > anchor:
        context.planned, context.unplanned = period.start, 0
        return
    context.planned = None
    come = anchor is not None and period.start is not None
    if spec.direction == 0 and draft.ago is None and (come or tense is not Tense.FUTURE):
        context.day, context.day_timex = period.start, period.timex
    else:
        context.prefixed_day = period.start


def _mark(context: Context, spec: Spec, value: int) -> None:
    """Notes how far the sentence has come in the year that it named."""
    if context.sentence_year is None:
        return
    for grain, pair in (("month", spec.month), ("quarter", spec.quarter), ("half", spec.half)):
        if pair is not None:
            context.sentence_part = (grain, value, pair[1])
            return


_ENDED = re.compile(r"P([0-9]{1,2})M")


def ended(context: Context, last: Period, iso: str) -> None:
    """Notes that the text speaks of so many months, of which `last` is the end: of a half, a quarter or a year."""
    months = _ENDED.fullmatch(iso)
    if months is None or last.end is None:
        return
    count, value, which = int(months[1]), last.end.year, last.end.month
    if count == 12 and which == 12:
        found = year(value)
    elif count == 6 and which in (6, 12):
        found = half(value, which // 6)
    elif count == 3 and which % 3 == 0:
        found = quarter(value, which // 3)
    else:
        found = span(month(value, which - count + 1), month(value, which))
    context.period = context.sentence_period = context.stated = found
