"""Quantities: whatever is counted or measured that no other kind takes."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from extractor.core.values import Quantity
from extractor.kinds import bare_counts, level
from extractor.kinds.amount import reached
from extractor.kinds.denominator import denominator
from extractor.kinds.money import counts_bare, signed
from extractor.kinds.number import Numeral
from extractor.kinds.view import Candidate, Measure, View, free_at, unit_end
from extractor.lang.grammar import strongest
from extractor.lang.patterns import Peek
from extractor.lang.tables import UnitRow
from extractor.lang.unit_patterns import QuantityPatterns

KIND = "quantity"
_TEN, _HUNDRED, _MYRIAD, _HALF = Decimal(10), Decimal(100), Decimal(10_000), Decimal("0.5")
_MOST_DIGITS, _LONG, _DEGREE = 12, 3, "°"
_FROM = 4  # characters before a measure in which a range begins
_NAME, _CODE = 8, re.compile(r"[A-Z][0-9]{1,5}-$")
_BEFORE = 30  # characters before a measure in which a word says that it is another thing
_MAGNITUDE = 4  # behind a magnitude only a unit stands, also behind a space
_BAND = 10**10  # from here on a word for machines says only how high an amount of money is
_ARTICLE = 12  # the power of ten of a magnitude that is also the word for an article of a law


def find(view: View) -> Iterator[Candidate]:
    """The quantities of a view."""
    for measure in view.measures:
        for unit in measure.units:
            if unit.kind == KIND and isinstance(unit.row, UnitRow) and _counts(view, measure, unit.row, unit.word):
                yield _quantity(view, measure, unit.row)
    patterns = view.grammar.compiled(QuantityPatterns)
    yield from _places(view, patterns.places)
    yield from _halves(view, patterns)
    yield from level.find(view)
    yield from bare_counts.find(view)


def _counts(view: View, measure: Measure, row: UnitRow, word: str) -> bool:
    """Whether the numeral counts: words that only look like a numeral and a classifier do not."""
    text, grammar, end = view.text, view.grammar, unit_end(view, measure)
    numeral, table = measure.last, grammar.lexicon
    if row.amounts and str(measure.high) not in row.amounts:
        return False
    if row.spoken and not numeral.native:
        return False
    if row.tens and "," in text[measure.start : numeral.end]:
        return False
    if row.ahead and not text.startswith(row.ahead, end):
        return False
    if row.unless and any(word in text[max(0, measure.start - _BEFORE) : measure.start] for word in row.unless):
        return False
    if row.near and not _near(text, measure.start, end, row.near):
        return False
    if level.banded(view, measure, word) or (word in table.units.level_bands and measure.low >= _BAND):
        return False
    if row.loose and numeral.exponent < 4:
        return False
    if word in table.units.ratio:
        other = free_at(view, end + text.startswith(" ", end))
        if (other is not None and not other.word) or _against(view, end):
            return False  # three to one
    spaced = measure.unit_start > numeral.end
    if (row.apart or (spaced and not numeral.word)) and _named(view, measure):
        return False
    if text[measure.start - 1 : measure.start] == "-" and _CODE.search(
        text, max(0, measure.start - _NAME), measure.start
    ):
        return False  # the end of a code: the well H90-3
    if numeral.native and (not row.native or _glued(text, measure, table.numbers.native_glued)):
        return False
    if text[measure.start - 1 : measure.start] in table.units.ordinal_before:
        return False
    if not row.one and text[measure.start : numeral.end] in table.numbers.idle:
        return False
    if numeral.word and not numeral.high:
        return False
    if numeral.word and not numeral.native:
        alone = grammar.spaced and numeral.lone and word not in table.numbers.lone_units
        glued = numeral.low >= _HUNDRED and word in table.numbers.spelt_units
        if alone and not glued and not _spelt(numeral, measure, row):
            return False
        if not grammar.spaced and numeral.lone and numeral.low == 1 and not row.one:
            return False
        if numeral.bare and numeral.lone and not row.bare and not counts_bare(view, measure):
            return False
    lettered = len(word) == 1 and numeral.word and numeral.lone  # a class of shares or a grade, not a unit
    if word.isascii() and word[-1].isalnum() and (lettered or _glued_latin(text, end)):
        return False
    if numeral.exponent >= _ARTICLE and measure.unit_start > numeral.end and text[numeral.end - 1] == word[0]:
        return False  # the numeral is that of a law's article
    strict = row.strict or numeral.word or (len(word) == 1 and numeral.native)
    if strict and not grammar.word_ends(text, end) and (numeral.word or not grammar.banded(text, end)):
        return False
    followers = table.units.not_after.get(word)
    if (
        followers is None
        or row.amounts
        or numeral.bound is not None
        or _inflected(view, measure)
        or grammar.bounding.match(text, end)
    ):
        return True
    if word in table.units.ahead and text.startswith(table.units.ahead[word], end):
        return True
    words, past_space = _followers(followers)
    # A word with a plus counts behind a space too.
    return not text.startswith(words, end) and not text.startswith(past_space, end + text.startswith(" ", end))


def _against(view: View, end: int) -> bool:
    """Whether another number in digits stands at `end`, or behind a space there and with a space behind it."""
    text = view.text
    if text[end : end + 1].isdecimal():
        return True
    apart = text[end : end + 1] == " " and text[end + 1 : end + 2].isdecimal()
    return apart and text[end + 2 : end + 3] in ("", " ")


@lru_cache(maxsize=1024)
def _followers(words: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words behind which a unit is none: those right behind it, and those that a space may stand before."""
    each = words.split()
    return tuple(w for w in each if w[0] != "+"), tuple(w[1:] for w in each if w[0] == "+")


