"""Which week is meant: counted from the publication, from the week that the text speaks of, or from no known day."""

import datetime as dt

from extractor.kinds.calendar import Period, day, week, weekend
from extractor.kinds.spec import Context, Spec, Tense

_DAY = dt.timedelta(days=1)
_SUNDAY = 6


def week_meant(spec: Spec, context: Context, anchor: dt.date | None, tense: Tense) -> Period:
    """The week, weekend or day of a week that `spec` means, seen from the day `anchor`; unresolved with none."""
    if spec.context:
        anchor = _told(spec, context, anchor)
    elif anchor is not None and spec.week_relative == 0 and anchor.weekday() == _SUNDAY:
        ahead = tense in (Tense.FUTURE, Tense.NOW)
        anchor += int(ahead) * _DAY  # on a Sunday what lies ahead this week is in the one to come
    if anchor is None:
        if spec.weekday is not None:
            return Period(f"XXXX-WXX-{spec.weekday + 1}", grain="day")
        return Period("XXXX-WXX", grain="week")
    monday = anchor - anchor.weekday() * _DAY + 7 * (spec.week_relative or 0) * _DAY
    if spec.weekend:
        return weekend(monday)
    return week(monday) if spec.weekday is None else day(monday + spec.weekday * _DAY)


def _told(spec: Spec, context: Context, anchor: dt.date | None) -> dt.date | None:
    """A day of the week from which one counts that is relative to what the text speaks of."""
    named = context.sentence_last
    named = named if anchor is None or named is None else min(anchor, named)
    if not spec.week_relative:
        return named or (context.weekly.start if context.weekly is not None else anchor)
    if context.weekly is not None:
        return context.weekly.start  # none where only its number in a month is known
    if named is None and _is_over(context.sentence_period, anchor):
        return None  # the week before some holiday of that year
    return named or anchor


def _is_over(period: Period | None, anchor: dt.date | None) -> bool:
    """Whether a period has been over for longer than a week on the day `anchor`."""
    return period is not None and period.end is not None and anchor is not None and period.end + 7 * _DAY < anchor
