"""What dates that are written whole say of others in the article: which day a caption shows, in which year a day lies
that stands beside the period of a report."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from extractor.kinds.calendar import Period
from extractor.kinds.date import DateDraft
from extractor.kinds.resolution import Calendar
from extractor.kinds.spec import Context, Spec, Tense
from extractor.kinds.view import Candidate, View
from extractor.lang.date_patterns import date_patterns

_CAPTION = 200  # characters of a caption, from the day that it shows to the date at its end
_DATELINE = 8  # characters before the day of a report: who reports
_WHO = re.compile(r",[^,。;!?\n]{2,24}")  # between that day and "today": of whom


def captioned(view: View, kept: Sequence[Candidate]) -> None:
    """Gives the days that captions show the year and month of the date at their end: the 17th, a bank. 2024.11.17."""
    words = date_patterns(view.lang)
    for at, candidate in enumerate(kept):
        whole = _spec(candidate)
        if whole is None or whole.year is None or whole.month is None or whole.day is None:
            continue
        if words.credit.match(view.text, candidate.end) is None:
            continue
        for other in reversed(kept[:at]):
            if candidate.start - other.start > _CAPTION or "\n" in view.text[other.start : candidate.start]:
                break
            shown = _spec(other)
            if shown is None or shown.day != whole.day or not shown.yearless or shown.direction:
                continue
            if shown.month in (None, whole.month):
                draft = cast(DateDraft, other.value)
                draft.left = replace(shown, year=whole.year, month=whole.month)


def _spec(candidate: Candidate) -> Spec | None:
    """What the words of a single date fix."""
    draft = candidate.value
    return draft.left if isinstance(draft, DateDraft) and draft.right is None and draft.ago is None else None


def written_days(
    view: View, kept: Sequence[Candidate], starts: Sequence[int], calendar: Calendar
) -> tuple[Mapping[int, tuple[dt.date, ...]], tuple[dt.date, ...], tuple[Period, ...]]:
    """The days that sentences write with their years, by the number of the sentence, with the last days of the periods
    of reports among them; those of the latest year that the article names, and of no other; and these periods."""
    words = date_patterns(view.lang)
    written: dict[int, tuple[dt.date, ...]] = {}
    reported: list[Period] = []
    single: list[dt.date] = []
    latest = 0
    for candidate in kept:
        draft = candidate.value
        if not isinstance(draft, DateDraft) or draft.left.year is None:
            continue
        latest = max(latest, draft.left.year[1])
        report = draft.left.day is None and words.reported_on.match(view.text, candidate.end) is not None
        if not report and (draft.left.day is None or draft.mod):
            continue
        period = calendar.resolve(draft.left, Context(), tense=Tense.PAST)
        known = None if period is None else period.end if report else period.start
        if period is not None and known is not None:
            at = bisect_right(starts, candidate.start) - 1
            written[at] = (*written.get(at, ()), known)
            reported += [period] if report else []
            single += [known] if not report and draft.right is None and period.start == period.end else []
    once = [day for day in single if not any(_again(day, other) for other in single)]
    return written, tuple(day for day in once if day.year == latest), tuple(reported)


def _again(day: dt.date, other: dt.date) -> bool:
    """Whether another day is the same one of another year."""
    return (day.month, day.day) == (other.month, other.day) and day.year != other.year


def is_of_dateline(text: str, first: int, last: int, start: int) -> bool:
    """Whether "today" at `start` is the day that heads its sentence, which begins at `first`: that day ends at `last`,
    and only the one of whom is told stands between."""
    return 0 <= last - first <= _DATELINE + _DATELINE and _WHO.fullmatch(text, last, start) is not None