def _named(view: View, measure: Measure) -> bool:
    """Whether the numeral is written to the word before it, as in a name; a bound may be written so."""
    text, start = view.text, measure.start
    if not start or view.grammar.letter.match(text, start - 1) is None:
        return False
    if text.endswith(view.grammar.lexicon.language.before_gap, 0, start):
        return False
    return not view.grammar.bounds(text, start, measure.end)


def _spelt(numeral: Numeral, measure: Measure, row: UnitRow) -> bool:
    """Whether a syllable is a number by what stands behind it: a bound, a measure of several syllables, or a space
    where it is ten, a hundred, more."""
    if numeral.bound is not None or (row.halves and measure.end - measure.unit_start >= _LONG):
        return True
    return _TEN <= numeral.low <= _MYRIAD and measure.unit_start > numeral.end


def _inflected(view: View, measure: Measure) -> bool:
    """Whether the unit is written to an Arabic number and a particle to the unit: such a word is no other word."""
    grammar = view.grammar
    apart = measure.unit_start != measure.last.end and measure.last.exponent < _MAGNITUDE
    if not grammar.spaced or measure.last.word or apart:
        return False
    text, end = view.text, measure.end
    return grammar.letter.match(text, end) is not None and grammar.word_ends(text, end) and grammar.takes(text, end)


def _glued(text: str, measure: Measure, allowed: tuple[str, ...]) -> bool:
    """Whether a native numeral and its unit are written as one word that is not known to be both."""
    return measure.unit_start == measure.last.end and text[measure.unit_start : measure.end] not in allowed


def _near(text: str, start: int, end: int, words: tuple[str, ...]) -> bool:
    around = text[max(0, start - 4) : start] + " " + text[end : end + 6]
    return any(word in around for word in words)


def _glued_latin(text: str, end: int) -> bool:
    following = text[end : end + 1]
    return following.isascii() and (following.isalnum() or following == "_")


def _quantity(view: View, measure: Measure, row: UnitRow) -> Candidate:
    start, negative = _sign(view, measure, row)
    end, half = measure.end, Decimal(0)
    for word in view.grammar.lexicon.numbers.half if row.halves and not measure.range else ():
        if view.text.startswith(word, end):  # two metres and a half
            end, half = end + len(word), _HALF
    numeral = free_at(view, end) if row.decimals and not measure.range else None
    if numeral is not None and measure.first.whole and (decimals := _decimals(numeral)):
        end, half = numeral.end, decimals  # one metre eight
    bounds = view.grammar.bounds(view.text, start, end)
    bounds += ["approx"] if view.grammar.banded(view.text, unit_end(view, measure)) else []
    said = (measure.bound, row.bound, reached(view, measure.first))
    bounds += [bound for bound in said if bound is not None and bound != "exact"]
    bounds += ["at_most"] if _capped(view, measure) else []
    bound = strongest(bounds)
    unit = view.surface(measure.unit_start, unit_end(view, measure))
    if unit == _DEGREE and (scale := _scale(view, start)) is not None:
        unit, start = scale[1] + unit, start - len(scale[0])  # Celsius 37°
    per = denominator(view, start, end)
    if row.tens:
        first, last = divmod(measure.low, _HUNDRED)
        value = Quantity(low=first, high=last, unit=unit, bound=bound, per=per)
    elif measure.range:
        if measure.last.fuzzy and not measure.last.native and bound == "exact":
            bound = "approx"
        low, high = measure.low, measure.high
        if negative:  # a minus belongs to the number behind it, a word to both
            low, high = (-low, high) if view.text[start] == "-" else (-high, -low)
        value = Quantity(low=low, high=high, unit=unit, bound=bound, per=per)
    else:
        amount = measure.low + half
        value = Quantity(amount=-amount if negative else amount, unit=unit, bound=bound, per=per)
    return Candidate(KIND, start, end, value, "quantity.unit", 6 if row.near or row.ahead else 3)


