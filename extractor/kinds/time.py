"""Clock times."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractor.kinds.number import number_reader
from extractor.kinds.view import Candidate, View
from extractor.lang.time_patterns import TimePatterns

KIND = "time"
_NOON, _DAY = 12, 24
_LEFT = 4  # characters before an hour in which the day may end


@dataclass(frozen=True, slots=True)
class _Clock:
    """A clock time where it stands. `add` is what its part of the day adds to the hour, None where none is named."""

    start: int
    end: int
    value: str
    add: int | None


def find(view: View) -> Iterator[Candidate]:
    """The clock times of a view; the value is `HH:MM` or `HH:MM:SS`, or two of them with a slash."""
    words, text = view.grammar.compiled(TimePatterns), view.text
    last: _Clock | None = None
    for match in words.spoken.finditer(text):
        follows = last is not None and _ranges(words, text, last.end, match)
        read = _read(view, words, match, follows)
        if read is None:
            continue
        if last is not None and follows and "/" not in read.value:
            value = f"{last.value}/{_later(last, read)}"
            yield Candidate(KIND, last.start, read.end, value, "time.range", priority=8)
            last = None
            continue
        yield Candidate(KIND, read.start, read.end, read.value, "time.clock", priority=7)
        last = read if "/" not in read.value else None
    if words.fixed is not None:
        for match in words.fixed.finditer(text):
            if view.grammar.word_ends(text, match.end()):
                value = view.grammar.lexicon.durations.clocks[match[1]]
                yield Candidate(KIND, match.start(), match.end(), value, "time.word", priority=7)


def _ranges(words: TimePatterns, text: str, end: int, match: re.Match[str]) -> bool:
    """Whether a time goes on from the one that ends at `end`: from nine to six."""
    gap = words.range.match(text, end)
    if gap is not None and gap.end() == match.start():
        return True
    gap = words.open_range.match(text, end)
    return gap is not None and gap.end() == match.start() and words.range_end.match(text, match.end()) is not None


def _later(first: _Clock, last: _Clock) -> str:
    """The right end of a range of times, which leaves out the part of the day that its left end named."""
    hour = int(last.value[:2])
    if last.add is None and hour < _NOON and (first.add == _NOON or last.value < first.value):
        return f"{hour + _NOON:02d}{last.value[2:]}"
    return last.value


def _read(view: View, words: TimePatterns, match: re.Match[str], follows: bool) -> _Clock | None:
    part, hour_d, minute_d, second_d, half_day, alone, half_alone, first, hour_w, hours, minute_w, half, second_w = (
        match.groups()
    )
    add = words.add[part] if part is not None else None
    letter = half_day or half_alone
    if letter is not None:
        add = _NOON if letter in "pP" else 0
    if hour_d is not None or alone is not None:
        hour, minute, second = int(hour_d or alone), int(minute_d or 0), second_d
    else:
        value = _number(view.lang, hour_w)
        marked = minute_w is not None or half is not None
        if value is None or not (marked or _is_hour(view, words, match, hours, part is not None, follows)):
            return None
        hour = value
        minute = 30 if half else _number(view.lang, minute_w) or 0 if minute_w else 0
        second = second_w
    clock = _stamp(hour, minute, second, add)
    if clock is not None and first is not None:
        before = _stamp(int(first), 0, None, add)
        clock = f"{before}/{clock}" if before is not None and before < clock else None
    return _Clock(match.start(), match.end(), clock, add) if clock is not None else None


def _is_hour(view: View, words: TimePatterns, match: re.Match[str], hours: str, parted: bool, follows: bool) -> bool:
    """Whether a full hour is one: its word may be another word, or the head of one."""
    text, table = view.text, view.grammar.lexicon.durations
    if hours in table.weak_hours and not parted and not follows:
        return words.of_day.search(text[max(0, match.start() - _LEFT) : match.start()]) is not None
    if not parted and words.not_hours.match(text, match.end()):
        return False
    return view.grammar.word_ends(text, match.end()) or words.around.match(text, match.end()) is not None


def _stamp(hour: int, minute: int, second: str | None, add: int | None) -> str | None:
    if add and hour < _NOON:
        hour += add
    elif add == 0 and hour == _NOON:
        hour = 0
    if hour > _DAY or minute > 59:
        return None
    return f"{hour:02d}:{minute:02d}" + (f":{int(second):02d}" if second else "")


def _number(lang: str, text: str) -> int | None:
    if text.isdigit() and text.isascii():
        return int(text)
    for numeral in number_reader(lang).find(text):
        if numeral.start == 0 and numeral.end == len(text) and numeral.low == numeral.high:
            return int(numeral.low)
    return None
