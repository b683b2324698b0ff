"""Who or what a value may belong to, one at a time."""

from dataclasses import dataclass, field
from functools import lru_cache

from extractor.core.facts import Party
from extractor.facts.marks import Marks
from extractor.lang.facts import concept_table


@dataclass(slots=True)
class Candidate:
    """Somebody or something that a value may belong to; None stands for nobody. `shape` says how it stands to it."""

    party: Party | None
    marks: Marks = field(default_factory=Marks)
    shape: str = ""

    def overlaps(self, party: Party) -> bool:
        """Whether words share a character with other words."""
        mine = self.party
        start, end = (mine.start or 0, mine.end or 0) if mine is not None else (0, 0)
        return start < (party.end or 0) and (party.start or 0) < end


@lru_cache(maxsize=256)
def family(concept: str) -> str:
    """The family of a concept, by which subjects and periods differ."""
    return next((name for name, members in concept_table().families.items() if concept in members), "other")
