"""Dates that leave out their year or month: the one that the tense, and what the sentence has dated, let them mean."""

import datetime as dt
from collections.abc import Callable

from extractor.kinds.calendar import Period, days, month
from extractor.kinds.spec import Context, Spec, Tense

_FAR, _PASSED = 170, 75  # days: what lies so far ahead is not meant where the last one has only just passed
_CLOSE = 60  # days ahead in which what is almost a year ago comes again
# Before its end a range of quarters is as good as over; one of months is told of while the last of them runs.
_NEARLY = {"quarter": dt.timedelta(days=7), "fiscal": dt.timedelta(days=7), "month": dt.timedelta(days=31)}
_REPORTED = 60  # days after which a quarter that still runs is spoken of as past
_AFTER = 14  # days behind one to come in the same sentence
_RECENT, _SOON, _LONG_AGO = 7, 14, 240
_NEWS, _REPORTED_DAYS = 10, 125  # days from the news to what it announces, and back to what it reports
_SPRING = (4, 5, 6)  # months in which the second half that is over is called that of last year
_OLD = 45  # days before the publication from which a day without its month belongs to the month named before it
_BACK = {"month": 4, "quarter": 2}  # so much earlier in the year: the story has gone on to the next year

OfYear = Callable[[Spec, int], Period | None]


def resolve(spec: Spec, context: Context, tense: Tense, anchor: dt.date, of_year: OfYear) -> Period | None:
    """The period that is meant, seen from the day `anchor`; None where the calendar has no such day."""
    coming = spec.direction > 0 or (tense is Tense.FUTURE and spec.direction == 0)
    told = _told_year(spec, context, tense, anchor) if spec.direction == 0 else None
    if told is not None and spec.day is None:
        return of_year(spec, told)
    if spec.month is None and spec.day is not None:
        return _monthless(spec, context, tense, anchor)
    found = nearest(anchor, lambda value: of_year(spec, value), coming, spec.direction, tense)
    if found is None or found.end is None:
        return found
    if told is not None and not coming and (anchor - found.end).days > _OLD:
        return of_year(spec, told)
    # Nobody writes of a day or month almost a year ago without its year.
    now = tense is Tense.NOW
    unlikely = (spec.month is not None or now) and not coming and spec.direction == 0 and tense is not Tense.TOLD
    since = (anchor - found.end).days
    if unlikely and (since > _LONG_AGO or now):
        ahead = nearest(anchor, lambda value: of_year(spec, value), True, 1)
        window = since if now else _CLOSE
        if ahead is not None and ahead.start is not None and 0 < (ahead.start - anchor).days < window:
            return ahead
    return found


def is_half_to_come(spec: Spec, context: Context, tense: Tense, anchor: dt.date | None) -> bool:
    """Whether a half of a year, of which no word says that it is over, is the next one: where the sentence speaks of
    what lies ahead, and in spring a second half, if the text does not report on the year before."""
    if tense is not Tense.PAST or anchor is None:
        return tense is Tense.OPEN  # nobody calls a half of the year before so
    if spec.half != (2, 2) or spec.direction or anchor.month not in _SPRING:
        return False
    return context.stated is None or context.stated.end is None or context.stated.end.year >= anchor.year


def _number(spec: Spec) -> tuple[str, int] | None:
    for grain, pair in (("month", spec.month), ("quarter", spec.quarter), ("half", spec.half)):
        if pair is not None:
            return grain, pair[0]
    return None


def _told_year(spec: Spec, context: Context, tense: Tense, anchor: dt.date) -> int | None:
    """The year that the sentence has named, where the date goes on from there."""
    value, own, part = context.sentence_year, _number(spec), context.sentence_part
    if value is None or own is None:
        return None
    if part is None or part[0] != own[0]:
        if tense is Tense.FUTURE and (part is None or value <= anchor.year):
            return None
        return None if spec.day is not None else value
    if own[1] > part[2] or (own[1] == part[2] and spec.day is not None):
        return part[1]
    if tense is Tense.FUTURE:
        return value if value > anchor.year else None
    later = part[2] - own[1] >= _BACK.get(own[0], 12) or spec.day is not None
    begun = (part[1] + 1, own[1] * {"quarter": 3, "half": 6}.get(own[0], 1)) <= (anchor.year, anchor.month)
    return part[1] + 1 if later and begun else part[1] if spec.day is None else None


