"""Values that a sentence deals out: 매출과 영업이익은 각각 3.3%, 83.4%; 营收、净利润分别为7.75亿元、3382万元."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from extractor.facts.scene import Hit, Line, Scene, Spot
from extractor.lang.facts import FactGrammar


@dataclass(frozen=True, slots=True)
class Run:
    """Indices of joined values, with the metrics, names or dates that stand joined before them, as many as they."""

    indices: tuple[int, ...]
    metrics: tuple[Hit, ...] = ()
    names: tuple[Spot, ...] = ()
    dates: tuple[Spot, ...] = ()

    def metric(self, at: int) -> Hit | None:
        """The metric word of the value at a place of the run."""
        return self.metrics[at] if self.metrics else None

    def name(self, at: int) -> Spot | None:
        """The name that the value at a place of the run belongs to."""
        return self.names[at] if self.names else None

    def date(self, at: int) -> Spot | None:
        """The date of the value at a place of the run."""
        return self.dates[at] if self.dates else None


def runs(scene: Scene, line: Line, grammar: FactGrammar) -> list[Run]:
    """The runs of a line: values joined by commas or 'and'; behind a word for 'each' with what they are dealt to."""
    found = []
    for indices in _joined(scene, line, grammar):
        first = line.values[indices[0]]
        dealt = grammar.respectively.search(scene.text, max(line.start, first.start - 14), first.start) is not None
        size = len(indices)
        metrics = _tail(line.hits, first.start, scene, grammar)
        names = _tail(line.names, first.start, scene, grammar)
        dates = _tail(line.dates, first.start, scene, grammar)
        run = Run(
            indices,
            tuple(metrics) if len(metrics) == size and size > 1 else (),
            tuple(names) if len(names) == size and size > 1 and len(metrics) != size else (),
            tuple(dates) if len(dates) == size and size > 1 and len(metrics) != size else (),
        )
        if dealt or not (run.metrics or run.names or run.dates):
            found.append(run)
        else:
            found.append(Run(indices))
    return found


def _joined(scene: Scene, line: Line, grammar: FactGrammar) -> list[tuple[int, ...]]:
    """Indices of neighbouring values of one type with nothing but a sign of joining between them."""
    groups: list[list[int]] = []
    for index, spot in enumerate(line.values):
        if groups:
            last = line.values[groups[-1][-1]]
            gap = scene.text[last.end : spot.start]
            if last.mention.type == spot.mention.type and gap.strip() and grammar.joint.fullmatch(gap):
                groups[-1].append(index)
                continue
        groups.append([index])
    return [tuple(group) for group in groups if len(group) > 1]


class _Placed(Protocol):
    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


_P = TypeVar("_P", bound=_Placed)


def _tail(items: Sequence[_P], limit: int, scene: Scene, grammar: FactGrammar) -> list[_P]:
    """The last items before a place that stand joined to one another."""
    run: list[_P] = []
    for item in reversed([item for item in items if item.end <= limit]):
        if run:
            gap = scene.text[item.end : run[0].start]
            match = grammar.joint.match(gap)
            if match is None or not match[0].strip() or len(gap) - match.end() > 6:
                break
        run.insert(0, item)
    return run
