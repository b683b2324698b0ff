"""What is watched while facts are read, for `extractor explain`: what each was made of, all candidates of a choice, and
which words of the tables were met. Watching changes nothing of what is read."""

import copy
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from extractor.core.facts import Fact
from extractor.facts.measures import Choice
from extractor.facts.movement import Movement
from extractor.facts.ranking import Ranker, Task, Weights
from extractor.facts.scene import Line, Spot
from extractor.facts.topics import Owner
from extractor.lang.facts import FactGrammar

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Made:
    """A fact, and what it was made of."""

    fact: Fact
    line: Line
    index: int
    choice: Choice
    moved: Movement
    owner: Owner | None
    period: Spot | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with its probability and the marks that spoke most for and against it, with their weights."""

    option: Any
    probability: float
    marks: tuple[tuple[str, float], ...]


class WatchedRanker(Ranker):
    """A ranker that keeps the candidates of every choice, and what was taken without a choice."""

    def __init__(self, ranker: Ranker) -> None:
        super().__init__(ranker._weights, ranker.witness)
        self._kept: dict[tuple[Task, str], list[tuple[Any, Collection[str]]]] = {}
        self._taken: dict[tuple[Task, str], tuple[Any, float]] = {}

    def takes(self, task: Task, mention: str, option: object, chance: float) -> bool:
        """The answer of `Ranker.takes`."""
        taken = super().takes(task, mention, option, chance)
        if taken:
            self._taken[task, mention] = option, chance
        return taken

    def taken(self, task: Task, mention: str) -> tuple[Any, float] | None:
        """What the encoder was sure of, and its chance; None where candidates were compared."""
        return self._taken.get((task, mention))

    def rank(self, task: Task, mention: str, options: Sequence[tuple[_T, Collection[str]]]) -> tuple[_T, float]:
        """The choice of `Ranker.rank`."""
        self._kept[task, mention] = [(option, frozenset(marks)) for option, marks in options]
        return super().rank(task, mention, options)

    def ranked(self, task: Task, mention: str, most: int) -> Iterator[Ranked]:
        """The likeliest candidates for a value mention, the chosen one first."""
        weights: Weights = self._weights
        left, rest = list(self._kept.get((task, mention), [])), 1.0
        while left and most:
            # Without the best of them, what is left shares its part in the same proportions.
            (at, _), own = super().rank(task, mention, [((n, o), m) for n, (o, m) in enumerate(left)])
            option, marks = left.pop(at)
            known = ((mark, weights.get(task, {}).get(mark, 0.0)) for mark in marks)
            heavy = sorted((pair for pair in known if pair[1]), key=lambda pair: (-abs(pair[1]), pair[0]))
            yield Ranked(option, rest * own, tuple(heavy))
            rest, most = rest * (1 - own), most - 1


class Words:
    """The words of a language's tables that were met, in the order of reading: the pattern's name, and the surface."""

    def __init__(self, grammar: FactGrammar) -> None:
        self._met: list[tuple[str, str]] = []
        self.grammar = copy.copy(grammar)
        for name, item in vars(grammar).items():
            if isinstance(item, re.Pattern):
                setattr(self.grammar, name, _Watched(name, item, self._met))

    def met(self) -> list[tuple[str, str]]:
        """What was met since this was asked last."""
        words = list(self._met)
        self._met.clear()
        return words


class _Watched:
    """A compiled pattern that notes what it finds."""

    def __init__(self, name: str, pattern: re.Pattern[str], met: list[tuple[str, str]]) -> None:
        self._name, self._pattern, self._met = name, pattern, met

    def __getattr__(self, name: str) -> Any:
        return getattr(self._pattern, name)

    def _note(self, match: re.Match[str] | None) -> re.Match[str] | None:
        if match is not None and match[0].strip():
            self._met.append((self._name, match[0].strip()))
        return match

    def match(self, *where: Any) -> re.Match[str] | None:
        return self._note(self._pattern.match(*where))

    def search(self, *where: Any) -> re.Match[str] | None:
        return self._note(self._pattern.search(*where))

    def fullmatch(self, *where: Any) -> re.Match[str] | None:
        return self._note(self._pattern.fullmatch(*where))

    def finditer(self, *where: Any) -> Iterator[re.Match[str]]:
        for match in self._pattern.finditer(*where):
            self._note(match)
            yield match
