"""What every kind reads: the folded text, its numerals, and the measures that numerals and units make together."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from extractor.core.text import Folded
from extractor.core.values import Bound
from extractor.kinds.number import Numeral, number_reader
from extractor.kinds.pairs import with_pairs
from extractor.lang.grammar import Grammar, Unit, load_grammar
from extractor.lang.patterns import ADDRESS
from extractor.lang.tables import UnitRow
from extractor.lang.unit_patterns import ListPatterns

_TEN = Decimal(10)
_MYRIAD, _HUNDRED_MILLION = 4, 8  # powers of ten
_BESIDE = 4, 6  # characters before a numeral and behind its unit in which a word says that the unit is one
_SLASH = "/"
_DATED = re.compile(r"(?:19|20)[0-9]{2}\.[0-9]{1,2}\.[0-9]{1,2}(?=[A-Za-z])")  # a caption: 2020.3.5name@paper.com
MARKS = ",·、"  # between the members of a list
_LIST = 40  # characters of a list back to the word that says that its members share the unit


class Measure(NamedTuple):
    """A numeral, or two that make a range, with the unit behind. Offsets are in the folded text."""

    start: int
    end: int  # behind the unit
    low: Decimal
    high: Decimal
    unit_start: int
    units: tuple[Unit, ...]
    first: Numeral
    last: Numeral
    bound: Bound | None
    shared: bool = False  # the unit is written further to the right

    @property
    def range(self) -> bool:
        """Whether the measure has two ends."""
        return self.low != self.high


class Candidate(NamedTuple):
    """A reading that still competes for its place. `value` is what the kind made of it, resolved later for dates."""

    kind: str
    start: int
    end: int
    value: object
    rule: str
    priority: int = 0


@dataclass(slots=True)
class View:
    """A text as the kinds see it."""

    folded: Folded
    raw: str
    lang: str
    grammar: Grammar
    text: str  # the folded text: asked for at every step, so no property
    numerals: list[Numeral] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    free: list[Numeral] = field(default_factory=list)  # numerals that no measure took

    def surface(self, start: int, end: int) -> str:
        """The untouched characters of a folded span."""
        return self.raw[self.folded.start(start) : self.folded.end(end)]


def addresses(text: str) -> list[tuple[int, int]]:
    """The spans of web and e-mail addresses, inside which nothing is read, without a date that one is written to."""
    if "://" not in text and "@" not in text and "www." not in text:
        return []
    spans = [match.span() for match in ADDRESS.finditer(text)]
    return [(date.end() if (date := _DATED.match(text, start)) else start, end) for start, end in spans]


def see(folded: Folded, raw: str, lang: str) -> View:
    """The view of a folded text in `lang`, with numerals and measures found."""
    grammar = load_grammar(lang)
    view = View(folded, raw, lang, grammar, folded.text)
    view.numerals = with_pairs(folded.text, list(number_reader(lang).find(folded.text)), grammar.lexicon.numbers)
    _measure(view)
    return view


def _measure(view: View) -> None:
    text, grammar = view.text, view.grammar
    numerals, match_unit = view.numerals, grammar.unit.match
    units = [match_unit(text, numeral.end) if _may_count(text, grammar, numeral) else None for numeral in numerals]
    if not grammar.spaced:
        units = [
            None if unit is not None and _begins_word(text, grammar, numeral, unit) else unit
            for numeral, unit in zip(numerals, units, strict=True)
        ]
    index, count = 0, len(numerals)
    while index < count:
        numeral, unit = numerals[index], units[index]
        following = numerals[index + 1] if index + 1 < count else None
        if unit is not None:
            entries = grammar.units["".join(unit[1].split())]
            measure = Measure(
                numeral.start, unit.end(), numeral.low, numeral.high, unit.start(1), entries,
                numeral, numeral, numeral.bound,
            )  # fmt: skip
            if following is not None and (other := units[index + 1]) is not None:
                joined = _joined(text, grammar, measure, following, other, grammar.units["".join(other[1].split())])
                if joined is not None:
                    view.measures.append(joined)
                    index += 2
                    continue
            view.measures.append(measure)
        elif following is not None and (other := units[index + 1]) is not None:
            ranged = grammar.ranged(text, numeral.end, following.start, other.end()) is not None
            entries = grammar.units["".join(other[1].split())]
            low = _shared(numeral, following) if ranged else None
            if low is not None and low < following.high:
                joined = Measure(
                    numeral.start, other.end(), low, following.high, other.start(1), entries,
                    numeral, following, following.bound,
                )  # fmt: skip
                view.measures.append(joined)
                index += 2
                continue
            view.free.append(numeral)
        else:
            view.free.append(numeral)
        index += 1
    _share_lists(view)


def _may_count(text: str, grammar: Grammar, numeral: Numeral) -> bool:
    """Whether a numeral written as a word may have a unit: this month and having decided to do are no numerals."""
    if not numeral.word or not grammar.spaced:
        return True
    table = grammar.lexicon.numbers
    surface = text[numeral.start : numeral.end]
    if surface in table.pointing:
        return False
    if surface in table.verbal:
        left = text[max(0, numeral.start - 4) : numeral.start]
        return not left.endswith(table.verbs)
    return True


def _begins_word(text: str, grammar: Grammar, numeral: Numeral, unit: re.Match[str]) -> bool:
    """Whether what looks like the unit of a numeral begins another word, so that the numeral has none: a noun that only
    myriads count, a word that counts beside certain others, 300 million and a bank's name."""
    word, end, myriads = unit[1], unit.end(), numeral.exponent >= _MYRIAD
    if word in grammar.nouns:
        return not myriads
    if (rows := grammar.beside.get(word)) is not None:
        around = text[max(0, numeral.start - _BESIDE[0]) : numeral.start] + " " + text[end : end + _BESIDE[1]]
        if not any(_is_beside(row, text, end, around) for row in rows):
            return True
    if not myriads or numeral.bound is not None or not text.startswith(grammar.followers.get(word, "\0"), end):
        return False
    return not text.startswith(grammar.lexicon.units.ahead.get(word, "\0"), end)


