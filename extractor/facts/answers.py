"""What the encoder says of a value."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from extractor.core.onnx import Numbers

Floats = npt.NDArray[np.float32]
Sums = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Answer:
    """The chances of a value's classes, by field, and those of each place that its window holds.

    `classes` are the words of each field with their chances, `tops` the likeliest of each with its own. `starts` and
    `ends` are where the subject begins and ends, `days` where the period begins; their first chance stands for none.
    `sums` are the chances of `starts` up to each place, `best` the few places with the greatest, in any order.
    `number` tells where in these a place of the folded text is, or -1, and `where` the place of each, or -1 for what
    only separates. `names` are the chances of the entities that are named in the window, wherever they are, that the
    value is theirs; `periods` those of its dates, the same days together, and `dates` where these are written.
    """

    classes: Mapping[str, tuple[tuple[str, ...], Floats]]
    tops: Mapping[str, tuple[str, float]]
    number: Callable[[int], int]
    where: Numbers
    starts: Floats
    sums: Sums
    best: Sequence[int]
    ends: Floats
    days: Floats
    names: Mapping[str, float]
    periods: Mapping[str, float]
    dates: Mapping[str, Sequence[int]]

    @cached_property
    def fields(self) -> Mapping[str, Mapping[str, float]]:
        """The chance of each class of each field."""
        return {field: dict(zip(words, row.tolist(), strict=True)) for field, (words, row) in self.classes.items()}

    def chance(self, field: str, word: str) -> float:
        """The chance of a class of a field; `none` of the field `concept` says that the value has no fact."""
        return self.fields[field][word]

    def subject(self, spans: Iterable[tuple[int, int]]) -> float:
        """The chance that the subject begins in one of these stretches of the folded text, which share no character."""
        total = 0.0
        for start, end in spans:
            first, last = self.number(start), self.number(end - 1)
            if first >= 0 and last >= 0:
                total += float(self.sums[last] - self.sums[first - 1])  # place 0 stands for none
        return total

    def sees(self, start: int) -> bool:
        """Whether a place of the folded text is in the window."""
        return self.number(start) >= 0

    def nobody(self) -> float:
        """The chance that the value has no subject."""
        return float(self.starts[0])

    def beginnings(self) -> list[tuple[int, float]]:
        """Where the subject likeliest begins in the folded text, with the chance of each place, the likeliest first;
        none where nobody is likelier than any."""
        best = sorted(self.best, key=lambda at: (-self.starts[at], at))
        if best[0] == 0:
            return []
        return [(int(self.where[at]), float(self.starts[at])) for at in best if self.where[at] >= 0]

    def ending(self, start: int, limit: int) -> tuple[int, float]:
        """Where a subject that begins at a place of the folded text ends, before a limit, and the chance of it."""
        first = self.number(start)
        chances = self.ends[first : first + limit - start]
        best = int(chances.argmax())
        return start + best + 1, float(chances[best])

    @cached_property
    def best_period(self) -> tuple[str | None, float]:
        """The likeliest period by its key, or None for no period, and its chance."""
        date = max(self.periods, key=self.periods.__getitem__, default=None)
        if date is None or self.periods[date] <= self.timeless():
            return None, self.timeless()
        return date, self.periods[date]

    @cached_property
    def likeliest_day(self) -> int | None:
        """Where the likeliest period begins in the folded text; None where that is none."""
        place = int(self.where[int(self.days.argmax())])
        return place if place >= 0 else None

    def timeless(self) -> float:
        """The chance that the value has no period."""
        return float(self.days[0])
