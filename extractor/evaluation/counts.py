"""Counts of right and wrong, what they come to, and the groups that they are summed over."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from extractor.core.values import ENTITY_TYPES, KINDS

TYPES = (*KINDS, *ENTITY_TYPES)
VALUES, ENTITIES, ALL = "VALUES", "ENTITIES", "all"
FACTS = "facts"  # beside the types of mentions, what may be asked for

Group = tuple[str, str]  # a language or ALL, and a type, VALUES or ENTITIES


@dataclass(frozen=True, slots=True)
class Ratio:
    """Precision, recall and F1 of counts; 0 where there is nothing to divide by."""

    right: int
    found: int
    gold: int

    @property
    def precision(self) -> float:
        """The part of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The part of the gold that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        precision, recall = self.precision, self.recall
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Counts:
    """How many mentions the gold has, how many were found, and how many of these are right in each sense."""

    gold: int = 0
    found: int = 0
    strictly: int = 0
    relaxedly: int = 0
    wholly: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.gold + other.gold,
            self.found + other.found,
            self.strictly + other.strictly,
            self.relaxedly + other.relaxedly,
            self.wholly + other.wholly,
        )

    @property
    def strict(self) -> Ratio:
        """Span and type."""
        return Ratio(self.strictly, self.found, self.gold)

    @property
    def relaxed(self) -> Ratio:
        """Overlap and type."""
        return Ratio(self.relaxedly, self.found, self.gold)

    @property
    def end_to_end(self) -> Ratio:
        """Span, type and value."""
        return Ratio(self.wholly, self.found, self.gold)


def sum_counts(scores: Iterable[tuple[str, Mapping[str, Counts]]]) -> dict[Group, Counts]:
    """The counts of every group that has a mention: languages before ALL, types in their fixed order."""
    sums: dict[Group, Counts] = {}
    for own, by_type in scores:
        for kind, counts in by_type.items():
            for lang in (own, ALL):
                for group in ((lang, kind), (lang, family(kind))):
                    sums[group] = sums.get(group, Counts()) + counts
    order = {name: index for index, name in enumerate((*KINDS, VALUES, *ENTITY_TYPES, ENTITIES))}
    groups = sorted(sums, key=lambda group: (group[0] == ALL, group[0], order[group[1]]))
    return {group: sums[group] for group in groups if sums[group].gold or sums[group].found}


def family(kind: str) -> str:
    """The sum that a type belongs to."""
    return ENTITIES if kind in ENTITY_TYPES else VALUES
