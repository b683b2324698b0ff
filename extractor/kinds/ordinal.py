"""Ordinals: ranks, and places in an order with what they count."""

from bisect import bisect_left
from collections.abc import Iterator
from decimal import Decimal

from extractor.core.values import Ordinal
from extractor.kinds.number import Numeral
from extractor.kinds.view import MARKS, Candidate, View, unit_end
from extractor.lang.tables import OrdinalRow
from extractor.lang.unit_patterns import OrdinalPatterns

KIND = "ordinal"
_BEFORE = 6  # characters before a rank in which a word says that it is a count


def find(view: View) -> Iterator[Candidate]:
    """The ordinals of a view."""
    text, grammar = view.text, view.grammar
    words = grammar.compiled(OrdinalPatterns)
    for measure in view.measures:
        for unit in measure.units:
            row = unit.row
            if unit.kind != KIND or not isinstance(row, OrdinalRow) or (measure.last.native and not row.native):
                continue
            if measure.range or "." in text[measure.start : measure.last.end]:
                continue
            if row.amounts and str(measure.low) not in row.amounts:
                continue
            if row.apart and grammar.letter.match(text, measure.start - 1 if measure.start else len(text)):
                continue
            if row.near and not any(word in text[measure.end : measure.end + 6] for word in row.near):
                continue
            if row.behind and not text.endswith(row.behind, 0, measure.start):
                continue
            if row.ahead and not text.startswith(row.ahead, measure.end):
                continue
            if row.not_behind and text.endswith(row.not_behind, 0, measure.start):
                continue
            if row.unless and any(word in text[max(0, measure.start - _BEFORE) : measure.start] for word in row.unless):
                continue
            lone = grammar.spaced and measure.last.lone and not measure.last.native
            if lone and (measure.unit_start > measure.last.end or unit.word not in grammar.lexicon.numbers.lone_units):
                continue
            if (row.strict or measure.last.word) and not grammar.word_ends(text, unit_end(view, measure)):
                continue
            yield Candidate(
                KIND, measure.start, measure.end, Ordinal(amount=measure.low), "ordinal.unit", 6 if row.near else 4
            )
    for match in words.words.finditer(text) if words.words is not None else ():
        if grammar.word_ends(text, match.end()):
            rank = Ordinal(amount=Decimal(words.ranks["".join(match[1].split())]))
            yield Candidate(KIND, match.start(), match.end(), rank, "ordinal.word", priority=5)
    for numeral in view.numerals:
        left = text[max(0, numeral.start - 6) : numeral.start]
        if left.rstrip()[-1:] not in words.lasts or numeral.low != numeral.high or not numeral.whole:
            continue
        if words.before is not None and (before := words.before.search(left)):
            if words.void.match(text, numeral.end) or text[numeral.end : numeral.end + 1] == ".":
                continue
            start = numeral.start - len(before[0])
            counter = words.counter.match(text, numeral.end)
            end = counter.end() if counter is not None else numeral.end
            if counter is None:
                yield from _listed(view, words, numeral)
            if counter is not None or not grammar.spaced:
                yield Candidate(KIND, start, end, Ordinal(amount=numeral.low), "ordinal.prefix", priority=7)
        elif words.rank is not None and words.rank.search(left):
            yield Candidate(KIND, numeral.start, numeral.end, Ordinal(amount=numeral.low), "ordinal.rank", priority=1)


def _listed(view: View, words: OrdinalPatterns, first: Numeral) -> Iterator[Candidate]:
    """The members of a list behind an ordinal, of which only the last has the counter: the third, fourth and fifth."""
    text, members, last = view.text, [], first
    for numeral in view.numerals[bisect_left(view.numerals, first.end, key=lambda numeral: numeral.start) :]:
        gap = view.grammar.list.match(text, last.end)
        if gap is None or gap.end() != numeral.start or gap[0].strip() not in MARKS or not numeral.low > last.low:
            return
        last = numeral
        members.append(numeral)
        if counter := words.counter.match(text, numeral.end):
            for member in members:
                end = counter.end() if member is numeral else member.end
                yield Candidate(KIND, member.start, end, Ordinal(amount=member.low), "ordinal.prefix", priority=7)
            return
