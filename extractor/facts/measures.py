"""What a value is measured in, and how well it can measure a concept."""

from dataclasses import dataclass
from functools import lru_cache

from extractor.core.facts import Concept
from extractor.core.text import fold
from extractor.core.values import Money, Percent, Quantity
from extractor.facts.scene import Hit, Spot
from extractor.lang.facts import FactGrammar, concept_table, unit_classes


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
        unit = _simplified(value.unit)
        return unit_classes().get(unit, unit_classes().get(unit[-1:], ("items",)))
    return (spot.mention.type,)


@lru_cache(maxsize=256)
def _simplified(unit: str) -> str:
    """A unit in the characters of the tables."""
    return fold(unit, simplify=True).text


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


def meant(hit: Hit, spot: Spot, grammar: FactGrammar, *, change: bool) -> Concept:
    """The concept of a metric word for a value: that of the word, or of its sense in what the value is measured in."""
    if not (change and spot.mention.type in ("percent", "multiple")):
        for measure in measures(spot):
            if (concept := grammar.senses.get((hit.word, measure))) is not None:
                return concept
    return hit.concept


def is_small(value: Money) -> bool:
    """Whether an amount is of the size of a price rather than of an account."""
    amount = value.amount if value.amount is not None else value.high
    return amount is not None and abs(amount) < concept_table().small.get(value.currency, 0)
