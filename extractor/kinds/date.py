"""Dates: parts of a date found one behind the other, put together, and resolved in the order of the text."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import merge
from typing import cast

from extractor.core.values import DateMod
from extractor.kinds.date_parts import read_parts
from extractor.kinds.spec import Spec
from extractor.kinds.view import Candidate, View
from extractor.lang.date_patterns import DatePart, DatePatterns, date_patterns

KIND = "date"
_BEFORE = 6  # characters before a date in which a word decides about it
_ENDS = re.compile("[.!?\n]")
# Characters between a day and its event, of an event's name, and before it in which the text may have told of it.
_CLOSE, _EVENT, _SPOKEN = 7, 12, 200


@dataclass(slots=True)
class DateDraft:
    """A date as written: what its words fix, not yet seen from any day."""

    left: Spec
    right: Spec | None = None
    mod: DateMod | None = None
    parts: list[DatePart] = field(default_factory=list)
    ago: tuple[str, int | None] | None = None  # unit and count: n years before (negative: after) the anchor
    more: tuple[tuple[str, int], ...] = ()  # the longer units that such a length of time counts as well
    compared: bool = False
    event: bool = False  # counted from something that happened, not from the publication

    @property
    def listed(self) -> bool:
        """Whether the unit stands at the end of a list that begins or goes on here."""
        return bool(self.parts) and self.parts[-1].listed


def find(view: View) -> Iterator[Candidate]:
    """The dates of a view, as drafts: the reader resolves them in the order of the text."""
    text, words = view.text, date_patterns(view.lang)
    numbers = _numbers(view, words)
    number = next(numbers, None)
    worded = words.worded.search(text)
    position, before = 0, None
    while number is not None or worded is not None:
        if number is not None and (worded is None or number < worded.start()):
            match = words.numbered.match(text, number) if number >= position else None
            number = next(numbers, None)
        else:
            match = worded if worded is not None and worded.start() >= position else None
            resume = max(position, worded.start() + 1 if worded is not None else 0)
            if match is not None and match.lastgroup == "trap":
                position, match = match.end(), None
                resume = position
            worded = words.worded.search(text, resume)
        found = _date(view, words, match) if match is not None else None
        if found is not None:
            position = found.end
            draft: DateDraft = found.value  # type: ignore[assignment]  # made here; a cast is a call
            left = text[max(0, found.start - _BEFORE) : found.start]
            draft.left.every = _is_yearly(words, text, found, left, before)
            other = words.not_behind.search(left) is not None and not draft.left.every
            if other or (draft.left.weekday is not None and words.nth_behind.search(left)):
                continue  # every second Sunday is none, nor is one of a month that is not named
            if before is not None and words.list_gap.fullmatch(text, before.end, found.start):
                _inherit(cast(DateDraft, before.value), draft)
            yield found
            before = found


def _numbers(view: View, words: DatePatterns) -> Iterator[int]:
    """Where the numerals of a view begin, and the years and months that are written to a word in Latin letters."""
    numerals = (numeral.start for numeral in view.numerals)
    if words.fused is None:
        return numerals
    return merge(numerals, (match.end() for match in words.fused.finditer(view.text)))


def _is_yearly(words: DatePatterns, text: str, found: Candidate, left: str, before: Candidate | None) -> bool:
    """Whether a month is one of a list of those that come every year."""
    spec = cast(DateDraft, found.value).left
    if spec.grain != "month" or not spec.yearless:
        return False
    if before is not None and cast(DateDraft, before.value).left.every:
        return words.list_gap.fullmatch(text, before.end, found.start) is not None
    gap = words.list_gap.match(text, found.end) if words.not_behind.search(left) else None
    return gap is not None and words.follow.match(text, gap.end()) is not None


def _inherit(first: DateDraft, draft: DateDraft) -> None:
    """What a date of a list leaves out, the one before it has said: the side, the year, the month of a later day."""
    left, spec = first.left, draft.left
    headed = not spec.yearless or spec.direction or (spec.grain == "day" and spec.month is not None)
    if headed or first.right is not None or left.grain != spec.grain or left.same or spec.same:
        return
    name = {"day": "day", "month": "month", "quarter": "quarter"}.get(spec.grain)
    ours, theirs = getattr(spec, name or "year"), getattr(left, name or "year")
    if name is None or ours is None or theirs is None or theirs[1] >= ours[0]:
        return
    spec.follows = left
    for head in ("direction", "year", "year_relative", "year_context", "calendar", "fiscal"):
        setattr(spec, head, getattr(left, head))
    if name == "day":
        spec.month, spec.month_relative = left.month, left.month_relative


def _date(view: View, words: DatePatterns, first: re.Match[str]) -> Candidate | None:
    text = view.text
    read = read_parts(view, words, first)
    if read is None:
        return None
    spec, end, parts, lasts = read
    if spec.grain == "month" and spec.direction == 0 and words.coming_after.match(text, end):
        spec.direction, spec.aside = 1, True
    draft = DateDraft(spec, parts=[*parts])
    if draft.listed:
        return Candidate(KIND, first.start(), end, draft, _rule(draft, len(parts)), priority=8)
    end, draft.mod = _inside(view, words, end, spec)
    draft.mod = draft.mod or parts[-1].row.mod
    spec.until = spec.year_over and words.behind.match(text, end) is not None
    end = _weekday(text, words, end, spec)
    right = _range(view, words, end)
    if right is not None:
        draft.right, end, more = right
        draft.parts += more
        end, mod = _inside(view, words, end, draft.right)
        end = _weekday(text, words, end, draft.right)
        draft.mod = mod or draft.mod
    elif lasts and draft.mod is None and words.lasting.match(text, end):
        one = spec.quarter is not None and spec.quarter[0] == spec.quarter[1]
        if not one or not words.within.match(text, end):
            return None
    draft.mod = draft.mod or _outside(text, words, first.start(), end)
    return Candidate(KIND, first.start(), end, draft, _rule(draft, len(parts)), priority=6)


def _weekday(text: str, words: DatePatterns, end: int, spec: Spec) -> int:
    """The end of a date behind its weekday in brackets, which the spec then knows."""
    match = words.bracket.match(text, end)
    if match is None:
        return end
    spec.beside = words.beside.get(match[1])
    return match.end()


def _rule(draft: DateDraft, left: int) -> str:
    """The rule of a draft whose first `left` parts fix its left end: what the parts fix, in no language's words."""
    ids = [part.id for part in draft.parts]
    return ".".join([KIND, *ids[:left], "to", *ids[left:]] if ids[left:] else [KIND, *ids])


