"""Values that a sentence deals out: 매출과 영업이익은 각각 3.3%, 83.4%; 营收、净利润分别为7.75亿元、3382万元."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from extractor.facts.pieces import Piece
from extractor.facts.scene import Hit, Line, Scene, Spot
from extractor.lang.facts import FactGrammar

_BESIDE = 2  # characters of a blank and a bracket
_SHORT = 6  # characters of a word behind a sign of joining


@dataclass(frozen=True, slots=True)
class Run:
    """Indices of joined values, with the metrics, owners or dates that stand joined before them, as many as they."""

    indices: tuple[int, ...]
    metrics: tuple[Hit, ...] = ()
    owners: tuple[Piece, ...] = ()
    dates: tuple[Spot, ...] = ()

    def metric(self, at: int) -> Hit | None:
        """The metric word of the value at a place of the run."""
        return self.metrics[at] if self.metrics else None

    def owner(self, at: int) -> Piece | None:
        """The name or noun phrase that the value at a place of the run belongs to."""
        return self.owners[at] if self.owners else None

    def date(self, at: int) -> Spot | None:
        """The date of the value at a place of the run."""
        return self.dates[at] if self.dates else None


def runs(scene: Scene, line: Line, grammar: FactGrammar, pieces: Sequence[Piece]) -> list[Run]:
    """The runs of a line: values joined by commas or 'and'; behind a word for 'each' with what they are dealt to.

    `pieces` are the names and noun phrases of the line.
    """
    found = []
    for indices in _joined(scene, line, grammar):
        first = line.values[indices[0]]
        dealt = grammar.respectively.search(scene.text, max(line.start, first.start - 14), first.start) is not None
        size = len(indices)
        metrics = _tail(line.hits, first.start, scene, grammar)
        owners = _deal(pieces, first.start, size, scene, grammar) if len(metrics) != size else []
        dates = _tail(line.dates, first.start, scene, grammar)
        run = Run(
            indices,
            tuple(metrics) if len(metrics) == size and size > 1 else (),
            tuple(owners),
            tuple(dates) if len(dates) == size and size > 1 and len(metrics) != size else (),
        )
        if dealt or not (run.metrics or run.owners or run.dates):
            found.append(run)
        else:
            found.append(Run(indices))
    return found


def place_in_list(
    text: str, line: Line, index: int, piece: Piece, pieces: Sequence[Piece], grammar: FactGrammar
) -> str:
    """How a piece before a value is told with it: `item` or `first` of a list (고졸 51%, 대졸 41%; 카레(4%)·라면(2%)),
    `beside` it, or `no`."""
    spot, values = line.values[index], line.values
    if not _is_beside(text, piece, spot):
        return "no"
    last = values[index - 1] if index else None
    if last is not None and last.end <= piece.start and _is_sign(text[last.end : piece.start].lstrip(")"), grammar):
        return "item"
    if index + 1 < len(values):
        following = values[index + 1]
        told = next((p for p in pieces if spot.end <= p.start and p.end <= following.start), None)
        joined = told is not None and _is_sign(text[spot.end : told.start].lstrip(")"), grammar)
        if told is not None and joined and _is_beside(text, told, following):
            return "first"
    return "beside"


def _is_beside(text: str, piece: Piece, spot: Spot) -> bool:
    """Whether nothing but a blank and a bracket stands between a piece and a value behind it."""
    return spot.start - piece.end <= _BESIDE and not text[piece.end : spot.start].strip(" (")


def _is_sign(gap: str, grammar: FactGrammar) -> bool:
    """Whether a gap is a sign of joining and nothing else."""
    return bool(gap.strip()) and grammar.joint.fullmatch(gap) is not None


def _joined(scene: Scene, line: Line, grammar: FactGrammar) -> list[tuple[int, ...]]:
    """Indices of neighbouring values of one type with nothing but a sign of joining between them."""
    groups: list[list[int]] = []
    for index, spot in enumerate(line.values):
        if groups:
            last = line.values[groups[-1][-1]]
            gap = scene.text[last.end : spot.start]
            if last.mention.type == spot.mention.type and _is_sign(gap, grammar):
                groups[-1].append(index)
                continue
        groups.append([index])
    return [tuple(group) for group in groups if len(group) > 1]


def _deal(pieces: Sequence[Piece], limit: int, size: int, scene: Scene, grammar: FactGrammar) -> list[Piece]:
    """The last names or noun phrases before a place that stand joined and are as many as the values."""
    named = [piece for piece in pieces if piece.end <= limit and piece.sort not in ("metric", "fused", "anaphor")]
    run: list[Piece] = []
    for piece in reversed(named):
        if run and not _is_joined(scene.text[piece.end : run[0].start], grammar):
            if len(run) == size:
                return run
            run = []
        run.insert(0, piece)
    return run if len(run) == size else []


def _is_joined(gap: str, grammar: FactGrammar) -> bool:
    """Whether between two things stands a sign of joining, with at most a short word behind it."""
    match = grammar.joint.match(gap)
    return match is not None and bool(match[0].strip()) and len(gap) - match.end() <= _SHORT


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
        if run and not _is_joined(scene.text[item.end : run[0].start], grammar):
            break
        run.insert(0, item)
    return run
