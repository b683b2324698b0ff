"""Recurrences: how often something comes again, the type `set` of TIMEX3."""

from bisect import bisect_left
from collections.abc import Iterator

from extractor.kinds.view import Candidate, View
from extractor.lang.time_patterns import RecurrencePatterns

KIND = "set"
_CLOCK = "PT"


def find(view: View) -> Iterator[Candidate]:
    """The recurrences of a view; the value is the ISO 8601 period."""
    patterns = view.grammar.compiled(RecurrencePatterns)
    for pattern, rule in ((patterns.words, "set.word"), (patterns.daily, "set.daily")):
        for match in pattern.finditer(view.text) if pattern is not None else ():
            if view.grammar.word_ends(view.text, match.end()):
                iso = patterns.values["".join(match[1].split())]
                if iso.startswith(_CLOCK) and _numeral_at(view, match.end()):
                    continue  # so much an hour: what a rate is for
                yield Candidate(KIND, match.start(), match.end(), iso, rule, priority=7)


def _numeral_at(view: View, start: int) -> bool:
    """Whether a number stands right at `start`."""
    at = bisect_left(view.numerals, start, key=lambda numeral: numeral.start)
    return at < len(view.numerals) and view.numerals[at].start == start