def _is_beside(row: UnitRow, text: str, end: int, around: str) -> bool:
    """Whether the words stand beside a unit that it needs."""
    return (not row.ahead or text.startswith(row.ahead, end)) and (
        not row.near or any(word in around for word in row.near)
    )


def _shared(left: Numeral, right: Numeral) -> Decimal | None:
    """The left end of a range, with the magnitude that only the right end writes; None if no range results."""
    if left.bound is not None or left.fuzzy != (left.fuzzy and right.fuzzy):
        return None
    if left.fuzzy:  # several tens to several hundreds
        return left.low
    if left.exponent == 0 and right.exponent > 0:
        scaled = left.low * _TEN**right.exponent
        if scaled < right.high:
            return scaled
    return left.low


def _joined(
    text: str, grammar: Grammar, left: Measure, right: Numeral, other: re.Match[str], entries: tuple[Unit, ...]
) -> Measure | None:
    """A range whose ends both write the unit."""
    gap = grammar.ranged(text, left.end, right.start, other.end())
    if gap is None or left.high >= right.high:
        return None
    common = tuple(unit for unit in entries if any(unit.kind == same.kind for same in left.units))
    if not common or not any(unit.word == same.word for unit in entries for same in left.units):
        return None
    if common[0].kind != "percent" and grammar.moves(text, left.start, gap[0], left.low, right.high):
        return None
    return Measure(
        left.start, other.end(), left.low, right.high, other.start(1), common, left.first, right, right.bound
    )


