"""Days and times that are so much time before or after the publication, or what the text speaks of."""

import datetime as dt
from dataclasses import dataclass

from extractor.core.values import Bound, Date, Time
from extractor.kinds.calendar import Period, add_months, day, month, week, year
from extractor.kinds.date import DateDraft, iso
from extractor.kinds.spec import Context

_UNITS = {"h": "hours", "m": "minutes", "s": "seconds"}
_LONGEST = 10_000


@dataclass(frozen=True, slots=True)
class Ago:
    """So many hours, minutes or seconds ago. `count` is negative for what is to come; the length ends at `end`."""

    unit: str
    count: int
    iso: str
    end: int
    bound: Bound  # of the length

    def seen(self, moment: dt.datetime | None) -> Time | None:
        """The time, as fine as the unit; None where nobody says at what time the text was published, or where it lies
        out of the calendar."""
        if moment is None or abs(self.count) > _LONGEST:
            return None
        unit = _UNITS[self.unit]
        try:
            then = moment - dt.timedelta(**{unit: self.count})
        except OverflowError:
            return None
        return Time(timex=then.replace(tzinfo=None).isoformat(timespec=unit))


_MONTHS = {"Y": 12, "Q": 3, "M": 1}
_DAYS = {"W": 7, "D": 1}
_GRAINS = {"M": "month", "W": "week", "D": "day"}
_UNKNOWN = {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX"}


def ago(context: Context, anchor: dt.date | None, draft: DateDraft, later: dt.date | None) -> Period | None:
    """The year, month, week or day so long ago, at the grain of its unit; `later` is what a later one counts from.

    Unresolved where no number says how long, and where the calendar does not reach so far.
    """
    unit, count = draft.ago or ("Y", None)
    unknown = Period(_UNKNOWN.get(unit, "XXXX"), grain=_GRAINS.get(unit, "year"))
    if count is None:
        return unknown
    base = anchor if not draft.event else None
    if draft.compared and context.sentence_period is not None and context.sentence_period.start is not None:
        base = context.sentence_period.start
    elif draft.compared and context.measured and count > 0 and (unit == "Y" or _is_month(unit, context)):
        base = _told(context, anchor) or base
    elif count < 0:
        base = later or base
    if base is None:
        return Period(_UNKNOWN.get(unit, "XXXX"), grain="year")
    if unit in _UNITS or abs(count) > 1000:
        return None
    sign = -1 if count > 0 else 1
    try:
        for more, number in draft.more:
            base = moved(base, more, sign * number)
        return unit_of(unit, moved(base, unit, -count), draft.left.weekday)
    except OverflowError:
        return unknown


def _is_month(unit: str, context: Context) -> bool:
    """Whether so many months are counted from the month, or the last of a period, that the text speaks of."""
    told = context.period is not None and context.period.grain in ("month", "quarter")
    return unit == "M" and told and context.sentence_last is None


def _told(context: Context, anchor: dt.date | None) -> dt.date | None:
    """The beginning of the period that was told before, where it is one of a single year that is over."""
    period = context.single if context.single is context.period and not context.adrift else None
    if period is None or period.end is None or (anchor is not None and period.end >= anchor):
        return None
    return period.start


def unit_of(unit: str, target: dt.date, weekday: int | None = None) -> Period | None:
    """The year, month, week or day, as `unit` says, in which a day lies, or a `weekday` of that week.

    None for a unit that is no such thing.
    """
    if unit == "Y":
        return year(target.year)
    if unit in "MQ":
        return month(target.year, target.month)
    if unit not in "WD":
        return None
    if unit == "D":
        return day(target)
    monday = target - dt.timedelta(days=target.weekday())
    return week(monday) if weekday is None else day(monday + dt.timedelta(days=weekday))


def as_fine(draft: DateDraft, value: Date) -> Date:
    """What so long ago is at its own grain, where the words behind say on which day, `value`, that was."""
    try:
        period = unit_of(draft.ago[0] if draft.ago is not None else "D", dt.date.fromisoformat(value.start or ""))
    except OverflowError:  # the last week of the calendar has no Sunday
        return value
    if period is None or period.end is None or value.end is None or period.end.isoformat() < value.end:
        return value
    return value.model_copy(update={"timex": period.timex, "start": iso(period.start), "end": iso(period.end)})


def moved(start: dt.date, unit: str, count: int) -> dt.date:
    """The day `count` units later. Raises `OverflowError` where the calendar does not reach so far."""
    if unit in _MONTHS:
        return add_months(start, _MONTHS[unit] * count)
    return start + dt.timedelta(days=_DAYS[unit] * count)


def stamp(day_of: dt.date, clock: str) -> str:
    """A clock time of a day; its twenty-fourth hour is the first moment of the next, where there is one."""
    if clock[:2] == "24" and day_of < dt.date.max:
        return f"{(day_of + dt.timedelta(days=1)).isoformat()}T00{clock[2:]}"
    return f"{day_of.isoformat()}T{clock}"
