"""When fiscal years end: as an article says, or as is known of the organisation that a sentence names."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from extractor.core.text import Folded
from extractor.kinds.date import DateDraft
from extractor.kinds.view import Candidate, View

_BESIDE = 3  # characters between a name and a fiscal year that is its own
_NEAR = 12  # characters between a fiscal year and the words that say when it ends


class FiscalEnd(NamedTuple):
    """The fiscal year of an organisation that is named at a place: the month in which it ends, so many years after its
    number. Japan numbers the year in which it begins. The month is None where nobody knows it."""

    start: int
    end: int
    years: int
    month: int | None


def placed(ends: Iterable[FiscalEnd], folded: Folded) -> list[FiscalEnd]:
    """The same at their places in the folded text."""
    return [end._replace(start=folded.folded(end.start), end=folded.folded(end.end)) for end in ends]


def known_end(known: Sequence[FiscalEnd], sentence: tuple[int, int], at: int) -> tuple[int, int] | None:
    """When the fiscal years end of whoever the sentence names last before `at`, else first; None where nobody knows.

    Of those whose year end nobody knows only the one right before `at` counts, as a year beside a name is its own.
    """
    named = [end for end in known if sentence[0] <= end.start < sentence[1]]
    if any(end.month is None and 0 <= at - end.end <= _BESIDE for end in named):
        return None
    ends = [(end.start, (end.years, end.month)) for end in named if end.month is not None]
    before = [found for start, found in ends if start < at]
    return before[-1] if before else ends[0][1] if ends else None


def fiscal_end(view: View, kept: Sequence[Candidate]) -> tuple[int, int] | None:
    """How many years after its number a fiscal year ends, and in which month, where the article says so.

    It says until which month one runs, its months in brackets, in which month they end, or on which day one did.
    """
    table = view.grammar.lexicon.dates
    for candidate, following in pairwise(kept):
        left, right = candidate.value, following.value
        if not isinstance(left, DateDraft):
            continue
        between = view.text[candidate.end : following.start]
        fiscal = isinstance(right, DateDraft) and right.left.fiscal
        if left.left.month is not None and left.right is None and not left.left.fiscal:
            before = view.text[max(0, candidate.start - _NEAR) : candidate.start]
            if any(word in before for word in table.fiscal_names) and any(word in before for word in table.fiscal_ends):
                return 0, left.left.month[1]
            if isinstance(right, DateDraft) and fiscal and between.strip() in table.fiscal_closings:
                quarter = right.left.quarter  # whose end the day is
                month = left.left.month[1] + (12 - 3 * quarter[1] if quarter is not None else 0)
                return (month - 1) // 12, (month - 1) % 12 + 1
        if not isinstance(right, DateDraft) or not left.left.fiscal:
            continue
        last = right.right or right.left
        stated = (right.right is not None and between.strip() == "(") or any(
            word in between for word in table.fiscal_ends
        )
        if left.left.year and last.year and last.month and stated and len(between) <= _NEAR:
            return last.year[1] - left.left.year[1], last.month[1]
    return None
