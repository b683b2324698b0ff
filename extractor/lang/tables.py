"""The shape of the language tables: what a row of each may hold."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from extractor.core.values import Bound, DateMod, PercentUnit

Words = tuple[str, ...]
Examples = dict[str, str]


class Row(BaseModel):
    """A table row: closed and frozen."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class BoundRow(Row):
    """Words that bound a value, left or right of it."""

    bound: Bound
    before: Words = ()
    after: Words = ()
    not_before: str = ""  # characters that make the word before them another word
    not_behind: str = ""  # characters that make the word behind them another word
    ends: bool = False  # only where a word ends behind it
    example: str


class LanguageTable(Row):
    """What is true of the language as a whole."""

    bounds: tuple[BoundRow, ...]
    before_gap: Words = ()  # may stand between a bound and its value
    after_gap: Words = ()  # particles and words between a value and its bound
    negations: Words = ()  # after a bound: not above means at most
    objects: Words = ()  # before a value: what is exceeded by it
    exceeding: Words = ()  # behind such a value: it says by how much
    after_vowel: Words = ()  # particles that only follow an open syllable
    after_consonant: Words = ()  # and those that only follow a closed one
    particles: Words = ()
    future: Words = ()  # words that put a sentence into the future
    rate: Words = ()  # before a denominator: each, per
    rate_after: Words = ()  # after a denominator


class CurrencyRow(Row):
    """A currency's words. `candidates` are the codes that an ambiguous word may also mean."""

    code: str
    words: Words
    candidates: Words = ()
    local: bool = False  # the candidates count only where the article speaks of their place
    loose: bool = False  # a single syllable that is also other things: needs digits or a magnitude before it
    minor: bool = False  # the hundredth part
    before: Words = ()  # names of the currency that are written before the number
    example: Examples


class MoneyTable(Row):
    """Currency words and what glues to them; what stands around amounts is in money_tables.py."""

    currencies: tuple[CurrencyRow, ...]
    not_after: Words = ()  # characters that make the word before them no currency
    units: Words = ()


class SignRow(Row):
    """A currency sign or code written before or after the number."""

    code: str
    signs: Words
    candidates: Words = ()
    local: bool = False


class CurrencyTable(Row):
    """Signs and codes that all languages share."""

    signs: tuple[SignRow, ...]
    codes: Words
    same: dict[str, str] = Field(default_factory=dict)  # a code that papers write -> the ISO code
    letters: dict[str, int]  # million, billion as letters after a coded amount -> power of ten
    rates: dict[str, tuple[str, str]] = Field(default_factory=dict)  # what a US dollar has cost: lowest, highest


class PercentRow(Row):
    unit: PercentUnit = "percent"
    words: Words
    scale: str = "1"  # one of the unit in percent (or in the unit named)
    places: bool = False  # a decimal system of its own: 1할 2푼
    digits: bool = False  # two digits are tenths and hundredths: 八五 of it is 85 per cent
    half: bool = False  # half of it may be written
    not_after: Words = ()  # what makes the word before it another word
    not_before: Words = ()  # words before the numeral that make it a name or a version
    example: Examples


class PercentTable(Row):
    percents: tuple[PercentRow, ...]
    before: tuple[PercentRow, ...] = ()  # words that stand before the numeral
    fixed: dict[str, str] = Field(default_factory=dict)  # words with a percentage of their own


class UnitRow(Row):
    """Units of one dimension. `words` are written after the numeral."""

    dimension: str
    words: Words
    native: bool = False  # native numerals and the numeral one may stand before it
    strict: bool = False  # only where a word ends after it
    one: bool = True  # one of it counts (in Chinese, one and a classifier is an article)
    loose: bool = False  # needs a magnitude before it
    bound: Bound = "exact"  # what the unit itself says
    minus: Words = ()  # before the numeral: below zero
    halves: bool = False  # half of it may be written behind it
    apart: bool = False  # a numeral that is written to the word before it is part of a name
    decimals: bool = False  # its tenths and hundredths may: one metre eight
    amounts: Words = ()  # the only amounts that it counts
    near: Words = ()  # counts only with one of these words close by, and then beats an ordinal or a duration
    example: Examples


class FixedRow(Row):
    """A word with a value of its own."""

    words: Words
    amount: str
    bound: Bound = "exact"  # what the word itself says
    lead: int = 0  # how many of its characters say so and stand outside the span
    example: Examples


class OrdinalRow(Row):
    words: Words
    amounts: Words = ()  # the only ranks that it gives
    near: Words = ()  # only with one of these words close behind
    apart: bool = False  # a numeral that is written to the word before it is part of a name
    native: bool = False
    strict: bool = False
    example: Examples