def _monthless(spec: Spec, context: Context, tense: Tense, anchor: dt.date) -> Period | None:
    """A day without its month: the last one, the next one, or that of the month that the sentence has named."""
    if spec.day is None:
        return None
    told = context.sentence_day
    if told is not None and spec.direction == 0 and (anchor - told).days > _OLD and spec.day[0] > told.day:
        return _in_month(told.year, told.month, spec.day)
    last = context.sentence_last if spec.direction == 0 else None
    if last is not None and last > anchor and tense.behind:
        last = None
    if last is not None and 0 < spec.day[0] - last.day <= (_AFTER if last > anchor else _RECENT):
        return _in_month(last.year, last.month, spec.day)
    past = _month_of(spec.day, anchor, (0, -1, -2), coming=False)
    ahead = _month_of(spec.day, anchor, (0, 1, 2), coming=True)
    since = (anchor - past.end).days if past is not None and past.end is not None else None
    until = (ahead.start - anchor).days if ahead is not None and ahead.start is not None else None
    if spec.direction < 0 or (tense.behind and spec.direction == 0):
        return past
    if spec.direction > 0 or since is None or until is None:
        return ahead
    if tense in (Tense.FUTURE, Tense.NOW):
        same_month = ahead is not None and ahead.start is not None and ahead.start.month == anchor.month
        return past if since < until and until > _SOON and not same_month else ahead
    return ahead if until <= _RECENT and since > _SOON else past


def _month_of(pair: tuple[int, int], anchor: dt.date, offsets: tuple[int, ...], *, coming: bool) -> Period | None:
    for offset in offsets:
        base = month(anchor.year, anchor.month + offset)
        found = _in_month(base.start.year, base.start.month, pair) if base.start is not None else None
        if found is None or found.start is None or found.end is None:
            continue
        if (found.end >= anchor) if coming else (found.start <= anchor):
            return found
    return None


def _in_month(value: int, which: int, pair: tuple[int, int]) -> Period | None:
    try:
        return days(value, which, pair)
    except ValueError:
        return None


def masked(spec: Spec, context: Context, of_year: OfYear) -> Period | None:
    """The period where nothing says when the text was written: known digits stay, the rest is X."""
    if spec.season is not None:
        return Period(f"XXXX-{spec.season}", grain="season")
    relative = spec.year_relative is not None or spec.year_context is not None
    own = context.sentence_year or _written_year(spec, context, of_year)
    if own is not None and spec.month is not None and spec.direction == 0 and not relative:
        return of_year(spec, own)
    lost = context.unknown or (context.adrift and context.sentence_period is None)
    known = context.single if not lost and context.single is not None and context.single.start is not None else None
    if known is not None and known.start is not None and not relative and spec.month is None and spec.day is None:
        return of_year(spec, known.start.year)  # the article's own year
    reported = _reported_year(spec, context) if not relative and spec.direction == 0 else None
    if reported is not None:
        return of_year(spec, reported)
    if spec.day is not None:
        a, b = spec.day
        if b > 31 or (spec.month is not None and spec.month[1] > 12):
            return None
        stem = "XXXX-" + ("XX" if spec.month is None else f"{spec.month[1]:02d}") + "-"
        return Period(f"{stem}{a:02d}" if a == b else f"{stem}{a:02d}/{stem}{b:02d}", grain="day")
    for grain, pair, form in (
        ("half", spec.half, "H{}"), ("quarter", spec.quarter, "Q{}"), ("month", spec.month, "{:02d}"),
    ):  # fmt: skip
        if pair is not None:
            first, last = (f"XXXX-{form.format(number)}" for number in pair)
            return Period(first if first == last else f"{first}/{last}", grain=grain)
    return Period("XXXX", grain="year")


