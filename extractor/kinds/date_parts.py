"""The parts of one date, read one behind the other from the year down to the day, and what they fix."""

import re
from math import gcd

from extractor.kinds.number import number_reader
from extractor.kinds.spec import Spec
from extractor.kinds.view import View
from extractor.kinds.year_counts import is_early_year, is_paired_year
from extractor.lang.date_patterns import GRAINS, DatePart, DatePatterns

SEASONS = ("SP", "SU", "FA", "WI")  # TIMEX3; a winter bears the year in which it begins
_NAMES = {-1: "direction", 0: "year", 1: "quarter", 2: "month", 3: "week", 4: "day"}
_DIRECTION = GRAINS["DIR"]
_NTHS = {"NW": "week", "NWD": "weekday", "ND": "day"}
_TWELFTHS, _LONGEST_MONTH = 12, 31
_MAX_PARTS = 5


def read_parts(view: View, words: DatePatterns, first: re.Match[str]) -> tuple[Spec, int, list[DatePart], bool] | None:
    """The parts that stand one behind the other from `first` on: what they fix, where they end, which they are."""
    text, spec = view.text, Spec()
    parts: list[DatePart] = []
    match: re.Match[str] | None = first
    end, grain, needs, lasts = first.end(), -2, False, False
    while match is not None and len(parts) < _MAX_PARTS:
        part = words.parts[int((match.lastgroup or "p0")[1:])]
        weekday_of_day = (
            grain == GRAINS["D"] and spec.weekday is None and part.grain == grain and part.ops[0][1] == "wd"
        )
        if weekday_of_day:
            spec.beside = words.weekdays.get(match.group().strip())
            end, match = match.end(), None
            continue
        if part.lowest <= grain or not _follows(spec, part):
            break
        if part.grain == _DIRECTION and words.passed and text.endswith(words.passed, 0, match.start()):
            break  # so many years had passed by then
        if part.row.paired and not is_paired_year(view, match.start(), match.end()):
            break
        if part.row.early and not is_early_year(view, match.start(), match.end()):
            break
        if not _apply(view.lang, words, spec, part, match):
            break
        parts.append(part)
        spec.year_over = spec.year_over or part.row.over
        end, grain, needs = match.end(), part.grain, part.row.needs
        if part.listed:
            break
        lasts = part.row.lasts and "{" in part.say and all(before.grain == _DIRECTION for before in parts[:-1])
        joined = words.join.match(text, end)
        at = joined.end() if joined else end
        match = words.follow.match(text, at) if text[at : at + 1] in words.next_part else None
    if not parts or needs:
        return None
    spec.grains = [_NAMES[grain]]
    return spec, end, parts, lasts


def _follows(spec: Spec, part: DatePart) -> bool:
    """Whether a part may stand behind what is fixed so far: no day without its month behind a year, nothing relative
    behind a word that only says on which side the date lies."""
    dated = spec.month is not None or spec.month_relative is not None
    yeared = spec.year is not None or spec.year_relative is not None or spec.year_context is not None
    yeared = yeared or spec.decade is not None or spec.fiscal
    for _, name, argument, _ in part.ops:
        if name in ("D", "wd") and argument.startswith("{") and not dated and (yeared or spec.half or spec.quarter):
            return name == "D" and len(part.ops) > 1
        if spec.direction and len(part.ops) == 1 and argument[:1] in ("+", "-"):
            return False
    return True


