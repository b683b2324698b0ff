"""The bound that a list of amounts shares: no less than sixty, eighty-five and a hundred million respectively."""

from collections.abc import Sequence
from itertools import pairwise

from extractor.core.values import Money, Percent, Quantity, Value
from extractor.kinds.view import Candidate, View
from extractor.lang.grammar import LIMITS
from extractor.lang.unit_patterns import ListPatterns

_BEFORE = 12  # characters before a list in which the word stands that says that it holds for each member
_KINDS = (Money, Percent, Quantity)


def list_bounds(view: View, kept: Sequence[Candidate]) -> dict[int, Value]:
    """By the start of each, the values of lists that a word such as "each" heads, with the limit that one end writes.

    A language whose bounds stand before a number writes it before the first, one whose bounds stand behind, behind the
    last. A list of which another member has a bound of its own shares none.
    """
    each = view.grammar.compiled(ListPatterns).heads
    if each is None or each.search(view.text) is None:
        return {}
    shared: dict[int, Value] = {}
    for group in _lists(view, kept):
        if each.search(view.text, max(0, group[0].start - _BEFORE), group[0].start) is None:
            continue
        values = [c.value for c in group if isinstance(c.value, _KINDS)]
        bounds = [value.bound for value in values]
        limit = bounds[-1] if view.grammar.spaced else bounds[0]
        others = bounds[:-1] if view.grammar.spaced else bounds[1:]
        if limit in LIMITS and all(bound == "exact" for bound in others):
            pairs = zip(group, values, strict=True)
            shared |= {c.start: value.model_copy(update={"bound": limit}) for c, value in pairs}
    return shared


def _lists(view: View, kept: Sequence[Candidate]) -> list[list[Candidate]]:
    """The runs of at least two values of one kind with nothing but signs of a list between them."""
    runs: list[list[Candidate]] = []
    for left, right in pairwise(kept):
        gap = view.grammar.list.match(view.text, left.end)
        if gap is None or gap.end() != right.start or left.kind != right.kind or not isinstance(left.value, _KINDS):
            continue
        if runs and runs[-1][-1] is left:
            runs[-1].append(right)
        else:
            runs.append([left, right])
    return runs