def _share_lists(view: View) -> None:
    """Gives numerals of a list the unit that only its last member writes."""
    if not view.free:
        return
    text, grammar = view.text, view.grammar
    each = grammar.compiled(ListPatterns).each
    starts = {measure.start: measure for measure in view.measures}
    taken: set[int] = set()
    for numeral in reversed(view.free):
        if text.startswith(_SLASH, numeral.end):
            if (shared := _slashed(text, numeral, starts.get(numeral.end + 1))) is not None:
                starts[numeral.start] = shared
                taken.add(numeral.start)
                view.measures.append(shared)
            continue
        gap = grammar.list.match(text, numeral.end)
        target = starts.get(gap.end()) if gap is not None else None
        if gap is None or target is None or target.range or numeral.fuzzy:
            continue
        kinds = {unit.kind for unit in target.units}
        mixed = numeral.digits is None and numeral.whole and not numeral.native  # written with magnitudes
        sign, glued = gap[0].strip(), target.shared or target.unit_start == target.last.end
        myriads = min(numeral.exponent, target.last.exponent) >= 4 and sign in MARKS
        alike = mixed and ("money" in kinds or ("quantity" in kinds and myriads))
        # Behind a bare comma stands another figure of a quotation: (3.840,0.02,0.52%).
        alike = alike or ("percent" in kinds and not numeral.whole and gap[0] != ",")
        alike = alike or (sign == "→" and _moves(kinds, numeral, target.last))
        alike = alike or ("ordinal" in kinds and glued and sign in MARKS and _ascending(numeral, target.last))
        alike = alike or (
            each is not None and each.search(text, max(0, numeral.start - _LIST), numeral.start) is not None
        )
        if alike and target.last.native == numeral.native:
            measure = Measure(
                numeral.start, numeral.end, numeral.low, numeral.high, target.unit_start, target.units,
                numeral, numeral, numeral.bound, shared=True,
            )  # fmt: skip
            starts[numeral.start] = measure
            taken.add(numeral.start)
            view.measures.append(measure)
    if taken:
        view.measures.sort(key=lambda measure: measure.start)
        view.free = [numeral for numeral in view.free if numeral.start not in taken]


def _slashed(text: str, numeral: Numeral, target: Measure | None) -> Measure | None:
    """A decimal number before a slash with the unit of the decimal behind it, and its magnitude: 6.6/66.5 GW."""
    if target is None or target.range or numeral.exponent or "." not in text[numeral.start : numeral.end]:
        return None
    kinds = {unit.kind for unit in target.units}
    if "money" in kinds or kinds.isdisjoint(("quantity", "percent")) or "." not in text[target.start : target.last.end]:
        return None
    worth = numeral.low * _TEN**target.last.exponent
    scaled = numeral._replace(low=worth, high=worth, exponent=target.last.exponent)
    return Measure(
        numeral.start, numeral.end, worth, worth, target.unit_start, target.units, scaled, scaled, None, shared=True
    )


def unit_end(view: View, measure: Measure) -> int:
    """Where the unit of a measure ends, which a list may write further to the right."""
    match = view.grammar.unit.match(view.text, measure.unit_start) if measure.shared else None
    return match.end() if match is not None else measure.end


def free_at(view: View, start: int) -> Numeral | None:
    """The numeral without a unit that begins at `start`."""
    at = bisect_left(view.free, start, key=_start)
    return view.free[at] if at < len(view.free) and view.free[at].start == start else None


def _start(numeral: Numeral) -> int:
    return numeral.start


def _moves(kinds: set[str], left: Numeral, right: Numeral) -> bool:
    """Whether what stands before an arrow has the unit behind it: none where it may leave out a magnitude as well."""
    if "percent" in kinds:
        return True
    small = max(left.exponent, right.exponent) < _HUNDRED_MILLION  # more is money, and no machines
    return not kinds.isdisjoint(("quantity", "money")) and small and (left.exponent > 0 or right.exponent == 0)


def _ascending(left: Numeral, right: Numeral) -> bool:
    """Whether two numbers can be ranks that stand in a list: the second and third."""
    short = all(n.digits is not None and len(n.digits) <= 2 for n in (left, right))
    return short and left.low < right.low


def at(measures: Sequence[Measure], kind: str) -> list[tuple[Measure, Unit]]:
    """The measures whose unit `kind` can read, with that reading of it."""
    return [(measure, unit) for measure in measures for unit in measure.units if unit.kind == kind]
