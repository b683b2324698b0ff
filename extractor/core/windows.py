"""Sentences cut into windows that a model can read, so that nothing of a long one is lost."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch `start:end` that a model reads; what it says of `first:last` counts.

    The rest is there for the context: the neighbouring window answers for it.
    """

    start: int
    end: int
    first: int
    last: int


def windows(stretches: Sequence[tuple[int, int]], longest: int, overlap: int) -> Iterator[Window]:
    """The windows of each stretch, in order; together their `first:last` are the stretches, each character once.

    A stretch of more than `longest` characters has several windows, which share `overlap` characters.
    """
    for start, end in stretches:
        if end - start <= longest:
            if end > start:
                yield Window(start, end, start, end)
            continue
        at, first = start, start
        while at + longest < end:
            last = at + longest - overlap // 2
            yield Window(at, at + longest, first, last)
            first, at = last, at + longest - overlap
        yield Window(at, end, first, end)
