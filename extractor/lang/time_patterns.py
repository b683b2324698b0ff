"""Durations, recurrences and clock times of one language, compiled."""

import re

from extractor.lang.grammar import Grammar
from extractor.lang.patterns import HANGUL, one_of, one_of_first, searching


class DurationPatterns:
    """Words of duration, and what before and behind a duration changes its reading."""

    def __init__(self, grammar: Grammar) -> None:
        table = grammar.lexicon.durations
        guard = f"(?<![{HANGUL}])" if grammar.spaced else ""
        self.fixed_values = {word.replace(" ", ""): iso for word, iso in table.fixed.items()}
        trap = f"(?P<trap>{one_of(table.traps)})|" if table.traps else ""
        self.fixed = re.compile(
            rf"{one_of_first([*table.traps, *table.fixed])}(?:{trap}{guard}({one_of(table.fixed)}))"
        )
        rows = {word.replace(" ", ""): row for row in table.units for word in row.words}
        self.rows = rows
        units = one_of(w for r in table.units if r.unit not in "ms" for w in r.words)
        self.some = re.compile(rf"{one_of_first(table.some)}{guard}(?:{one_of(table.some)})\s?({units})")
        self.before = re.compile(rf"{guard}(?:{one_of(table.before)})\s?$")
        self.coming = re.compile(rf"(?:{one_of(table.coming)})\s?$")
        self.within = re.compile(rf"\s?(?:{one_of(table.within)})")
        self.half = re.compile(rf"\s?{one_of(table.half)}") if table.half else None
        self.ago = re.compile(rf"\s?(?:{one_of(table.ago)})(?!{one_of(table.not_ago)})")
        self.later = re.compile(rf"\s?(?:{one_of(table.later)})(?!{one_of(table.not_later)})")
        self.compared = re.compile(rf"\s?(?:\([^()]{{1,30}}\))?(?:{one_of(grammar.lexicon.dates.compared)})")
        self.lasting = re.compile(rf"\s?(?:{one_of(grammar.lexicon.dates.duration_after)})")
        self.averages = re.compile(rf"\s?(?:{one_of(table.averages)})")
        self.long = re.compile(rf"(?:{guard}(?:{one_of(table.long)})|{one_of(table.long_ends)})\s?$")
        number = rf"(?:[0-9]{{1,2}}|[{''.join(grammar.lexicon.numbers.digits)}])"
        night, days = one_of(table.nights), one_of(table.days)
        orders = (number, days, number, night) if table.days_first else (number, night, number, days)
        shape = "(?P<days>{}){}{}{}" if table.days_first else "{}{}\\s?(?P<days>{}){}"
        self.journey = re.compile(shape.format(*orders)) if table.nights else None
        self.each = re.compile(rf"{guard}(?:{one_of(table.each)})\s?$") if table.each else None
        self.every = re.compile(rf"\s?(?:{one_of(table.every)})")


class RecurrencePatterns:
    """Words of recurrence."""

    def __init__(self, grammar: Grammar) -> None:
        table = grammar.lexicon.durations
        guard = f"(?<![{HANGUL}])" if grammar.spaced else ""
        self.values = {word.replace(" ", ""): iso for word, iso in (table.sets | table.daily).items()}
        self.words = searching(table.sets, before=guard + f"(?!{one_of(table.traps)})")
        after = rf"(?=\s?(?:{one_of(table.daily_after)}))"
        self.daily = searching(table.daily, before=guard, after=after) if table.daily else None


class TimePatterns:
    """Clock times as digits and as they are spoken."""

    def __init__(self, grammar: Grammar) -> None:
        table, numbers = grammar.lexicon.durations, grammar.lexicon.numbers
        digits = "".join([*numbers.digits, *numbers.small])
        word = one_of(numbers.native) if numbers.native else rf"[{digits}]{{1,3}}"
        self.add = {word: row.add for row in table.dayparts for word in row.words}
        part = rf"(?:({one_of(self.add)})\s?)?"
        hours = one_of([*table.hours, *table.weak_hours])
        guard = rf"(?<![{HANGUL if grammar.spaced else ''}0-9.,A-Za-z{''.join(grammar.lexicon.units.ordinal_before)}])"
        minute = rf"(?:\s?(?:([0-9]{{1,2}}|{word})\s?(?:{one_of(table.minutes)})|({one_of(table.half_hour)})))?"
        second = rf"(?:\s?([0-9]{{1,2}})\s?(?:{one_of(table.seconds)}))?"
        half_day = r"\s?([AaPp])\.?[Mm]\b\.?"
        clock = rf"([0-9]{{1,2}})[::]([0-5][0-9])(?:[::]([0-5][0-9]))?(?![0-9:])(?:{half_day})?"
        shared = rf"(?:([0-9]{{1,2}})\s?(?:{one_of(numbers.ranges)})\s?)?"
        first = one_of_first([*self.add, *"0123456789", *digits, *numbers.native])
        self.spoken = re.compile(
            rf"{first}{guard}(?!{one_of(table.traps)}){part}(?:(?<![0-9:/.]){clock}|([0-9]{{1,2}}){half_day}"
            rf"|{shared}([0-9]{{1,2}}|{word})\s?({hours}){minute}{second})"
        )
        self.not_hours = re.compile(one_of(table.not_hours))
        self.fixed = searching(table.clocks, before=f"(?!{one_of(table.traps)})") if table.clocks else None
        self.range = grammar.range
        self.open_range = re.compile(rf"(?:{one_of(table.open_ranges)})\s?")
        self.range_end = re.compile(rf"\s?(?:{one_of(table.range_ends)})")
        self.around = re.compile(rf"\s?(?:{one_of(table.around)})")
        self.generic = re.compile(one_of(table.generic))
        self.of_day = re.compile(rf"(?:{one_of(table.day_ends)})\s?$")
