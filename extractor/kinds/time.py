"""Clock times."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.kinds.number import number_reader
from extractor.kinds.view import Candidate, View
from extractor.lang.time_patterns import TimePatterns

KIND = "time"
_NOON, _DAY = 12, 24
_ASIDE = 44  # characters before an hour in which a part of the day may stand with a date in brackets
_ON = 60  # characters behind a time of the afternoon in which another goes on from it
_LEFT = 5  # characters before an hour in which the day may end


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
        read = _read(view, words, match, follows, last is not None and follows and last.add is not None)
        if read is None:
            continue
        if last is not None and follows and "/" not in read.value:
            value = f"{last.value}/{_later(last, read)}"
            yield Candidate(KIND, last.start, read.end, value, "time.range", priority=8)
            last = None
            continue
        if last is not None and view.grammar.spaced and 0 <= read.start - last.end <= _ON:
            read = _goes_on(last, read, text)
        yield Candidate(KIND, read.start, read.end, read.value, "time.clock", priority=7)
        if last is None or not _in_brackets(text, last.end, read.start):
            last = read if "/" not in read.value else None
    if words.fixed is not None:
        for match in words.fixed.finditer(text):
            if view.grammar.word_ends(text, match.end()):
                value = view.grammar.lexicon.durations.clocks[match[1]]
                yield Candidate(KIND, match.start(), match.end(), value, "time.word", priority=7)


def _in_brackets(text: str, left: int, right: int) -> bool:
    """Whether a time stands in brackets that open behind the one before: the same moment elsewhere."""
    return right - left <= _ON and text.rfind("(", left, right) > text.rfind(")", left, right)


def _goes_on(first: _Clock, read: _Clock, text: str) -> _Clock:
    """A time of the same afternoon as the one told right before it, where it names no part of the day."""
    if read.add is not None or first.add != _NOON or "/" in read.value or "\n" in text[first.end : read.start]:
        return read
    later = f"{int(read.value[:2]) + _NOON:02d}{read.value[2:]}" if int(read.value[:2]) < _NOON else read.value
    return replace(read, value=later, add=_NOON) if later > first.value else read


def _ranges(words: TimePatterns, text: str, end: int, match: re.Match[str]) -> bool:
    """Whether a time goes on from the one that ends at `end`: from nine to six."""
    gap = words.range.match(text, end)
    if gap is not None and gap.end() == match.start():
        return True
    gap = words.open_range.match(text, end)
    if gap is None or gap.end() != match.start():
        return False
    return words.onward.match(text, end) is not None or words.range_end.match(text, match.end()) is not None


def _later(first: _Clock, last: _Clock) -> str:
    """The right end of a range of times, which leaves out the part of the day that its left end named."""
    hour = int(last.value[:2])
    if last.add is None and hour < _NOON and (first.add == _NOON or last.value < first.value):
        later = f"{hour + _NOON:02d}{last.value[2:]}"
        return later if later > first.value else last.value  # else it is of the next morning
    return last.value


def _read(view: View, words: TimePatterns, match: re.Match[str], follows: bool, on: bool) -> _Clock | None:
    """The clock time of a match; None where its words are no time. It may follow another time, and go on from one whose
    part of the day is named."""
    part, start, end = match["part"], match.start(), match.end()
    add, night = words.add.get(part), part in words.night
    if (letter := match["behind"] or match["letter"]) is not None:
        add = _NOON if letter in "pP" else 0
    if part is not None and view.text.endswith(words.day_words or ("\0",), 0, match.end("part")):
        start = match.end("part")  # the word before names the day and the part of it
        start += len(view.text[start:end]) - len(view.text[start:end].lstrip())
    if part is None and match["spoken"] is not None:
        add, night = _part_before(view, words, match)
    minute, second = 0, None
    if match["spoken"] is None:
        hour, minute, second = int(match["hour"] or match["alone"]), int(match["of_hour"] or 0), match["of_minute"]
    else:
        value = _number(view.lang, match["spoken"])
        marked = match["minute"] is not None or match["half"] is not None or match["quarter"] is not None
        sure = part is not None or follows or _of_day(view, words, match)
        if match["bare"] is not None and not sure:
            return None
        if value is None or not (marked or _is_hour(view, words, match, sure, part is not None or on)):
            return None
        hour, minute, second = value, _minute(view, words, match), match["second"]
        second = str(_number(view.lang, second)) if second is not None else None
    clock = _stamp(hour, minute, second, add, night)
    first = match["first"]
    if clock is not None and first is not None:
        before = _stamp(int(first), 0, None, add)
        clock = f"{before}/{clock}" if before is not None and before < clock else None
    return _Clock(start, end, clock, add) if clock is not None else None


def _part_before(view: View, words: TimePatterns, match: re.Match[str]) -> tuple[int | None, bool]:
    """What the part of the day adds to an hour that names none: a date in brackets stands between the two, or the word
    behind the hour is one of the evening."""
    if view.text.startswith(words.evening_ends, match.end()):
        return _NOON, True
    left = view.text[max(0, match.start() - _ASIDE) : match.start()]
    if words.of_part is None or ")" not in left or (before := words.of_part.search(left)) is None:
        return None, False
    part = next((part for part in words.add if before[1].endswith(part)), "")
    return words.add.get(part), part in words.night


def _minute(view: View, words: TimePatterns, match: re.Match[str]) -> int:
    if match["half"] is not None:
        return 30
    if match["quarter"] is not None:
        return words.quarters[match["quarter"]]
    number = match["minute"] or match["bare"]
    return _number(view.lang, number) or 0 if number is not None else 0


def _of_day(view: View, words: TimePatterns, match: re.Match[str]) -> bool:
    """Whether a day stands right before an hour."""
    return words.of_day.search(view.text[max(0, match.start() - _LEFT) : match.start()]) is not None


def _is_hour(view: View, words: TimePatterns, match: re.Match[str], sure: bool, parted: bool) -> bool:
    """Whether a full hour is one: its word may be another word, or the head of one."""
    text, table = view.text, view.grammar.lexicon.durations
    if match["unit"] in table.weak_hours and not sure:
        left = text[max(0, match.start() - _LEFT) : match.start()]
        return words.hour_ends.match(text, match.end()) is not None and words.hour_nots.search(left) is None
    if not parted and words.not_hours.match(text, match.end()):
        return False
    closings = (words.around, words.range_end)
    return view.grammar.word_ends(text, match.end()) or any(word.match(text, match.end()) for word in closings)


def _stamp(hour: int, minute: int, second: str | None, add: int | None, night: bool = False) -> str | None:
    if night and hour == _NOON:
        hour = _DAY
    elif add and hour < _NOON:
        hour += add
    elif add == 0 and hour == _NOON:
        hour = 0
    if hour > _DAY or minute > 59 or (second is not None and int(second) > 59):
        return None
    return f"{hour:02d}:{minute:02d}" + (f":{int(second):02d}" if second else "")


def _number(lang: str, text: str) -> int | None:
    if text.isdigit() and text.isascii():
        return int(text)
    number = number_reader(lang).whole(text)
    return int(number) if number is not None else None
