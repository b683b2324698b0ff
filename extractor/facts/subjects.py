"""Whose metric a value is: the candidate that the marks of its sentence and of the running topics speak for most."""

from collections.abc import Collection

from extractor.core.facts import Kind, Party
from extractor.core.text import fold
from extractor.facts.measures import Choice
from extractor.facts.owners import Gathering
from extractor.facts.phrases import described
from extractor.facts.pieces import Pieces
from extractor.facts.ranking import Ranker
from extractor.facts.scene import Line, Scene, Spot
from extractor.facts.topics import Owner, Topics
from extractor.lang.facts import FactGrammar

_NEW = ("topic", "nominative", "titled")  # with these somebody new is spoken of
_APART = 0.6  # how sure it is that words like 의 경우 name the owner
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
    apart = _set_apart(line.values[index], chosen.party, inside)
    if apart is not None:
        return Owner(apart, max(confidence, _APART), "subject.apart", chosen.shape)
    if chosen.party is None:
        return None
    meant = _meant(scene, line, chosen.party, topics, grammar)
    if meant is not None:
        return Owner(meant, confidence, "subject.meant", chosen.shape)
    return Owner(chosen.party, confidence, f"subject.{_rule(chosen.sources)}", chosen.shape)


def _set_apart(spot: Spot, chosen: Party | None, inside: Pieces) -> Party | None:
    """Whom words before a value set apart, where the choice is somebody spoken of before: 판재류의 경우 판매량은."""
    apart: Party | None = None
    behind: list[Party] = []
    for piece, standing in zip(inside.found, inside.standing(), strict=True):
        if piece.sort not in ("metric", "count") and piece.end <= spot.start:
            if standing.apart:
                apart, behind = standing.party, []
            elif piece.follows in _NEW:
                apart = None
        behind.append(standing.party)
    return apart if apart is not None and chosen not in behind else None


def _meant(scene: Scene, line: Line, party: Party, topics: Topics, grammar: FactGrammar) -> Party | None:
    """The firm that the text spoke of last, where the words only stand for it: 公司, 集團, 이 회사."""
    if party.start is None or party.end is None:
        return None
    start, end = scene.folded.folded(party.start), scene.folded.folded(party.end)
    if grammar.anaphor.fullmatch(scene.text, start, end) is None:
        return None
    if any(value.end <= start and not scene.text[value.end : start].strip(" ") for value in line.values):  # 3개 회사가
        return None
    for topic in (topics.named, topics.last, topics.main):
        entity = scene.entities.get(topic.party.entity or "") if topic is not None else None
        if topic is None or entity is None or entity.type != "ORG":
            continue
        if not fold(entity.name, simplify=True).text.endswith(grammar.table.subjects.no_firms):
            return topic.party
    return None


def _rule(sources: Collection[str]) -> str:
    """What a choice rests on, for `extractor explain`: the source that found the candidate."""
    return next((source for source in _SOURCES if source in sources), "none")
