"""The parts of dates of one language, compiled from its sayings."""

import re
from dataclasses import dataclass
from functools import lru_cache

from extractor.core.values import DateMod
from extractor.lang.date_choice import Alternative, Choice, alternative, list_ahead, words_alone
from extractor.lang.date_slots import listed_pattern, say_pattern, slot_patterns, spelled_numbers
from extractor.lang.date_tables import ModRow, PartRow
from extractor.lang.lexicon import Lexicon, load_lexicon
from extractor.lang.patterns import HAN, HANGUL, Peek, one_of

GRAINS = {
    "DIR": -1,
    "Y": 0,
    "YY": 0,
    "ROC": 0,
    "FY": 0,
    "DEC": 0,
    "CEN": 0,
    "SAME": 1,
    "SM": 1,
    "H": 1,
    "Q": 1,
    "FQ": 1,
    "SP": 1,
    "SU": 1,
    "FA": 1,
    "WI": 1,
}
GRAINS |= {"NW": 3, "NWD": 4, "ND": 4, "M": 2, "W": 3, "WE": 3, "wd": 4, "D": 4, "SD": 4, "BD": 4}
QUOTES = (("\u201c", "\u201d"), ("\u300c", "\u300d"), ("\u300e", "\u300f"), ("\u2018", "\u2019"), ('"', '"'))
# The syllables in which Korean verbs of the past end, all that close in a double s but for "is" and "will".
PAST_ENDING = re.compile("[" + "".join(chr(c) for c in range(0xAC14, 0xD7A4, 28) if c not in (0xC788, 0xACA0)) + "]")
_LEFT = 6  # characters of the longest word before a date
_OP = re.compile(r"([@~]?)([A-Za-z]+?)(?:([+-]?\d+|\{[a-z]+\})|(?=\s|$))(?:\.\.(\{[a-z]+\}|\d+))?")


@dataclass(frozen=True, slots=True)
class DatePart:
    row: PartRow
    say: str
    # What it counts from ("@" the date that the text speaks of, "~" the year that the sentence names, "" publication),
    # the field, its argument, and the last of a range.
    ops: tuple[tuple[str, str, str, str | None], ...]
    grain: int  # the finest that it fixes
    lowest: int  # the coarsest
    listed: bool  # a number whose unit stands at the end of its list
    id: str  # what it fixes, as a part of a rule's id: the operations in lower case, without their slots


