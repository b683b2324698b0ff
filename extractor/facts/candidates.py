"""Who or what a value may belong to, one at a time."""

from dataclasses import dataclass, field
from functools import lru_cache

from extractor.core.facts import Party
from extractor.core.spans import overlap
from extractor.facts.marks import Marks
from extractor.facts.scene import Scene
from extractor.lang.facts import concept_table


@dataclass(slots=True)
class Candidate:
    """Somebody or something that a value may belong to; None stands for nobody. `shape` says how it stands to it,
    `sources` who found it."""

    party: Party | None
    marks: Marks = field(default_factory=Marks)
    shape: str = ""
    sources: set[str] = field(default_factory=set)

    def overlaps(self, party: Party) -> bool:
        """Whether words share a character with other words."""
        return self.party is not None and overlap_words(self.party, party)


def overlap_words(one: Party, other: Party) -> bool:
    """Whether words share a character with other words."""
    return overlap((one.start or 0, one.end or 0), (other.start or 0, other.end or 0))


def same_party(one: Party, other: Party) -> bool:
    """Whether two parties are the same entity, or words that share a character."""
    return one.entity == other.entity and (one.entity is not None or overlap_words(one, other))


def may_have(party: Party, concept: str, scene: Scene) -> bool:
    """Whether an entity of its type can have a metric; a medium that is only named for its news has none."""
    if party.entity in scene.media:
        return False
    entity = scene.entities.get(party.entity or "")
    return entity is None or concept not in concept_table().never.get(entity.type, ())


@lru_cache(maxsize=256)
def family(concept: str) -> str:
    """The family of a concept, by which subjects and periods differ."""
    return next((name for name, members in concept_table().families.items() if concept in members), "other")
