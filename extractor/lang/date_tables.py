"""The shape of the tables of dates, durations and clock times: what a row of each may hold."""

from typing import Literal

from pydantic import Field

from extractor.core.values import Bound, DateMod
from extractor.lang.tables import Examples, Row, Words


class PartRow(Row):
    """A part of a date. `means` says what it fixes; see kinds/calendar.py."""

    say: Words
    means: str
    glued: bool = False  # may stand right behind a letter of the language
    after: bool = False  # only behind another part
    needs: bool = False  # only before another part
    not_before: str = ""  # characters behind it that make it another word
    not_behind: str = ""  # characters before it that make it another word
    named: bool = False  # unless they end a name in Latin letters
    only_behind: str = ""  # the only letters that may stand right before it
    before: Words = ()  # only ahead of one of these words
    lasts: bool = True  # a word of duration behind it makes it a length of time
    mod: DateMod | None = None  # what the words say beside the date
    night: bool = False  # a session that ended in the night: what is a day earlier counts from it
    over: bool = False  # the end of a year, or the whole of it: told of when it is over
    clock: bool = False  # only before a clock time
    fraction: bool = False  # only where the two numbers are no fraction in its lowest terms
    swaps: bool = False  # only where it does not matter which number is the day, the month and the year
    sole: bool = False  # goes before a list of numbers that share its unit
    paired: bool = False  # only where another such year stands close by
    early: bool = False  # a year of long ago, which looks like a number of years: only where nothing says that it is
    since: int = 0  # the year before the first of its era
    near: bool = False  # only where a year has just been named: else it means in those days
    langs: Words = ()  # only in these of the languages that share the table
    examples: Examples = Field(default_factory=dict)


class ModRow(Row):
    mod: DateMod
    words: Words
    place: Literal["inside", "after", "before"] = "inside"
    not_before: str = ""  # characters behind it that make it another word
    not_behind: str = ""  # characters before a word that stands before the date: it is another word
    unless: Words = ()  # words that begin so and make it no other word


class DateTable(Row):
    parts: tuple[PartRow, ...]
    mods: tuple[ModRow, ...]
    joiners: Words = ()  # between the parts of one date
    ranges: Words  # between two dates of a range
    open_ranges: Words = ()  # between two dates of a range that a closing word must end
    open_ends: Words = ()  # the same with no space: from
    range_ends: Words = ()
    weekdays: dict[str, int] = Field(default_factory=dict)
    short_weekdays: dict[str, int] = Field(default_factory=dict)  # only in brackets behind a date
    tens: dict[str, int] = Field(default_factory=dict)  # other ways to write 20 and 30 in a day
    nths: dict[str, int] = Field(default_factory=dict)  # which week, weekday or day of a month; -1 is the last
    nth_units: Words = ()  # behind them: which week, or which of the weekdays
    between: Words = ()  # between two dates of a range that one of `between_ends` must end
    between_ends: Words = ()
    onward: Words = ()  # between two days of a range that no word need end
    captions: Words = ()  # sources of pictures, to which what follows may be written with no space
    traps: Words = ()
    duration_after: Words = ()  # behind a number of days or years: it is a length of time
    not_lasting: Words = ()  # what only begins like one of them
    coming_after: Words = ()  # behind a month: a delivery month, which lies ahead
    reporting: Words = ()  # the period of a report: what comes behind counts from the last one that the text has named
    plans: Words = ()  # a few letters behind a date: it is what lies ahead
    fused: Words = ()  # the units of a year and of a month, which may be written to a word in Latin letters
    appositions: Words = ()  # between a relative date and the same date by number
    early_behind: Words = ()  # right before a year of long ago: it is one
    lists: Words = ()  # between dates that share a unit, or what stands before the first
    not_behind: Words = ()  # before a date: of another calendar, or of every year
    reports: Words = ()  # verbs of what somebody said: the day before one is that of the news, not of what it tells
    reported: Words = ()  # what ends the words that were said
    events: Words = ()  # before "that day": the day on which such a thing happened, no other
    timeless: Words = ()  # before a month or quarter: that of all years
    passed: Words = ()  # right before a word that puts a date behind us: so long has passed, and it says no more of it
    earlier: Words = ()  # right before a day: the text only looks back at it
    coming_before: Words = ()  # before a date: it lies ahead
    period_ends: Words = ()  # between a day and the number of months that end with it
    topics: Words = ()  # between a date and a verb: the verb speaks of something else
    travels: Words = ()  # between two dates of a sentence: something came from the first to the second
    past: Words = ()  # words behind a date that put it behind us
    past_traps: Words = ()  # words in which those are none
    seen: Words = ()  # behind a date and its word for "from": as seen from it
    told_before: Words = ()  # right before a date that nothing puts ahead: it is told of what was
    told: Words = ()  # the same on either side of it, or endings of the first word behind it
    present: Words = ()  # endings of a verb that speaks of now or of what comes
    reports_on: Words = ()  # behind a period: what is reported on it, soon after its end
    within: Words = ()  # behind a quarter by its number: it is that quarter, no length of time
    fiscal_names: Words = ()  # a fiscal year, of which such a word says when it ends
    fiscal_closings: Words = ()  # between the month in which it ends and a fiscal year
    fiscal_ends: Words = ()  # between a fiscal year and the month in which it ends
    since: Words = ()  # a few words behind a year: what is told goes back to it, but is not about it
    records: Words = ()  # behind those words, however far from the year: what has not been since is no part of it
    comparisons: Words = ()  # behind a date: something is measured against it, it is not what the text is about
    of_amount: Words = ()  # between a date and its amount, behind which such a word may also stand
    compared_to: Words = ()  # the same before a date
    compared: Words = ()  # behind a time ago: it is measured from the period that the text speaks of


