"""What the encoder says of those whom a value may belong to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from extractor.core.facts import Party
from extractor.facts.answer_marks import UNHEARD, climbed, of_chance
from extractor.facts.answers import Answer
from extractor.facts.candidates import same_party
from extractor.facts.marks import Bundle
from extractor.facts.phrases import party_of
from extractor.facts.scene import Scene


@dataclass(frozen=True, slots=True)
class Heard:
    """The encoder's answer for one value, asked for parties of the article."""

    answer: Answer
    scene: Scene
    lang: str
    _chances: dict[str, float] = field(default_factory=dict)  # of entities

    def likeliest(self) -> Party | None:
        """The likeliest subject; None where that is nobody."""
        if self.answer.likeliest is None:
            return None
        start, end = self.answer.likeliest
        name = self.scene.name_at(start, end)
        return party_of(self.scene, name.mention if name is not None else None, start, end)

    def marks(self, party: Party) -> Bundle:
        """The marks of how likely somebody is."""
        return of_chance(self.lang, climbed(self._chance(party)), "words" if party.entity is None else "name")

    def marks_of_nobody(self) -> Bundle:
        """The marks of how likely it is that the value has no subject."""
        return of_chance(self.lang, climbed(self.answer.nobody()), "nobody")

    def rules_out(self, party: Party, ruled: Sequence[Party]) -> bool:
        """Whether somebody in the window has no chance, and is none whom the rules name."""
        if party.entity is None:
            seen = self.answer.sees(self.scene.folded.folded(cast(int, party.start)))
        else:
            seen = party.entity in self.answer.names
        if not seen or self._chance(party) >= UNHEARD:
            return False
        return not any(same_party(party, other) for other in ruled)

    def _chance(self, party: Party) -> float:
        if party.entity is not None:
            known = self._chances.get(party.entity)
            if known is None:
                known = self._chances[party.entity] = self.answer.subject(self.answer.names.get(party.entity, ()))
            return known
        folded = self.scene.folded
        return self.answer.subject([(folded.folded(cast(int, party.start)), folded.folded(cast(int, party.end)))])
