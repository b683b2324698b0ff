"""The shape of the language tables: what a row of each may hold."""

from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from extractor.core.values import Bound, PercentUnit

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
    unless: Words = ()  # words that end with one of those and make it no other word
    ends: bool = False  # only where a word ends behind it
    example: str


class LanguageTable(Row):
    """What is true of the language as a whole."""

    bounds: tuple[BoundRow, ...]
    before_gap: Words = ()  # may stand between a bound and its value
    wholes: Words = ()  # of which a value is a part, named between a bound and the value
    reported: Words = ()  # in the name of such a whole: of the last report
    acts: Words = ()  # verbs that may stand between a limit and its value: at least lost so much
    of: str = ""  # behind the whole that a value is a part of
    parted: Words = ()  # bounds that hold for a part of anything: less than half of what it was
    after_gap: Words = ()  # particles and words between a value and its bound
    negations: Words = ()  # after a bound: not above means at most
    negated: Words = ()  # the same right before it
    objects: Words = ()  # before a value: what is exceeded by it
    gapped: Words = ()  # behind a value: its verb is that of the next one
    exceeding: Words = ()  # behind such a value: it says by how much
    caps: Words = ()  # behind a value: up to it
    able: Words = ()  # behind a verb that a cap stands before: one may do so much and no more
    moving: Words = ()  # verbs of which that says how far something may go
    after_vowel: Words = ()  # particles that only follow an open syllable
    after_consonant: Words = ()  # and those that only follow a closed one
    particles: Words = ()
    future: Words = ()  # words that put a sentence into the future
    guarded_future: dict[str, tuple[str, str]] = Field(
        default_factory=dict
    )  # a word -> letters before, behind: then not
    rate: Words = ()  # before a denominator: each, per
    rate_after: Words = ()  # after a denominator

    @model_validator(mode="after")
    def _parted_words_bound(self) -> Self:
        """A word that holds for a part has to say what it is a bound of."""
        unknown = set(self.parted) - {word for row in self.bounds for word in row.before}
        if unknown:
            raise ValueError(f"parted: no bound has {', '.join(sorted(unknown))} before a value")
        return self


class CurrencyRow(Row):
    """A currency's words. `candidates` are the codes that an ambiguous word may also mean."""

    code: str
    words: Words
    candidates: Words = ()
    local: bool = False  # the candidates count only where the article speaks of their place
    loose: bool = False  # a single syllable that is also other things: needs digits or a magnitude before it
    minor: bool = False  # the hundredth part
    before: Words = ()  # names of the currency that are written before the number
    ahead: Words = ()  # a short form: only right before one of these words
    not_after: Words = ()  # what makes the word before it another word, behind a number written as a word or small
    not_after_word: Words = ()  # the same behind a number written as a word, or a year
    example: Examples


class MoneyTable(Row):
    """Currency words and what glues to them; what stands around amounts is in money_tables.py."""

    currencies: tuple[CurrencyRow, ...]


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
    near: Words = ()  # counts only with one of these words close by
    unless: Words = ()  # and with none of these close before it
    example: Examples


class PercentTable(Row):
    percents: tuple[PercentRow, ...]
    before: tuple[PercentRow, ...] = ()  # words that stand before the numeral
    ranges: Words = ()  # between two that have tenths and hundredths
    fixed: dict[str, str] = Field(default_factory=dict)  # words with a percentage of their own
    fixed_not_after: Words = ()  # what makes such a word another one


class UnitRow(Row):
    """Units of one dimension. `words` are written after the numeral."""

    dimension: str
    words: Words
    native: bool = False  # native numerals and the numeral one may stand before it
    spoken: bool = False  # only a native numeral may stand before it
    strict: bool = False  # only where a word ends after it
    one: bool = True  # one of it counts (in Chinese, one and a classifier is an article)
    loose: bool = False  # needs a magnitude before it
    bound: Bound = "exact"  # what the unit itself says
    minus: Words = ()  # before the numeral: below zero
    bare: bool = False  # a thousand of it counts with no digit before the thousand
    halves: bool = False  # half of it may be written behind it
    apart: bool = False  # a numeral that is written to the word before it is part of a name
    decimals: bool = False  # its tenths and hundredths may: one metre eight
    amounts: Words = ()  # the only amounts that it counts
    tens: bool = False  # they are two numbers of two digits, the ends of a range
    near: Words = ()  # counts only with one of these words close by, and then beats an ordinal or a duration
    ahead: Words = ()  # counts only right before one of these words, and then beats money
    unless: Words = ()  # and with none of these close before it
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
    behind: Words = ()  # only right behind one of these
    ahead: Words = ()  # only right ahead of one of these
    not_behind: Words = ()  # and right behind none of these
    unless: Words = ()  # and with none of these close before it: so many were counted
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
    capped: Words = ()  # units that a word for "up to" always caps
    places: Words = ()  # behind a number of digits: a number of so many digits
    begins: Words = ()  # units that behind a large number rather begin another word, where such a one follows
    spelt_places: dict[str, int] = Field(default_factory=dict)  # words for that number of digits that are no numeral
    level_before: Words = ()  # names of indices: a bare number close behind is a level
    level_verbs: Words = ()  # before a bare number: closed at, fell to
    level_after: Words = ()  # the same behind it
    level_links: Words = ()  # between the name of an index and its level: its outlook is
    level_again: Words = ()  # behind a number close behind a level and like it: that of another place
    level_from: Words = ()  # behind a level from which an index came to the one behind which ...
    level_to: Words = ()  # ... one of these stands
    level_steps: Words = ()  # units of how far it came
    level_from_before: Words = ()  # before a level, the same where ...
    level_turns: Words = ()  # ... one of these stands between it and the next
    level_marks: Words = ()  # behind a bare number: it is a level, of whatever
    level_bands: Words = ()  # behind a level: about so high
    ratio: Words = ()  # a unit that between two bare numbers sets the one against the other
    level_gaps: Words = ()  # between the number and those words
    not_after: dict[str, str] = Field(default_factory=dict)  # unit -> words that must not follow it, spaced
    ahead: dict[str, Words] = Field(default_factory=dict)  # unit -> words behind which it counts after all
