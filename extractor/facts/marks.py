"""Marks that are written once: most values stand as others before them did, so the same marks come again and again.

A function of marks gives a `Bundle`: what it would write for its arguments, and what that weighs, which is all that a
ranking asks for. The marks themselves are written where somebody wants to read them. Two functions of one task must not
write the same mark, as a candidate's marks are a set and each weighs once; `tests/test_facts_marks.py` looks.
"""

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, ParamSpec, cast

_MOST = 8192  # bundles that one function remembers
_P = ParamSpec("_P")


class Exact:
    """Weights as whole numbers of `1 / scale`, so that sums are exact in any order; an unknown mark weighs nothing."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        ratios = {mark: weight.as_integer_ratio() for mark, weight in weights.items()}
        self.scale = max((below for _, below in ratios.values()), default=1)
        self._parts = {mark: above * (self.scale // below) for mark, (above, below) in ratios.items()}

    def total(self, marks: Iterable[str]) -> int:
        """The sum of the weights of different marks."""
        return sum(self._parts.get(mark, 0) for mark in set(marks))


class Bundle:
    """The marks that a function writes for its arguments. Of one `group` a candidate has one bundle."""

    __slots__ = ("_facets", "_make", "_sum", "_weights", "group")

    def __init__(self, group: Hashable, make: Callable[..., Iterable[str]], facets: tuple[Any, ...]) -> None:
        self.group, self._make, self._facets = group, make, facets
        self._weights: Exact | None = None
        self._sum = 0

    def __iter__(self) -> Iterator[str]:
        return iter(self._make(*self._facets))

    def total(self, weights: Exact) -> int:
        """What the marks weigh together."""
        if self._weights is not weights:
            self._weights, self._sum = weights, weights.total(self)
        return self._sum


class Marks(Collection[str]):
    """The marks of one candidate, each once."""

    __slots__ = ("_bundles",)

    def __init__(self, *bundles: Bundle) -> None:
        self._bundles: dict[Hashable, Bundle] = {}
        self.add(*bundles)

    def add(self, *bundles: Bundle) -> None:
        """Adds the marks of the bundles."""
        held = self._bundles
        for bundle in bundles:
            other = held.setdefault(bundle.group, bundle)
            if other is not bundle:
                held[bundle.group] = _union(other, bundle)

    def total(self, weights: Exact) -> int:
        """What the marks weigh together."""
        return sum([bundle.total(weights) for bundle in self._bundles.values()])

    def __iter__(self) -> Iterator[str]:
        return iter({mark for bundle in self._bundles.values() for mark in bundle})

    def __contains__(self, mark: object) -> bool:
        return any(mark == own for bundle in self._bundles.values() for own in bundle)

    def __len__(self) -> int:
        return sum(1 for _ in self)


@lru_cache(maxsize=_MOST)
def _union(one: Bundle, other: Bundle) -> Bundle:
    return Bundle(one.group, lambda: {*one, *other}, ())


def remembered(make: Callable[_P, Iterable[str]]) -> Callable[_P, Bundle]:
    """`make` as a function that gives bundles, and the same one for the same arguments.

    An argument must not be true in one call and 1 in another: both are the same to the memory.
    """
    return _remembered(make, lambda _: make)


def remembered_by_role(make: Callable[_P, Iterable[str]]) -> Callable[_P, Bundle]:
    """`remembered`, for marks that all begin with the first argument: bundles of two roles share none."""
    return _remembered(make, lambda facets: (make, facets[0]))


def remembered_in(group: str) -> Callable[[Callable[_P, Iterable[str]]], Callable[_P, Bundle]]:
    """`remembered`, for functions that may write the same marks."""
    return lambda make: _remembered(make, lambda _: group)


def _remembered(
    make: Callable[_P, Iterable[str]], group: Callable[[tuple[Any, ...]], Hashable]
) -> Callable[_P, Bundle]:
    @lru_cache(maxsize=_MOST)
    def made(*facets: Any) -> Bundle:
        return Bundle(group(facets), cast(Callable[..., Iterable[str]], make), facets)

    return cast(Callable[_P, Bundle], made)


@remembered_by_role
def mark(word: str) -> Iterator[str]:
    """One mark that no other function writes."""
    yield word
