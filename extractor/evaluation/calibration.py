"""Whether confidence means what it says: reliability by bins, the expected calibration error, what a threshold keeps.

Mentions that a rule read without a confidence are counted beside it, by type: a rule says `rule`, not a probability.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.evaluation.scoring import Grade

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The mentions whose confidence lies in [low, high); the last bin has 1.0, too."""

    low: float
    high: float
    mentions: int
    right: int
    confidence: float  # the mean
    kept: int  # mentions with this confidence or more
    kept_right: int

    @property
    def accuracy(self) -> float:
        """The part of the bin that is right."""
        return self.right / self.mentions if self.mentions else 0.0

    @property
    def kept_accuracy(self) -> float:
        """The precision of all that one keeps who drops what is below this bin."""
        return self.kept_right / self.kept if self.kept else 0.0


@dataclass(frozen=True, slots=True)
class Calibration:
    """The reliability of confidence, and the precision of rules by type: type -> right, mentions."""

    bins: tuple[Bin, ...]
    rules: tuple[tuple[str, int, int], ...]

    @property
    def mentions(self) -> int:
        """How many mentions carry a confidence."""
        return sum(item.mentions for item in self.bins)

    @property
    def error(self) -> float:
        """The expected calibration error: the distance of accuracy from confidence, weighed by mentions."""
        total = self.mentions
        return sum(item.mentions / total * abs(item.accuracy - item.confidence) for item in self.bins) if total else 0.0


def calibrate(grades: Iterable[Grade]) -> Calibration:
    """The calibration of all mentions that were found. Bins without a mention are left out."""
    graded = list(grades)
    sure = [(grade.confidence, grade.right) for grade in graded if grade.confidence is not None]
    filled = sorted({_bin(confidence) for confidence, _ in sure})
    by_type: dict[str, list[bool]] = {}
    for grade in graded:
        if grade.confidence is None and grade.rule is not None:
            by_type.setdefault(grade.type, []).append(grade.right)
    return Calibration(
        bins=tuple(_filled(index, sure) for index in filled),
        rules=tuple((kind, sum(right), len(right)) for kind, right in sorted(by_type.items())),
    )


def _bin(confidence: float) -> int:
    return min(int(confidence * BINS), BINS - 1)


def _filled(index: int, sure: Sequence[tuple[float, bool]]) -> Bin:
    inside = [(confidence, right) for confidence, right in sure if _bin(confidence) == index]
    kept = [right for confidence, right in sure if _bin(confidence) >= index]
    return Bin(
        low=index / BINS,
        high=(index + 1) / BINS,
        mentions=len(inside),
        right=sum(right for _, right in inside),
        confidence=sum(confidence for confidence, _ in inside) / len(inside),
        kept=len(kept),
        kept_right=sum(kept),
    )
