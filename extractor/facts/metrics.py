"""Which metric a value measures: the words around it, what its unit allows, and what the sentence spoke of before."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from extractor.core.facts import Concept
from extractor.core.values import Money, Percent, Quantity
from extractor.facts.scene import Hit, Line, Scene, Spot
from extractor.lang.facts import FactGrammar, bare, concept_table, unit_classes

_REACH = 16  # characters between a value and the verb behind it
_DISTANT = 0.14  # the most that distance takes from a metric word
_FEW = 3  # and before it
_TUPLE = re.compile(r"\(-?[0-9.]+,\s?[-+]?[0-9.]+,\s?[-+]?[0-9.]+%\)")  # price, change, change in percent


@dataclass(frozen=True, slots=True)
class Choice:
    """A metric for a value, with the word that names it, and how sure the evidence is."""

    concept: Concept
    hit: Hit | None
    confidence: float
    rule: str


def measures(spot: Spot) -> tuple[str, ...]:
    """What a value is measured in: its type, or the classes of its unit."""
    value = spot.mention.value
    if isinstance(value, Quantity):
        if value.unit is None:
            return ("bare",)
        return unit_classes().get(value.unit, unit_classes().get(value.unit[-1:], ("items",)))
    return (spot.mention.type,)


def fits(concept: Concept, spot: Spot, *, change: bool) -> float:
    """How well a value can measure a concept, from 0 (not at all) to 1."""
    own = concept_table().concepts[concept]
    if any(measure in own for measure in measures(spot)):
        return 1.0
    if isinstance(spot.mention.value, Percent):
        if spot.mention.value.unit != "percent":
            return 1.0 if change or "percent" in own else 0.7
        return 1.0 if change else 0.75  # a share of it
    if spot.mention.type == "multiple":
        return 0.9
    if change and "points" in measures(spot):
        return 1.0 if "bare" in own else 0.3
    return 0.0


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

    quoted = _quoted(scene, line, index, grammar) or _listed(scene, line, index)
    quoted = quoted or _moved(scene, line, index, grammar, before, change=change) or _rated(scene, line, index, grammar)
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
    if before is not None and not fresh:
        offer(before.concept, before.hit, min(0.85, before.confidence), "metric.carried")
    for concept, confidence in _done(scene, line, index, grammar):
        if fits(concept, spot, change=False) == 1.0:
            offer(concept, None, confidence, "metric.deed")
            break
    return per_share(best, spot)


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
    if choice is None or not isinstance(value, Money) or value.per != "share":
        return choice
    return replace(choice, concept=concept_table().per_share.get(choice.concept, choice.concept))


def _is_base(scene: Scene, line: Line, hit: Hit, last: Spot | None, grammar: FactGrammar) -> bool:
    """Whether a metric word is what others are compared with: 공모가인 18달러보다, 공모가보다, 较收市价0.45元."""
    text = scene.text
    if grammar.spaced:
        if grammar.base_marks.match(text, hit.end):
            return True
        return (
            last is not None and hit.end <= last.start <= hit.end + 3 and bool(grammar.base_marks.match(text, last.end))
        )
    if last is None or last.start < hit.end or last.start - hit.end > 2:
        return False
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
    if match is None or any(hit.start <= match.start() < hit.end for hit in line.hits):
        return
    for concept in grammar.deeds[bare(match[0])]:
        yield concept, 0.8 - 0.02 * gap


def _moved(
    scene: Scene, line: Line, index: int, grammar: FactGrammar, before: Choice | None, *, change: bool
) -> Choice | None:
    """The level of an index or the price of shares that the clause names, nothing else measured: 恒指同日升0.31%."""
    spot, text = line.values[index], scene.text
    clause = line.clause(spot.start)[0]
    if not change or any(clause <= hit.start < spot.start for hit in line.hits):
        return None
    if spot.mention.type == "percent" and grammar.stocks:
        words = grammar.bounding.split(text[clause : spot.start])[0]
        if words.endswith(grammar.stocks):
            return Choice("share_price", None, 0.86, "metric.stocks")
    name = next((n for n in reversed(line.names) if clause <= n.start and n.end <= spot.start), None)
    if name is None or any(name.end <= v.start < spot.start for v in line.values):
        return None
    if name.mention.type == "INDEX" and (spot.mention.type == "percent" or set(measures(spot)) & {"points", "bare"}):
        return Choice("index_level", None, 0.9, "metric.index")
    quoting = before is not None and before.concept in ("share_price", "index_level")
    if name.mention.type == "ORG" and quoting and spot.mention.type == "percent":
        return Choice("share_price", None, 0.8, "metric.share-price")
    return None


def _rated(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Choice | None:
    """An exchange rate: one money for another, 1유로당 1.2576달러, 1美元兑7.1元."""
    if not index or line.values[index].mention.type != "money" or line.values[index - 1].mention.type != "money":
        return None
    one, spot, text = line.values[index - 1], line.values[index], scene.text
    between = text[one.end : spot.start]
    if getattr(one.mention.value, "currency", "") == getattr(spot.mention.value, "currency", ""):
        return None
    marks = grammar.per_marks if grammar.spaced else grammar.table.forms.exchanged
    if between.strip().startswith(marks) and len(between) <= _FEW + 1:
        return Choice("exchange_rate", None, 0.9, "metric.rated")
    return None


def _listed(scene: Scene, line: Line, index: int) -> Choice | None:
    """A quotation in a list of shares, by its sign: 삼진전자(-1.10%), 한빛금융 -6.48%, 启衡科技(19.31,0.42,2.22%)."""
    spot, text = line.values[index], scene.text
    name = next((n for n in reversed(line.names) if n.end <= spot.start), None)
    if name is None or name.mention.type != "ORG":
        return None
    if _TUPLE.match(text, name.end) is not None and ")" not in text[name.end : spot.start]:
        return Choice("share_price", None, 0.9, "metric.quoted")
    if spot.mention.type != "percent" or text[name.end : spot.start].strip(" (") not in ("", "+", "-"):
        return None
    surface = text[name.end : spot.end].strip(" (")
    if surface[:1] not in "+-▲▼△▽" or any(
        h.start >= line.clause(name.start)[0] and h.end <= name.start for h in line.hits
    ):
        return None
    return Choice("share_price", None, 0.82, "metric.quoted")


def _quoted(scene: Scene, line: Line, index: int, grammar: FactGrammar) -> Choice | None:
    """The price or the level of a share or an index named right before it: 启衡科技报63.8元, 恒生指数则升0.31%."""
    spot = line.values[index]
    name = next((n for n in reversed(line.names) if n.end <= spot.start), None)
    if name is None or name.mention.type not in ("ORG", "INDEX"):
        return None
    if grammar.quoted.fullmatch(scene.text, name.end, spot.start) is None:
        return None
    if name.mention.type == "INDEX":
        return (
            Choice("index_level", None, 0.9, "metric.quoted") if fits("index_level", spot, change=True) > 0.4 else None
        )
    if spot.mention.type not in ("money", "percent"):
        return None
    return Choice("share_price", None, 0.86, "metric.quoted")


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
        concept = next((row.concept for row in concept_table().unit if row.class_ == own[0]), None)
        return Choice(concept, None, 0.5, "metric.unit") if concept is not None else None
    if isinstance(value, Money) and _is_small(value):
        return Choice("price", None, 0.45, "metric.small")
    return Choice("other", None, 0.25, "metric.unknown")


def _is_small(value: Money) -> bool:
    """Whether an amount is of the size of a price rather than of an account."""
    amount = value.amount if value.amount is not None else value.high
    return amount is not None and abs(amount) < concept_table().small.get(value.currency, 0)
