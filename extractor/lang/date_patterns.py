"""The parts of dates of one language, compiled from its sayings."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.core.values import DateMod
from extractor.lang.lexicon import Lexicon, load_lexicon
from extractor.lang.patterns import HANGUL, literal, one_of, one_of_first
from extractor.lang.tables import PartRow

GRAINS = {"DIR": -1, "Y": 0, "YY": 0, "ROC": 0, "FY": 0, "DEC": 0, "CEN": 0, "SAME": 1, "H": 1, "Q": 1, "SEASON": 1}
GRAINS |= {"M": 2, "W": 3, "wd": 4, "D": 4}
_OP = re.compile(r"(@?)([A-Za-z]+?)(?:([+-]?\d+|\{[a-z]+\})|(?=\s|$))(?:\.\.(\{[a-z]+\}))?")


@dataclass(frozen=True, slots=True)
class DatePart:
    row: PartRow
    say: str
    ops: tuple[tuple[bool, str, str, str | None], ...]  # of the sentence's date?, field, argument, last of a range
    grain: int


class DatePatterns:
    """The parts of dates of one language, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        table, spaced = lexicon.dates, lexicon.numbers.words_need_boundary
        self.weekdays = table.weekdays
        self.numbers = _spelled(lexicon)
        ranges = one_of(lexicon.numbers.ranges)
        slots = _slots(lexicon, self.numbers)
        self.parts: list[DatePart] = []
        starts: list[tuple[str, str]] = []
        follows: list[str] = []
        entries = [(say, row) for row in table.parts for say in row.say]
        entries.sort(key=lambda item: (-len(re.sub(r"\{[a-z]+\}", "00", item[0])), item[0]))
        for say, row in entries:
            index = len(self.parts)
            ops = tuple((at == "@", name, arg, last or None) for at, name, arg, last in _OP.findall(row.means))
            self.parts.append(DatePart(row, say, ops, max(GRAINS[name] for _, name, _, _ in ops)))
            pattern = _say(say, index, slots, ranges)
            if spaced and not row.glued and not say.startswith("{"):
                pattern = f"(?<![{HANGUL}])" + pattern
            if row.not_before:
                pattern += f"(?![{row.not_before}])"
            if row.before:
                pattern += f"(?={one_of(row.before)})"
            follows.append(pattern)
            if not row.after:
                starts.append((pattern, say))
        worded = [(pattern, say) for pattern, say in starts if not say.startswith("{")]
        numbered = [pattern for pattern, say in starts if say.startswith("{") and not say.startswith("{weekday}")]
        lead = one_of_first([*(say for _, say in worded), *table.weekdays, *table.traps])
        weekday = [pattern for pattern, say in starts if say.startswith("{weekday}")]
        words = "|".join([*(pattern for pattern, _ in worded), *weekday])
        self.worded = re.compile(rf"{lead}(?:(?P<trap>{one_of(table.traps)})|{words})")
        self.numbered = re.compile("|".join(numbered))
        self.follow = re.compile("|".join(follows))
        self.join = re.compile(rf"\s?(?:{one_of(table.joiners)})?\s?")
        self.range = re.compile(rf"\s?(?:{one_of(table.ranges)})\s?")
        self.open_range = re.compile(rf"(?:{one_of(table.open_ranges)})\s?") if table.open_ranges else None
        self.range_end = re.compile(one_of(table.range_ends))
        self.lasting = re.compile(rf"\s?(?:{one_of(table.duration_after)})")
        self.mods: dict[str, list[tuple[re.Pattern[str], dict[str, DateMod]]]] = {}
        for mod in table.mods:
            guard = f"(?![{mod.not_before}])" if mod.not_before else ""
            names = {word.replace(" ", ""): mod.mod for word in mod.words}
            before = mod.place == "before"
            head, tail = ("", r"\s?$") if before else (r"\s?", "")
            compiled = re.compile(rf"{head}({one_of(mod.words)}){guard}{tail}")
            self.mods.setdefault(mod.place, []).append((compiled, names))
        self._directing = {part.say.replace(" ", "") for part in self.parts if part.grain == -1}
        self.coming_after = re.compile(one_of(table.coming_after))
        self.bracket = re.compile(rf"\s?\(\s?({one_of([*table.weekdays, *table.short_weekdays])})\s?\)")

    def directs(self, row: str) -> bool:
        """Whether a part only says on which side of the anchor the date lies."""
        return row in self._directing


