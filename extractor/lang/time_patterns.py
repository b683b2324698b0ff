"""Durations, recurrences and clock times of one language, compiled."""

import re
from collections.abc import Iterable

from extractor.lang.date_slots import spelled_numbers
from extractor.lang.grammar import Grammar
from extractor.lang.patterns import HAN, HANGUL, Scan, beginnings, beginnings_of, one_of, searching


class DurationPatterns:
    """Words of duration, and what before and behind a duration changes its reading."""

    def __init__(self, grammar: Grammar) -> None:
        table = grammar.lexicon.durations
        guard = f"(?<![{HANGUL}])" if grammar.spaced else ""
        self.fixed_values = {word.replace(" ", ""): iso for word, iso in table.fixed.items()}
        trap = f"(?P<trap>{one_of(table.traps)})|" if table.traps else ""
        fixed = rf"(?:{trap}{guard}({one_of(table.fixed)}))"
        self.fixed = Scan(fixed, beginnings_of([*table.traps, *table.fixed]))
        rows = {word.replace(" ", ""): row for row in table.units for word in row.words}
        self.rows = rows
        units = one_of(w for r in table.units if r.unit not in "ms" for w in r.words)
        other = "".join(f"(?!(?<=[{behind}]){word})" for word, behind in table.some_not_behind.items())
        self.some = Scan(rf"{guard}{other}(?:{one_of(table.some)})\s?({units})", beginnings_of(table.some))
        passed = "".join(f"(?!(?<=[{behind}]){word})" for word, behind in table.before_not_behind.items())
        self.before = re.compile(rf"{guard}{passed}(?:{one_of(table.before)})\s?$")
        self.near = re.compile(rf"(?<![{table.near_not_behind}])(?:{one_of(table.near)})$") if table.near else None
        self.near_after = re.compile(one_of(table.near_after))
        self.near_surely = re.compile(one_of(table.near_surely))
        word_behind = f"(?<![{table.near_word_behind}])" if table.near_word_behind else ""
        self.near_any = re.compile(rf"{word_behind}(?:{one_of(table.near)})$")
        apart = f"(?<![{table.near_among_not_behind}])" if table.near_among_not_behind else ""
        self.near_among = re.compile(rf"{apart}(?:{one_of(table.near_among)})(?:{one_of(table.near)})$")
        self.near_among_not = tuple(table.near_among_not)
        self.near_opening = re.compile(one_of(table.near_opening)) if table.near_opening else None
        goes_on = rf"(?!{one_of(table.near_opening_not)})[{HAN}]" if table.near_opening_not else "(?!)"
        self.near_goes_on = re.compile(goes_on)
        self.clock_units = tuple(word for word, row in rows.items() if row.unit in "hms")
        self.opening = re.compile(rf"(?:^|[^{HAN}{HANGUL}A-Za-z0-9])(?:{one_of(table.near)})$")
        self.day_behind = tuple(table.day_behind) or ("\0",)
        self.coming = re.compile(rf"(?:{one_of(table.coming)})\s?$")
        self.within = re.compile(rf"\s?(?:{one_of(table.within)})")
        self.half = re.compile(rf"\s?{one_of(table.half)}") if table.half else None
        self.over = tuple(table.over)
        over = rf"\s?(?:{one_of(table.over)})?\s?"
        self.ago = re.compile(rf"{over}(?:{one_of(table.ago)})(?!{one_of(table.not_ago)})")
        self.later = re.compile(rf"{over}(?:{one_of(table.later)})(?!{one_of(table.not_later)})")
        self.compared = re.compile(rf"\s?(?:\([^()]{{1,30}}\))?(?:{one_of(grammar.lexicon.dates.compared)})")
        dates = grammar.lexicon.dates
        self.lasting = re.compile(rf"\s?(?!{one_of(dates.not_lasting)})(?:{one_of(dates.duration_after)})")
        self.spanning = re.compile(one_of(table.spanning))
        self.averages = re.compile(rf"\s?(?:{one_of(table.averages)})")
        self.long = re.compile(rf"(?:{guard}(?:{one_of(table.long)})|{one_of(table.long_ends)})\s?$")
        number = rf"[0-9{''.join(grammar.lexicon.numbers.digits)}](?:(?<=[0-9])[0-9])?"  # a set first is found quickly
        night, days = one_of(table.nights), one_of(table.days)
        orders = (number, days, number, night) if table.days_first else (number, night, number, days)
        shape = "(?P<days>{}){}{}{}" if table.days_first else "{}{}\\s?(?P<days>{}){}"
        self.nights = tuple(table.nights)
        self.journey = re.compile(shape.format(*orders)) if table.nights else None
        self.each = re.compile(rf"{guard}(?:{one_of(table.each)})\s?$") if table.each else None
        self.counted = tuple(table.counted) or ("\0",)
        self.shares = re.compile(one_of(table.shares)) if table.shares else None
        self.week_stems = tuple(table.week_stems) or ("\0",)
        self.whole = re.compile(one_of(table.whole))
        self.not_behind = tuple(table.not_behind) or ("\0",)
        self.terms = re.compile(rf"(?:{one_of(table.terms)})")
        other = f"(?<![{table.term_months_not_behind}])" if table.term_months_not_behind else ""
        self.term_months = re.compile(rf"{other}(?:{one_of(table.term_months)})\s?$") if table.term_months else None
        plain = {word for word in spelled_numbers(grammar.lexicon)}
        self.counting = frozenset(grammar.lexicon.numbers.digits) - plain  # digits in words that no date is written in
        whole = one_of(w for r in table.units if r.unit not in "QYD" for w in (word.split(" ")[0] for word in r.words))
        digits = "".join([*grammar.lexicon.numbers.digits, *grammar.lexicon.numbers.small])
        self.half_inside = re.compile(rf"{one_of(table.half_inside)}({whole})") if table.half_inside else None
        ends = rf"{one_of(table.whole_inside)}?\s?(?:{one_of(grammar.lexicon.numbers.ranges)})\s?"
        number = rf"(?<![0-9.,])[0-9]{{1,4}}|[{digits}]{{1,3}}"
        self.halved = re.compile(rf"(?:({number}){ends})?({number})$")  # what stands before it
        years = one_of(
            w for r in table.units if r.unit == "Y" and r.dates and r.factor == 1 for w in r.words if len(w) == 1
        )
        self.short_years = re.compile(rf"(?<![0-9])(?<![0-9][.,])([0-9]{{2}})\s?{years}")
        self.lasting_before = tuple(table.lasting_before) or ("\0",)
        self.share = re.compile(rf"(?:{one_of(table.share)})\s[0-9]") if table.share else None
        self.every = re.compile(rf"\s?(?:{one_of(table.every)})")


