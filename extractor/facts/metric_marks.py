"""The marks of a metric, each again as one of its language; see `owner_marks` for how they are grouped.

`source` is where an offer comes from, `measure` what the value is measured in, `moved` whether it says a movement.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import ParamSpec

from extractor.facts.marks import remembered, remembered_in

_P = ParamSpec("_P")


def _in_both(make: Callable[_P, Iterable[str]]) -> Callable[_P, Iterator[str]]:
    """The marks, and each with the language, which is the first argument, before it."""

    @wraps(make)
    def made(*facets: _P.args, **_: _P.kwargs) -> Iterator[str]:
        for mark in make(*facets, **_):
            yield mark
            yield f"{facets[0]}:{mark}"

    return made


@remembered_in("offer")
@_in_both
def of_offer(lang: str, source: str, measure: str, moved: str, fit: float, concept: str, often: int) -> Iterator[str]:
    """What is offered, where it comes from, and whether it fits."""
    yield source
    yield f"{source}={measure}"
    yield f"{source}={moved}"
    yield f"fit={fit:.2f}"
    yield f"fit={fit:.2f}={moved}"
    yield f"is={concept}"
    yield f"is={concept}={measure}={moved}"
    yield f"{source}={concept}"
    yield f"often={often}"


@remembered
@_in_both
def of_hint(lang: str, source: str) -> Iterator[str]:
    """The one that the plain rules would have."""
    yield "hint"
    yield f"hint={source}"


@remembered_in("offer")
@_in_both
def of_earlier(lang: str, role: str, same: str, source: str, other: str, own: str) -> Iterator[str]:
    """How the offer compares with the metric of an earlier value; `other` and `own` are families."""
    yield f"{role}={same}"
    yield f"{role}={same}={source}"
    yield f"{role}={other}={own}"


@remembered
@_in_both
def of_word(lang: str, far: int, source: str, here: str, case: str, moved: str, rank: int) -> Iterator[str]:
    """How the metric word stands to the value."""
    yield f"far={far}"
    yield f"far={far}={source}"
    yield f"here={here}={source}"
    yield f"case={case}"
    yield f"case={case}={moved}"
    yield f"case={case}={source}={here}"
    yield f"rank={rank}"
    yield f"rank={rank}={here}"


@remembered
@_in_both
def of_nature(lang: str, weak: bool, quotes: bool, verbal: bool, source: str) -> Iterator[str]:
    """What sort of word it is."""
    if weak:
        yield "weak"
    if quotes:
        yield "quotes"
    if verbal:
        yield "verbal"
        yield f"verbal={source}"


@remembered
@_in_both
def of_freshness(lang: str, fresh: bool) -> Iterator[str]:
    """Whether the word stands behind the value before."""
    yield "fresh" if fresh else "stale"


@remembered
@_in_both
def of_crossing(lang: str, crossed: str, case: str) -> Iterator[str]:
    """What stands between the word and the value."""
    yield f"crossed={crossed}"
    yield f"crossed={crossed}={case}"
