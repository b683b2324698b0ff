"""How well mentions are tied to entities: pairwise over mentions of one entity, and B-cubed over mentions.

Mentions are compared by their spans. A mention that only one side has is linked to nothing on the other: it costs
precision or recall, as in the reference scorer of CoNLL-2012, and no side is given the other's mentions.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Links:
    """Sums over articles. Pairs are counts; the sums of B-cubed are exact, so no order of adding shows."""

    pairs_gold: int = 0
    pairs_found: int = 0
    pairs_right: int = 0
    mentions_gold: int = 0
    mentions_found: int = 0
    recalled: Fraction = Fraction(0)  # over the gold's mentions, the part of each one's entity that was kept together
    precise: Fraction = Fraction(0)  # over the mentions found, the part of each one's entity that belongs together

    def __add__(self, other: "Links") -> "Links":
        return Links(
            self.pairs_gold + other.pairs_gold,
            self.pairs_found + other.pairs_found,
            self.pairs_right + other.pairs_right,
            self.mentions_gold + other.mentions_gold,
            self.mentions_found + other.mentions_found,
            self.recalled + other.recalled,
            self.precise + other.precise,
        )

    @property
    def pairwise(self) -> tuple[float, float, float]:
        """Precision, recall and F1 over pairs of mentions of one entity."""
        precision = self.pairs_right / self.pairs_found if self.pairs_found else 0.0
        recall = self.pairs_right / self.pairs_gold if self.pairs_gold else 0.0
        return precision, recall, _f1(precision, recall)

    @property
    def b_cubed(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of B-cubed."""
        precision = float(self.precise / self.mentions_found) if self.mentions_found else 0.0
        recall = float(self.recalled / self.mentions_gold) if self.mentions_gold else 0.0
        return precision, recall, _f1(precision, recall)


def links(gold: Mapping[Span, str], found: Mapping[Span, str]) -> Links:
    """The counts of one article, from the entity of every mention on both sides."""
    mine, other = _clusters(gold), _clusters(found)
    together: Counter[tuple[str, str]] = Counter((gold[span], found[span]) for span in gold.keys() & found.keys())
    return Links(
        pairs_gold=sum(map(_pairs, mine.values())),
        pairs_found=sum(map(_pairs, other.values())),
        pairs_right=sum(map(_pairs, together.values())),
        mentions_gold=len(gold),
        mentions_found=len(found),
        recalled=sum((Fraction(size * size, mine[entity]) for (entity, _), size in together.items()), Fraction(0)),
        precise=sum((Fraction(size * size, other[entity]) for (_, entity), size in together.items()), Fraction(0)),
    )


def torn(entities: Mapping[Span, str], others: Mapping[Span, str]) -> list[tuple[tuple[Span, ...], ...]]:
    """The entities of one side that the other takes for several: the spans of each, grouped as the other has them."""
    by_entity: defaultdict[str, defaultdict[str, list[Span]]] = defaultdict(lambda: defaultdict(list))
    for span in sorted(entities.keys() & others.keys()):
        by_entity[entities[span]][others[span]].append(span)
    return [tuple(map(tuple, parts.values())) for parts in by_entity.values() if len(parts) > 1]


def _clusters(entities: Mapping[Span, str]) -> dict[str, int]:
    sizes: defaultdict[str, int] = defaultdict(int)
    for entity in entities.values():
        sizes[entity] += 1
    return sizes


def _pairs(size: int) -> int:
    return size * (size - 1) // 2


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