class DatePatterns:
    """The parts of dates of one language, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        table, spaced = lexicon.dates, lexicon.numbers.words_need_boundary
        self.weekdays, self.nths = table.weekdays, {word.replace(" ", ""): nth for word, nth in table.nths.items()}
        self.numbers = spelled_numbers(lexicon)
        ranges = one_of(lexicon.numbers.ranges)
        slots = slot_patterns(lexicon, self.numbers)
        self.parts: list[DatePart] = []
        bounded: list[Alternative] = []
        worded: list[Alternative] = []
        weekday: list[Alternative] = []
        follows: list[Alternative] = []
        numbered: list[Alternative] = []
        captions = "".join(f"|(?<={re.escape(word)})" for word in table.captions)
        edge = f"(?:(?<![{HANGUL}]){captions})"
        entries = [(say, row) for row in table.parts for say in row.say if not row.langs or lexicon.lang in row.langs]
        entries.sort(key=lambda item: (-len(re.sub(r"\{[a-z]+\}", "00", item[0])), item[0]))
        shared_first = [(*entry, listed) for listed in (True, False) for entry in entries if not entry[1].sole]
        for say, row, listed in [*((*entry, False) for entry in entries if entry[1].sole), *shared_first]:
            index = len(self.parts)
            shared = listed_pattern(say, row, index, slots, lexicon) if listed else None
            if listed and shared is None:
                continue
            ops = tuple((at, name, arg, last or None) for at, name, arg, last in _OP.findall(row.means))
            grains = [GRAINS[name] for _, name, _, _ in ops]
            self.parts.append(DatePart(row, say, ops, max(grains), min(grains), listed, part_id(row)))
            pattern = shared or say_pattern(say, index, slots, ranges)
            digits = say.startswith("{") or say[0].isdecimal()
            bound = spaced and not row.glued and not digits
            if row.not_before and not listed:
                pattern += f"(?![{row.not_before}])"
            if row.not_behind:
                behind = f"(?<![{row.not_behind}])"
                named = "|(?<=[A-Za-z][0-9])|(?<=[A-Za-z] [0-9])" if row.named else ""
                pattern = f"(?:{behind}{named})" + pattern
            if row.only_behind:
                pattern = f"(?:(?<![{HAN}])|(?<=[{row.only_behind}]))" + pattern
            if say.startswith(("{dmonth}", "{dday}")):
                pattern = r"(?<![0-9][/.-])" + pattern  # the end of a longer row of numbers
            if row.clock:
                pattern += r"(?=\s[0-2]?[0-9]:[0-5][0-9])"
            if row.before:
                pattern += f"(?={one_of(row.before)})"
            guarded = edge + pattern if bound else pattern
            follows.append(made := alternative(guarded, say, listed, lexicon))
            if row.after:
                continue
            if say.startswith("{weekday}"):
                weekday.append(made)
            elif digits:
                numbered.append(made)
            else:
                (bounded if bound else worded).append(made)
        traps = words_alone("trap", table.traps)
        ahead = list_ahead((part.say for part in self.parts if part.listed), self.numbers, lexicon)
        self.numbered, self.follow = Choice(numbered, ahead), Choice(follows, ahead)
        self.worded = Choice([*traps, *bounded, *worded, *weekday], ahead)
        # What the next part may begin with: a look at one character spares most of the matches.
        self.next_part = frozenset(
            [say[0] for say, _ in entries if not say.startswith("{")]
            + [word[0] for word in (*table.weekdays, *self.numbers, *table.nths)]
            + list("0123456789")
            + list(lexicon.numbers.digits)
        )
        self.list_gap = re.compile(rf"\s?(?:{one_of(table.lists)})\s?")
        self.joined = re.compile(rf"(?:\([^()\n]{{1,24}}\))?{self.list_gap.pattern}")
        self.timeless = re.compile(rf"(?:{one_of(table.timeless)})\s?$")
        self.coming_before = re.compile(rf"(?:{one_of(table.coming_before)})\s?$")
        alone = f"(?<![{HANGUL}])" if spaced else ""
        self.not_behind = re.compile(rf"{alone}(?:{one_of(table.not_behind)})\s?$")
        self.quotes, self.opening = QUOTES, frozenset(opener for opener, _ in QUOTES)
        quoted = (f"{re.escape(a)}[^{re.escape(a + b)}]*{re.escape(b)}" for a, b in QUOTES)
        self.quoted = re.compile("|".join(quoted))
        apart = f"(?!{one_of(table.past_traps)})" if table.past_traps else ""
        self.past_verb = re.compile(apart + one_of(table.past)) if table.past else PAST_ENDING
        modifier = rf"^\s?(?:{one_of(lexicon.language.particles)})?\s?[{HANGUL}]{{1,6}}{one_of(table.told)}"
        self.told = re.compile(f"{modifier}|{PAST_ENDING.pattern}" if spaced else one_of(table.told))
        self.seen = tuple(table.seen) or ("\0",)
        self.told_before = tuple(table.told_before)
        self.reports = Peek(rf"\s?(?:{one_of(table.reports)})", table.reports)
        self.reported = re.compile(rf"(?:{one_of(table.reported)})\s") if table.reported else None
        of_event = rf"({one_of(table.events)})\s?$|([{HANGUL}]{{2,6}}?){one_of(table.told)}\s$"
        self.event = re.compile(of_event) if table.events else None
        self.stated = re.compile(one_of(table.present))
        self.topics = re.compile(one_of(table.topics))
        self.travels = re.compile(one_of(table.travels))
        self.beside = table.weekdays | table.short_weekdays
        self.join = re.compile(rf"[^\S\n]?(?:{one_of(table.joiners)})?[^\S\n]?")
        long_weekdays = [word for word in table.weekdays if len(word) > 1]
        self.of_week = re.compile(rf"{self.join.pattern}({one_of(long_weekdays)})")
        counted = rf"(?:{one_of(table.nths)})\s?(?:{one_of(table.nth_units)})?\s?$"
        self.nth_behind = re.compile(counted) if table.nth_units else re.compile("(?!)")
        self.range = Peek(rf"\s?(?:{one_of(table.ranges)})\s?", table.ranges)
        self.open_range = Peek(rf"(?:{one_of(table.open_ranges)})\s?", table.open_ranges)
        self.between = Peek(rf"\s?(?:{one_of(table.between)})\s?", table.between)
        self.between_end = Peek(rf"\s?{one_of(table.between_ends)}", table.between_ends)
        self.onward = Peek(rf"\s?(?:{one_of(table.onward)})\s?", table.onward)
        self.range_end = re.compile(one_of(table.range_ends))
        lasting = rf"\s?(?!{one_of(table.not_lasting)})(?:{one_of(table.duration_after)})"
        self.lasting = Peek(lasting, table.duration_after)
        self.reporting = re.compile(one_of(table.reporting)) if table.reporting else None
        self.plans = re.compile(rf"[{HAN}]{{0,4}}?(?:{one_of(table.plans)})")
        # A word of two letters and a year, or a month of which its last digit cannot be a month of its own.
        year, month = table.fused or ("\0", "\0")
        fused = rf"(?:(?:19|20)[0-9]{{2}}{year}|[1-9]{month}|(?<=[A-Za-z]{{3}})1[0-2]{month})"
        self.fused = re.compile(rf"[A-Za-z](?<=[A-Za-z]{{2}})(?={fused})") if table.fused else None
        self.reported_on = re.compile(rf"\s?(?:{one_of(table.reports_on)})")
        self.credit = re.compile(rf"\s?/?\s?(?:{one_of(table.captions)})")
        self.within = Peek(rf"\s?(?:{one_of(table.within)})", table.within)
        self.inside = _Mods(table.mods, "inside")
        self.behind = _Mods(table.mods, "after")
        self.aside = Peek(r"\([^()\n]{1,24}\)", ["("])
        self.ahead = _Mods(table.mods, "before")
        bracket = r"(?:\s?\([^()]{1,24}\))?"
        self.comparison = Peek(rf"{bracket}(?:{one_of(table.comparisons)})", [*table.comparisons, "("])
        amount = rf"{one_of(table.of_amount)}?\s?(?:[0-9][0-9.,]*[{HANGUL}%]{{1,6}}?,?\s?){{1,3}}"
        self.amount_compared = re.compile(rf"{amount}(?:{one_of(table.comparisons)})")
        self.since_it = re.compile(rf"(?:\([^()]{{1,24}}\))?\s?(?:{one_of(table.since)})")
        apart = f"(?!{one_of(table.topics)})" if table.topics else ""  # a topic says what the verb is about: the year
        self.since = re.compile(rf"(?:\([^()]{{1,24}}\))?(?:{apart}[^0-9.,\n()]){{0,14}}?(?:{one_of(table.since)})")
        within = rf"(?:(?!{one_of(table.topics)}|[0-9]{{4}})(?:[^.,\n]|[.,](?=[0-9])))"
        self.record = re.compile(
            rf"{within}{{0,40}}?(?:{one_of(table.since)}){within}{{0,12}}?(?:{one_of(table.records)})"
        )
        self.compared_to, self.passed = tuple(table.compared_to), tuple(table.passed)
        self.earlier = tuple(table.earlier)
        self.coming_after = Peek(one_of(table.coming_after), table.coming_after)
        self.bracket = Peek(rf"\s?\(\s?({one_of([*table.weekdays, *table.short_weekdays])})\s?\)", ["("])


def part_id(row: PartRow) -> str:
    """What a part fixes, as a part of a rule's id: its operations in lower case, with no slot (`y-1`, `m.d`)."""
    ids = []
    for at, name, argument, last in _OP.findall(row.means):
        fixed = "" if argument.startswith("{") else argument
        through = f"-{name.lower()}" if last and fixed else ""  # from the first quarter to the one named
        ids.append(f"{at}{name.lower()}{fixed}{through}")
    return ".".join(ids)


