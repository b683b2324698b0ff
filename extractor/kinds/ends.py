"""The two ends of a date, each resolved with what the other says."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from extractor.kinds.calendar import Period, month, span
from extractor.kinds.date import DateDraft
from extractor.kinds.resolution import Calendar
from extractor.kinds.spec import Context, Spec, Tense


def draft_period(calendar: Calendar, context: Context, draft: DateDraft, tense: Tense) -> Period | None:
    """The period of a draft, from its left end to its right; None where the calendar has no such days."""
    left = _fitting(calendar, context, draft.left, tense)
    anchored = draft.right is not None and draft.right.anchored
    if anchored and draft.right is not None and left is not None and draft.left.yearless:
        left = _before(draft.left, calendar.resolve(draft.right, context, tense=tense)) or left
    if left is None or draft.right is None:
        return left
    right = _right(calendar, context, draft, left)
    if right is None:
        return None
    if left.start is not None and right.end is not None and right.end < left.start:
        return None
    return span(left, right)


def _fitting(calendar: Calendar, context: Context, spec: Spec, tense: Tense) -> Period | None:
    """What a spec means; of several months or years the one whose day is the weekday written beside it."""
    found = calendar.resolve(spec, context, tense=tense)
    if spec.beside is None or found is None or found.start is None or found.start.weekday() == spec.beside:
        return found
    if calendar.anchor is None or not spec.yearless or found.start != found.end:
        return found
    anchor = calendar.anchor
    others = [
        other
        for other in _around(calendar, context, spec, anchor)
        if other.start is not None and other.start.weekday() == spec.beside
    ]
    return min(others, key=lambda other: abs((other.start or anchor) - anchor), default=found)


def _around(calendar: Calendar, context: Context, spec: Spec, day: dt.date) -> Iterator[Period]:
    """The same day of the years, or of the months, around a day."""
    for offset in (-2, -1, 0, 1, 2):
        base = month(day.year, day.month + offset).start if spec.month is None else day
        value = (base or day).year + (offset if spec.month is not None else 0)
        if spec.month is not None and abs(offset) > 1:
            continue
        given = replace(spec, year=(value, value), month=spec.month or ((base or day).month, (base or day).month))
        found = calendar.resolve(given, context, tense=Tense.PAST)
        if found is not None:
            yield found


def _before(spec: Spec, right: Period | None) -> Period | None:
    """The left end of a range whose right end says in which month or year it lies: the last one before that."""
    if right is None or right.start is None:
        return None
    seen = Calendar(right.start).resolve(spec, Context(), tense=Tense.PAST)
    return seen if seen is not None and seen.start is not None and seen.start < right.start else None


def _right(calendar: Calendar, context: Context, draft: DateDraft, left: Period) -> Period | None:
    """The right end of a range, which leaves out what the left end said."""
    right = replace(draft.right or draft.left)
    if right.weekday is not None and right.yearless and right.month is None and right.day is None:
        right.week_relative = draft.left.week_relative  # from Wednesday to Friday of next week
    if left.start is None:
        if right.month is None and right.day is not None and right.yearless:
            right.month = draft.left.month  # of the same month, whichever year
        return calendar.resolve(right, context, tense=Tense.PAST)
    if right.direction:
        return calendar.resolve(right, context, tense=Tense.PAST)  # both ends say on which side they lie
    if right.year is None and right.year_relative is None and right.month_relative is None:
        value = left.start.year
        if right.month is not None and right.month[0] < left.start.month:
            value += 1
        right.year = (value, value)
        if right.month is None and right.day is not None:
            right.month = (left.start.month, left.start.month)
    return calendar.resolve(right, context, tense=Tense.PAST)
