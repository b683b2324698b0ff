"""What the encoder of facts says of a value."""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
_FURTHEST = 40  # characters of a subject


@dataclass(frozen=True)
class Answer:
    """The chances of a value's classes, by field, and those of each place that its window holds.

    `starts` and `ends` are where the subject begins and ends, `days` where the period begins. Their first chance
    stands for none; `places` tells where in the others a place of the folded text is, `where` the place of each, or -1.
    """

    fields: Mapping[str, Mapping[str, float]]
    places: Mapping[int, int]
    where: Sequence[int]
    starts: Floats
    ends: Floats
    days: Floats
    names: Mapping[str, Sequence[tuple[int, int]]]  # the stretches of each entity's names in the window
    dates: Mapping[str, Sequence[int]]  # where the dates of the window begin, those of the same days together

    def chance(self, field: str, word: str) -> float:
        """The chance of a class of a field; `none` of the field `concept` says that the value has no fact."""
        return self.fields[field][word]

    @cached_property
    def _sums(self) -> list[float]:
        return [0.0, *np.cumsum(self.starts).tolist()]

    def subject(self, spans: Iterable[tuple[int, int]]) -> float:
        """The chance that the subject begins in one of these stretches of the folded text, which share no character."""
        total = 0.0
        for start, end in spans:
            first, last = self.places.get(start), self.places.get(end - 1)
            if first is not None and last is not None:
                total += self._sums[last + 1] - self._sums[first]
        return total

    def sees(self, start: int) -> bool:
        """Whether a place of the folded text is in the window."""
        return start in self.places

    def nobody(self) -> float:
        """The chance that the value has no subject."""
        return float(self.starts[0])

    @cached_property
    def likeliest(self) -> tuple[int, int] | None:
        """The likeliest subject, as a stretch of the folded text; None where that is nobody."""
        begin = int(self.starts.argmax())
        place = self.where[begin]
        if place < 0:
            return None
        last = min(self.where.index(-1, begin), begin + _FURTHEST)  # a window ends in a separator
        return place, place + 1 + int(self.ends[begin:last].argmax())

    @cached_property
    def periods(self) -> Mapping[str, float]:
        """The chance of each date of the window, wherever it is written, that it is the period."""
        return {date: math.fsum(self.days[self.places[at]] for at in starts) for date, starts in self.dates.items()}

    @cached_property
    def likeliest_day(self) -> int | None:
        """Where the likeliest period begins in the folded text; None where that is none."""
        place = self.where[int(self.days.argmax())]
        return place if place >= 0 else None

    def timeless(self) -> float:
        """The chance that the value has no period."""
        return float(self.days[0])
