"""Parts that are more than their whole: a share above 100 %, shares of one whole that come to more together, and an
amount above the amount that it is said to be a part of (其中, 이 가운데)."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from extractor.core.facts import Fact
from extractor.core.spans import Mention
from extractor.core.values import Money, Percent, Quantity
from extractor.facts.scene import Scene
from extractor.lang.facts import FactGrammar, concept_table

_WHOLE = Decimal(100)
_ROUNDED = Decimal("0.5")  # percentage points that each share may be rounded up by
SURE = 0.45  # facts less sure than this tell nothing of others
_BEGINS = 3  # characters at the start of a sentence before a word that makes it tell a part of the one before


def beyond_their_whole(
    facts: Sequence[Fact], mentions: Mapping[str, Mention], scene: Scene, grammar: FactGrammar
) -> frozenset[str]:
    """The ids of the facts that are parts and exceed their whole."""
    found = {fact.id for fact in facts if _is_share(fact, mentions) and _percent(fact, mentions) > _WHOLE}
    found |= {fact.id for group in _groups(facts, mentions) if _is_too_much(group, mentions) for fact in group}
    found |= {part.id for part in _larger_parts(facts, mentions, scene, grammar)}
    return frozenset(found)


def _is_share(fact: Fact, mentions: Mapping[str, Mention]) -> bool:
    value = mentions[fact.value].value
    return fact.kind == "share" and isinstance(value, Percent) and isinstance(value.amount, Decimal)


def _percent(fact: Fact, mentions: Mapping[str, Mention]) -> Decimal:
    value: Any = mentions[fact.value].value
    amount: Decimal = value.amount
    return amount


def _groups(facts: Sequence[Fact], mentions: Mapping[str, Mention]) -> Iterator[list[Fact]]:
    """Shares of one whole: one metric word says what all of them are of, in one sentence and for one period.

    Each is somebody else's. Where people are counted, one may belong to several parts; so only what is measured in
    money, and shares of a market, are taken.
    """
    groups: dict[tuple[Any, ...], list[Fact]] = {}
    for fact in facts:
        concept = fact.metric.concept
        parted = concept == "market_share" or "money" in concept_table().concepts[concept]
        if not _is_share(fact, mentions) or not parted or fact.metric.start is None or fact.subject is None:
            continue
        value: Any = mentions[fact.value].value
        if value.bound == "exact" and fact.direction is None:
            key = mentions[fact.value].sentence, fact.metric.start, concept, fact.period, fact.status
            groups.setdefault(key, []).append(fact)
    for group in groups.values():
        owners = {fact.subject.entity or fact.subject.text for fact in group if fact.subject is not None}
        if len(owners) == len(group) > 1:
            yield group


def _is_too_much(group: Sequence[Fact], mentions: Mapping[str, Mention]) -> bool:
    return sum(_percent(fact, mentions) for fact in group) > _WHOLE + _ROUNDED * len(group)


def _larger_parts(
    facts: Sequence[Fact], mentions: Mapping[str, Mention], scene: Scene, grammar: FactGrammar
) -> Iterator[Fact]:
    """The levels behind a word that makes them parts of one before it, with its concept and unit, that are above it."""
    by_value = {f.value: f for f in facts if f.kind == "level" and f.confidence >= SURE and _amount(f, mentions)}
    before: tuple[int, list[Fact]] = (-1, [])  # the number of the last sentence with values, and its levels
    for line in scene.lines:
        levels = [by_value[spot.mention.id] for spot in line.values if spot.mention.id in by_value]
        marks = [match.span() for match in grammar.part_of.finditer(scene.text, line.start, line.end)] if levels else []
        for number, (start, stop) in enumerate(marks):
            wholes = [fact for fact in levels if _start(fact, mentions, scene) < start]
            if not wholes and start - line.start <= _BEGINS and before[0] == line.number - 1:
                wholes = before[1]
            end = marks[number + 1][0] if number + 1 < len(marks) else line.end
            for part in levels:
                if stop <= _start(part, mentions, scene) < end:
                    own = [_amount(whole, mentions) for whole in wholes if _is_whole_of(whole, part, mentions)]
                    if own and all(amount is not None and _more(part, amount, mentions) for amount in own):
                        yield part
        if line.values:
            before = line.number, levels


def _start(fact: Fact, mentions: Mapping[str, Mention], scene: Scene) -> int:
    return scene.folded.folded(mentions[fact.value].start)


def _amount(fact: Fact, mentions: Mapping[str, Mention]) -> Decimal | None:
    """The amount of a money or quantity value; None for one that is open upwards or downwards."""
    value = mentions[fact.value].value
    if not isinstance(value, Money | Quantity) or value.bound in ("under", "at_most", "over", "at_least"):
        return None
    return value.amount if isinstance(value.amount, Decimal) else None


def _more(part: Fact, whole: Decimal, mentions: Mapping[str, Mention]) -> bool:
    amount = _amount(part, mentions)
    return amount is not None and amount > whole > 0


def _is_whole_of(whole: Fact, part: Fact, mentions: Mapping[str, Mention]) -> bool:
    """Whether two levels measure the same in the same unit, for one period or where only one names its own."""
    one: Any = mentions[whole.value].value
    other: Any = mentions[part.value].value
    units = [getattr(value, "currency", None) or getattr(value, "unit", None) for value in (one, other)]
    if type(one) is not type(other) or units[0] != units[1] or one.per != other.per:
        return False
    when: list[Any] = [mentions[fact.period].value for fact in (whole, part) if fact.period is not None]
    if len(when) > 1 and when[0].timex != when[1].timex:
        return False
    return whole.metric.concept == part.metric.concept and whole.status == part.status