def _inside(view: View, words: DatePatterns, end: int, spec: Spec) -> tuple[int, DateMod | None]:
    if spec.grain == "day" or spec.weekend:
        return end, None
    found = words.inside.match(view.text, end)
    if found is not None and view.grammar.word_ends(view.text, found[0]):
        return found
    return end, None


def _outside(text: str, words: DatePatterns, start: int, end: int) -> DateMod | None:
    if found := words.behind.match(text, end):
        return found[1]
    aside = words.aside.match(text, end)  # the amount of that day, say
    if aside is not None and (found := words.behind.match(text, aside.end())):
        return found[1]
    return None if text.startswith(words.seen, end) else words.ahead.before(text, start)


def _range(view: View, words: DatePatterns, end: int) -> tuple[Spec, int, list[DatePart]] | None:
    """The right end of a range of dates that both name their unit."""
    text = view.text
    for gap_at, closing in (
        (words.range, None), (words.open_range, words.range_end), (words.between, words.between_end),
        (words.onward, None),
    ):  # fmt: skip
        gap = gap_at.match(text, end)
        first = words.follow.match(text, gap.end()) if gap is not None else None
        read = read_parts(view, words, first) if first is not None else None
        if read is None or (closing is not None and not closing.match(text, read[1])):
            continue
        if gap_at is words.onward and words.lasting.match(text, read[1]):
            continue  # so many days from then on
        if gap_at is words.onward and (read[0].grain != "day" or read[0].day is None or not read[0].yearless):
            continue
        return read[0], read[1], read[2]
    return None


def is_compared(view: View, candidate: Candidate, before: int | None = None) -> bool:
    """Whether something is measured against a date: then it is not the date that the text is about. `before` is where
    the last date ends: a word between it and this one that joins them compares nothing."""
    words = date_patterns(view.lang)
    draft = candidate.value
    if isinstance(draft, DateDraft) and draft.right is None and draft.left.anchored:
        since = words.since if draft.left.year is not None else words.since_it
        if since.match(view.text, candidate.end) is not None:
            return True  # the highest since then
        if draft.left.year is not None and words.record.match(view.text, candidate.end) is not None:
            return True
    if words.comparison.match(view.text, candidate.end) is not None:
        return True
    if words.amount_compared.match(view.text, candidate.end) is not None:
        return True
    if before is not None and words.list_gap.fullmatch(view.text, before, candidate.start) is not None:
        return False
    left = view.text[max(0, candidate.start - 2) : candidate.start].rstrip()
    return left.endswith(words.compared_to or ("\0",))


def of_event(view: View, candidate: Candidate, before: int | None) -> bool:
    """Whether that day is the day of something else than what was dated last: on the day of the accident.

    `before` is where the last date ends: one close by in the same sentence, or before the event or right behind it
    where the text told of it, is its day.
    """
    words, spec, text = date_patterns(view.lang), cast(DateDraft, candidate.value).left, view.text
    pointing = (spec.day_context == 0 and spec.near) or (spec.week_relative == 0 and spec.context)
    if not pointing or words.event is None:
        return False
    event = words.event.search(text[max(0, candidate.start - _EVENT) : candidate.start])
    if event is None:
        return False
    start = candidate.start - len(event[0])
    if before is None or (start - before <= _CLOSE and _ENDS.search(text, before, start) is None):
        return before is None
    spoken = text.rfind(event[1] or event[2], max(0, start - _SPOKEN), start)
    return spoken < 0 or before > spoken + _EVENT


def names_month(candidate: Candidate) -> bool:
    """Whether a date is a day with its month, by number."""
    draft = candidate.value
    return isinstance(draft, DateDraft) and draft.left.month is not None and draft.left.day is not None


def is_one_day(candidate: Candidate) -> bool:
    """Whether a date is one day, by its number."""
    draft = candidate.value
    if not isinstance(draft, DateDraft) or draft.right is not None:
        return False
    return draft.left.day is not None and draft.left.day[0] == draft.left.day[1]


def is_timeless(view: View, candidate: Candidate) -> bool:
    """Whether a month, quarter or half is that of all years: of the Januaries ever, from March to May as a rule."""
    spec = cast(DateDraft, candidate.value).left
    if spec.every:
        return True
    if not spec.yearless or spec.direction or spec.day is not None or spec.weekday is not None:
        return False
    return (
        date_patterns(view.lang).timeless.search(view.text, max(0, candidate.start - _BEFORE), candidate.start)
        is not None
    )


def iso(value: dt.date | None) -> str | None:
    """A day in ISO 8601, or None."""
    return value.isoformat() if value is not None else None