class UnitTable(Row):
    units: tuple[UnitRow, ...]
    multiples: tuple[UnitRow, ...]
    fixed: tuple[FixedRow, ...] = ()
    doublings: Words = ()  # between 翻 and 番
    doubling_after: Words = ()
    ordinals: tuple[OrdinalRow, ...]
    ordinal_words: dict[str, int] = Field(default_factory=dict)  # ordinals with no numeral in them
    ordinal_before: Words = ()
    ordinal_counters: Words = ()
    ordinal_void: Words = ()  # counters of laws and clauses: no ordinal
    rank_before: Words = ()
    unit_before: Words = ()  # units that stand before their number
    places: Words = ()  # behind a number of digits: a number of so many digits
    level_before: Words = ()  # names of indices: a bare number close behind is a level
    level_verbs: Words = ()  # before a bare number: closed at, fell to
    level_after: Words = ()  # the same behind it
    level_bands: Words = ()  # behind a level: about so high
    level_gaps: Words = ()  # between the number and those words
    not_after: dict[str, str] = Field(default_factory=dict)  # unit -> words that must not follow it, spaced


class PartRow(Row):
    """A part of a date. `means` says what it fixes; see kinds/calendar.py."""

    say: Words
    means: str
    glued: bool = False  # may stand right behind a letter of the language
    after: bool = False  # only behind another part
    needs: bool = False  # only before another part
    not_before: str = ""  # characters behind it that make it another word
    not_behind: str = ""  # characters before it that make it another word
    before: Words = ()  # only ahead of one of these words
    lasts: bool = True  # a word of duration behind it makes it a length of time
    near: bool = False  # only where a year has just been named: else it means in those days
    langs: Words = ()  # only in these of the languages that share the table
    examples: Examples = Field(default_factory=dict)


class ModRow(Row):
    mod: DateMod
    words: Words
    place: Literal["inside", "after", "before"] = "inside"
    not_before: str = ""


class DateTable(Row):
    parts: tuple[PartRow, ...]
    mods: tuple[ModRow, ...]
    joiners: Words = ()  # between the parts of one date
    ranges: Words  # between two dates of a range
    open_ranges: Words = ()  # between two dates of a range that a closing word must end
    range_ends: Words = ()
    weekdays: dict[str, int] = Field(default_factory=dict)
    short_weekdays: dict[str, int] = Field(default_factory=dict)  # only in brackets behind a date
    tens: Words = ()  # other ways to write 20 and 30 in a day
    traps: Words = ()
    duration_after: Words = ()  # behind a number of days or years: it is a length of time
    coming_after: Words = ()  # behind a month: a delivery month, which lies ahead
    appositions: Words = ()  # between a relative date and the same date by number
    lists: Words = ()  # between dates that share a unit, or what stands before the first
    not_behind: Words = ()  # before a date: of another calendar, or of every year
    coming_before: Words = ()  # before a date: it lies ahead
    fiscal_ends: Words = ()  # between a fiscal year and the month in which it ends
    comparisons: Words = ()  # behind a date: something is measured against it, it is not what the text is about
    compared_to: Words = ()  # the same before a date
    compared: Words = ()  # behind a time ago: it is measured from the period that the text speaks of


class DurationRow(Row):
    unit: str  # Y M W D TH TM TS Q
    words: Words
    native: bool = False
    not_after: Words = ()  # behind the unit: it is another word
    dates: bool = False  # the word is also a date's: a duration only with a sign of one
    factor: int = 1
    after: bool = False  # only behind a longer unit
    example: Examples


class ClockRow(Row):
    """A part of the day: `add` hours to an hour below twelve."""

    words: Words
    add: int = 0


class DurationTable(Row):
    units: tuple[DurationRow, ...]
    fixed: dict[str, str]  # words -> ISO 8601
    half_units: dict[str, str] = Field(default_factory=dict)  # a unit -> half of it in ISO 8601 units
    before: Words = ()  # belong to the span and anchor it: past, coming
    coming: Words = ()  # those of `before` that look ahead
    within: Words = ()  # behind a duration: at most
    ago: Words = ()
    later: Words = ()
    some: Words = ()
    half: Words = ()  # behind a duration: and a half
    not_ago: Words = ()
    not_later: Words = ()
    sets: dict[str, str] = Field(default_factory=dict)
    every: Words = ()  # behind a duration: recurring
    each: Words = ()  # before a duration: recurring
    nights: Words = ()  # between the nights and the days of a journey, in that order; the second counts
    days: Words = ()  # of a journey
    long: Words = ()  # before a number of days: it is a length of time
    days_first: bool = False  # the first counts
    day_ends: Words = ()  # before an hour word that is other things too: it is an hour of that day
    around: Words = ()  # behind an hour: about that time
    open_ranges: Words = ()  # between two clock times of a range that a closing word must end
    range_ends: Words = ()
    generic: Words = ()  # before a clock time: of every day
    daily: dict[str, str] = Field(default_factory=dict)  # recurring before one of `daily_after`
    daily_after: Words = ()
    hours: Words = ()
    minutes: Words = ()
    seconds: Words = ()
    half_hour: Words = ()
    weak_hours: Words = ()  # hour words that are other things too: only with a part of the day or minutes
    dayparts: tuple[ClockRow, ...] = ()
    clocks: dict[str, str] = Field(default_factory=dict)  # noon, midnight
    not_hours: Words = ()  # behind an hour word: it is another word
    anchors: Words = ()  # between a date and its time
    traps: Words = ()
    averages: Words = ()  # behind a duration: a moving average, whose duration no bound concerns
    examples: Examples = Field(default_factory=dict)
