"""The metrics that no noun names: what a verb says is done with a value, what its unit counts, what a name has."""

from collections.abc import Iterator

from extractor.core.facts import Concept
from extractor.core.values import Money, Quantity
from extractor.facts.measures import Choice, fits, is_small, measures
from extractor.facts.places import behind_glued
from extractor.facts.scene import Line, Scene, Spot
from extractor.lang.facts import SYLLABLE, FactGrammar, bare, concept_table

_REACH = 16  # characters between a value and the verb behind it
_SUREST = 0.92  # a long verb leaves little doubt: 생산할 수 있다
_FEW = 3  # and before it
_LISTED = 10000  # more stocks than a market lists are shares
_BESIDE = 6  # characters between two counts in the same unit
_SHARE = 2  # and between an age and its share
_DECADES = range(10, 100, 10)


def deeds(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Iterator[tuple[Concept, float]]:
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
    inside = next((h for h in line.hits if h.start <= match.start() < h.end and match.end() <= h.end), None)
    if inside is not None and fits(inside.concept, spot, change=False):
        return  # 目标价 is no 标价
    held = [grammar.senses.get((match[0], measure)) for measure in measures(spot)]
    for concept in (*(sense for sense in held if sense is not None), *grammar.deeds[bare(match[0])]):
        yield concept, min(_SUREST, 0.75 + 0.03 * len(bare(match[0]))) - 0.02 * gap


def is_priced(text: str, spot: Spot, grammar: FactGrammar) -> bool:
    """Whether a word right behind a value compares prices: 10% 저렴한, 30%가량 싸다."""
    behind = spot.end, spot.end + 1, behind_glued(text, spot.end) or spot.end
    return any(grammar.priced.match(text, at) for at in behind)


def implied(
    spot: Spot, line: Line, scene: Scene, grammar: FactGrammar, *, change: bool, before: Choice | None
) -> Choice | None:
    """The metric that no word of the sentence names: an index has a level, people are people."""
    if is_priced(scene.text, spot, grammar):
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
    return of_unit(spot, scene, grammar)


def of_unit(spot: Spot, scene: Scene, grammar: FactGrammar) -> Choice | None:
    """The metric of a value by its unit alone; None where it says nothing."""
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


def indices_and_shares(scene: Scene, line: Line, index: int, *, change: bool) -> Iterator[Choice]:
    """The level of an index and the price of a share that the clause of a movement names: 넷플릭스는 … 6% 올랐다."""
    spot = line.values[index]
    clause = line.clause(spot.start)[0]
    near = {name.mention.type for name in line.names if clause <= name.start and name.end <= spot.start}
    relative = spot.mention.type == "percent"
    if "INDEX" in near and (relative or set(measures(spot)) & {"points", "bare"}):
        yield Choice("index_level", None, 0.4, "metric.index")
    if near & {"ORG", "PRODUCT"} and change and relative:
        yield Choice("share_price", None, 0.4, "metric.share-price")


def is_age(spot: Spot, line: Line, scene: Scene, grammar: FactGrammar) -> bool:
    """Whether a value is an age by decades: 20대가 12%; but 버스 20대 counts."""
    value = spot.mention.value
    if not isinstance(value, Quantity) or value.unit not in grammar.ranked or value.amount not in _DECADES:
        return False
    at = line.values.index(spot)
    last = line.values[at - 1] if at else None
    if last is not None and spot.start - last.end <= _BESIDE and _same_unit(last, value) and not _is_decade(last):
        return False  # 11대에서 30대로
    if grammar.aged.match(scene.text, spot.end) is None and not told_of_age(spot, line):
        return False
    head = scene.text[line.start : spot.start].rstrip()
    word = head[head.rfind(" ") + 1 :]
    dated = any(date.end == line.start + len(head) for date in line.dates)
    noun = SYLLABLE.match(word[-1:]) is not None and word not in grammar.modifiers
    return dated or not noun or grammar.particle_end.search(word) is not None


def told_of_age(spot: Spot, line: Line) -> bool:
    """Whether a share is told of a value right behind it: 40대 26%, 50대(28.8%)."""
    return any(v.mention.type == "percent" and 0 <= v.start - spot.end <= _SHARE for v in line.values)


def _same_unit(spot: Spot, value: Quantity) -> bool:
    other = spot.mention.value
    return isinstance(other, Quantity) and other.unit == value.unit


def _is_decade(spot: Spot) -> bool:
    return isinstance(spot.mention.value, Quantity) and spot.mention.value.amount in _DECADES


def is_list(spot: Spot, scene: Scene, grammar: FactGrammar) -> bool:
    """Whether a value counts stocks that move, not shares: 两市超3600股飘红."""
    value = spot.mention.value
    if not isinstance(value, Quantity) or value.unit not in grammar.stocks or (value.amount or 0) >= _LISTED:
        return False
    return (
        grammar.moves.match(scene.text, spot.end) is not None
        or grammar.coloured.match(scene.text, spot.end) is not None
    )
