"""One place has one reading: where candidates overlap, the best wins.

The order: the longer span, then the kind's own priority, then the earlier start. Names take part through the
spans that the reader is given: nothing is read inside a name, unless a reading strictly contains the name
(the country inside the currency's name).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.kinds.view import Candidate


@dataclass(frozen=True, slots=True)
class Loss:
    """A candidate that lost its place, and to which; to None where it stands inside a name."""

    candidate: Candidate
    winner: Candidate | None


def choose(
    candidates: Iterable[Candidate], names: Sequence[tuple[int, int]] = (), lost: list[Loss] | None = None
) -> list[Candidate]:
    """The candidates that keep their place, in text order, without overlap; those that lose it are put into `lost`."""
    ordered = sorted(candidates, key=lambda c: (c.start, c.start - c.end, -c.priority, c.kind, c.rule))
    kept: list[Candidate] = []
    for candidate in ordered:
        while kept and kept[-1].end > candidate.start and _beats(candidate, kept[-1]):
            beaten = kept.pop()
            if lost is not None:
                lost.append(Loss(beaten, candidate))
        if not kept or kept[-1].end <= candidate.start:
            kept.append(candidate)
        elif lost is not None:
            lost.append(Loss(candidate, kept[-1]))
    if not names:
        return kept
    if lost is not None:
        lost += [Loss(candidate, None) for candidate in kept if _inside_name(candidate, names)]
    return [candidate for candidate in kept if not _inside_name(candidate, names)]


def _beats(challenger: Candidate, holder: Candidate) -> bool:
    a, b = challenger.end - challenger.start, holder.end - holder.start
    if a != b:
        return a > b
    return challenger.priority > holder.priority


def _inside_name(candidate: Candidate, names: Sequence[tuple[int, int]]) -> bool:
    for start, end in names:
        if start >= candidate.end:
            return False
        if end > candidate.start:
            contains = (
                candidate.start <= start and end <= candidate.end and (candidate.start, candidate.end) != (start, end)
            )
            if not contains:
                return True
    return False
