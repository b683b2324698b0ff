"""The shape of the table that says how a language writes numerals."""

from pydantic import Field

from extractor.core.values import Bound
from extractor.lang.tables import Examples, Row, Words


class NumberTable(Row):
    """How numerals are written."""

    digits: dict[str, int]
    small: dict[str, int]  # 10, 100, 1000: the character -> its factor
    large: dict[str, int]  # the character -> its power of ten
    native: dict[str, str] = Field(default_factory=dict)  # whole words -> "3" or "3~4"
    infix: dict[str, Bound] = Field(default_factory=dict)  # between numeral and unit: a bound
    several: Words = ()  # before a magnitude: from 2 to 9 of it
    some: Words = ()  # stands for an unknown count
    point: Words = ()  # the decimal point in words
    half: Words = ()  # after a unit: and a half
    half_before: Words = ()  # before a measure: half of it
    fractions: Words = ()  # between denominator and numerator, in that order
    mixed: Words = ()  # between a whole number and its fraction
    tail: bool = False  # a last digit counts the next lower magnitude: two thousand six is 2600
    skipping: Words = ()  # such a last magnitude right behind a far larger one leaves out a myriad: 2억 5천
    words_need_boundary: bool = True
    lone_units: Words = ()  # units that a single digit written as a word may stand before
    spelt_units: Words = ()  # units that a hundred, a thousand and so on in one syllable may be written to
    ranges: Words  # between the two ends of a range
    range_opens: Words = ()  # the same, where one of `range_closes` stands behind the second
    range_closes: Words = ()
    moved: Words = ()  # movements: by the amount behind one ...
    reached: Words = ()  # ... and, behind one of these, up to another amount: the two are no range
    lists: Words  # between members of a list that share a unit
    pair: str = ""  # between two neighbouring numbers that say about how many
    paired: Words = ()  # units before which two single digits, or two tens, are such a pair
    not_paired: Words = ()  # words in which those are none, and what makes an ordinal of a number
    minus_not_behind: Words = ()  # right before a minus in words: it is none, but one of two signs
    minus: Words = ()
    worth: dict[str, str] = Field(default_factory=dict)  # whole words that are numbers only by themselves
    not_before: dict[str, str] = Field(default_factory=dict)  # a magnitude -> characters that end its reading as one
    traps: Words = ()
    trap_not_before: Words = ()  # behind a trap: the numeral is one after all
    trap_not_after: str = ""  # characters behind which a trap is a numeral after all
    not_last: str = ""  # digits that stand alone or before a magnitude: behind one they are a unit
    financial: str = ""  # digits that are other words when they stand alone
    native_glued: Words = ()  # units that a native numeral may be written together with
    whole_before: Words = ()  # units before which a small number behind a space is the end of a large one
    each: Words = ()  # before a list whose members share the unit: respectively
    pointing: Words = ()  # single digits that before a spaced unit are another word: this, that
    verbal: Words = ()  # numerals that are also a form of a verb
    verbs: Words = ()  # behind these such a numeral is the verb: having decided to do
    idle: Words = ()  # single digits in words that count nothing
    blocks: Words = ()  # words right of a unitless numeral that make it a name or a version
    examples: Examples = Field(default_factory=dict)
