"""What stands around a number of days, months or years and says what it is: a length of time, or a date after all."""

import re

from extractor.kinds.view import Measure, View
from extractor.lang.time_patterns import DurationPatterns

_TERM, _LONGEST_TERM = 8, 50  # characters before the months of a sentence in which its word stands; its years
_LEFT = 6  # characters before a length of time in which a word anchors it
_WORD, _LAST_WORD = 12, re.compile(r"(\w{2,})\s$")


def near(text: str, words: DurationPatterns, start: int, end: int) -> re.Match[str] | None:
    """The word before a length of time that elsewhere says that it is nearly so long, where it means the last of it."""
    if words.near is None or not start:
        return None
    left = text[max(0, start - _LEFT) : start]
    if words.near_surely.match(text, end):
        return words.near_any.search(left)
    if words.near_after.match(text, end):
        return words.near.search(left)
    days = not text.endswith(words.clock_units, start, end)  # nearly three hours of talks
    if days and words.near_among.search(left) and not text.startswith(words.near_among_not, end):
        return words.near.search(left)
    if words.near_opening is None or not words.opening.search(left):
        return None
    if words.near_opening.match(text, end) or (days and words.near_goes_on.match(text, end)):
        return words.near.search(left)
    return None


def of_month(text: str, words: DurationPatterns, start: int) -> bool:
    """Whether the month stands right before a number of days, by its number: then it is the day of that month."""
    return text.endswith(words.day_behind, 0, start) and text[start - 2 : start - 1].isdecimal()


def is_term(view: View, words: DurationPatterns, measure: Measure) -> bool:
    """Whether a sentence stands right before a number of months, which then are no month of the year."""
    if words.term_months is None or not measure.low < _LONGEST_TERM:
        return False
    return words.term_months.search(view.text, max(0, measure.start - _TERM), measure.start) is not None


def follows_noun(view: View, start: int) -> bool:
    """Whether a noun with no particle stands right before: two days before an election, not two days ago."""
    text = view.text
    word = _LAST_WORD.search(text[max(0, start - _WORD) : start])
    if word is None:
        return False
    return not any(view.grammar.word_ends(text, start - len(word[0]) + at) for at in range(1, len(word[1])))