class RecurrencePatterns:
    """Words of recurrence."""

    def __init__(self, grammar: Grammar) -> None:
        table = grammar.lexicon.durations
        guard = f"(?<![{HANGUL}])" if grammar.spaced else ""
        self.values = {word.replace(" ", ""): iso for word, iso in (table.sets | table.daily).items()}
        self.words = searching(table.sets, before=guard + f"(?!{one_of(table.traps)})")
        after = rf"(?=\s?(?:{one_of(table.daily_after)}))"
        alone = "".join(f"(?<!{re.escape(word)})" for word in table.daily_not_behind)
        self.daily = searching(table.daily, before=alone + guard, after=after) if table.daily else None


class TimePatterns:
    """Clock times as digits and as they are spoken."""

    def __init__(self, grammar: Grammar) -> None:
        table, numbers = grammar.lexicon.durations, grammar.lexicon.numbers
        digits = "".join([*numbers.digits, *numbers.small])
        tens = [word for word, value in numbers.native.items() if value == "10"]
        teens = [ten + word for ten in tens for word, value in numbers.native.items() if value in ("1", "2")]
        word = one_of([*numbers.native, *teens]) if numbers.native else rf"[{digits}]{{1,3}}"
        self.add = {word: row.add for row in table.dayparts for word in row.words}
        self.night = frozenset(word for row in table.dayparts if row.night for word in row.words)
        hours = one_of([*table.hours, *table.weak_hours])
        guard = rf"(?<![{HANGUL if grammar.spaced else ''}0-9.,A-Za-z{''.join(grammar.lexicon.units.ordinal_before)}])"
        part = rf"(?:(?:(?<![{HANGUL}A-Za-z])|(?<=[0-9]))(?P<part>{one_of(self.add)})\s?|{guard})"
        sixty, bare = _spelled_minutes(numbers.digits, numbers.small)
        number = rf"[0-9]{{1,2}}|{sixty}|{word}"
        labelled = rf"(?P<minute>{number})\s?(?:{one_of(table.minutes)})"
        unlabelled = rf"(?P<bare>(?:[0-5][0-9]|{bare})(?![0-9.%{digits}{''.join((*table.minutes, *table.seconds))}]))"
        quarters = one_of(table.quarter_hours)
        minute = rf"(?:\s?(?:{labelled}|(?P<half>{one_of(table.half_hour)})|(?P<quarter>{quarters})|{unlabelled}))?"
        second = rf"(?:\s?(?P<second>{number})\s?(?:{one_of(table.seconds)}))?"
        half_day = r"\s?(?P<{}>[AaPp])\.?[Mm]\b\.?"
        clock = r"(?P<hour>[0-9]{1,2})[::](?P<of_hour>[0-5][0-9])(?:[::](?P<of_minute>[0-5][0-9]))?(?![0-9:])"
        shared = rf"(?:(?P<first>[0-9]{{1,2}})\s?(?:{one_of(numbers.ranges)})\s?)?"
        spelt = [*numbers.native, *teens] if numbers.native else list(digits)
        begins = _begins(self.add, spelt, [*table.hours, *table.weak_hours], numbers.ranges)
        traps = rf"(?!{one_of(table.traps)}(?!\s?(?:{number})\s?(?:{one_of(table.minutes)})))"
        self.spoken = Scan(
            rf"{traps}{part}(?:(?<![0-9:/.]){clock}(?:{half_day.format('behind')})?"
            rf"|(?P<alone>[0-9]{{1,2}}){half_day.format('letter')}"
            rf"|{shared}(?P<spoken>[0-9]{{1,2}}|{word})\s?(?P<unit>{hours}){minute}{second})",
            begins,
        )
        self.quarters = table.quarter_hours
        self.day_words = table.day_words
        aside = r"\s?\([^()\n]{1,12}\)[^0-9,。!?;\n]{0,24}$"  # tonight, with its date in brackets
        self.of_part = re.compile(rf"({one_of(table.day_words)}){aside}") if table.day_words else None
        self.evening_ends = tuple(table.evening_ends) or ("\0",)
        self.hour_ends = re.compile(rf"\s?{one_of(table.hour_ends)}")
        self.hour_nots = re.compile(rf"{one_of(table.hour_nots)}\s?$")
        self.not_hours = re.compile(one_of(table.not_hours))
        self.fixed = searching(table.clocks, before=f"(?!{one_of(table.traps)})") if table.clocks else None
        self.range = grammar.range
        self.open_range = re.compile(rf"(?:{one_of(table.open_ranges)})\s?")
        self.onward = re.compile(rf"(?:{one_of(table.onward)})\s?")
        self.range_end = re.compile(rf"\s?(?:{one_of(table.range_ends)})")
        self.as_of = re.compile(rf"\s?(?:{one_of(table.as_of)})")
        self.around = re.compile(rf"\s?(?:{one_of(table.around)})")
        self.generic = re.compile(one_of(table.generic))
        self.of_day = re.compile(rf"(?:{one_of(table.day_ends)})\s?$")


