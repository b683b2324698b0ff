"""Clock times."""

import re
from collections.abc import Iterator

from extractor.kinds.number import number_reader
from extractor.kinds.view import Candidate, View
from extractor.lang.time_patterns import TimePatterns

KIND = "time"
_NOON, _DAY = 12, 24


def find(view: View) -> Iterator[Candidate]:
    """The clock times of a view; the value is `HH:MM` or `HH:MM:SS`, or two of them with a slash."""
    words, text = view.grammar.compiled(TimePatterns), view.text
    table = view.grammar.lexicon.durations
    last: tuple[int, int, str, int | None] | None = None
    for match in words.spoken.finditer(text):
        read = _clock(view, words, match)
        if read is None:
            continue
        value, add = read
        if last is not None and (gap := words.range.match(text, last[1])) and gap.end() == match.start():
            yield Candidate(
                KIND, last[0], match.end(), f"{last[2]}/{_later(last, value, add)}", "time.range", priority=8
            )
            last = None
            continue
        yield Candidate(KIND, match.start(), match.end(), value, "time.clock", priority=7)
        last = (match.start(), match.end(), value, add)
    if words.fixed is not None:
        for match in words.fixed.finditer(text):
            if view.grammar.word_ends(text, match.end()):
                yield Candidate(KIND, match.start(), match.end(), table.clocks[match[1]], "time.word", priority=7)


def _later(first: tuple[int, int, str, int | None], value: str, add: int | None) -> str:
    """The right end of a range of times, which leaves out the part of the day that its left end named."""
    hour = int(value[:2])
    if add is None and hour < _NOON and (first[3] == _NOON or value < first[2]):
        return f"{hour + _NOON:02d}{value[2:]}"
    return value


def _clock(view: View, words: TimePatterns, match: re.Match[str]) -> tuple[str, int | None] | None:
    part, hour_d, minute_d, second_d, hour_w, hours, minute_w, half, second_w = match.groups()
    table = view.grammar.lexicon.durations
    add = words.add[part] if part is not None else None
    if hour_d is not None:
        hour, minute, second = int(hour_d), int(minute_d), second_d
    else:
        value = _number(view.lang, hour_w)
        if value is None:
            return None
        hour = value
        if hours in table.weak_hours and part is None and minute_w is None and half is None:
            return None
        plain = minute_w is None and half is None and part is None
        if plain and words.not_hours.match(view.text, match.end()):
            return None
        minute = 30 if half else _number(view.lang, minute_w) or 0 if minute_w else 0
        second = second_w
        if minute_w is None and half is None and not view.grammar.word_ends(view.text, match.end()):
            return None
    if add and hour < _NOON:
        hour += add
    if hour > _DAY or minute > 59:
        return None
    clock = f"{hour:02d}:{minute:02d}" + (f":{int(second):02d}" if second else "")
    return clock, add


def _number(lang: str, text: str) -> int | None:
    if text.isdigit() and text.isascii():
        return int(text)
    for numeral in number_reader(lang).find(text):
        if numeral.start == 0 and numeral.end == len(text) and numeral.low == numeral.high:
            return int(numeral.low)
    return None