class DurationRow(Row):
    unit: str  # Y M W D TH TM TS Q
    words: Words
    native: bool = False
    bound: Bound | None = None  # what a word inside the unit says of the number
    not_after: Words = ()  # behind the unit: it is another word
    dates: bool = False  # the word is also a date's: a duration only with a sign of one
    factor: int = 1
    joined: bool = False  # only beside a longer or a shorter unit
    example: Examples


class ClockRow(Row):
    """A part of the day: `add` hours to an hour below twelve."""

    words: Words
    add: int = 0
    night: bool = False  # twelve of it is midnight


class DurationTable(Row):
    units: tuple[DurationRow, ...]
    fixed: dict[str, str]  # words -> ISO 8601
    before: Words = ()  # belong to the span and anchor it: past, coming
    before_not_behind: dict[str, str] = Field(default_factory=dict)  # one of these -> letters: so long has passed
    near: Words = ()  # the same ahead of one of `near_after`, where elsewhere they say that it is nearly so long
    near_after: Words = ()
    near_surely: Words = ()  # the same whatever says that it is nearly so long ...
    near_word_behind: str = ""  # ... if no other word ends with those
    near_among: Words = ()  # the same right behind one of these ...
    near_among_not_behind: str = ""  # ... no other word ends with those ...
    near_among_not: Words = ()  # ... and not ahead of one of these
    near_opening: Words = ()  # the same where it begins a clause
    near_opening_not: Words = ()  # any letter is, but for these
    near_not_behind: str = ""  # characters before those that make them another word, or say that it is nearly so long
    coming: Words = ()  # those of `before` that look ahead
    within: Words = ()  # behind a duration: at most
    whole: Words = ()  # behind a number of years that may be two digits of one: they count years
    not_behind: Words = ()  # right before the number: it counts no time, but says which one
    ago: Words = ()
    later: Words = ()
    some: Words = ()
    some_not_behind: dict[str, str] = Field(default_factory=dict)  # one of these -> letters that make it another word
    over: Words = ()  # between a length of time and the word for ago: and a little more
    between: Words = ()  # between the units of one length of time: a year and six months
    counted: Words = ()  # before a number of weeks: it counts what has the same word
    shares: Words = ()  # farther before it: it counts shares, for which there is the same word
    day_behind: Words = ()  # right before a number of days: it is a day of that month
    week_stems: Words = ()  # before a number: the two are a weekday
    terms: Words = ()  # before so many years and months: a sentence, say, whose months are written as a date's
    term_months: Words = ()  # right before so many months alone: the same
    term_months_not_behind: str = ""  # characters before those that make them another word
    half_inside: Words = ()  # between a number and its unit: and a half
    whole_inside: Words = ()  # the same with no half, which the left end of a range may have
    half: Words = ()  # behind a duration: and a half
    not_ago: Words = ()
    not_later: Words = ()
    sets: dict[str, str] = Field(default_factory=dict)
    share: Words = ()  # behind a day, week, month or year, and ahead of a number: so much goes to each
    every: Words = ()  # behind a duration: recurring
    each: Words = ()  # before a duration: recurring
    nights: Words = ()  # between the nights and the days of a journey, in that order; the second counts
    days: Words = ()  # of a journey
    long: Words = ()  # before a number of days: it is a length of time
    long_ends: Words = ()  # endings of the word before a number of days that say the same
    lasting_before: Words = ()  # right before a number of years: it is a length of time
    days_first: bool = False  # the first counts
    day_ends: Words = ()  # before an hour word that is other things too: it is an hour of that day
    around: Words = ()  # behind an hour: about that time
    onward: Words = ()  # of those, between two that no word need end
    open_ranges: Words = ()  # between two clock times of a range that a closing word must end
    range_ends: Words = ()
    generic: Words = ()  # before a clock time: of every day
    daily: dict[str, str] = Field(default_factory=dict)  # recurring before one of `daily_after`
    daily_not_behind: Words = ()  # before it: then it is the length of that day
    as_of: Words = ()  # behind a clock time: what is told held then
    daily_after: Words = ()
    hours: Words = ()
    minutes: Words = ()
    seconds: Words = ()
    half_hour: Words = ()
    quarter_hours: dict[str, int] = Field(default_factory=dict)  # behind an hour: a quarter past and so on
    day_words: Words = ()  # words of a day and a part of it, such as tonight: the part holds for an hour behind
    evening_ends: Words = ()  # behind an hour: it is one of the evening
    hour_ends: Words = ()  # behind an hour word that is other things too: it is an hour
    hour_nots: Words = ()  # before it: then it is not
    weak_hours: Words = ()  # hour words that are other things too: only with a part of the day or minutes
    dayparts: tuple[ClockRow, ...] = ()
    clocks: dict[str, str] = Field(default_factory=dict)  # noon, midnight
    not_hours: Words = ()  # behind an hour word: it is another word
    anchors: Words = ()  # between a date and its time
    traps: Words = ()
    spanning: Words = ()  # behind a duration: all through it
    averages: Words = ()  # behind a duration: a moving average, whose duration no bound concerns
    examples: Examples = Field(default_factory=dict)
