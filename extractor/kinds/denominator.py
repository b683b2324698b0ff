"""What one of it costs: the denominator that is written beside an amount."""

from collections.abc import Sequence

from extractor.core.values import Money
from extractor.kinds.view import Candidate, View
from extractor.lang.money_patterns import DenominatorPatterns

_WINDOW = 22  # characters left of an amount in which its denominator may stand


def with_denominators(view: View, found: Sequence[Candidate]) -> list[Candidate]:
    """The amounts, those of a rate with `per`: one short English word that the table `amounts.toml` lists."""
    patterns = view.grammar.compiled(DenominatorPatterns)
    return [_with(view, patterns, candidate) for candidate in found]


def denominator(view: View, start: int, end: int) -> str | None:
    """What the value at `start:end` is for one of: `share`, `tonne`, `month`; None where nothing says so.

    Only a denominator that counts one: a price for 100 grams has a quantity beside it instead.
    """
    return _denominator(view.text, view.grammar.compiled(DenominatorPatterns), start, end, paid=False)


def _with(view: View, patterns: DenominatorPatterns, candidate: Candidate) -> Candidate:
    per = _denominator(view.text, patterns, candidate.start, candidate.end)
    if per is None or not isinstance(candidate.value, Money):
        return candidate
    return candidate._replace(value=candidate.value.model_copy(update={"per": per}))


def _denominator(text: str, patterns: DenominatorPatterns, start: int, end: int, *, paid: bool = True) -> str | None:
    match, ahead = patterns.after.match(text, end), False
    if match is None:
        ahead = True
        window = text[max(0, start - _WINDOW) : start]
        match = patterns.before.search(window) if patterns.glance.search(window) else None
    if match is None:
        return None
    word = next(group for group in match.groups() if group)
    if ahead and not paid and word in patterns.paid:
        return None
    return patterns.per["".join(word.split())]