def _apply(lang: str, words: DatePatterns, spec: Spec, part: DatePart, match: re.Match[str]) -> bool:
    index = match.lastgroup or "p0"
    groups = match.re.groupindex

    def number(argument: str, first: bool = False) -> int | None:
        if not argument.startswith("{"):
            return int(argument)
        slot = argument[1:-1]
        name = f"{index}_{slot}" if f"{index}_{slot}" in groups else f"{index}_w{slot}"  # the same number in words
        raw = (match[f"{name}_first"] if first and f"{name}_first" in groups else None) or match[name]
        if raw in words.weekdays and argument == "{weekday}":
            return words.weekdays[raw]
        if argument == "{nth}":
            return words.nths["".join(raw.split())]
        if raw.isdigit() and raw.isascii():
            return int(raw)
        if raw in words.numbers:
            return words.numbers[raw]
        for numeral in number_reader(lang).find(raw):
            if numeral.end == len(raw) and numeral.start == 0 and numeral.low == numeral.high:
                return int(numeral.low)
        return None

    for reference, name, argument, last in part.ops:
        value: int | None = 0
        low: int | None = 0
        relative = False
        if argument[:1] == "{":
            value = low = number(argument)
            if f"{index}_{argument[1:-1]}_first" in groups or f"{index}_w{argument[1:-1]}_first" in groups:
                low = number(argument, first=True)
        elif argument:
            value = low = int(argument)
            relative = argument[0] in "+-"
        if value is None or low is None:
            return False
        if part.row.since:
            low, value = low + part.row.since, value + part.row.since
        if last is not None:
            low, value = value, number(last) or value
        if not _set(spec, name, value, low, relative, reference):
            return False
    return _sure(spec, part)


def _sure(spec: Spec, part: DatePart) -> bool:
    """Whether numbers with signs between them can be nothing but this date."""
    month, day = (pair[0] if pair is not None else 0 for pair in (spec.month, spec.day))
    if part.row.fraction:
        return month >= day or gcd(month, day) > 1 or day > _TWELFTHS
    if part.row.swaps and "YY" in part.row.means:
        return spec.year is not None and spec.year[0] % 100 > _LONGEST_MONTH
    return not part.row.swaps or month == day or day > _TWELFTHS


def _set(spec: Spec, name: str, value: int, low: int, relative: bool, reference: str) -> bool:
    spec.near = spec.near or reference == "~"
    spec.context = spec.context or (reference in ("@", "~") and relative and name in ("M", "Q", "H", "W"))
    if name == "DIR":
        spec.direction = value
    elif name in ("SAME", "SM"):
        spec.same, spec.same_month = True, name == "SM"
        if relative:
            spec.year_context = value
    elif name == "Y" and relative:
        if reference == "@":
            spec.year_context = value
        elif reference == "~":
            spec.year_relative, spec.year_named = value, True
        else:
            spec.year_relative = value
    elif name == "Y" and low == value and value in range(2200, 3000):
        return False  # spelled with a digit behind the thousand that may be a hundred
    elif name == "Y":
        value = low // 100 * 100 + value if value < 100 else value  # 2016~17
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
            spec.year = (low if low > 99 else 2000 + low, value if value > 99 else 2000 + value)
    elif name == "FQ":
        spec.fiscal, spec.quarter = True, (low, value)
        return low <= value <= 4
    elif name == "DEC" and spec.century is not None:
        spec.decade = 100 * (spec.century - 1) + value
    elif name == "DEC":
        spec.decade = value if value > 99 else 1900 + value if value >= 20 else 2000 + value
    elif name == "CEN":
        spec.century = value
    elif name in SEASONS:
        spec.season = name
    elif name == "H":
        if relative:
            spec.half_relative = value
        else:
            spec.half = (low, value)
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
    elif name in _NTHS:
        spec.nth = (_NTHS[name], value)
    elif name == "W":
        spec.week_relative = value
    elif name == "WE":
        spec.weekend = True
    elif name == "BD":
        spec.trading, spec.day_context = True, value
    elif name == "wd":
        spec.weekday = value
    elif name == "SD":
        spec.day_context, spec.last_named = value, True
    elif name == "D" and relative:
        if reference in ("@", "~"):
            spec.day_context = value
        else:
            spec.day_relative = value
    elif name == "D":
        spec.day = (low, value)
        return low <= value
    return True
