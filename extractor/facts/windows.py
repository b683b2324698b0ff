"""What the encoder of facts reads at a time: sentences with values, what goes before, how the article begins."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractor.facts.scene import Line, Scene, Spot

CORE = 640  # characters whose values are read together
AHEAD = 256  # characters before them, and
BEHIND = 64  # after them, where a sentence is cut
LEAD = 96  # characters of how the article begins
MOST = 56  # values of a window


@dataclass(frozen=True, slots=True)
class Window:
    """Stretches of the folded text, in text order, and the values that are read in them."""

    stretches: tuple[tuple[int, int], ...]
    values: tuple[Spot, ...]

    def number(self, place: int) -> int:
        """The number that the encoder gives a place of the folded text; -1 for one that the window does not hold."""
        first = 1  # each stretch has a separator before it
        for start, end in self.stretches:
            if start <= place < end:
                return first + place - start
            first += end - start + 1
        return -1

    def within(self, spots: Sequence[Spot]) -> Iterator[Spot]:
        """Those that begin in the window, of spots in text order."""
        for start, end in self.stretches:
            first, last = (bisect_left(spots, edge, key=lambda spot: spot.start) for edge in (start, end))
            yield from spots[first:last]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A line, or a part of a long one."""

    start: int
    end: int
    line: Line
    values: tuple[Spot, ...]


def windows(scene: Scene) -> Iterator[Window]:
    """The windows of an article: each value that has a line is in one of them."""
    units = [unit for line in scene.lines for unit in _units(line)]
    group: list[_Unit] = []
    for at, unit in enumerate(units):
        group.append(unit)
        following = units[at + 1] if at + 1 < len(units) else None
        full = following is None or (
            following.end - group[0].start > CORE or sum(len(u.values) for u in group) + len(following.values) > MOST
        )
        if full:
            if any(u.values for u in group):
                yield _window(units, group, at + 1 - len(group), following)
            group = []


def together(cut: Sequence[Window]) -> Window:
    """All that windows hold, each stretch once."""
    stretches = sorted(stretch for window in cut for stretch in window.stretches)
    return Window(_joined(stretches), tuple(spot for window in cut for spot in window.values))


def _units(line: Line) -> Iterator[_Unit]:
    """A line cut where a clause begins, so that no part is longer than what is read together, if it can be."""
    start = line.start
    while line.end - start > CORE:
        cuts = [at for at in line.clauses if start < at <= start + CORE]
        cut = cuts[-1] if cuts else start + CORE
        while any(spot.start < cut < spot.end for spot in line.values):
            cut += 1
        yield _unit(line, start, cut)
        start = cut
    yield _unit(line, start, line.end)


def _unit(line: Line, start: int, end: int) -> _Unit:
    return _Unit(start, end, line, tuple(spot for spot in line.values if start <= spot.start < end))


def _window(units: Sequence[_Unit], group: Sequence[_Unit], first: int, following: _Unit | None) -> Window:
    stretches: list[tuple[int, int]] = []
    left = AHEAD
    for unit in reversed(units[:first]):
        begin = max(unit.start, unit.end - left)
        stretches.insert(0, (begin, unit.end))
        left -= unit.end - begin
        if left <= 0:
            break
    begin = stretches[0][0] if stretches else group[0].start
    lead = units[0]
    if lead.start < begin:
        stretches.insert(0, (lead.start, min(lead.start + LEAD, lead.end, begin)))
    stretches += [(unit.start, unit.end) for unit in group]
    if following is not None and following.line is group[-1].line:
        stretches.append((following.start, min(following.start + BEHIND, following.end)))
    return Window(_joined(stretches), tuple(spot for unit in group for spot in unit.values))


def _joined(stretches: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Stretches in text order, those that touch or overlap as one."""
    out: list[tuple[int, int]] = []
    for start, end in stretches:
        if out and start <= out[-1][1]:
            out[-1] = out[-1][0], max(out[-1][1], end)
        elif start < end:
            out.append((start, end))
    return tuple(out)
