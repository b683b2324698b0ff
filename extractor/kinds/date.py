"""Dates: parts of a date found one behind the other, put together, and resolved in the order of the text."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extractor.core.values import DateMod
from extractor.kinds.number import number_reader
from extractor.kinds.spec import Spec, Tense
from extractor.kinds.view import Candidate, View
from extractor.lang.date_patterns import GRAINS, DatePart, DatePatterns, date_patterns

KIND = "date"
_NAMES = {-1: "direction", 0: "year", 1: "quarter", 2: "month", 3: "week", 4: "day"}
_MAX_PARTS = 5
_SENTENCE = 300
_PREDICATE = 90  # characters within which the predicate of a clause is looked for


@dataclass(slots=True)
class DateDraft:
    """A date as written: what its words fix, not yet seen from any day."""

    left: Spec
    right: Spec | None = None
    mod: DateMod | None = None
    rows: list[str] = field(default_factory=list)
    ago: tuple[str, int | None] | None = None  # unit and count: n years before (negative: after) the anchor
    compared: bool = False


def find(view: View) -> Iterator[Candidate]:
    """The dates of a view, as drafts: the reader resolves them in the order of the text."""
    text, words = view.text, date_patterns(view.lang)
    numbers = iter(view.numerals)
    numeral = next(numbers, None)
    worded = words.worded.search(text)
    position = 0
    while numeral is not None or worded is not None:
        if numeral is not None and (worded is None or numeral.start < worded.start()):
            match = words.numbered.match(text, numeral.start) if numeral.start >= position else None
            numeral = next(numbers, None)
        else:
            match = worded if worded is not None and worded.start() >= position else None
            resume = max(position, worded.start() + 1 if worded is not None else 0)
            if match is not None and match.lastgroup == "trap":
                position, match = match.end(), None
                resume = position
            worded = words.worded.search(text, resume)
        found = _date(view, words, match) if match is not None else None
        if found is not None:
            yield found
            position = found.end


def _date(view: View, words: DatePatterns, first: re.Match[str]) -> Candidate | None:
    text = view.text
    read = _sequence(view, words, first)
    if read is None:
        return None
    spec, end, rows, lasts = read
    if spec.grain == "month" and spec.direction == 0 and words.coming_after.match(text, end):
        spec.direction = 1
    draft = DateDraft(spec, rows=rows)
    end, draft.mod = _inside(view, words, end, spec)
    if match := words.bracket.match(text, end):
        end = match.end()
    right = _range(view, words, end)
    if right is not None:
        draft.right, end, more = right
        draft.rows += more
        end, mod = _inside(view, words, end, draft.right)
        draft.mod = mod or draft.mod
    elif lasts and draft.mod is None and words.lasting.match(text, end):
        return None
    draft.mod = draft.mod or _outside(text, words, first.start(), end)
    rule = "date." + "+".join(rows) if rows else "date"
    return Candidate(KIND, first.start(), end, draft, rule, priority=6)


def _sequence(view: View, words: DatePatterns, first: re.Match[str]) -> tuple[Spec, int, list[str], bool] | None:
    """The parts that stand one behind the other from `first` on: what they fix, where they end, which they are."""
    text, spec = view.text, Spec()
    rows: list[str] = []
    match: re.Match[str] | None = first
    end, grain, needs, lasts = first.end(), -2, False, False
    while match is not None and len(rows) < _MAX_PARTS:
        part = words.parts[int((match.lastgroup or "p0")[1:])]
        lowest = min(GRAINS[name] for _, name, _, _ in part.ops)
        weekday_of_day = grain == GRAINS["D"] and part.grain == grain and part.ops[0][1] == "wd"
        if weekday_of_day:
            end, match = match.end(), None
            continue
        if lowest <= grain:
            break
        if not _apply(view.lang, words, spec, part, match):
            break
        rows.append(part.say.replace(" ", "") if "{" not in part.say else _rule_name(part))
        end, grain, needs = match.end(), part.grain, part.row.needs
        lasts = part.row.lasts and "{" in part.say and all(words.directs(row) for row in rows[:-1])
        joined = words.join.match(text, end)
        match = words.follow.match(text, joined.end() if joined else end)
    if not rows or needs:
        return None
    spec.grains = [_NAMES[grain]]
    return spec, end, rows, lasts


def _rule_name(part: DatePart) -> str:
    return "-".join(name.lower() for _, name, _, _ in part.ops)


def _apply(lang: str, words: DatePatterns, spec: Spec, part: DatePart, match: re.Match[str]) -> bool:
    index = match.lastgroup or "p0"
    groups = match.groupdict()

    def number(argument: str, first: bool = False) -> int | None:
        if not argument.startswith("{"):
            return int(argument)
        slot = argument[1:-1]
        name = f"{index}_{slot}" if f"{index}_{slot}" in groups else f"{index}_w{slot}"  # the same number in words
        raw = (groups.get(f"{name}_first") if first else None) or groups[name]
        if raw in words.weekdays and argument == "{weekday}":
            return words.weekdays[raw]
        if raw.isdigit() and raw.isascii():
            return int(raw)
        if raw in words.numbers:
            return words.numbers[raw]
        for numeral in number_reader(lang).find(raw):
            if numeral.end == len(raw) and numeral.start == 0 and numeral.low == numeral.high:
                return int(numeral.low)
        return None

    for of_sentence, name, argument, last in part.ops:
        value = number(argument) if argument else 0
        low = number(argument, first=True) if argument else 0
        if value is None or low is None:
            return False
        if last is not None:
            low, value = value, number(last) or value
        relative = argument[:1] in "+-" if argument else False
        if not _set(spec, name, value, low, relative, of_sentence):
            return False
    return True


def _set(spec: Spec, name: str, value: int, low: int, relative: bool, of_sentence: bool) -> bool:
    spec.context = spec.context or (of_sentence and relative and name in ("M", "Q", "H"))
    if name == "DIR":
        spec.direction = value
    elif name == "SAME":
        spec.same = True
        if relative:
            spec.year_context = value
    elif name == "Y" and relative:
        if of_sentence:
            spec.year_context = value
        else:
            spec.year_relative = value
    elif name == "Y":
        spec.year = (low if low > 99 else value // 100 * 100 + low, value)
        return spec.year[0] <= value
    elif name == "YY":
        century = 1900 if value > 60 else 2000
        spec.year = (century + value, century + value)
    elif name == "ROC":
        spec.year, spec.calendar = (1911 + low, 1911 + value), "minguo"
    elif name == "FY":
        spec.fiscal = True
        if value:
            spec.year = (value, value)
    elif name == "DEC":
        spec.decade = value if value > 99 else 1900 + value if value >= 20 else 2000 + value
    elif name == "CEN":
        spec.century = value
    elif name == "H":
        if relative:
            spec.half_relative = value
        else:
            spec.half = value
    elif name == "Q":
        if relative:
            spec.quarter_relative = value
        else:
            spec.quarter = (low, value)
            return low <= value <= 4
    elif name == "M":
        if relative:
            spec.month_relative = value
        else:
            spec.month = (low, value)
    elif name == "W":
        spec.week_relative = value
    elif name == "wd":
        spec.weekday = value
    elif name == "D" and relative:
        if of_sentence:
            spec.day_context = value
        else:
            spec.day_relative = value
    elif name == "D":
        spec.day = (low, value)
        return low <= value
    return True


def _inside(view: View, words: DatePatterns, end: int, spec: Spec) -> tuple[int, DateMod | None]:
    if spec.grain in ("week", "day"):
        return end, None
    for pattern, names in words.mods.get("inside", ()):
        match = pattern.match(view.text, end)
        if match is not None and view.grammar.word_ends(view.text, match.end()):
            return match.end(), names["".join(match[1].split())]
    return end, None


def _outside(text: str, words: DatePatterns, start: int, end: int) -> DateMod | None:
    for pattern, names in words.mods.get("after", ()):
        if match := pattern.match(text, end):
            return names["".join(match[1].split())]
    for pattern, names in words.mods.get("before", ()):
        if match := pattern.search(text[max(0, start - 6) : start]):
            return names["".join(match[1].split())]
    return None


def _range(view: View, words: DatePatterns, end: int) -> tuple[Spec, int, list[str]] | None:
    """The right end of a range of dates that both name their unit."""
    text = view.text
    gap = words.range.match(text, end)
    closing = False
    if gap is None and words.open_range is not None:
        gap, closing = words.open_range.match(text, end), True
    if gap is None:
        return None
    first = words.follow.match(text, gap.end())
    if first is None:
        return None
    read = _sequence(view, words, first)
    if read is None or (closing and not words.range_end.match(text, read[1])):
        return None
    return read[0], read[1], read[2]


def tense(view: View, sentence: tuple[int, int], at: tuple[int, int]) -> Tense:
    """Whether a word of the future stands in the same clause, or only in the sentence.

    Where the predicate stands last, as in Korean, the clause runs on to the end of the sentence; else a comma ends it.
    """
    start, end = sentence
    text, pattern = view.text, view.grammar.future
    if view.grammar.spaced:
        return Tense.FUTURE if pattern.search(text, at[1], min(end, at[1] + _PREDICATE)) else Tense.PAST
    start, end = max(start, at[0] - _SENTENCE), min(end, at[1] + _SENTENCE)  # a longer sentence is no sentence
    first = max(start, text.rfind(",", start, at[0]) + 1)
    comma = text.find(",", at[1], end)
    if pattern.search(text, first, comma if comma >= 0 else end):
        return Tense.FUTURE
    return Tense.OPEN if pattern.search(text, start, end) else Tense.PAST


def iso(value: dt.date | None) -> str | None:
    """A day in ISO 8601, or None."""
    return value.isoformat() if value is not None else None
