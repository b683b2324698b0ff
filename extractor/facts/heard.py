"""What the encoder says of those whom a value may belong to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from extractor.core.facts import Party
from extractor.facts.answer_marks import UNHEARD, climbed, of_chance
from extractor.facts.answers import Answer
from extractor.facts.candidates import same_party
from extractor.facts.marks import Bundle
from extractor.facts.phrases import party_of
from extractor.facts.scene import Scene

_FURTHEST = 40  # characters of a subject
_PARTING = re.compile("[,;!?\n\u3002\uff0c\uff1b\uff01\uff1f\u2026]")
_LOOSE = " ([\uff08\u3001\u00b7"  # what ends no phrase


@dataclass(frozen=True)
class Heard:
    """The encoder's answer for one value, asked for parties of the article."""

    answer: Answer
    scene: Scene
    lang: str

    @cached_property
    def likeliest(self) -> Party | None:
        """The likeliest subject: where it begins and ends together; None where that is nobody."""
        found, best = None, -1.0
        for start, chance in self.answer.beginnings():
            if chance <= best:  # the likeliest come first
                break
            end, closing = self.answer.ending(start, self._limit(start))
            if chance * closing > best:
                found, best = (start, end), chance * closing
        if found is None:
            return None
        start, end = found
        name = self.scene.name_at(start, end)
        if name is not None:
            return Party(entity=name.mention.entity)
        return party_of(self.scene, None, start, start + max(1, len(self.scene.text[start:end].rstrip(_LOOSE))))

    def _limit(self, start: int) -> int:
        """Where words that begin at a place end at the latest: with their sentence, before a sign that parts clauses,
        an amount or a date. A count may stand in them: 국내 79개 저축은행."""
        line = self.scene.line_at(start)
        end = min(start + _FURTHEST, line.end if line is not None else start + 1)
        parted = _PARTING.search(self.scene.text, start + 1, end)
        end = parted.start() if parted is not None else end
        amounts = (v for v in line.values if v.mention.type != "quantity") if line is not None else ()
        spots = (*amounts, *line.dates) if line is not None else ()
        return min((spot.start for spot in spots if start < spot.start < end), default=end)

    def best(self) -> tuple[Party | None, float]:
        """The likeliest subject, or None for nobody, with its chance wherever it is named."""
        party = self.likeliest
        return party, self.answer.nobody() if party is None else self._chance(party)

    def marks(self, party: Party) -> Bundle:
        """The marks of how likely somebody is."""
        return of_chance(self.lang, climbed(self._chance(party)), "words" if party.entity is None else "name")

    def marks_of_nobody(self) -> Bundle:
        """The marks of how likely it is that the value has no subject."""
        return of_chance(self.lang, climbed(self.answer.nobody()), "nobody")

    def rules_out(self, party: Party, ruled: Sequence[Party]) -> bool:
        """Whether somebody in the window has no chance, and is none whom the rules name."""
        if party.entity is not None:
            seen = party.entity in self.answer.names
        else:
            seen = self.answer.sees(self.scene.folded.folded(cast(int, party.start)))
        if not seen or self._chance(party) >= UNHEARD:
            return False
        return not any(same_party(party, other) for other in ruled)

    def _chance(self, party: Party) -> float:
        if party.entity is not None:
            return self.answer.names.get(party.entity, 0.0)
        folded = self.scene.folded
        return self.answer.subject([(folded.folded(cast(int, party.start)), folded.folded(cast(int, party.end)))])
