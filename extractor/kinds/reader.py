"""Reads all values of a text: every kind finds, the arbiter chooses, dates are resolved in text order."""

import datetime as dt
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import cast

from extractor.core.text import fold
from extractor.core.values import Date, Recurrence, Time, Value
from extractor.kinds import date, duration, money, multiple, ordinal, percent, quantity, recurrence, time
from extractor.kinds.arbiter import choose
from extractor.kinds.calendar import Period, day, month, span, week, year
from extractor.kinds.date import DateDraft
from extractor.kinds.resolution import Calendar
from extractor.kinds.spec import Context, Tense
from extractor.kinds.view import Candidate, View, addresses, see
from extractor.lang.grammar import load_grammar

_FINDERS: tuple[Callable[[View], Iterator[Candidate]], ...] = (
    money.find, percent.find, multiple.find, quantity.find, ordinal.find,
    date.find, duration.find, recurrence.find, time.find,
)  # fmt: skip
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


class ValueReader:
    """Reads the values of one language. `lang` is "ko", "zh-Hans" or "zh-Hant"."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        load_grammar(lang)

    def read(
        self,
        text: str,
        *,
        published_at: dt.date | None,
        sentences: Sequence[tuple[int, int]],
        names: Sequence[tuple[int, int]] = (),
        boilerplate: Sequence[tuple[int, int]] = (),
    ) -> list[Reading]:
        """The values of `text` in text order, without overlap; offsets are code points of `text`.

        Relative dates are resolved against `published_at`; with None they stay unresolved. `names` are spans of
        entities, inside which nothing is read.
        """
        folded = fold(text, simplify=self.lang != "ko")
        view = see(folded, text, self.lang)
        blocked = [(folded.folded(a), folded.folded(b)) for a, b in sorted(names)]
        blocked = sorted([*blocked, *addresses(folded.text)])
        spans = [(folded.folded(a), folded.folded(b)) for a, b in sentences] or [(0, len(folded.text))]
        found = (candidate for find in _FINDERS for candidate in find(view))
        kept = choose((candidate for candidate in found if _within(candidate, spans)), blocked)
        return list(_Resolver(view, published_at, spans).readings(kept))


def _within(candidate: Candidate, sentences: list[tuple[int, int]]) -> bool:
    """Whether a candidate lies in one sentence: a number that ends one and a unit that begins the next are two."""
    at = bisect_right(sentences, (candidate.start, len(sentences) and sentences[-1][1] + 1)) - 1
    return at >= 0 and candidate.end <= sentences[at][1]


class _Resolver:
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
        if draft.ago is None and spec.year_context is None and spec.day_context is None:
            return None
        if self.view.text[candidate.end : following.start].strip() not in self.view.grammar.lexicon.dates.appositions:
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
        return self.sentences[index]

    def _date(self, candidate: Candidate, draft: DateDraft) -> Date | None:
        sentence = self._enter(candidate.start)
        tense = date.tense(self.view, sentence, (candidate.start, candidate.end))
        if draft.ago is not None:
            period: Period | None = self._ago(draft)
        else:
            period = self._left(draft, tense)
        if period is None:
            return None
        self._remember(candidate, draft, period)
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

    def _ago(self, draft: DateDraft) -> Period | None:
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
        elif count < 0 and self.context.day is not None:
            base = self.context.day
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

    def _remember(self, candidate: Candidate, draft: DateDraft, period: Period) -> None:
        context, spec = self.context, draft.left
        if period.grain == "day" and spec.day_context is None and draft.right is None:
            plain = spec.direction == 0 and draft.ago is None
            if plain:
                context.day, context.day_timex = period.start, period.timex
            else:
                context.prefixed_day = period.start
        compared = spec.same or spec.year_context is not None or draft.ago is not None
        if not compared and period.start is not None and (period.grain in _PERIOD_GRAINS):
            context.period = context.sentence_period = period
            if spec.year is not None or spec.year_relative is not None:
                context.stated = period
                context.sentence_year = period.start.year
        self.last = (candidate.end, period)

    def _time(self, candidate: Candidate, clock: str) -> Time:
        self._enter(candidate.start)
        stamp = "/".join(f"T{part}" for part in clock.split("/"))
        if self.last is not None and self.last[1].grain == "day" and self._adjoins(self.last[0], candidate.start):
            start = self.last[1].start
            if start is not None and self.last[1].start == self.last[1].end:
                stamp = "/".join(f"{start.isoformat()}T{part}" for part in clock.split("/"))
        return Time(timex=stamp)

    def _adjoins(self, end: int, start: int) -> bool:
        gap = self.view.text[end:start]
        for word in self.view.grammar.lexicon.durations.anchors:
            gap = gap.replace(word, "")
        return not gap.strip(" ()[],")