def _spelled(lexicon: Lexicon) -> dict[str, int]:
    """Numbers up to 31 in words, as days and months are written."""
    by_value: dict[int, list[str]] = {}
    for word, value in lexicon.numbers.digits.items():
        by_value.setdefault(value, []).append(word)
    ten = next(word for word, value in lexicon.numbers.small.items() if value == 10)
    spelled: dict[str, int] = {word: value for value in range(1, 10) for word in by_value[value][:1]}
    for tens in (1, 2, 3):
        head = (by_value[tens][0] if tens > 1 else "") + ten
        spelled[head] = tens * 10
        for ones in range(1, 10):
            spelled[head + by_value[ones][0]] = tens * 10 + ones
    return spelled


def _slots(lexicon: Lexicon, spelled: dict[str, int]) -> dict[str, str]:
    digits = "".join(lexicon.numbers.digits)
    month_words = one_of(w for w, v in spelled.items() if v <= 12)
    day_words = one_of(w for w, v in spelled.items() if v <= 31)
    magnitudes = "".join(lexicon.numbers.small)
    year_words = (
        rf"[{digits}]{{4}}" if not magnitudes or not lexicon.numbers.native else rf"[{digits}{magnitudes}]{{3,8}}"
    )
    arabic = r"(?<![0-9A-Za-z])(?<![0-9][.,])"
    return {
        "year": rf"(?:{arabic}(?:1[5-9]|20|21)[0-9][0-9]|{year_words})",
        "yy": rf"{arabic}[0-9][0-9]",
        "roc": rf"{arabic}(?:1[0-9][0-9]|[1-9][0-9])",
        "month": r"(?:(?<![0-9])(?<![0-9][.,])(?:1[0-2]|0?[1-9]))",
        "day": r"(?:(?<![0-9])(?<![0-9][.,])(?:3[01]|[12][0-9]|0?[1-9]))",
        "dmonth": r"(?:1[0-2]|0?[1-9])",
        "dday": r"(?:3[01]|[12][0-9]|0?[1-9])",
        "wmonth": month_words,
        "wday": day_words,
        "quarter": rf"(?:(?<![0-9])(?<![0-9][.,])[1-4]|{one_of(w for w, v in spelled.items() if v <= 4)})",
        "weekday": one_of(lexicon.dates.weekdays),
        "decade": r"(?:(?<![0-9])(?<![0-9][.,])(?:(?:1[5-9]|20)?[0-9]0))",
        "century": r"(?:(?<![0-9])(?<![0-9][.,])(?:1[0-9]|2[0-2]))",
        "n": r"(?:(?<![0-9])(?<![0-9][.,])[0-9]{1,2})",
    }


def _say(say: str, index: int, slots: dict[str, str], ranges: str) -> str:
    """The pattern of one saying; its last number may be the right end of a range."""
    pieces = re.split(r"\{([a-z]+)\}", say)
    last = max(
        (i for i in range(1, len(pieces), 2) if pieces[i] not in ("weekday", "decade", "century", "yy")), default=0
    )
    dashed = any(piece and piece in "-./" for piece in pieces[::2])
    out: list[str] = []
    for i, piece in enumerate(pieces):
        if i % 2 == 0:
            out.append(literal(piece))
            continue
        name = f"p{index}_{piece}"
        ranged = i == last and not dashed and piece in ("month", "day", "quarter", "year", "wmonth", "n")
        if ranged:
            out.append(rf"(?:(?P<{name}_first>{slots[piece]})\s?(?:{ranges})\s?)?")
        out.append(rf"(?P<{name}>{slots[piece]})")
    closing = r"(?![0-9])" if say.endswith("}") else ""
    return "(?:" + "".join(out) + f"{closing}(?P<p{index}>))"


@lru_cache(maxsize=4)
def date_patterns(lang: str) -> DatePatterns:
    """The compiled date parts of `lang`."""
    return DatePatterns(load_lexicon(lang))
