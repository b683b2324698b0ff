"""Whether a number before the word for years counts them, or is a year itself, written with two digits or four."""

import re

from extractor.kinds.number import Numeral
from extractor.kinds.view import Measure, View
from extractor.lang.time_patterns import DurationPatterns

_BEFORE, _TERM = 6, 8  # characters before a number in which a word decides what it is; those of a sentence in prison
_SMALL, _LONGEST = 12, 60  # years in a range: more of them may be the last digits of years
_CENTURIES, _LATE, _EARLY = range(1500, 2200), range(61, 100), range(15, 36)
_WRITTEN = 4  # digits of a year
_MILLENNIUM, _CENTURY, _HALF_CENTURY, _DIGITS = 1000, 100, 50, re.compile("[0-9]+")
_JOINTS = ",、(-~—–"  # behind them no sentence begins
_REACH, _APART = 60, 3  # characters in which two such years stand, and how many years apart


def is_year(numeral: Numeral) -> bool:
    """Whether digits are a year, or its last two with a nought before."""
    digits = numeral.digits
    if numeral.word and numeral.exponent == 0 and numeral.end - numeral.start == _WRITTEN:
        return int(numeral.low) in _CENTURIES  # digit by digit
    return digits is not None and (int(numeral.low) in _CENTURIES or (digits.startswith("0") and numeral.low >= 1))


def is_short_year(view: View, words: DurationPatterns, measure: Measure) -> bool:
    """Whether two digits may be the last ones of a year, of whichever calendar: nothing says that so long it lasted."""
    text, digits = view.text, measure.last.digits
    if measure.end - measure.unit_start > 1:
        return False  # an anniversary
    if view.grammar.spaced or digits is None or measure.range or int(digits) not in _LATE or digits[1] == "0":
        return False
    left = text[max(0, measure.start - _BEFORE) : measure.start]
    told = words.before.search(left) or words.long.search(left) or view.grammar.bounds(text, measure.start, measure.end)
    behind = (words.lasting, words.ago, words.later, words.whole)
    return not told and not any(pattern.match(text, measure.end) for pattern in behind)


def counts_years(view: View, words: DurationPatterns, measure: Measure) -> bool:
    """Whether a range of small numbers counts years: two last digits of years stand close together."""
    first, last = measure.first, measure.last
    if first.fuzzy or last.fuzzy:
        return True
    left = view.text[max(0, measure.start - _BEFORE) : measure.start]
    if words.before.search(left) or words.long.search(left):
        return True
    if any(n.digits is not None and n.digits.startswith("0") for n in (first, last)):
        return False
    if words.terms.search(view.text[max(0, measure.start - _TERM) : measure.start]):
        return measure.high <= _LONGEST
    if measure.high > _LONGEST or measure.low != int(measure.low):
        return measure.high < _CENTURIES[0] and measure.low % 5 == 0 and measure.high % 5 == 0
    return measure.high <= _SMALL or (measure.low % 5 == 0 and measure.high % 5 == 0)


def is_early_year(view: View, start: int, end: int) -> bool:
    """Whether three or four digits with the word for years are a year before the printing press: one that is not round
    where nothing says that so long it lasted, another behind a preposition or alone between a stop and a comma."""
    text, words = view.text, view.grammar.compiled(DurationPatterns)
    if _counted(view, words, start, end):
        return False
    first, value = (int(year) % _CENTURY and int(year) for year in (_DIGITS.findall(text, start, end) * 2)[:2])
    if not first or not value:
        return False
    if value > _MILLENNIUM or value != first:
        return True
    if text.endswith(view.grammar.lexicon.dates.early_behind, 0, start):
        return True
    alone = start == 0 or not (text[start - 1].isalnum() or text[start - 1].isspace() or text[start - 1] in _JOINTS)
    return alone and text[end : end + 1] == "," and value % _HALF_CENTURY != 0


def is_paired_year(view: View, start: int, end: int) -> bool:
    """Whether two digits with the word for years are the last ones of a year: another close to it stands close by, and
    nothing around the two says that they count."""
    text, words = view.text, view.grammar.compiled(DurationPatterns)
    value = int(text[start : start + 2])
    if value not in _EARLY or _counted(view, words, start, end):
        return False
    for other in words.short_years.finditer(text, max(0, start - _REACH), end + _REACH):
        between = text[min(end, other.end()) : max(start, other.start())]
        near = 1 <= abs(int(other[1]) - value) <= _APART and "\n" not in between
        if near and not _counted(view, words, other.start(), other.end()):
            return True
    return False


def _counted(view: View, words: DurationPatterns, start: int, end: int) -> bool:
    """Whether a word beside a number of years says that so long it lasted, or so long ago it was."""
    text = view.text
    left = text[max(0, start - _TERM) : start]
    if words.before.search(left) or words.long.search(left) or words.terms.search(left):
        return True
    if view.grammar.bounds(text, start, end) or left.rstrip().endswith(words.lasting_before):
        return True
    behind = (words.lasting, words.ago, words.later, words.whole)
    return any(pattern.match(text, end) for pattern in behind)
