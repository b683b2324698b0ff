"""How the weights of `train_facts.py` are learned: a logit over marks, and boosted trees beside it.

Both choose one option of several, and their loss is minus the log of the probability of the right ones.
"""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np

from extractor.facts.ranking import UNIT, language_mark

TRUST = 1.5  # the weight that the mark of the plain rules is drawn to, as so few articles teach little
RARE = 3  # a mark seen in fewer articles teaches the logit nothing
STEPS = 80
PACE = 0.12
SHARE = 0.4  # of the logit where trees are added to it: alone it is too sure of itself
TREES = 220
DEPTH = 4
RATE = 0.18
DRAWN = 5.0  # how strongly a leaf is drawn to nothing
COMMON = 6  # a mark seen in fewer articles is asked by no tree
OF_CHOICES, OF_MARKS = 0.6, 0.3  # what a tree sees, by chance
Example = tuple[str, str, list[list[str]], list[int]]  # article, language, the marks of each option, the right options


class _Choices:
    """Examples as numbers: the options that have each mark, mark by mark."""

    def __init__(self, examples: Sequence[Example], least: int) -> None:
        seen: dict[str, set[str]] = defaultdict(set)
        for article, lang, options, _ in examples:
            for mark in {mark for marks in options for mark in marks} | {language_mark(lang)}:
                seen[mark].add(article)
        self.names = sorted(mark for mark, articles in seen.items() if len(articles) >= least)
        number = {mark: index for index, mark in enumerate(self.names)}
        columns: list[int] = []
        sizes: list[int] = []
        for _, lang, options, _ in examples:
            for marks in options:
                own = [number[name] for name in (*marks, language_mark(lang)) if name in number]
                columns += own
                sizes.append(len(own))
        self.options, self.count = len(sizes), len(examples)
        self.columns, self.begin = np.array(columns), np.concatenate([[0], np.cumsum(sizes)[:-1]])
        order = np.argsort(self.columns, kind="stable")
        self.holders = np.repeat(np.arange(self.options), sizes)[order]
        self.first = np.searchsorted(self.columns[order], np.arange(len(self.names) + 1))
        self.choice = np.repeat(np.arange(self.count), [len(options) for _, _, options, _ in examples])
        self.right = np.array([at in good for _, _, options, good in examples for at in range(len(options))])

    def slopes(self, scores: Any) -> tuple[Any, Any]:
        """The slope of the loss by each score, and its curve."""
        top = np.full(self.count, -np.inf)
        np.maximum.at(top, self.choice, scores)
        odds = np.exp(scores - top[self.choice])
        share = odds / np.bincount(self.choice, weights=odds)[self.choice]
        good = share * self.right
        wanted = good / np.bincount(self.choice, weights=good)[self.choice]
        return share - wanted, np.maximum(share * (1 - share), 1e-4)

    def having(self, marks: Any, kept: Any) -> tuple[Any, Any]:
        """For each kept option with one of the marks: the place of the mark among them, and the option."""
        parts = [self.holders[self.first[mark] : self.first[mark + 1]] for mark in marks]
        options = np.concatenate(parts)
        places = np.repeat(np.arange(len(marks)), [len(part) for part in parts])
        inside = kept[options]
        return places[inside], options[inside]


def logit(examples: Sequence[Example], strength: float) -> dict[str, float]:
    """The weights of the least loss, with how far they are from what they are drawn to, squared (Adam)."""
    data = _Choices(examples, RARE)
    prior = np.array([TRUST * (name == "hint") for name in data.names])
    weights, first, second = prior.copy(), np.zeros_like(prior), np.zeros_like(prior)
    for step in range(1, STEPS + 1):
        slope, _ = data.slopes(np.add.reduceat(weights[data.columns], data.begin))
        slope = np.add.reduceat(slope[data.holders], data.first[:-1]) + strength * (weights - prior)
        first = 0.9 * first + 0.1 * slope
        second = 0.99 * second + 0.01 * slope**2
        pace = PACE * (1 - step / (STEPS + 1))
        weights = weights - pace * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.99**step)) + 1e-8)
    return _rounded(dict(zip(data.names, weights.tolist(), strict=True)), 1.0)


def shared(weights: dict[str, float]) -> dict[str, float]:
    """The weights of a logit that trees are added to."""
    return _rounded(weights, SHARE)


def _rounded(weights: dict[str, float], share: float) -> dict[str, float]:
    return {mark: less for mark, weight in weights.items() if abs(less := round(share * weight, 3)) >= 0.01}


def grow(examples: Sequence[Example]) -> dict[str, Any]:
    """Boosted trees: each one asks the marks that lower the loss most, the same at every node of a level."""
    data = _Choices(examples, COMMON)
    width, chance = len(data.names), np.random.default_rng(0)
    scores = np.zeros(data.options)
    asked: list[list[int]] = []
    leaves: list[list[int]] = []
    for _ in range(TREES):
        slope, curve = data.slopes(scores)
        kept = (chance.random(data.count) < OF_CHOICES)[data.choice]
        slope, curve = slope * kept, curve * kept
        marks = np.flatnonzero(chance.random(width) < OF_MARKS)
        places, options = data.having(marks, kept)
        slopes, curves = slope[options], curve[options]
        leaf, questions = np.zeros(data.options, dtype=int), []
        for level in range(DEPTH):
            size = 1 << level
            cell, cells = places * size + leaf[options], len(marks) * size
            yes = np.bincount(cell, weights=slopes, minlength=cells).reshape(-1, size)
            bent = np.bincount(cell, weights=curves, minlength=cells).reshape(-1, size)
            total, bend = (np.bincount(leaf, weights=part, minlength=size) for part in (slope, curve))
            gain = yes**2 / (bent + DRAWN) + (total - yes) ** 2 / (bend - bent + DRAWN)
            best = int(marks[np.argmax(gain.sum(axis=1))])
            questions.append(best)
            leaf = 2 * leaf
            leaf[data.holders[data.first[best] : data.first[best + 1]]] += 1
        total, bend = (np.bincount(leaf, weights=part, minlength=1 << DEPTH) for part in (slope, curve))
        values = np.rint(-RATE * UNIT * total / (bend + DRAWN)).astype(int)
        scores = scores + values[leaf] / UNIT
        asked.append(questions)
        leaves.append(values.tolist())
    used = sorted({mark for questions in asked for mark in questions})
    place = {mark: at for at, mark in enumerate(used)}
    return {
        "marks": [data.names[mark] for mark in used],
        "asked": [[place[mark] for mark in questions] for questions in asked],
        "leaves": leaves,
    }