class _Mods:
    """The words of one place that modify a date, and what each says."""

    def __init__(self, rows: tuple[ModRow, ...], place: str) -> None:
        rows = tuple(row for row in rows if row.place == place)
        words = [word for row in rows for word in row.words]
        self._names: dict[str, DateMod] = {word.replace(" ", ""): row.mod for row in rows for word in row.words}
        self._not_before = {word.replace(" ", ""): row.not_before for row in rows for word in row.words}
        self._not_behind = {
            word.replace(" ", ""): row.not_behind for row in rows for word in row.words if row.not_behind
        }
        self._unless = {word.replace(" ", ""): tuple(row.unless) for row in rows for word in row.words if row.unless}
        self._behind = Peek(rf"\s?({one_of(words)})", words)
        self._ahead = Peek(rf"\s?({one_of(word[::-1] for word in words)})", [word[::-1] for word in words])

    def match(self, text: str, end: int) -> tuple[int, DateMod] | None:
        """Where a word that stands at `end` ends, and what it says."""
        match = self._behind.match(text, end)
        if match is None:
            return None
        word = "".join(match[1].split())
        following = text[match.end() : match.end() + 1]
        other = following and following in self._not_before[word]
        if other and not text.startswith(self._unless.get(word, ()), match.end()):
            return None
        return match.end(), self._names[word]

    def before(self, text: str, start: int) -> DateMod | None:
        """What a word says that ends at `start`, read backwards from there."""
        left = text[max(0, start - _LEFT) : start][::-1]
        match = self._ahead.match(left, 0)
        if match is None:
            return None
        word, behind = "".join(match[1].split())[::-1], left[match.end() : match.end() + 1]
        return None if behind and behind in self._not_behind.get(word, "") else self._names[word]


@lru_cache(maxsize=4)
def date_patterns(lang: str) -> DatePatterns:
    """The compiled date parts of `lang`."""
    return DatePatterns(load_lexicon(lang))
