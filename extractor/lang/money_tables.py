"""The shape of `amounts.toml`: what stands around amounts of money in a language."""

from functools import lru_cache

from pydantic import Field

from extractor.core.values import Bound
from extractor.lang.lexicon import TABLE_FOLDERS, read_table
from extractor.lang.tables import Examples, Row, Words


class PerRow(Row):
    """A denominator: what `per` says in a record, and its words."""

    per: str
    words: Words
    paid: bool = False  # before a number of things its word is another one: a gang, not a day's wage
    examples: Examples


class PartRow(Row):
    """A part of a currency's unit, written behind the whole."""

    words: Words
    share: str  # of the whole: "0.1"
    not_before: str = ""  # characters that make the word before them another word
    alone: Words = ()  # those of its words that are money with no whole before them
    examples: Examples


class EvidenceRow(Row):
    """Words that tell in whose money an article counts."""

    code: str
    words: Words
    decides: bool = False  # one of them is enough
    examples: Examples


class AmountTable(Row):
    """Denominators, evidence for a currency, declarations, and the nouns that are measured in money."""

    prefer: dict[str, Words]  # language -> what an ambiguous word means there, in order
    bare: str  # the currency word that a bare amount leaves out
    counted: Words = ()  # between a number and a magnitude that is counted like a thing: two (of a) hundred million
    unnamed: Words = ()  # currencies that their own papers do not name: words of the place are enough
    firm: Words = ()  # languages where only a declaration or a conversion replaces that
    evidence: tuple[EvidenceRow, ...] = ()
    same_below: Words = ()  # behind a currency's name in brackets: it holds from there on
    same_above: Words = ()  # the same before the name
    unit_heads: Words = ()  # before the unit of a table
    ratios: Words = ()  # ends of the names of ratios: their row or column of a table is no money
    parts: tuple[PartRow, ...] = ()
    reached: dict[str, Bound] = Field(default_factory=dict)  # glued before a magnitude with no digit: what they say
    unreached: Words = ()  # before such a word: it is part of another
    spoken: Words = ()  # units behind which a last digit counts the next lower one
    not_lone_after: Words = ()  # before a single digit written as a word: it counts no currency
    not_prefix: Words = ()  # before a currency's name: one of it costs the amount behind, or is changed into it
    per: tuple[PerRow, ...] = ()
    each: Words = ()  # before a denominator
    each_after: Words = ()  # behind a denominator
    conversions: Words = ()  # between an amount and the same amount in another currency
    conversions_open: Words = ()  # the same with no bracket
    nouns_before: Words = ()  # what is measured in money: a bare magnitude behind it is an amount
    nouns_vast: Words = ()  # behind an amount that counts no people: a market of four trillion
    nouns_after: Words = ()
    noun_gaps: Words = ()  # between such a noun and its amount
    noun_links: Words = ()  # between an amount and such a noun
    noun_tails: Words = ()  # may follow a bare amount
    heads_after: Words = ()  # the same for large amounts, with an attribute of theirs between
    counted_before: Words = ()  # what a magnitude close behind counts, where no unit stands
    counted_after: Words = ()  # the same behind it, with an attribute: has 100,000 daily users ...
    counted_had: Words = ()  # ... behind one of these
    things: Words = ()  # what is counted, not measured in money
    same_before: Words = ()  # before a bare amount that is compared with one in its sentence, or is a part of it
    large: int = 8  # the power of ten from which an amount is large
    changes: Words = ()  # between a bare magnitude and an amount: from one to the other
    least: int = 4  # the power of ten from which a bare magnitude may be an amount
    examples: Examples  # a text and its amounts of money, for every list above


@lru_cache(maxsize=4)
def load_amounts(lang: str) -> AmountTable:
    """What stands around amounts in `lang` ("ko", "zh-Hans", "zh-Hant"). Raises `TableError`."""
    return read_table(TABLE_FOLDERS[lang], "amounts", AmountTable)
