"""Which metric a value measures: the words around it, what its unit allows, and what the sentence spoke of before."""

from collections.abc import Iterator
from dataclasses import replace

from extractor.core.facts import Concept
from extractor.core.values import Money, Quantity
from extractor.facts.measures import Choice, fits, is_small, measures
from extractor.facts.quotations import quotation
from extractor.facts.scene import Hit, Line, Scene, Spot
from extractor.lang.facts import FactGrammar, bare, concept_table

_REACH = 16  # characters between a value and the verb behind it
_DISTANT = 0.14  # the most that distance takes from a metric word
_FEW = 3  # and before it


def choose(
    scene: Scene, line: Line, index: int, grammar: FactGrammar, *, change: bool, before: Choice | None
) -> Choice | None:
    """The metric of a value by the words of its sentence, or by the metric of the value before it."""
    spot, text = line.values[index], scene.text
    best: Choice | None = None

    def offer(concept: Concept, hit: Hit | None, confidence: float, rule: str) -> None:
        nonlocal best
        confidence *= fits(concept, spot, change=change)
        if confidence > 0.2 and (best is None or confidence > best.confidence):
            best = Choice(concept, hit, confidence, rule)

    quoted = quotation(scene, line, index, grammar, before, change=change)
    if quoted is not None:
        return quoted
    clause, clause_end = line.clause(spot.start)
    last = line.values[index - 1] if index else None
    left = [hit for hit in line.hits if hit.end <= spot.start]
    fresh = 0
    whole = [hit for hit in left if text[hit.start : hit.end] not in grammar.sharing]
    for rank, hit in enumerate(reversed(left)):
        if hit not in whole and (whole or before is not None):
            continue  # 占比 is a part of what was spoken of
        if before is not None and spot.mention.type == "percent" and _is_whole(scene, line, hit, before, grammar):
            continue
        here = hit.start >= clause
        aside = text.count("(", hit.end, spot.start) < text.count(")", hit.end, spot.start)
        fresh += last is None or hit.start >= last.end
        confidence = (0.93 if here else 0.8) - 0.12 * rank - (0.45 if aside else 0.0) - (0.1 if hit.verbal else 0.0)
        confidence -= 0.2 if text[hit.start : hit.end] in grammar.weak else 0.0
        confidence -= min(_DISTANT, 0.004 * (spot.start - hit.end))
        confidence -= 0.3 if _is_base(scene, line, hit, last, grammar) else 0.0
        if last is not None and hit.end <= last.start:
            confidence -= 0.05
        offer(hit.concept, hit, confidence, "metric.before")
    following = line.values[index + 1].start if index + 1 < len(line.values) else line.end
    for rank, hit in enumerate(hit for hit in line.hits if spot.end <= hit.start < following):
        gap = text[spot.end : hit.start]
        if grammar.spaced and change and not rank and _moves_itself(scene, hit, clause_end, grammar):
            offer(hit.concept, hit, 0.96, "metric.mover")  # 6% 넘게 주가가 내렸다
        elif grammar.of.fullmatch(gap):
            offer(hit.concept, hit, 0.97, "metric.of")
        elif hit.start < clause_end and not rank and len(gap) <= 12:
            beside = 0.95 if not grammar.spaced and not gap else 0.84 if hit.verbal else 0.68
            offer(hit.concept, hit, beside - 0.01 * len(gap), "metric.after")
    both = last is not None and {spot.mention.type, last.mention.type} == {"percent"}
    if before is not None and both and not change and spot.start - clause <= _FEW:
        offer(before.concept, before.hit, 0.94, "metric.carried")  # 四成来自自有资金，六成来自银团贷款
    carries = before is not None and (before.hit is None or not _is_base(scene, line, before.hit, last, grammar))
    if before is not None and carries and not fresh:
        offer(before.concept, before.hit, min(0.85, before.confidence), "metric.carried")
    for concept, confidence in _done(scene, line, index, grammar):
        if fits(concept, spot, change=False) == 1.0:
            offer(concept, None, confidence, "metric.deed")
            break
    if grammar.priced.match(text[spot.end : spot.end + 6].lstrip()) and not _is_told(best, scene, line, grammar):
        best = Choice("price", None, 0.8, "metric.compared")
    if best is not None and best.concept == "shares" and change and spot.mention.type == "percent":
        best = replace(best, concept="share_price")
    return per_share(best, spot)


def _is_told(choice: Choice | None, scene: Scene, line: Line, grammar: FactGrammar) -> bool:
    """Whether a choice rests on a word of the sentence that is not what others are compared with."""
    if choice is None or choice.hit is None or choice.hit.start < line.start:
        return False
    return grammar.base_marks.match(scene.text, choice.hit.end) is None and choice.concept in ("price", "offer_price")


