"""What stands around the numerals of percentages, multiples, quantities and ordinals, compiled."""

import re

from extractor.lang.grammar import Grammar
from extractor.lang.numeral_patterns import VULGAR
from extractor.lang.patterns import HAN, HANGUL, Peek, Scan, beginnings_of, one_of, searching
from extractor.lang.tables import FixedRow, PercentRow


class MultiplePatterns:
    """Words between and around the numerals of fractions and doublings, and words that are multiples."""

    def __init__(self, grammar: Grammar) -> None:
        table = grammar.lexicon.units
        self.fixed_rows: dict[str, FixedRow] = {word.replace(" ", ""): row for row in table.fixed for word in row.words}
        guard = f"(?<![{HANGUL}])" if grammar.spaced else ""
        self.fixed = searching((w for row in table.fixed for w in row.words), before=guard) if table.fixed else None
        self.fraction = Peek(
            rf"\s?(?:{one_of(grammar.lexicon.numbers.fractions)})\s?", grammar.lexicon.numbers.fractions
        )
        self.doubling = re.compile(rf"(?:{one_of(table.doublings)})$") if table.doublings else None
        self.doubling_after = re.compile(one_of(table.doubling_after))
        self.vulgar = re.compile(f"[{VULGAR}](?<![0-9].)")


class ListPatterns:
    """The word before a list whose members share the unit of the last one, with the members that follow it."""

    def __init__(self, grammar: Grammar) -> None:
        table = grammar.lexicon.numbers
        members = rf"(?:[0-9][0-9.,]*\s?(?:{one_of(table.lists)})\s?)*"
        self.each = re.compile(rf"(?:{one_of(table.each)})\s?{members}$") if table.each else None
        self.heads = re.compile(one_of(table.each)) if table.each else None


class OrdinalPatterns:
    """What stands before and behind an ordinal number."""

    def __init__(self, grammar: Grammar) -> None:
        table = grammar.lexicon.units
        guard = f"(?<![{HANGUL}])" if grammar.spaced else ""
        self.before = re.compile(rf"{guard}({one_of(table.ordinal_before)})\s?$") if table.ordinal_before else None
        self.ranks = {word.replace(" ", ""): rank for word, rank in table.ordinal_words.items()}
        self.words = searching(table.ordinal_words, before=guard) if self.ranks else None
        self.void = re.compile(rf"\s?(?:{one_of(table.ordinal_void)})")
        self.counter = re.compile(rf"\s?({one_of(table.ordinal_counters)})")
        self.rank = re.compile(rf"(?:{one_of(table.rank_before)})\s?$") if table.rank_before else None
        # What one of these words ends with: most numbers have something else before them.
        self.lasts = frozenset(word.rstrip()[-1] for word in (*table.ordinal_before, *table.rank_before))


class PercentPatterns:
    """Words that stand before the number of a percentage."""

    def __init__(self, grammar: Grammar) -> None:
        self.rows: dict[str, PercentRow] = {
            word.replace(" ", ""): row for row in grammar.lexicon.percent.before for word in row.words
        }
        before = [word for row in grammar.lexicon.percent.before for word in row.words]
        self.before = Scan(rf"({one_of(before)})\s?", beginnings_of(before)) if self.rows else None
        self.halves = {
            word: row for row in grammar.lexicon.percent.percents if row.half and row.near for word in row.words
        }
        half = grammar.lexicon.numbers.half_before
        halved = rf"(?:{one_of(half)})({one_of(self.halves)})"
        self.halved = Scan(halved, beginnings_of(half)) if half and self.halves else None
        self.amounts = grammar.lexicon.percent.fixed
        other = f"(?!{one_of(grammar.lexicon.percent.fixed_not_after)})"
        self.fixed = searching(self.amounts, after=other) if self.amounts else None


class QuantityPatterns:
    """Numbers of digits, halves of measures, and units that stand before their number."""

    def __init__(self, grammar: Grammar) -> None:
        table = grammar.lexicon.units
        self.places = Peek(rf"\s?({one_of(table.places)})", table.places)
        halves = one_of(word for row in table.units if row.halves for word in row.words if not word.isascii())
        half = grammar.lexicon.numbers.half_before
        measures = rf"(?<![{HANGUL}{HAN}0-9])(?:{one_of(half)})\s?({halves})"
        self.half = Scan(measures, beginnings_of(half)) if half else None
        self.before = re.compile(rf"({one_of(table.unit_before)})\s?$") if table.unit_before else None


class LevelPatterns:
    """The names of indices and rates, and what says that one of them stands at a number."""

    def __init__(self, grammar: Grammar) -> None:
        table = grammar.lexicon.units
        self.names = re.compile(one_of(table.level_before))
        # With no other number and no mark between: the outlook of an index (its name) is 71.5.
        self.beside = re.compile(
            rf"(?:{one_of(table.level_before)})(?:[^0-9.,;!?\n]{{0,4}}|[^0-9.,;!?\n]{{0,8}}(?:{one_of(table.level_links)})\s?)$"
        )
        self.bands = frozenset(table.level_bands)
        self.again = tuple(table.level_again)
        self.marks = tuple(table.level_marks)
        self.came_from, self.came_to = tuple(table.level_from) or ("\0",), tuple(table.level_to)
        self.steps = re.compile(rf"\s([0-9][0-9,.]*)\s?(?:{one_of(table.level_steps)})")
        self.turn_before = tuple(table.level_from_before) or ("\0",)
        self.turn = re.compile(rf"(?:{one_of(table.level_turns)})[0-9]")
        gap = one_of(table.level_gaps)
        self.after = re.compile(rf"(?:{gap}\s?){{0,3}}(?:{one_of(table.level_after)})")
        self.before = re.compile(rf"(?:{one_of(table.level_verbs)})\s?$") if table.level_verbs else None
