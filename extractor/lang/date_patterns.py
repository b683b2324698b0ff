"""The parts of dates of one language, compiled from its sayings."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.core.values import DateMod
from extractor.lang.lexicon import Lexicon, load_lexicon
from extractor.lang.patterns import HANGUL, literal, one_of, one_of_first
from extractor.lang.tables import PartRow

GRAINS = {
    "DIR": -1,
    "Y": 0,
    "YY": 0,
    "ROC": 0,
    "FY": 0,
    "DEC": 0,
    "CEN": 0,
    "SAME": 1,
    "H": 1,
    "Q": 1,
    "SP": 1,
    "SU": 1,
    "FA": 1,
    "WI": 1,
}
GRAINS |= {"M": 2, "W": 3, "wd": 4, "D": 4}
_OP = re.compile(r"([@~]?)([A-Za-z]+?)(?:([+-]?\d+|\{[a-z]+\})|(?=\s|$))(?:\.\.(\{[a-z]+\}))?")


@dataclass(frozen=True, slots=True)
class DatePart:
    row: PartRow
    say: str
    # What it counts from ("@" the date that the text speaks of, "~" the year that the sentence names, "" publication),
    # the field, its argument, and the last of a range.
    ops: tuple[tuple[str, str, str, str | None], ...]
    grain: int
    id: str  # what it fixes, as a part of a rule's id: the operations in lower case, without their slots


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
        bounded: list[str] = []
        entries = [(say, row) for row in table.parts for say in row.say]
        entries.sort(key=lambda item: (-len(re.sub(r"\{[a-z]+\}", "00", item[0])), item[0]))
        for say, row in entries:
            index = len(self.parts)
            ops = tuple((at, name, arg, last or None) for at, name, arg, last in _OP.findall(row.means))
            self.parts.append(DatePart(row, say, ops, max(GRAINS[name] for _, name, _, _ in ops), part_id(row)))
            pattern = _say(say, index, slots, ranges)
            bound = spaced and not row.glued and not say.startswith("{")
            if row.not_before:
                pattern += f"(?![{row.not_before}])"
            if row.not_behind:
                pattern = f"(?<![{row.not_behind}])" + pattern
            if row.before:
                pattern += f"(?={one_of(row.before)})"
            guarded = f"(?<![{HANGUL}])" + pattern if bound else pattern
            follows.append(guarded)
            if not row.after and bound:
                bounded.append(pattern)
            elif not row.after:
                starts.append((pattern, say))
        worded = [pattern for pattern, say in starts if not say.startswith("{")]
        if bounded:  # one look behind serves them all
            worded.insert(0, f"(?<![{HANGUL}])(?:{'|'.join(bounded)})")
        numbered = [pattern for pattern, say in starts if say.startswith("{") and not say.startswith("{weekday}")]
        lead = one_of_first([*(say for say, _ in entries if not say.startswith("{")), *table.weekdays, *table.traps])
        weekday = [pattern for pattern, say in starts if say.startswith("{weekday}")]
        words = "|".join([*worded, *weekday])
        self.worded = re.compile(rf"{lead}(?:(?P<trap>{one_of(table.traps)})|{words})")
        self.numbered = re.compile("|".join(numbered))
        self.follow = re.compile("|".join(follows))
        # What may follow the number that a date begins with, and what the next part may begin with: a look at one
        # character spares most of the matches.
        self.after_number = frozenset(
            [piece.lstrip()[:1] for say, _ in entries if say.startswith("{") for piece in [_behind_slot(say)]]
            + [sign[0] for sign in lexicon.numbers.ranges]
        )
        self.next_part = frozenset(
            [say[0] for say, _ in entries if not say.startswith("{")]
            + [word[0] for word in (*table.weekdays, *self.numbers)]
            + list("0123456789")
            + list(lexicon.numbers.digits)
        )
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
        bracket = r"(?:\s?\([^()]{1,24}\))?"
        self.comparison = re.compile(rf"{bracket}(?:{one_of(table.comparisons)})")
        self.compared_to = tuple(table.compared_to)
        self.coming_after = re.compile(one_of(table.coming_after))
        self.bracket = re.compile(rf"\s?\(\s?({one_of([*table.weekdays, *table.short_weekdays])})\s?\)")


def part_id(row: PartRow) -> str:
    """What a part fixes, as a part of a rule's id: its operations in lower case, with no slot (`y-1`, `m.d`)."""
    ids = []
    for at, name, argument, last in _OP.findall(row.means):
        fixed = "" if argument.startswith("{") else argument
        through = f"-{name.lower()}" if last and fixed else ""  # from the first quarter to the one named
        ids.append(f"{at}{name.lower()}{fixed}{through}")
    return ".".join(ids)


def _behind_slot(say: str) -> str:
    return say[say.index("}") + 1 :]


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
            # Some papers set a space between a number and its unit.
            apart = r"\s?" if i and piece[:1].isalpha() else ""
            out.append(apart + literal(piece))
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
