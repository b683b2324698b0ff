"""The bound that a list of amounts shares: no less than sixty, eighty-five and a hundred million respectively."""

import re
from collections.abc import Sequence
from itertools import pairwise

from extractor.core.values import Money, Percent, Quantity, Value
from extractor.kinds.view import Candidate, View
from extractor.lang.grammar import LIMITS
from extractor.lang.patterns import HANGUL
from extractor.lang.unit_patterns import ListPatterns

_BEFORE = 12  # characters before a list in which the word stands that says that it holds for each member
_KINDS = (Money, Percent, Quantity)
_LABELLED = re.compile(rf",\s(?:[{HANGUL}A-Za-z·/()&]+\s){{1,2}}")  # a comma and one or two nouns
_LABEL = 24  # characters of what a member of a list belongs to, with the comma before it


def list_bounds(view: View, kept: Sequence[Candidate]) -> dict[int, Value]:
    """By the start of each, the values of lists with the bound that only one end writes.

    A language whose bounds stand before a number writes it before the first, one whose bounds stand behind, behind the
    last. A limit holds for all where a word such as "each" heads the list; that they are about so much also where each
    member has a name before it. A list of which another member has a bound of its own shares none.
    """
    each = view.grammar.compiled(ListPatterns).heads
    shared: dict[int, Value] = {}
    if each is not None and each.search(view.text) is not None:
        for group in _lists(view, kept):
            if each.search(view.text, max(0, group[0].start - _BEFORE), group[0].start) is not None:
                shared |= _shared(view, group, (*LIMITS, "approx") if view.grammar.spaced else LIMITS)
    for group in _lists(view, kept) if view.grammar.caps else ():
        shared |= _span(view, group)
    for left, right in pairwise(kept) if view.grammar.lexicon.language.gapped else ():
        shared |= _gapped(view, left, right, shared)
    if view.grammar.spaced:
        for group in _named(view, kept):
            if view.text.startswith(view.grammar.caps or "\0", group[-1].end):
                shared |= _shared(view, group, ("at_most",))  # this much, and that much, up to so much
            elif view.text[group[-1].end : group[-1].end + 1].isspace():  # a word written to the last is its own
                shared |= _shared(view, group, ("approx",))
    return shared


def _gapped(view: View, left: Candidate, right: Candidate, shared: dict[int, Value]) -> dict[int, Value]:
    """A value whose verb, by which something went past it, stands behind the next one: A 5, and B 3, surpassed."""
    text, grammar = view.text, view.grammar
    if left.kind != right.kind or not isinstance(left.value, _KINDS) or not isinstance(right.value, _KINDS):
        return {}
    if left.value.bound != "exact" or right.value.bound not in ("over", "under") or right.start - left.end > _LABEL:
        return {}
    verbal = text.startswith(grammar.lexicon.language.gapped, left.end)
    if not verbal or not text.startswith(grammar.lexicon.language.objects, right.end) or left.start in shared:
        return {}
    return {left.start: left.value.model_copy(update={"bound": right.value.bound})}


def _shared(view: View, group: Sequence[Candidate], bounds: tuple[str, ...]) -> dict[int, Value]:
    values = [c.value for c in group if isinstance(c.value, _KINDS)]
    given = [value.bound for value in values]
    limit, others = (given[-1], given[:-1]) if view.grammar.spaced else (given[0], given[1:])
    if limit not in bounds or any(bound != "exact" for bound in others):
        return {}
    if limit == "approx" and view.grammar.banded(view.text, group[-1].end):
        return {}  # only that one is a band
    return {c.start: value.model_copy(update={"bound": limit}) for c, value in zip(group, values, strict=True)}


def _span(view: View, group: Sequence[Candidate]) -> dict[int, Value]:
    """The values from the one to the other with the limit that stands before the first: at most from 8 up to 9."""
    values = [c.value for c in group if isinstance(c.value, _KINDS)]
    if len(values) != 2 or [value.bound for value in values] != ["at_most", "exact"]:
        return {}
    if not view.text.startswith(view.grammar.caps, group[-1].end):
        return {}
    return {group[-1].start: values[-1].model_copy(update={"bound": "at_most"})}


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


def _named(view: View, kept: Sequence[Candidate]) -> list[list[Candidate]]:
    """The runs of values of one kind, each behind the name of what it belongs to: A 5, B 4, C 3 or so."""
    text = view.text
    runs: list[list[Candidate]] = []
    for left, right in pairwise(kept):
        if left.kind != right.kind or not isinstance(left.value, _KINDS) or right.start - left.end > _LABEL:
            continue
        if _LABELLED.fullmatch(text, left.end, right.start) is None or view.grammar.bounds(
            text, right.start, len(text)
        ):
            continue  # a word before the second is its own
        if runs and runs[-1][-1] is left:
            runs[-1].append(right)
        else:
            runs.append([left, right])
    return runs
