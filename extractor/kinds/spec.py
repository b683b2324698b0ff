"""What the words of a date fix, and what an article has spoken of so far."""

import datetime as dt
from dataclasses import dataclass, field
from enum import Enum

from extractor.kinds.calendar import Period


class Tense(Enum):
    """What the words around a date say of its side.

    TOLD: a word of its clause has it behind us. FUTURE: one has it ahead. NOW: its verb speaks of now or of what comes.
    OPEN: a word elsewhere may have it ahead. PAST: none does.
    """

    PAST = "past"
    TOLD = "told"
    FUTURE = "future"
    NOW = "now"
    OPEN = "open"

    @property
    def behind(self) -> bool:
        """Whether the date is taken to lie behind us."""
        return self in (Tense.PAST, Tense.TOLD)


@dataclass(slots=True)
class Spec:
    """What the words of a date fix. Pairs are (first, last) of a range that shares the rest."""

    direction: int = 0  # -1 past, +1 coming, by a word before the date
    year: tuple[int, int] | None = None
    year_relative: int | None = None
    year_context: int | None = None
    year_named: bool = False  # the year that the sentence names goes before the relative one
    year_over: bool = False  # the end of a year, or the whole: told of when it is over
    until: bool = False  # until then
    half: tuple[int, int] | None = None
    quarter: tuple[int, int] | None = None
    quarter_relative: int | None = None
    half_relative: int | None = None
    month: tuple[int, int] | None = None
    month_relative: int | None = None
    week_relative: int | None = None
    weekday: int | None = None
    follows: "Spec | None" = None  # the date of the list that stands before this one
    every: bool = False  # a month of every year
    beside: int | None = None  # a weekday that only accompanies the day
    weekend: bool = False
    aside: bool = False  # a month of delivery: not what the text is about
    trading: bool = False  # a day on which markets are open
    nth: tuple[str, int] | None = None  # which week, weekday or day of the month or year; -1 is the last
    day: tuple[int, int] | None = None
    day_relative: int | None = None
    day_context: int | None = None
    last_named: bool = False  # the day named last, whichever it was
    decade: int | None = None
    century: int | None = None
    fiscal: bool = False
    season: str | None = None
    same: bool = False
    same_month: bool = False  # what is the same is a month
    near: bool = False  # relative to what the same sentence has named, not to what was told before
    context: bool = False  # relative to the date that the sentence is about
    calendar: str = "gregorian"
    grains: list[str] = field(default_factory=list)

    @property
    def yearless(self) -> bool:
        """Whether the words leave open in which year, month or week the date lies."""
        return (
            not self.same
            and self.year is None
            and self.year_relative is None
            and self.year_context is None
            and self.month_relative is None
            and self.week_relative is None
            and self.day_relative is None
            and self.day_context is None
            and self.quarter_relative is None
            and self.half_relative is None
        )

    @property
    def anchored(self) -> bool:
        """Whether the words say which year or month is meant: by number, or counted from the publication."""
        return self.year is not None or self.year_relative is not None or self.month_relative is not None

    @property
    def grain(self) -> str:
        """The finest grain that the words name."""
        return self.grains[-1] if self.grains else "year"


Held = tuple[Period | None, Period | None, Period | None, Period | None]


@dataclass(slots=True)
class Context:
    """What the article has spoken of so far: a day and a period, for words such as the same day, a year earlier."""

    day: dt.date | None = None
    day_timex: str | None = None
    prefixed_day: dt.date | None = None
    unplanned: int = 0  # sentences that have ended since then
    named_day: dt.date | None = None  # the day named last, this day and the day before included
    named_timex: str | None = None  # the same as written, also where nothing anchors it
    weekly: Period | None = None  # the week named last
    monthly: Period | None = None  # the month named last, or the last of a year that has come to its end
    planned: dt.date | None = None  # the day last named, where it is still to come
    travel: Period | None = None  # what lies between two dates from which to which something came
    travel_at: int = -1  # where the second of them stands
    period: Period | None = None
    single: Period | None = None  # the same, of one year: no run of years, and none from which on something held
    days: Period | None = None  # the days named last, from one to another, where no period was named after them
    measured: bool = False  # something is measured against the date that is being read
    # Where the last date ends, the period that it and those joined to it are, and what held before it.
    undo: tuple[int, Period, Held] | None = None
    overnight: dt.date | None = None  # the day of the session that ended last night
    stepped: tuple[int | None, int | None, Period] | None = None  # the quarter or month before, as this sentence said
    sentence_period: Period | None = None
    unanchored: Period | None = None  # the month named last, or the day, where nothing anchors it
    adrift: bool = False  # the text speaks of such a year, since it last named one
    headed: Period | None = None  # what this sentence has named by a year counted from the publication
    unknown: bool = False  # this sentence speaks of a year that nothing anchors
    sentence_part: tuple[str, int, int] | None = None  # the last grain, year and number that the sentence has dated
    sentence_day: dt.date | None = None  # the last day whose month this sentence has named
    sentence_last: dt.date | None = None  # the last day that this sentence has named
    told_at: int | None = None  # where this sentence has named the day of what it tells
    written: tuple[dt.date, ...] = ()  # the days that this sentence writes with their years, also behind
    known_days: tuple[dt.date, ...] = ()  # those that the article writes so, where nothing says when it was written
    reported: tuple[Period, ...] = ()  # the periods on which it reports, in such an article
    dateline: bool = False  # a day that heads the sentence is today
    sentence_year: int | None = None  # a year that this sentence has named
    fiscal: tuple[int, int] | None = None  # how many years after its number a fiscal year ends, and in which month
    stated_at: int | None = None  # where the last year was named
    stated: Period | None = None  # the last period whose year the article states