def _moves_itself(scene: Scene, hit: Hit, end: int, grammar: FactGrammar) -> bool:
    """Whether a metric word behind a value is the subject of the movement behind it."""
    if grammar.nominative is None or (particle := grammar.nominative.match(scene.text, hit.end)) is None:
        return False
    return grammar.moves.search(scene.text, particle.end(), min(end, particle.end() + 6)) is not None


def _is_whole(scene: Scene, line: Line, hit: Hit, before: Choice, grammar: FactGrammar) -> bool:
    """Whether a metric word is what a part is of, after the part itself: 研发开支4亿元，占总开支六成."""
    head = scene.text[max(line.start, hit.start - 2) : hit.start]
    own = before.hit is not None and line.start <= before.hit.start < hit.start
    return own and not grammar.spaced and head.endswith(tuple(grammar.sharing))


def per_share(choice: Choice | None, spot: Spot) -> Choice | None:
    """A choice turned into what it is per share, where the value is an amount for one."""
    value = spot.mention.value
    if choice is None or not isinstance(value, Money):
        return choice
    if value.per != "share" and not (choice.concept == "dividend" and is_small(value)):
        return choice
    return replace(choice, concept=concept_table().per_share.get(choice.concept, choice.concept))


def _is_base(scene: Scene, line: Line, hit: Hit, last: Spot | None, grammar: FactGrammar) -> bool:
    """Whether a metric word is what others are compared with: 공모가인 18달러보다, 공모가보다, 较收市价0.45元."""
    text = scene.text
    if grammar.spaced and grammar.base_marks.match(text, hit.end):
        return True
    own = next((v for v in line.values if hit.end <= v.start <= hit.end + _FEW), None)
    if own is None or last is None or own.start > last.start:
        return False
    if grammar.spaced:
        return grammar.base_marks.match(text, own.end) is not None
    head = text[max(line.clause(hit.start)[0], hit.start - 12) : hit.start]
    return any(mark in head for mark in grammar.table.bases.marks if len(mark) == 1)


def _done(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Iterator[tuple[Concept, float]]:
    """The concepts of the verb beside a value, with how sure it is: 18억달러어치를 따내, 斥资12亿元."""
    spot, text = line.values[index], scene.text
    if grammar.spaced:
        following = line.values[index + 1].start if index + 1 < len(line.values) else line.end
        limit = min(following, line.clause(spot.start)[1] + 4, spot.end + _REACH)
        match = grammar.deed.search(text, spot.end, limit)
        gap = match.start() - spot.end if match is not None else 0
    else:
        begin = max(line.start, spot.start - 8, line.values[index - 1].end if index else line.start)
        match = None
        for found in grammar.deed.finditer(text, begin, spot.start):
            match = found
        gap = spot.start - match.end() if match is not None else 0
        if gap > _FEW:
            match = None
    if match is None:
        return
    inside = next((hit for hit in line.hits if hit.start <= match.start() < hit.end), None)
    if inside is not None and fits(inside.concept, spot, change=False):
        return  # 目标价 is no 标价
    for concept in grammar.deeds[bare(match[0])]:
        yield concept, 0.8 - 0.02 * gap


def implied(
    spot: Spot, line: Line, scene: Scene, grammar: FactGrammar, *, change: bool, before: Choice | None
) -> Choice | None:
    """The metric that no word of the sentence names: an index has a level, people are people."""
    if grammar.priced.match(scene.text, spot.end, spot.end + 5) or grammar.priced.match(scene.text, spot.end + 1):
        return Choice("price", None, 0.75, "metric.compared")
    for name in reversed([n for n in line.names if n.end <= spot.start]):
        if name.mention.type == "INDEX":
            if spot.mention.type == "percent" or set(measures(spot)) & {"points", "bare"}:
                return Choice("index_level", None, 0.85, "metric.index")
            break
        if name.mention.type == "ORG" and change and spot.mention.type == "percent":
            known = before is not None and before.concept in ("share_price", "index_level")
            return Choice("share_price", None, 0.6 if known else 0.45, "metric.share-price")
    if before is not None and fits(before.concept, spot, change=change) > 0.7:
        return Choice(before.concept, before.hit, 0.5 * before.confidence, "metric.topic")
    value = spot.mention.value
    if isinstance(value, Quantity):
        own = measures(spot)
        if value.unit in grammar.ranked and scene.text[spot.end : spot.end + 2].lstrip()[:1] == "1":
            return Choice("ratio", None, 0.8, "metric.odds")  # 25.3대 1
        if value.unit in grammar.concepts:
            return Choice(grammar.concepts[value.unit], None, 0.6, "metric.unit")  # 8万员工
        concept = next((row.concept for row in concept_table().unit if row.class_ == own[0]), None)
        return Choice(concept, None, 0.5, "metric.unit") if concept is not None else None
    if isinstance(value, Money) and is_small(value):
        return Choice("price", None, 0.45, "metric.small")
    return Choice("other", None, 0.25, "metric.unknown")
