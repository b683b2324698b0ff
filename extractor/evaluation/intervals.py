"""Bootstrap confidence intervals: how far a score would move if other articles had been drawn."""

import random
from collections.abc import Sequence
from typing import TypeVar

from extractor.evaluation.counts import ALL, ENTITIES, VALUES, Counts, Group, Ratio, family
from extractor.evaluation.scoring import ArticleScore

SEED = 20160620  # any number does; a fixed one makes the same scores give the same interval
RESAMPLES = 1000
LEVEL = 0.95

T = TypeVar("T")


def intervals(scores: Sequence[ArticleScore], groups: Sequence[Group]) -> dict[Group, tuple[float, float]]:
    """The 95% percentile interval of every group's end-to-end F1, over articles drawn with replacement.

    Articles of all languages are drawn together. A draw in which a group has no mention says nothing about it.
    """
    draws = _draws(len(scores))
    return {group: _interval([_counts(score, group).end_to_end for score in scores], draws) for group in groups}


def fact_intervals(scores: Sequence[ArticleScore], langs: Sequence[str]) -> dict[tuple[str, str], tuple[float, float]]:
    """The same of the F1 of facts `found`, `core` and `full`, by language, over the articles whose gold has facts."""
    scores = [score for score in scores if score.facts.counts.gold]
    draws = _draws(len(scores))
    return {
        (lang, name): _interval(
            [score.facts.counts.ratio(name) if lang in (score.lang, ALL) else Ratio(0, 0, 0) for score in scores], draws
        )
        for lang in langs
        for name in ("found", "core", "full")
    }


def _draws(size: int) -> list[list[int]]:
    generator = random.Random(SEED)
    everyone = range(size)
    return [generator.choices(everyone, k=size) for _ in range(RESAMPLES)] if size else []


def _interval(counts: Sequence[Ratio], draws: Sequence[Sequence[int]]) -> tuple[float, float]:
    right = [count.right for count in counts]
    found = [count.found for count in counts]
    gold = [count.gold for count in counts]
    drawn = sorted(
        Ratio(sum(_take(right, draw)), total, asked).f1
        for draw in draws
        if (asked := sum(_take(gold, draw))) + (total := sum(_take(found, draw)))
    )
    if not drawn:
        return 0.0, 0.0
    tail = int(len(drawn) * (1 - LEVEL) / 2)
    return drawn[tail], drawn[-1 - tail]


def _take(items: Sequence[T], draw: Sequence[int]) -> list[T]:
    return [items[index] for index in draw]


def _counts(score: ArticleScore, group: Group) -> Counts:
    lang, kind = group
    if lang not in (score.lang, ALL):
        return Counts()
    if kind not in (VALUES, ENTITIES):
        return score.counts[kind]
    return sum((counts for name, counts in score.counts.items() if family(name) == kind), Counts())