def _begins(parts: Iterable[str], spelt: Iterable[str], hours: Iterable[str], ranges: Iterable[str]) -> str:
    """A pattern for all that a clock time begins with: a part of the day, or a number with what stands behind it."""
    behind = {word[0] for word in hours}
    begins: dict[str, set[str]] = {}
    for word in parts:
        begins.setdefault(word[0], set()).add(word[1:].lstrip()[:1])
    alone = {word for word in spelt if len(word) == 1}
    for word in spelt:
        begins.setdefault(word[0], set()).update(alone | behind if len(word) == 1 else word[1:].lstrip()[:1])
    marks = "".join(map(re.escape, sorted({*behind, *":：AaPp", *(sign.lstrip()[:1] for sign in ranges)})))
    return "|".join([beginnings(begins), *(rf"{digit}[0-9]?\s?[{marks}]" for digit in range(10))])


def _spelled_minutes(digits: dict[str, int], small: dict[str, int]) -> tuple[str, str]:
    """Patterns of the numbers below sixty in words: any of them, and those that no decimal is written as."""
    ten = next(word for word, value in small.items() if value == 10)
    ones = "".join(word for word, value in digits.items() if 0 < value < 10 and len(word) == 1)
    tens = "".join(word for word, value in digits.items() if 1 < value < 6 and len(word) == 1)
    nought = "".join(word for word, value in digits.items() if value == 0 and len(word) == 1)
    tenfold = f"[{tens}]?{ten}[{ones}]?"
    return f"(?:{tenfold}|[{nought}]?[{ones}])", f"(?:{tenfold}|[{nought}][{ones}])"
