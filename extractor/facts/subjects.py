"""Whose metric a value is: the candidate that the marks of its sentence and of the running topics speak for most."""

from collections.abc import Collection

from extractor.core.facts import Kind, Party
from extractor.facts.measures import Choice
from extractor.facts.owners import Gathering
from extractor.facts.pieces import Pieces
from extractor.facts.ranking import Ranker
from extractor.facts.scene import Line, Scene
from extractor.facts.topics import Owner, Topics
from extractor.lang.facts import FactGrammar

_SOURCES = (
    "name", "words", "previous", "last", "named", "opened", "main", "earlier0", "earlier1", "earlier2", "heard", "hint",
)  # fmt: skip


def subject_of(
    scene: Scene,
    line: Line,
    index: int,
    choice: Choice,
    kind: Kind,
    grammar: FactGrammar,
    topics: Topics,
    previous: tuple[int, Owner | None] | None,
    ranker: Ranker,
    inside: Pieces,
    speaker: Party | None,
) -> Owner | None:
    """The subject of a value with the probability that it is the right one; None where nobody is likelier.

    `previous` is the value before it in the sentence, with its subject; `speaker` is who gives the value.
    """
    candidates = Gathering(scene, line, index, choice, kind, grammar, inside).gather(topics, previous, speaker)
    options = [(candidate, candidate.marks) for candidate in candidates]
    chosen, confidence = ranker.rank("subject", line.values[index].mention.id, options)
    if chosen.party is None:
        return None
    return Owner(chosen.party, confidence, f"subject.{_rule(frozenset(chosen.marks))}", chosen.shape)


def _rule(marks: Collection[str]) -> str:
    """What a choice rests on, for `extractor explain`: the source that found the candidate."""
    return next((source for source in _SOURCES if source in marks), "none")
