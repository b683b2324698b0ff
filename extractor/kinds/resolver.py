"""Gives dates, times and durations their values, in the order of the text."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import cast

from extractor.core.values import Date, Recurrence, Time, Value
from extractor.kinds import date, duration
from extractor.kinds.calendar import Period, day, month, span, week, year
from extractor.kinds.date import DateDraft
from extractor.kinds.resolution import Calendar
from extractor.kinds.spec import Context, Tense
from extractor.kinds.view import Candidate, View

_NEAR = 12  # characters between a fiscal year and the words that say when it ends
_PERIOD_GRAINS = frozenset({"year", "half", "quarter", "month", "fiscal"})


@dataclass(frozen=True, slots=True)
class Reading:
    """A value found: what, where in the untouched text, worth what, and the rule that read it."""

    type: str
    start: int
    end: int
    value: Value
    rule: str


class Resolver:
    """Gives dates, times and durations their values, in the order of the text."""

    def __init__(self, view: View, anchor: dt.date | None, sentences: list[tuple[int, int]]) -> None:
        self.view, self.anchor, self.sentences = view, anchor, sentences
        self.starts = [start for start, _ in sentences]
        self.calendar = Calendar(anchor)
        self.context = Context()
        self.sentence = -1
        self.last: tuple[int, Period] | None = None

    def readings(self, kept: list[Candidate]) -> Iterator[Reading]:
        """The final readings of the chosen candidates."""
        folded = self.view.folded
        self.context.fiscal = self._fiscal_year(kept)
        for candidate, following in pairwise([*kept, None]):
            if candidate is None:
                continue
            value = self._value(candidate)
            if following is not None and isinstance(value, Date):
                value = self._apposed(candidate, following) or value
            if value is not None:
                start, end = folded.start(candidate.start), folded.end(candidate.end)
                yield Reading(candidate.kind, start, end, value, candidate.rule)

    def _fiscal_year(self, kept: list[Candidate]) -> tuple[int, int] | None:
        """When fiscal years end, where the article says so: until which month one runs, or its months in brackets."""
        words = self.view.grammar.lexicon.dates.fiscal_ends
        for candidate, following in pairwise(kept):
            left, right = candidate.value, following.value
            if not isinstance(left, DateDraft) or not isinstance(right, DateDraft) or not left.left.fiscal:
                continue
            between = self.view.text[candidate.end : following.start]
            last = right.right or right.left
            stated = (right.right is not None and between.strip() == "(") or any(word in between for word in words)
            if left.left.year and last.year and last.month and stated and len(between) <= _NEAR:
                return last.year[1] - left.left.year[1], last.month[1]
        return None

    def _apposed(self, candidate: Candidate, following: Candidate) -> Date | None:
        """The date that stands in apposition: ten years ago, in 2014; the day after, the 4th."""
        draft = candidate.value
        if following.kind != "date" or not isinstance(draft, DateDraft):
            return None
        spec = draft.left
        if draft.ago is None and spec.year_context is None and spec.day_context is None and spec.weekday is None:
            return None
        between = self.view.text[candidate.end : following.start].strip()
        bracketed = between == "(" and spec.weekday is not None and spec.day is None
        if not bracketed and between not in self.view.grammar.lexicon.dates.appositions:
            return None
        value = self._value(following)
        return value if isinstance(value, Date) and value.resolved else None

    def _value(self, candidate: Candidate) -> Value | None:
        if candidate.kind == "date":
            return self._date(candidate, cast(DateDraft, candidate.value))
        if candidate.kind == "duration":
            return duration.resolve(cast(tuple[str, str, bool | None], candidate.value), self.anchor)
        if candidate.kind == "set":
            return Recurrence(timex=cast(str, candidate.value))
        if candidate.kind == "time":
            return self._time(candidate, cast(str, candidate.value))
        return cast(Value, candidate.value)

    def _enter(self, offset: int) -> tuple[int, int]:
        index = max(0, bisect_right(self.starts, offset) - 1)
        if index != self.sentence:
            if (
                self.sentence >= 0
                and "\n" in self.view.text[self.sentences[self.sentence][1] - 1 : self.sentences[index][0] + 1]
            ):
                self.context.period = self.context.stated or self.context.period
            self.sentence = index
            self.context.sentence_period, self.context.sentence_year = None, None
            self.context.unknown = False
        return self.sentences[index]

    def _date(self, candidate: Candidate, draft: DateDraft) -> Date | None:
        sentence = self._enter(candidate.start)
        asked = self.anchor is not None and draft.left.yearless  # the tense matters to nothing else
        tense = date.tense(self.view, sentence, (candidate.start, candidate.end)) if asked else Tense.PAST
        if draft.ago is not None:
            period: Period | None = self._ago(candidate, draft, sentence)
        else:
            period = self._left(draft, tense)
        if period is None:
            return None
        self._remember(candidate, draft, period, tense)
        mod = draft.mod
        return Date(
            timex=period.timex, start=date.iso(period.start), end=date.iso(period.end), mod=mod,
            calendar="minguo" if draft.left.calendar == "minguo" else "gregorian", resolved="X" not in period.timex,
        )  # fmt: skip

    def _left(self, draft: DateDraft, tense: Tense) -> Period | None:
        left = self.calendar.resolve(draft.left, self.context, tense=tense)
        if left is None or draft.right is None:
            return left
        right = self._right(draft, left)
        if right is None:
            return None
        if left.start is not None and right.end is not None and right.end < left.start:
            return None
        return span(left, right)

    def _right(self, draft: DateDraft, left: Period) -> Period | None:
        """The right end of a range, which leaves out what the left end said."""
        right = replace(draft.right or draft.left)
        if left.start is None:
            return self.calendar.resolve(right, self.context, tense=Tense.PAST)
        if right.year is None and right.year_relative is None and right.month_relative is None:
            value = left.start.year
            if right.month is not None and right.month[0] < left.start.month:
                value += 1
            right.year = (value, value)
            if right.month is None and right.day is not None:
                right.month = (left.start.month, left.start.month)
        return self.calendar.resolve(right, self.context, tense=Tense.PAST)

    def _ago(self, candidate: Candidate, draft: DateDraft, sentence: tuple[int, int]) -> Period | None:
        unit, count = draft.ago or ("Y", None)
        if count is None:
            return Period("XXXX", grain="year")
        base = self.anchor
        if (
            draft.compared
            and self.context.sentence_period is not None
            and self.context.sentence_period.start is not None
        ):
            base = self.context.sentence_period.start
        elif count < 0:
            base = self._told(candidate, unit, sentence) or base
        if base is None:
            return Period(
                {"Y": "XXXX", "M": "XXXX-XX", "W": "XXXX-WXX", "D": "XXXX-XX-XX"}.get(unit, "XXXX"), grain="year"
            )
        if unit in "hms" or abs(count) > 1000:
            return None
        target = duration.moved(base, unit, -count)
        if unit == "Y":
            return year(target.year)
        if unit in "MQ":
            return month(target.year, target.month)
        return week(target - dt.timedelta(days=target.weekday())) if unit == "W" else day(target)

    def _told(self, candidate: Candidate, unit: str, sentence: tuple[int, int]) -> dt.date | None:
        """The date from which a later one counts: what was told before it, unless a word of the future speaks."""
        if date.tense(self.view, sentence, (candidate.start, candidate.end)) is Tense.FUTURE:
            return None
        period = self.context.sentence_period or self.context.period
        if unit == "D" or period is None or period.start is None or self.context.sentence_period is None:
            return self.context.day
        return period.start

    def _remember(self, candidate: Candidate, draft: DateDraft, period: Period, tense: Tense) -> None:
        context, spec = self.context, draft.left
        if period.grain == "day" and spec.day_context is None and draft.right is None:
            plain = spec.direction == 0 and draft.ago is None and tense is not Tense.FUTURE
            if plain:
                context.day, context.day_timex = period.start, period.timex
            else:
                context.prefixed_day = period.start
        compared = spec.same or spec.year_context is not None or draft.ago is not None
        compared = compared or date.is_compared(self.view, candidate)
        if period.start is None and spec.year_relative is not None:
            context.unknown = True
        if not compared and period.start is not None and (period.grain in _PERIOD_GRAINS):
            context.period = context.sentence_period = period
            if spec.year is not None or spec.year_relative is not None:
                context.stated = period
                context.sentence_year = period.start.year
        self.last = (candidate.end, period)

    def _time(self, candidate: Candidate, clock: str) -> Time:
        self._enter(candidate.start)
        stamp = "/".join(f"T{part}" for part in clock.split("/"))
        if self.last is not None and self.last[1].grain == "day" and self.last[0] > self.sentences[self.sentence][0]:
            start = self.last[1].start
            if start is not None and self.last[1].start == self.last[1].end:
                stamp = "/".join(f"{start.isoformat()}T{part}" for part in clock.split("/"))
        return Time(timex=stamp)
