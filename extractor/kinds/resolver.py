"""Gives dates, times and durations their values, in the order of the text."""

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple, cast

from extractor.core.values import Date, Duration, Recurrence, Time, Value
from extractor.kinds import date, lengths
from extractor.kinds.calendar import Period
from extractor.kinds.date import DateDraft
from extractor.kinds.ends import draft_period
from extractor.kinds.fiscal import FiscalEnd, fiscal_end, known_end
from extractor.kinds.list_bounds import list_bounds
from extractor.kinds.moments import Ago, ago, as_fine, stamp
from extractor.kinds.resolution import Calendar
from extractor.kinds.spec import Context, Spec, Tense
from extractor.kinds.story import ended, enter, is_near, lasted, remember, report, travelled
from extractor.kinds.tense import tense as tense_of
from extractor.kinds.told_days import captioned, is_of_dateline, written_days
from extractor.kinds.view import Candidate, View
from extractor.kinds.yearless import is_half_to_come
from extractor.lang.date_patterns import date_patterns
from extractor.lang.time_patterns import DurationPatterns, TimePatterns

_NEAR = 12  # characters between a fiscal year and the words that say when it ends
_NOUN = re.compile(r"[^()\n,.]{1,16}\(")  # a holiday, say, between a year and its days in brackets
_LATELY = 3  # days: a clock time without its day is of these
_VERB = 90  # characters behind a clock time in which its verb may stand


class Reading(NamedTuple):
    """A value found: what, where in the untouched text, worth what, and the rule that read it."""

    type: str
    start: int
    end: int
    value: Value
    rule: str


