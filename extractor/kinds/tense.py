"""Whether the words around a date put it behind us or ahead.

A sentence of a hundred thousand characters has tens of thousands of dates: whatever is looked for in all of it is
looked for once.
"""

import re
from bisect import bisect_left
from functools import lru_cache

from extractor.kinds.spec import Tense
from extractor.kinds.view import View
from extractor.lang.date_patterns import DatePatterns, date_patterns

_SENTENCE = 300  # characters of a clause at most: a longer one is no sentence
_BEFORE = 6  # characters before a date in which a word decides about it
_NEAR = 40  # characters within which a verb speaks of the date
_PREDICATE = 90  # characters within which the predicate of a clause is looked for


def tense(view: View, sentence: tuple[int, int], at: tuple[int, int], *, clock: bool = False) -> Tense:
    """What the first word that speaks of time says: of what stands around a date in its clause, or behind it.

    A quotation speaks for itself: its words do not count for a date outside of it, nor the reporter's for one inside.
    Where the predicate stands last, as in Korean, the clause runs on to the end of the sentence; else a comma ends it.
    `clock` says that a clock time stands there, not a date.
    """
    words, text = date_patterns(view.lang), view.text
    start, end = _voice(words, text, sentence, at)
    if words.coming_before.search(text[max(start, at[0] - _BEFORE) : at[0]]) or words.plans.match(text, at[1]):
        return Tense.FUTURE
    if view.grammar.spaced:
        return _behind(view, words, at[1], end)
    return _around(view, words, max(start, at[0] - _SENTENCE), min(end, at[1] + _SENTENCE), at, clock)


def _voice(words: DatePatterns, text: str, sentence: tuple[int, int], at: tuple[int, int]) -> tuple[int, int]:
    """The sentence of a date, or of it the quotation in which the date stands."""
    start, end = sentence
    signs = _signs(words, text, start, end)
    if not signs:
        return start, end
    for opener, closer in words.quotes:
        opened = _last(signs.get(opener, []), start, at[0])
        if opened < 0 or (opener != closer and _last(signs.get(closer, []), start, at[0]) > opened):
            continue
        places = signs.get(closer, [])
        if opener == closer and (bisect_left(places, at[0]) - bisect_left(places, start)) % 2 == 0:
            continue
        behind = bisect_left(places, at[1])
        closed = places[behind] if behind < len(places) and places[behind] < end else -1
        start, end = opened + 1, closed if closed >= 0 else end
    return start, end


@lru_cache(maxsize=4)
def _signs(words: DatePatterns, text: str, start: int, end: int) -> dict[str, list[int]]:
    """Where the signs of quotations stand in a sentence, those that it has."""
    found: dict[str, list[int]] = {}
    for sign in {sign for pair in words.quotes for sign in pair}:
        at = text.find(sign, start, end)
        while at >= 0:
            found.setdefault(sign, []).append(at)
            at = text.find(sign, at + 1, end)
    return found


def _last(places: list[int], start: int, end: int) -> int:
    """The last of the places from `start` on and before `end`, -1 where there is none."""
    at = bisect_left(places, end) - 1
    return places[at] if at >= 0 and places[at] >= start else -1


class _Clause:
    """What stands behind the dates that one sign ends, from the first of them on, with blanks for what it quotes."""

    def __init__(self, words: DatePatterns, text: str, begin: int, end: int) -> None:
        self.begin, self.text = begin, _plain(words, text[begin:end])
        self._found: dict[re.Pattern[str], tuple[int, int]] = {}
        quoted = () if self.text == text[begin:end] else words.quoted.finditer(text, begin, end)
        self._quoted = [match.span() for match in quoted]

    def splits(self, begin: int) -> bool:
        """Whether the clause lies before a place, or one of its quotations on both sides of it."""
        at = bisect_left(self._quoted, (begin,)) - 1
        return begin < self.begin or (at >= 0 and self._quoted[at][1] > begin)

    def holds(self, pattern: re.Pattern[str], begin: int) -> bool:
        """Whether a pattern stands behind a place; what is found once holds for every place up to there."""
        asked, found = self._found.get(pattern, (0, -1))
        at = begin - self.begin
        if not asked <= at <= found:
            match = pattern.search(self.text, at)
            found = match.start() if match is not None else len(self.text)
            self._found[pattern] = at, found
        return found < len(self.text)


@lru_cache(maxsize=4)
def _clauses(words: DatePatterns, text: str, end: int) -> list[_Clause]:
    """The clause that ends there, once somebody has asked for it."""
    return []


def _clause(words: DatePatterns, text: str, begin: int, end: int) -> _Clause:
    """The clause behind a date."""
    known = _clauses(words, text, end)
    if not known or known[0].splits(begin):
        known[:] = [_Clause(words, text, begin, end)]
    return known[0]


def _plain(words: DatePatterns, text: str) -> str:
    """A stretch of text with blanks in place of what it quotes."""
    if words.opening.isdisjoint(text):
        return text
    return words.quoted.sub(lambda match: " " * len(match[0]), text)


def _behind(view: View, words: DatePatterns, begin: int, end: int) -> Tense:
    """The tense of a language whose verbs stand behind the date, by the first of them that shows one."""
    clause = _clause(words, view.text, begin, end)
    text = clause.text[begin - clause.begin : begin - clause.begin + _PREDICATE]
    ahead = view.grammar.future.search(text)
    told = words.told.search(text)
    if ahead is not None and (told is None or ahead.start() <= told.end()):
        return Tense.FUTURE
    if told is None:
        if clause.holds(words.past_verb, begin):
            return Tense.PAST
        return Tense.NOW if clause.holds(words.stated, begin) else Tense.OPEN
    if words.stated.search(text, 0, told.start()):
        return Tense.OPEN
    near = told.start() < _NEAR and not words.topics.search(text, 0, told.start())
    return Tense.TOLD if near else Tense.PAST


def _around(view: View, words: DatePatterns, start: int, end: int, at: tuple[int, int], clock: bool) -> Tense:
    """The tense of a language whose verbs stand on both sides of the date, by the words of its clause."""
    text, pattern = view.text, view.grammar.future
    first = max(start, text.rfind(",", start, at[0]) + 1)
    comma = text.find(",", at[1] + 1, end)  # right behind the date it ends nothing
    before = _plain(words, text[first : at[0]])
    behind = _plain(words, text[at[1] : comma if comma >= 0 else end])
    lead = text[max(start, first - 1 - _BEFORE) : first - 1] if first > start else ""
    if pattern.search(before) or words.coming_before.search(lead):
        return Tense.FUTURE  # a word that a comma follows, such as "it is expected", speaks of the clause behind
    told = words.told.search(before) is not None
    at_date = before.endswith(words.told_before or ("\0",))
    at_date = at_date and not clock and behind[:1].isalnum()  # a verb follows
    ahead, past = pattern.search(behind), words.past_verb.search(behind)
    if ahead is not None and not told and (past is None or ahead.start() <= past.start()):
        return Tense.FUTURE
    if (
        told
        or past is not None
        or (at_date and ahead is None)
        or (ahead is None and words.past_verb.search(before) is not None)
    ):
        return Tense.TOLD
    return Tense.OPEN if pattern.search(_plain(words, text[start:end])) else Tense.PAST
