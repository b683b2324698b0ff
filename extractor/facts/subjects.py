"""Whose metric a value is: whom the encoder points at, or where it is not sure the candidate that the marks of its
sentence and of the running topics speak for most."""

from extractor.core.facts import Kind, Party
from extractor.core.text import fold
from extractor.facts.candidates import may_have
from extractor.facts.heard import Heard
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
_SOURCES = (  # what a choice rests on: the first that found the candidate
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
    spot = line.values[index]
    answer = scene.answers.get(spot.mention.id)
    heard = Heard(answer, scene, grammar.code) if answer is not None else None
    party, confidence = heard.best() if heard is not None else (None, 0.0)
    able = heard is not None and (party is None or may_have(party, choice.concept, scene))
    if able and ranker.takes("subject", spot.mention.id, party, confidence):
        source, shape = _source_of(party, scene, line), ""
    else:
        gathering = Gathering(scene, line, index, choice, kind, grammar, inside, heard)
        candidates = gathering.gather(topics, previous, speaker)
        options = [(candidate, candidate.marks) for candidate in candidates]
        chosen, confidence = ranker.rank("subject", spot.mention.id, options)
        party, shape = chosen.party, chosen.shape
        source = next((source for source in _SOURCES if source in chosen.sources), "none")
    apart = _set_apart(scene.text, line, spot, party, inside, grammar)
    if apart is not None:
        return Owner(apart, max(confidence, _APART), "subject.apart", shape)
    if party is None:
        return None
    meant = _meant(scene, line, party, topics, grammar)
    if meant is not None:
        return Owner(meant, confidence, "subject.meant", shape)
    return Owner(party, confidence, f"subject.{source}", shape)


def _source_of(party: Party | None, scene: Scene, line: Line) -> str:
    """The source of somebody at whom the encoder points: a name or words of the sentence of the value, or elsewhere."""
    if party is None:
        return "none"
    if party.entity is not None:
        return "name" if any(name.mention.entity == party.entity for name in line.names) else "heard"
    return "words" if line.start <= scene.folded.folded(party.start or 0) < line.end else "heard"


def _set_apart(
    text: str, line: Line, spot: Spot, chosen: Party | None, inside: Pieces, grammar: FactGrammar
) -> Party | None:
    """Whom words before a value set apart, where the choice is somebody spoken of before: 판재류의 경우 판매량은."""
    if not any(text.find(phrase, line.start, spot.start) >= 0 for phrase in grammar.topic_phrases):
        return None
    apart: Party | None = None
    behind: list[Party] = []
    for piece, standing in zip(inside.found, inside.standing, strict=True):
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