class Resolver:
    """Gives dates, times and durations their values, in the order of the text."""

    def __init__(
        self, view: View, anchor: dt.date | None, sentences: list[tuple[int, int]], known: Sequence[FiscalEnd] = ()
    ) -> None:
        self.moment = anchor if isinstance(anchor, dt.datetime) else None
        anchor = self.moment.date() if self.moment is not None else anchor
        self.view, self.anchor, self.sentences = view, anchor, sentences
        self.starts = [start for start, _ in sentences]
        self.calendar = Calendar(anchor)
        self.context, self.known = Context(), known
        self.stated_end: tuple[int, int] | None = None  # of a fiscal year, as the article says
        self.sentence = -1
        self.last: tuple[int, Period] | None = None
        self.clock: tuple[int, str] | None = None  # where the last clock time without a day ends
        self.listed: tuple[Spec, Period] | None = None  # the last date, which a list may go on from
        self.known_days: tuple[dt.date, ...] = ()
        self.written: Mapping[int, tuple[dt.date, ...]] = {}
        self.conflicts: set[int] = set()  # where a weekday and the day beside it contradict each other

    def readings(self, kept: list[Candidate]) -> Iterator[Reading]:
        """The final readings of the chosen candidates."""
        folded = self.view.folded
        self.stated_end, each = fiscal_end(self.view, kept), list_bounds(self.view, kept)
        captioned(self.view, kept)
        if self.anchor is None:
            self.written, self.known_days, self.context.reported = written_days(
                self.view, kept, self.starts, self.calendar
            )
        for candidate, following in pairwise([*kept, None]):
            if candidate is None:
                continue
            value = each.get(candidate.start) or self._value(candidate)
            if following is not None and isinstance(value, Date):
                value = self._apposed(candidate, following) or value
            if value is None and isinstance(candidate.value, Ago):  # with no clock to count from: a length of time
                value = Duration(timex=candidate.value.iso, bound=candidate.value.bound)
                candidate = candidate._replace(kind="duration", end=candidate.value.end, rule="duration.unit")
            if value is not None:
                start, end = folded.start(candidate.start), folded.end(candidate.end)
                yield Reading(candidate.kind, start, end, value, candidate.rule)

    def _apposed(self, candidate: Candidate, following: Candidate) -> Date | None:
        """The date that stands in apposition: ten years ago, in 2014; the day after, the 4th."""
        draft = candidate.value
        if following.kind != "date" or not isinstance(draft, DateDraft):
            return None
        spec = draft.left
        counted = spec.year_context is not None or spec.day_context is not None or spec.day_relative is not None
        if draft.ago is None and not counted and spec.weekday is None:
            return None
        between = self.view.text[candidate.end : following.start].strip()
        bracketed = between == "(" and spec.weekday is not None and spec.day is None
        pointing = spec.day_relative is not None or spec.trading  # tomorrow, the last day of trading: whoever says so
        told = between == "(" and pointing and date.names_month(following)
        given = following.value.left.year if isinstance(following.value, DateDraft) else None
        dated = between == "(" and spec.year_context is not None and not spec.same and given is not None
        if not bracketed and not dated and not told and between not in self.view.grammar.lexicon.dates.appositions:
            return None
        if bracketed and self._same_day(candidate, following):
            return None
        value = self._value(following)
        if not isinstance(value, Date):
            return None
        if not value.resolved or value.start is None:  # nobody says in which year, but it is that day
            told = told and self.anchor is None and not value.resolved
            return value if told or (spec.day_context is not None and date.is_one_day(following)) else None
        if draft.ago is not None:
            return as_fine(draft, value)
        if spec.weekday is not None and dt.date.fromisoformat(value.start).weekday() != spec.weekday:
            self.conflicts |= {candidate.start, following.start}
            own = self._value(candidate)
            return own if isinstance(own, Date) else None
        return value

    def _same_day(self, candidate: Candidate, following: Candidate) -> bool:
        """Whether a weekday is the day whose number stands in brackets behind it, seen from its own tense."""
        own, given = self._value(candidate), cast(DateDraft, following.value).left
        number = given.day[0] if given.day is not None and given.month is None else 0
        return isinstance(own, Date) and own.start is not None and int(own.start[-2:]) == number

    def _value(self, candidate: Candidate) -> Value | None:
        if candidate.kind == "date":
            return self._date(candidate, candidate.value)  # type: ignore[arg-type]  # a cast is a call
        if candidate.kind == "duration":
            value = cast(tuple[str, str, bool | None], candidate.value)
            if self.last is not None and self.last[1].grain in ("day", "month"):
                between = self.view.text[self.last[0] : candidate.start].strip()
                if between in self.view.grammar.lexicon.dates.period_ends:
                    ended(self.context, self.last[1], value[0])
            length = lengths.resolve(value, self.anchor)
            if value[2] is False and self.view.grammar.compiled(DurationPatterns).spanning.match(
                self.view.text, candidate.end
            ):
                self._enter(candidate.start)
                lasted(self.context, length)
            return length
        if candidate.kind == "set":
            return Recurrence(timex=cast(str, candidate.value))
        if isinstance(candidate.value, Ago):
            return candidate.value.seen(self.moment)
        if candidate.kind == "time":
            return self._time(candidate, cast(str, candidate.value))
        return cast(Value, candidate.value)

    def _enter(self, offset: int) -> tuple[int, int]:
        index = max(0, bisect_right(self.starts, offset) - 1)
        if index != self.sentence:
            gap = self.view.text[self.sentences[self.sentence][1] - 1 : self.sentences[index][0] + 1]
            enter(self.context, paragraph=self.sentence >= 0 and "\n" in gap)
            self.sentence = index
        return self.sentences[index]

    def _date(self, candidate: Candidate, draft: DateDraft) -> Date | None:
        sentence = self._enter(candidate.start)
        bracketed = self.view.text[candidate.start - 1 : candidate.start] == "("
        self.context.written = () if bracketed else self.written.get(self.sentence, ())
        if draft.left.fiscal:
            self.context.fiscal = self.stated_end or known_end(self.known, sentence, candidate.start)
        pointing = draft.left.day_context is not None and self.context.planned is not None
        asked = self.anchor is not None and (
            draft.left.yearless or pointing or draft.left.year_over or draft.left.week_relative == 0
        )  # the tense matters to nothing else
        tense = tense_of(self.view, sentence, (candidate.start, candidate.end)) if asked else Tense.PAST
        halved = draft.left.half is not None and self.context.sentence_year is None and not self.view.grammar.spaced
        if halved and is_half_to_come(draft.left, self.context, tense, self.anchor):
            tense = Tense.FUTURE
        report(self.view, self.context, self.anchor, sentence[0], candidate.start)
        before = self.last[0] if self.last is not None else None
        first = before is None or before <= sentence[0]
        self.context.known_days = self.known_days if first else ()
        headed = self.anchor is None and before is not None and draft.left.day_relative == 0
        self.context.dateline = headed and is_of_dateline(self.view.text, sentence[0], before or 0, candidate.start)
        self.context.measured = date.is_compared(self.view, candidate, before)
        generic = draft.left.day_context is not None and self._generic(candidate)
        if generic or date.of_event(self.view, candidate, before):
            week = draft.left.day_context is None
            period: Period | None = Period("XXXX-WXX", grain="week") if week else Period("XXXX-XX-XX", grain="day")
        elif draft.ago is not None:
            later = self._told(candidate, draft.ago[0], sentence) if (draft.ago[1] or 0) < 0 else None
            period = ago(self.context, self.anchor, draft, later)
        else:
            part = self.context.sentence_part
            if self.context.measured:
                self.context.sentence_part = None  # what is compared does not go on in time
            period = self._inside(candidate, draft) or self._going_on(draft)
            context = Context() if date.is_timeless(self.view, candidate) else self.context
            calendar = self.calendar if context is self.context else Calendar(None)
            period = period or draft_period(calendar, context, draft, tense)
            self.context.sentence_part = part
        if period is None or not is_near(self.context, candidate):
            return None
        travelled(self.view, self.context, self.last, self.sentences[self.sentence][0], candidate, period)
        remember(self.view, self.context, self.anchor, candidate, period, tense)
        self.last, self.listed = (candidate.end, period), (draft.left, period)
        flags = ("weekday_conflict",) if self._contradicts(candidate, draft, period) else None
        return Date(
            timex=period.timex, start=date.iso(period.start), end=date.iso(period.end), mod=draft.mod, flags=flags,
            calendar="minguo" if draft.left.calendar == "minguo" else "gregorian", resolved="X" not in period.timex,
        )  # fmt: skip

    def _generic(self, candidate: Candidate) -> bool:
        """Whether a day only says until when: from six in the evening until nine of the next day, every day."""
        if self.clock is None or not 0 <= candidate.start - self.clock[0] <= _NEAR:
            return False
        words = self.view.grammar.compiled(TimePatterns)
        gap = words.open_range.match(self.view.text, self.clock[0]) or words.range.match(self.view.text, self.clock[0])
        return gap is not None and gap.end() == candidate.start

    def _going_on(self, draft: DateDraft) -> Period | None:
        """A date of a list: of the same year, and for a day of the same month, as the one before it."""
        before, spec = draft.left.follows, draft.left
        period = self.listed[1] if self.listed is not None and before is not None and self.listed[0] is before else None
        if period is None or period.start is None or draft.right is not None or not spec.yearless:
            return None
        given = replace(spec, year=(period.start.year, period.start.year))
        if spec.day is not None and spec.month is None:
            given.month = (period.start.month, period.start.month)
        return self.calendar.resolve(given, self.context, tense=Tense.PAST)

    def _inside(self, candidate: Candidate, draft: DateDraft) -> Period | None:
        """A date in brackets right behind a wider one, or behind its weekday: the one that lies inside of that."""
        if self.last is None or draft.right is not None or draft.ago is not None or not draft.left.yearless:
            return None
        outer, spec = self.last[1], draft.left
        if outer.start is None or outer.end is None or spec.weekday is not None or spec.direction:
            return None
        between = self.view.text[self.last[0] : candidate.start].rstrip()
        headed = outer.grain == "year" and self.last[0] > self.sentences[self.sentence][0] and _NOUN.fullmatch(between)
        bracketed = between.strip() == "("
        if (not bracketed and not headed) or outer.grain == "decade":
            return None
        for value in range(outer.start.year, min(outer.end.year, outer.start.year + 1) + 1):
            given = replace(spec, year=(value, value))
            if spec.day is not None and spec.month is None:
                given.month = (outer.start.month, outer.start.month)
            found = self.calendar.resolve(given, self.context, tense=Tense.PAST)
            within = found is not None and found.start is not None and found.end is not None
            if found is not None and within and outer.start <= found.start and found.end <= outer.end:  # type: ignore[operator]  # checked in the line above
                return found
        if bracketed and spec.month is not None and spec.day is None and outer.grain in ("quarter", "half"):
            given = replace(spec, year=(outer.start.year, outer.start.year))  # of a year that begins in another month
            return self.calendar.resolve(given, self.context, tense=Tense.PAST)
        return None

    def _contradicts(self, candidate: Candidate, draft: DateDraft, period: Period) -> bool:
        """Whether the weekday written beside a day is another than that day's."""
        if candidate.start in self.conflicts:
            return True
        if period.start is None or period.grain != "day":
            return False
        first, last = draft.left.beside, draft.right.beside if draft.right is not None else None
        return (first is not None and first != period.start.weekday()) or (
            last is not None and period.end is not None and last != period.end.weekday()
        )

    def _told(self, candidate: Candidate, unit: str, sentence: tuple[int, int]) -> dt.date | None:
        """The date from which a later one counts: what was told before it, unless a word of the future speaks."""
        if tense_of(self.view, sentence, (candidate.start, candidate.end), clock=True) in (Tense.FUTURE, Tense.NOW):
            return None
        period = self.context.sentence_period or self.context.period
        if unit == "D" or period is None or period.start is None or self.context.sentence_period is None:
            return self.context.day
        return period.start

    def _time(self, candidate: Candidate, clock: str) -> Time:
        self._enter(candidate.start)
        shown = "/".join(f"T{part}" for part in clock.split("/"))
        words = self.view.grammar.compiled(TimePatterns)
        self.clock = candidate.end, shown
        if words.generic.search(self.view.text, max(0, candidate.start - _NEAR), candidate.start):
            return Time(timex=shown)
        if self.last is not None and self.last[1].grain == "day" and self.last[0] > self.sentences[self.sentence][0]:
            start = self.last[1].start
            if start is not None and self.last[1].start == self.last[1].end:
                shown = "/".join(stamp(start, part) for part in clock.split("/"))
                self.clock = None
        day_of = self.context.day or self.anchor
        if day_of is not None and self.anchor is not None and (self.anchor - day_of).days > _LATELY:
            day_of = None
        if self.clock is not None and day_of is not None and "/" not in clock and self._happened(candidate):
            shown = "/".join(stamp(day_of, part) for part in clock.split("/"))
        return Time(timex=shown)

    def _happened(self, candidate: Candidate) -> bool:
        """Whether something happened at a clock time: then it was on the day that the text speaks of."""
        text, end = self.view.text, candidate.end
        if self.view.grammar.spaced:
            words, last = self.view.grammar.compiled(TimePatterns), min(end + _VERB, self.sentences[self.sentence][1])
            ranged = (
                words.open_range.match(text, end) or words.range_end.match(text, end) or words.range.match(text, end)
            )
            verb = date_patterns(self.view.lang).past_verb.search(text, end, last)
            return not ranged and (verb is not None or words.as_of.match(text, end) is not None)
        return tense_of(self.view, self.sentences[self.sentence], (candidate.start, end), clock=True) is Tense.TOLD
