"""Whose metric a value is: the candidate that the marks of its sentence and of the running topics speak for most."""

from collections.abc import Collection

from extractor.core.facts import Kind, Party
from extractor.facts.measures import Choice
from extractor.facts.owners import Gathering
from extractor.facts.phrases import described
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
    if kind == "difference" and (owner := described(scene, line, index, grammar)) is not None:
        return owner
    candidates = Gathering(scene, line, index, choice, kind, grammar, inside).gather(topics, previous, speaker)
    options = [(candidate, candidate.marks) for candidate in candidates]
    chosen, confidence = ranker.rank("subject", line.values[index].mention.id, options)
    if chosen.party is None:
        return None
    meant = _meant(scene, line, chosen.party, topics, grammar)
    if meant is not None:
        return Owner(meant, confidence, "subject.meant", chosen.shape)
    return Owner(chosen.party, confidence, f"subject.{_rule(frozenset(chosen.marks))}", chosen.shape)


def _meant(scene: Scene, line: Line, party: Party, topics: Topics, grammar: FactGrammar) -> Party | None:
    """The organisation that the text spoke of last, where the words only stand for it: 公司, 集團, 이 회사."""
    if party.start is None or party.end is None:
        return None
    start, end = scene.folded.folded(party.start), scene.folded.folded(party.end)
    if grammar.anaphor.fullmatch(scene.text, start, end) is None:
        return None
    if any(value.end <= start and not scene.text[value.end : start].strip(" ") for value in line.values):  # 3개 회사가
        return None
    for topic in (topics.named, topics.last, topics.main):
        entity = scene.entities.get(topic.party.entity or "") if topic is not None else None
        if topic is not None and entity is not None and entity.type == "ORG":
            return topic.party
    return None


def _rule(marks: Collection[str]) -> str:
    """What a choice rests on, for `extractor explain`: the source that found the candidate."""
    return next((source for source in _SOURCES if source in marks), "none")
