"""Which metric a value measures: the one that the encoder is sure of, else of the words around it, what the sentence
spoke of before and what only its unit says, the candidate that the evidence speaks for most."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import cast

from extractor.core.facts import Concept
from extractor.core.values import Money
from extractor.facts.answer_marks import UNHEARD
from extractor.facts.answers import Answer
from extractor.facts.evidence import Offer, OfferMarks
from extractor.facts.implied import deeds, implied, indices_and_shares, is_age, is_list, is_priced, of_unit
from extractor.facts.measures import Choice, fits, is_small, meant, measures
from extractor.facts.quotations import of_what, quotation
from extractor.facts.ranking import Ranker
from extractor.facts.scene import Hit, Line, Scene, Spot
from extractor.lang.facts import FactGrammar, concept_table

_DISTANT = 0.14  # the most that distance takes from a metric word
_PROFITS: dict[Concept, Concept] = {"operating_loss": "operating_profit", "net_loss": "net_profit"}
_FEW = 3  # characters between a metric word and a value of its own, and before a carried one
_VERBAL = 0.25  # 생산하는 업체는 …: a verb before a value is mostly of something else
_OTHER_UNIT = 0.6  # a metric is seldom carried from people to things
_GUESSED = {"metric.unknown": 0.3, "metric.small": 0.6, "metric.unit": 0.9}  # how far a guess carries
_PHRASE = 24  # characters of a noun phrase between a value and its metric
_BRACKET = 30  # characters of a conversion behind a value
_BEHIND = 12  # characters between a value and a metric word behind it
_CERTAIN = ("age", "list")
_NOTHING = 0.5  # a value that nothing else speaks of, and the encoder thus for no fact, has none
_SAID = 0.04  # what the encoder thinks less likely is no candidate
_LEAST = 0.2  # a metric less sure by the plain rules is none


def choose(
    scene: Scene,
    line: Line,
    index: int,
    grammar: FactGrammar,
    ranker: Ranker,
    *,
    change: bool,
    before: Choice | None,
    topic: Choice | None,
) -> Choice | None:
    """The metric of a value with the probability that it is the right one; None where nothing says what it measures.

    `before` is the metric of the value before it in the sentence, `topic` that of the last value of the text.
    """
    spot = line.values[index]
    offers = _offers(scene, line, index, grammar, change=change, before=before, topic=topic)
    best = _sure(scene, offers, spot, ranker)
    if best is None:
        best = _compared(scene, line, index, grammar, ranker, offers, change=change, before=before, topic=topic)
    if best is None:
        return None
    if best.concept == "shares" and change and spot.mention.type == "percent":
        best = replace(best, concept="share_price")
    return per_share(_signed(best, spot), spot)


def _compared(
    scene: Scene,
    line: Line,
    index: int,
    grammar: FactGrammar,
    ranker: Ranker,
    offers: list[Offer],
    *,
    change: bool,
    before: Choice | None,
    topic: Choice | None,
) -> Choice | None:
    """The likeliest of the metrics that words offer, and of those that only the unit or the encoder names."""
    spot = line.values[index]
    hint = max((offer for offer in offers if offer.choice.confidence > _LEAST), key=_sureness, default=None)
    unit = of_unit(spot, scene, grammar)
    guess = implied(spot, line, scene, grammar, change=change, before=before or topic)
    if guess is not None and not any(offer.source in _CERTAIN for offer in offers):
        offers.append(Offer(guess, "implied"))
        hint = hint or offers[-1]
        if unit is not None and unit != guess:
            offers.append(Offer(unit, "unit"))
    offers += (Offer(choice, "kind") for choice in indices_and_shares(scene, line, index, change=change))
    answer = scene.answers.get(spot.mention.id)
    if hint is None and (answer is None or answer.chance("concept", "none") > _NOTHING):
        return None
    if answer is not None:
        if not any(offer.source == "compared" for offer in offers):
            offers += _said(answer, offers, line, spot)
        if (sure := _sure(scene, offers, spot, ranker)) is not None:
            return sure
        heard = answer.fields["concept"]
        offers = [offer for offer in offers if offer is hint or heard[offer.choice.concept] >= UNHEARD]
    evidence = OfferMarks(scene, line, index, grammar, change=change, before=before, topic=topic)
    offers.sort(key=lambda offer: offer is not hint)
    options = [(offer.choice, evidence.marks(offer, hint=offer is hint)) for offer in offers]
    best, confidence = ranker.rank("metric", spot.mention.id, options)
    return replace(best, confidence=confidence)


def _sure(scene: Scene, offers: Sequence[Offer], spot: Spot, ranker: Ranker) -> Choice | None:
    """The surest offer of the concept that the encoder is sure of; None where it is sure of none that is offered."""
    answer = scene.answers.get(spot.mention.id)
    if answer is None:
        return None
    concept, chance = answer.tops["concept"]
    own = max((offer for offer in offers if offer.choice.concept == concept), key=_sureness, default=None)
    if own is None or not ranker.takes("metric", spot.mention.id, own.choice, chance):
        return None
    return replace(own.choice, confidence=chance)


def _said(answer: Answer, offers: Sequence[Offer], line: Line, spot: Spot) -> Iterator[Offer]:
    """The metrics that only the encoder names, with the nearest word for them that the sentence has."""
    held = {offer.choice.concept for offer in offers}
    for concept, chance in answer.fields["concept"].items():
        if chance >= _SAID and concept not in held and concept != "none":
            hits = [hit for hit in line.hits if hit.concept == concept]
            hit = min(hits, key=lambda hit: abs(hit.start - spot.start), default=None)
            yield Offer(Choice(cast(Concept, concept), hit, chance, "metric.said"), "said")


def _signed(choice: Choice, spot: Spot) -> Choice:
    """A loss with a minus is a profit below nought: 영업손익 -2조5000억원."""
    amount = getattr(spot.mention.value, "amount", None)
    if choice.hit is None or spot.mention.type != "money" or amount is None or amount >= 0:
        return choice
    return replace(choice, concept=_PROFITS.get(choice.concept, choice.concept))


def _sureness(offer: Offer) -> float:
    return offer.choice.confidence


def _offers(
    scene: Scene,
    line: Line,
    index: int,
    grammar: FactGrammar,
    *,
    change: bool,
    before: Choice | None,
    topic: Choice | None,
) -> list[Offer]:
    """What words, quotations and verbs say that a value measures, each as sure as the plain rules have it."""
    spot, text = line.values[index], scene.text
    offers: list[Offer] = []

    def offer(choice: Choice, source: str, rank: int = 0) -> None:
        fit = fits(choice.concept, spot, change=change)
        if fit:
            offers.append(Offer(replace(choice, confidence=choice.confidence * fit), source, rank))

    if is_age(spot, line, scene, grammar):
        return [Offer(Choice("other", None, 1.0, "metric.age"), "age")]
    if is_list(spot, scene, grammar):
        return [Offer(Choice("items", None, 1.0, "metric.stocks"), "list")]
    quoted = quotation(scene, line, index, grammar, before, change=change)
    if quoted is not None:
        offers.append(Offer(replace(quoted, confidence=1.0), "quoted"))
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
        confidence = (0.93 if here else 0.8) - 0.12 * rank - (0.45 if aside else 0.0) - (_VERBAL if hit.verbal else 0.0)
        confidence -= 0.2 if text[hit.start : hit.end] in grammar.weak else 0.0
        confidence -= min(_DISTANT, 0.004 * (spot.start - hit.end))
        confidence -= 0.3 if is_base(scene, line, hit, last, grammar) else 0.0
        if last is not None and hit.end <= last.start:
            confidence -= 0.05
        concept = meant(hit, spot, grammar, change=change)
        if hit.word in grammar.quotes:
            concept = of_what(scene, line, spot, hit.start, grammar, before or topic)
        offer(Choice(concept, hit, confidence, "metric.before"), "before", rank)
    end, following = _behind(scene, line, index)
    for rank, hit in enumerate(hit for hit in line.hits if end <= hit.start < following):
        gap = text[end : hit.start]
        concept = meant(hit, spot, grammar, change=change)
        if grammar.spaced and change and not rank and _moves_itself(scene, hit, clause_end, grammar):
            offer(Choice(concept, hit, 0.96, "metric.mover"), "mover")  # 6% 넘게 주가가 내렸다
        elif grammar.of.fullmatch(gap):
            offer(Choice(concept, hit, 0.97, "metric.of"), "of")
        elif not rank and _leads_to(gap, grammar):
            offer(Choice(concept, hit, 0.9, "metric.of"), "of", 1)  # 10억달러 규모의 엔진 부품 공급 계약
        elif hit.start < clause_end and not rank and len(gap) <= _BEHIND:
            counted = spot.mention.type == "quantity" and gap == " "  # 수천개 일자리
            beside = 0.95 if not grammar.spaced and not gap else 0.95 if counted else 0.84 if hit.verbal else 0.68
            offer(Choice(concept, hit, beside - 0.01 * len(gap), "metric.after"), "after")
        elif hit.start < clause_end and hit.verbal and gap.startswith(_objects(grammar)):
            offer(Choice(concept, hit, 0.8 - 0.002 * len(gap), "metric.object"), "object")  # 31억달러를 …에 투자했다
    both = last is not None and {spot.mention.type, last.mention.type} == {"percent"}
    if before is not None:
        carried = not change and both and spot.start - clause <= _FEW  # 四成来自自有资金，六成来自银团贷款
        if carried or (not fresh and (before.hit is None or not is_base(scene, line, before.hit, last, grammar))):
            sure = 0.94 if carried else 0.85
            sure *= _OTHER_UNIT if last is not None and not _alike(last, spot) else 1.0
            sure *= _GUESSED.get(before.rule, 1.0)
            offer(Choice(before.concept, before.hit, sure, "metric.carried"), "carried")
    for concept, confidence in deeds(scene, line, index, grammar):
        if concept == "share_price":
            concept = of_what(scene, line, spot, spot.start, grammar, before or topic)  # 환율은 … 1434원에 마감했다
        if fits(concept, spot, change=False) == 1.0:
            offer(Choice(concept, None, confidence, "metric.deed"), "deed")
            break
    if is_priced(text, spot, grammar) and not _is_told(offers, scene, line, grammar):
        offers.append(Offer(Choice("price", None, 1.0, "metric.compared"), "compared"))
    return offers


def _leads_to(gap: str, grammar: FactGrammar) -> bool:
    """Whether a noun phrase that a value belongs to lies between it and a metric word."""
    match = grammar.of.match(gap)
    if match is None or not match[0].strip() or not 0 < len(gap) - match.end() <= _PHRASE:
        return False
    marks = (*grammar.table.subjects.nominative, *grammar.table.subjects.topic, *grammar.objects)
    words = gap[match.end() :].split()
    if not grammar.spaced:
        return len(gap) - match.end() <= _PHRASE // 2 and grammar.ends_noun.search(gap, match.end()) is None
    return not any(sign in gap for sign in ",.;()") and not any(len(w) > 1 and w.endswith(marks) for w in words)


def _alike(last: Spot, spot: Spot) -> bool:
    """Whether two values are of the same sort, or one says how much the other moved."""
    one, two = last.mention.type, spot.mention.type
    return one != "quantity" or two != "quantity" or bool(set(measures(last)) & set(measures(spot)))


def _behind(scene: Scene, line: Line, index: int) -> tuple[int, int]:
    """Where the words behind a value begin and end; its conversion in brackets is none of them."""
    spot, text = line.values[index], scene.text
    following = index + 1
    end = spot.end
    if text[end : end + 1] == "(" and 0 < (closed := text.find(")", end, line.end)) < end + _BRACKET:
        while following < len(line.values) and line.values[following].end <= closed:
            following += 1
        end = closed + 1
    return end, line.values[following].start if following < len(line.values) else line.end


def _objects(grammar: FactGrammar) -> tuple[str, ...]:
    """The marks of an object behind a value."""
    return grammar.table.forms.kept[:2] if grammar.spaced else ()


def _is_told(offers: list[Offer], scene: Scene, line: Line, grammar: FactGrammar) -> bool:
    """Whether the surest offer rests on a word of the sentence that is not what others are compared with."""
    choice = max(offers, key=_sureness).choice if offers else None
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


def per_share(choice: Choice, spot: Spot) -> Choice:
    """A choice turned into what it is per share, where the value is an amount for one."""
    value = spot.mention.value
    if not isinstance(value, Money):
        return choice
    if value.per != "share" and not (choice.concept == "dividend" and is_small(value)):
        return choice
    return replace(choice, concept=concept_table().per_share.get(choice.concept, choice.concept))


def is_base(scene: Scene, line: Line, hit: Hit, last: Spot | None, grammar: FactGrammar) -> bool:
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