def _written_year(spec: Spec, context: Context, of_year: OfYear) -> int | None:
    """The year of a day beside those that its sentence writes with theirs: of the news, and of what came before it.
    Or that of the same day where the article writes it with its year."""
    years = set()
    for other in context.written if spec.day is not None else ():
        try:
            found = of_year(spec, other.year)
        except ValueError:
            continue
        if found is not None and found.start is not None and -_NEWS <= (found.start - other).days <= _REPORTED_DAYS:
            years.add(other.year)
    if not years and spec.day is not None and spec.month is not None and spec.day[0] == spec.day[1]:
        named = (spec.month[0], spec.day[0])
        years = {other.year for other in context.known_days if (other.month, other.day) == named}
    return next(iter(years)) if len(years) == 1 else None


def _reported_year(spec: Spec, context: Context) -> int | None:
    """The year of a quarter on which the article reports."""
    pair = spec.quarter
    if pair is None or pair[0] != pair[1] or spec.day is not None or spec.month is not None or spec.fiscal:
        return None
    years = {int(period.timex[:4]) for period in context.reported if period.timex[4:] == f"-Q{pair[0]}"}
    return next(iter(years)) if len(years) == 1 else None


def of_no_year(base: Period | None) -> Period:
    """A period of a year that nothing anchors: its half, quarter or month stays."""
    if base is None or base.timex[:4] == base.timex or not base.timex[:4].isdigit():
        return Period("XXXX", grain="year")
    return Period("/".join("XXXX" + part[4:] for part in base.timex.split("/")), grain=base.grain)


def of_no_fiscal_year(spec: Spec) -> Period | None:
    """A quarter or half of a fiscal year that nobody names, and of which nobody knows when it ends."""
    for pair, letter in ((spec.quarter, "Q"), (spec.half, "H")):
        if pair is not None:
            return Period("/".join(f"FYXXXX-{letter}{number}" for number in dict.fromkeys(pair)), grain="fiscal")
    return None


def month_told(spec: Spec, context: Context) -> Period | None:
    """The month or day that nothing anchors and that a month goes on from."""
    return context.unanchored if spec.context and not spec.month_relative else None


def unanchored(spec: Spec, context: Context) -> Period:
    """A month relative to what nothing anchors: the number of the one that was named last stays, and those of days."""
    named = month_told(spec, context)
    stem = f"XXXX-{named.timex[5:7]}" if named is not None else "XXXX-XX"
    if spec.day is None:
        return Period(stem, grain="month")
    return Period("/".join(f"{stem}-{number:02d}" for number in dict.fromkeys(spec.day)), grain="day")


def in_month(spec: Spec, context: Context, period: Period | None) -> Period | None:
    """The same month of another year, and the same months as before: a month, also where nothing anchors the year."""
    if period is None or period.timex != "XXXX":
        return period
    named = context.unanchored
    if spec.same_month:
        return Period(f"XXXX-{named.timex[5:7]}" if named is not None else "XXXX-XX", grain="month")
    again = spec.year_relative is None and spec.year_context is None
    return named if again and named is not None and named.grain == "month" else period


def _has_been(period: Period, anchor: dt.date) -> bool:
    """Whether a period has begun; a range of months or quarters must be over to be reported on."""
    nearly = _NEARLY.get(period.grain) if "/" in period.timex else None
    edge = period.end - nearly if nearly is not None and period.end is not None else period.start
    return edge is not None and edge <= anchor


def nearest(
    anchor: dt.date, make: Callable[[int], Period | None], coming: bool, direction: int, tense: Tense = Tense.OPEN
) -> Period | None:
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
        # What has just passed beats the same almost a year ahead: the word of the future belongs to something else.
        ahead = (later[0].start - anchor).days if later[0].start is not None else 0
        if direction == 0 and earlier and earlier[-1].end is not None and earlier[-1].end < anchor:
            far = ahead > _FAR or (ahead > _PASSED and earlier[-1].end.year == anchor.year)
            return earlier[-1] if far and (anchor - earlier[-1].end).days < _PASSED else later[0]
        return later[0]
    if not earlier:
        return None
    last = earlier[-1]
    # A quarter that still runs is reported on only when it is over.
    runs = last.grain == "quarter" and last.end is not None and last.end >= anchor and direction == 0
    late = last.start is not None and (anchor - last.start).days >= _REPORTED
    told = tense is Tense.TOLD or (tense is Tense.PAST and not late)
    return earlier[-2] if runs and told and len(earlier) > 1 else last