def _capped(view: View, measure: Measure) -> bool:
    """Whether a word says that it goes up to so many and no more, as years of age do; not from so many on to more."""
    text, end, grammar = view.text, unit_end(view, measure), view.grammar
    if not grammar.caps or not text.startswith(grammar.caps, end):
        return False
    if text[measure.unit_start : end] not in grammar.lexicon.units.capped:
        return False
    return not text[max(0, measure.start - _FROM) : measure.start].rstrip().endswith(grammar.lexicon.dates.open_ends)


def _scale(view: View, start: int) -> re.Match[str] | None:
    """The name of a scale that stands before the number of its degrees."""
    before = view.grammar.compiled(QuantityPatterns).before
    return before.search(view.text[max(0, start - _LONG) : start]) if before is not None else None


def _decimals(numeral: Numeral) -> Decimal | None:
    """What one or two digits behind a unit add to it: tenths, and hundredths."""
    if numeral.lone and numeral.whole and numeral.low > 0:
        return numeral.low / _TEN
    digits = numeral.digits
    return Decimal(f"0.{digits}") if digits is not None and len(digits) <= 2 and digits.strip("0") else None


def _sign(view: View, measure: Measure, row: UnitRow) -> tuple[int, bool]:
    """Where the quantity begins with its sign, in words too: ten degrees below zero."""
    for word in row.minus:
        for spaced in (word, word + " "):
            if view.text.endswith(spaced, 0, measure.start):
                return measure.start - len(spaced), True
    start, negative = signed(view, measure.start)
    return (start, True) if negative and view.text[start] == "-" else (measure.start, False)


def _places(view: View, words: Peek) -> Iterator[Candidate]:
    """Numbers known only by their count of digits: two digits are 10 to 99."""
    for word, count in view.grammar.lexicon.units.spelt_places.items():
        for spelt in re.finditer(word, view.text):
            if (unit_word := words.match(view.text, spelt.end())) is not None:
                low, unit = _TEN ** (count - 1), view.surface(unit_word.start(1), unit_word.end())
                value = Quantity(low=low, high=low * 10 - 1, unit=unit, bound="approx")
                yield Candidate(KIND, spelt.start(), unit_word.end(), value, "quantity.places", priority=6)
    for numeral in view.numerals:
        match = words.match(view.text, numeral.end)
        if match is not None and 1 <= numeral.low == numeral.high <= _MOST_DIGITS and numeral.whole:
            low = _TEN ** int(numeral.low - 1)
            unit = view.surface(match.start(1), match.end())
            bound = strongest([*view.grammar.bounds(view.text, numeral.start, match.end()), "approx"])
            value = Quantity(low=low, high=low * 10 - 1, unit=unit, bound=bound)
            yield Candidate(KIND, numeral.start, match.end(), value, "quantity.places", priority=6)


def _halves(view: View, patterns: QuantityPatterns) -> Iterator[Candidate]:
    """Half of a measure, and numbers whose unit stands before them."""
    text = view.text
    for match in patterns.half.finditer(text) if patterns.half is not None else ():
        if view.grammar.word_ends(text, match.end()):
            bound = strongest(view.grammar.bounds(text, match.start(), match.end()))
            value = Quantity(amount=_HALF, unit=view.surface(match.start(1), match.end()), bound=bound)
            yield Candidate(KIND, match.start(), match.end(), value, "quantity.half", priority=2)
    if patterns.before is None:
        return
    for numeral in view.free:
        if (unit_before := patterns.before.search(text[max(0, numeral.start - _LONG) : numeral.start])) is not None:
            start = numeral.start - len(unit_before[0])
            unit = view.surface(start, start + len(unit_before[1]))
            bound = strongest(view.grammar.bounds(text, start, numeral.end))
            value = Quantity(amount=numeral.low, unit=unit, bound=bound)
            yield Candidate(KIND, start, numeral.end, value, "quantity.before", priority=2)
