"""What plain rules say of the subject of a value: a mark for the ranking, by name of the rule."""

import re
from collections.abc import Collection

from extractor.core.facts import Kind, Party
from extractor.facts.measures import Choice
from extractor.facts.phrases import (
    HOLDERS,
    before_metric,
    behind_capacity,
    behind_comparison,
    clause_head,
    head_words,
    topic_words,
    words_party,
)  # fmt: skip
from extractor.facts.pieces import ACTORS, without_metric
from extractor.facts.scene import Line, Scene, Spot, is_aside
from extractor.facts.topics import Owner, Topics
from extractor.lang.facts import SYLLABLE, FactGrammar, concept_table

_ITEM = re.compile("(?:^|[\u25b3\u25b2\u25bd\u25bc\u00b7,-] ?)([\uac00-\ud7a3A-Za-z][^\\s,.()]{1,9}) $")


def hinted(
    scene: Scene,
    line: Line,
    index: int,
    choice: Choice,
    kind: Kind,
    grammar: FactGrammar,
    topics: Topics,
    previous: Owner | None,
    sayers: Collection[str],
) -> Owner | None:
    """The subject of a value by its sentence, else the running topic, less sure. `previous` is that of the value before
    it in the sentence, `sayers` are the names that only give the news."""
    if (
        kind == "difference"
        and grammar.spaced
        and (owner := behind_comparison(scene, line, index, grammar)) is not None
    ):
        return owner
    spot = line.values[index]
    clause = line.clause(spot.start)[0]
    anaphor = grammar.anaphor.match(scene.text, clause) is not None
    before = choice.hit is not None and choice.hit.end <= spot.start
    beside = _bought(scene, line, choice) or _beside(scene, line, index, choice, grammar)
    if beside is not None:
        return beside
    here = before_metric(scene, line, choice, grammar) if before or grammar.spaced else None
    here = here or _fused(scene, line, choice, grammar)
    here = here or behind_capacity(scene, line, index, choice, grammar)
    here = here or _by_names(scene, line, index, choice, grammar, sayers, previous)
    here = here or (clause_head(scene, line, index, grammar) if previous is None else None)
    if here is not None:
        return here
    if previous is not None and not anaphor:
        return Owner(previous.party, previous.confidence * 0.95, "subject.carried")
    carried = choice.hit is None or choice.hit.start < line.start
    if anaphor:
        order = (topics.main, topics.named, topics.last)
    else:
        order = (topics.last, topics.named, topics.main) if carried else (topics.named, topics.last, topics.main)
    topic = next((t for t in order if t is not None and _suits(scene, t, choice)), None)
    return Owner(topic.party, topic.confidence * 0.85, "subject.topic") if topic is not None else None


def _bought(scene: Scene, line: Line, choice: Choice) -> Owner | None:
    """Whose shares a price is paid for: 솔빛화학 지분 7.3%를 1조원에, 以5亿元收购高鑫零售73.66%股权."""
    if choice.concept != "deal_value":
        return None
    text = scene.text
    for hit in (hit for hit in line.hits if hit.concept == "stake"):
        at = next((value.start for value in line.values if value.end == hit.start), hit.start)
        for name in line.names:
            if name.mention.type == "ORG" and text[name.end : at] in ("", " "):
                return Owner(Party(entity=name.mention.entity), 0.93, "subject.before-metric")
    return None


def _beside(scene: Scene, line: Line, index: int, choice: Choice, grammar: FactGrammar) -> Owner | None:
    """The name, or in a list the words, right before the value: 한결은행 2조원, 한결카드 2050억원; △조선 -310억원."""
    spot, text = line.values[index], scene.text
    name = next((n for n in reversed(line.names) if n.end <= spot.start), None)
    if (
        name is not None
        and name.mention.type in ("ORG", "PRODUCT", "INDEX")
        and text[name.end : spot.start] in (" ", "(")
    ):
        return Owner(Party(entity=name.mention.entity), 0.9, "subject.beside")
    if choice.rule == "metric.quoted" and name is not None:
        return Owner(Party(entity=name.mention.entity), 0.92, "subject.quoted")
    if not grammar.spaced or choice.rule not in ("metric.carried", "metric.topic"):
        return None
    item = _ITEM.search(text, max(line.start, spot.start - 16), spot.start)
    if item is None or item[1] in grammar.modifiers or line.touched(item.start(1), item.end(1), names=False):
        return None
    return Owner(words_party(scene, item.start(1), item.end(1)), 0.75, "subject.item")


def _fused(scene: Scene, line: Line, choice: Choice, grammar: FactGrammar) -> Owner | None:
    """What the word of a metric names beside it: 반도체 in 반도체 수출, nothing in 영업이익."""
    hit = choice.hit
    if hit is None or hit.start < line.start or choice.concept in concept_table().never["METRIC"]:
        return None
    end = without_metric(scene.text, hit, grammar)
    return Owner(words_party(scene, hit.start, end), 0.7, "subject.fused") if end < hit.end else None


def _leads(scene: Scene, line: Line, clause: int, name: Spot, grammar: FactGrammar) -> bool:
    """Whether nothing but dates and words that are no subject stand between the start of a clause and a name."""
    at = clause
    for date in line.dates:
        if clause <= date.start and date.end <= name.start:
            at = max(at, date.end)
    gap = grammar.bounding.sub("", scene.text[at : name.start]).strip(" 　，,：:（(")
    return len(gap) <= 2


def _suits(scene: Scene, owner: Owner, choice: Choice) -> bool:
    """Whether somebody can have a metric: an index has no revenue, a company no level of an index."""
    entity = scene.entities.get(owner.party.entity or "")
    if entity is None:
        return True
    if choice.concept == "index_level":
        return entity.type == "INDEX"
    return entity.type != "INDEX" or choice.concept in ("trading_value", "trading_volume", "market_cap")


def _by_names(
    scene: Scene,
    line: Line,
    index: int,
    choice: Choice,
    grammar: FactGrammar,
    sayers: Collection[str],
    previous: Owner | None,
) -> Owner | None:
    """The name that is the clause's subject, else the sentence's."""
    spot, text = line.values[index], scene.text
    names = [n for n in line.names if not is_aside(text, line, n.start, n.end, spot) and n.mention.id not in sayers]
    ahead = [n for n in names if n.end <= spot.start and n.mention.type in HOLDERS]
    if choice.concept == "index_level":
        indices = [n for n in ahead if n.mention.type == "INDEX"]
        if indices:
            return Owner(Party(entity=indices[-1].mention.entity), 0.92, "subject.index")
    clause = line.clause(spot.start)[0]
    if not grammar.spaced:
        if grammar.anaphor.match(text, clause) and not any(n.start == clause for n in ahead):
            return None
        near = [n for n in ahead if n.mention.type in ACTORS]
        heads = [n for n in near if n.start >= clause and _leads(scene, line, clause, n, grammar)]
        if heads:
            return Owner(Party(entity=heads[0].mention.entity), 0.86, "subject.clause")
        fresh = choice.hit is not None and choice.hit.start >= line.start
        first = [n for n in near if _leads(scene, line, line.clause(n.start)[0], n, grammar)]
        if previous is None and first and fresh and head_words(scene, line, clause, grammar) is None:
            return Owner(Party(entity=first[0].mention.entity), 0.75, "subject.sentence")
        return None
    marked = [n for n in ahead if _subject_mark(text, n, grammar)]
    local = [n for n in marked if n.start >= clause]
    if local:
        return Owner(Party(entity=local[-1].mention.entity), 0.9, "subject.marked")
    if (words := topic_words(scene, line, clause, spot, grammar)) is not None:
        return words
    if marked:
        return Owner(Party(entity=marked[0].mention.entity), 0.8, "subject.marked")
    if (words := topic_words(scene, line, line.start, spot, grammar)) is not None:
        return words
    owners = [n for n in ahead if n.mention.type in ("ORG", "PRODUCT", "INDEX") and n.start >= clause]
    return Owner(Party(entity=owners[-1].mention.entity), 0.6, "subject.near") if owners else None


def _subject_mark(text: str, name: Spot, grammar: FactGrammar) -> bool:
    tail = text[name.end : name.end + 30]
    if tail.startswith("("):
        tail = tail[tail.find(")") + 1 :]
    for pattern in (grammar.topic, grammar.nominative):
        if pattern is not None and (match := pattern.match(tail)) is not None:
            return match.end() == len(tail) or not SYLLABLE.match(tail[match.end()])
    return False
