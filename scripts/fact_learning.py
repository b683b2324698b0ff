"""How the weights of `train_facts.py` are learned: a logit over marks, and boosted trees beside it.

Both choose one option of several, and their loss is minus the log of the probability of the right ones.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from extractor.facts.ranking import UNIT, language_mark

TRUST = 1.5  # the weight that the mark of the plain rules is drawn to, as so few articles teach little
RARE = 3  # a mark seen in fewer articles teaches the logit nothing
STEPS = 250
SHARE = 0.35  # of the logit where trees are added to it: alone it is too sure of itself
TREES = 260
DEPTH = 4
RATE = 0.15
DRAWN = 5.0  # how strongly a leaf is drawn to nothing
COMMON = 6  # a mark seen in fewer articles is asked by no tree
OF_OPTIONS, OF_MARKS = 0.7, 0.3  # what a tree sees of all choices and of all marks, by chance
Example = tuple[str, list[list[str]], list[int]]  # the article, the marks of each option, the options that are right


class _Choices:
    """Examples as numbers: for each mark of each option its row and its column."""

    def __init__(self, examples: Mapping[str, Sequence[Example]], least: int, *, doubled: bool) -> None:
        seen: dict[str, set[str]] = defaultdict(set)
        for lang, rows in examples.items():
            for article, options, _ in rows:
                for mark in {mark for marks in options for mark in marks}:
                    for name in self._names(lang, mark, doubled=doubled):
                        seen[name].add(article)
                seen[language_mark(lang)].add(article)
        self.names = sorted(mark for mark, articles in seen.items() if len(articles) >= least)
        number = {mark: index for index, mark in enumerate(self.names)}
        columns: list[int] = []
        sizes: list[int] = []
        counts: list[int] = []
        right: list[bool] = []
        for lang, rows in examples.items():
            for _, options, good in rows:
                counts.append(len(options))
                for index, marks in enumerate(options):
                    names = [name for mark in marks for name in self._names(lang, mark, doubled=doubled)]
                    own = [number[name] for name in (*names, language_mark(lang)) if name in number]
                    columns += own
                    sizes.append(len(own))
                    right.append(index in good)
        self.columns = np.array(columns)
        self.rows = np.repeat(np.arange(len(sizes)), sizes)
        self.options, self.choices = len(sizes), len(counts)
        self.choice = np.repeat(np.arange(len(counts)), counts)
        self.right = np.array(right)

    @staticmethod
    def _names(lang: str, mark: str, *, doubled: bool) -> tuple[str, ...]:
        return (mark, f"{lang}:{mark}") if doubled else (mark,)

    def slopes(self, scores: Any) -> tuple[Any, Any]:
        """The slope of the loss by each score, and its curve."""
        top = np.full(self.choices, -np.inf)
        np.maximum.at(top, self.choice, scores)
        odds = np.exp(scores - top[self.choice])
        share = odds / np.bincount(self.choice, weights=odds)[self.choice]
        good = share * self.right
        wanted = good / np.bincount(self.choice, weights=good)[self.choice]
        return share - wanted, np.maximum(share * (1 - share), 1e-4)


def logit(examples: Mapping[str, Sequence[Example]], strength: float) -> dict[str, dict[str, float]]:
    """Weights by language: shared ones, to which each language adds its own."""
    data = _Choices(examples, RARE, doubled=True)
    prior = np.array([TRUST * (name == "hint") for name in data.names])
    weights = _descend(data, prior, strength)
    found: dict[str, dict[str, float]] = {}
    for lang in sorted(examples):
        table: dict[str, float] = defaultdict(float)
        for mark, weight in zip(data.names, weights, strict=True):
            head, _, rest = mark.partition(":")
            if head == lang:
                table[rest] += float(weight)
            elif head not in examples:
                table[mark] += float(weight)
        found[lang] = {mark: round(weight, 3) for mark, weight in sorted(table.items()) if abs(weight) >= 0.01}
    return found


def shared(weights: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    """The weights of a logit that trees are added to."""
    return {
        lang: {mark: less for mark, weight in table.items() if abs(less := round(SHARE * weight, 3)) >= 0.01}
        for lang, table in weights.items()
    }


def _descend(data: _Choices, prior: Any, strength: float) -> Any:
    """The weights of the least loss, with how far they are from the prior, squared (Adam)."""
    width = len(prior)
    weights, first, second = prior.astype(float), np.zeros(width), np.zeros(width)
    for step in range(1, STEPS + 1):
        scores = np.bincount(data.rows, weights=weights[data.columns], minlength=data.options)
        slope, _ = data.slopes(scores)
        slope = np.bincount(data.columns, weights=slope[data.rows], minlength=width) + strength * (weights - prior)
        first = 0.9 * first + 0.1 * slope
        second = 0.999 * second + 0.001 * slope**2
        weights = weights - 0.05 * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def grow(examples: Mapping[str, Sequence[Example]]) -> dict[str, Any]:
    """Boosted trees: each one asks the marks that lower the loss most, the same at every node of a level."""
    data = _Choices(examples, COMMON, doubled=False)
    width, chance = len(data.names), np.random.default_rng(0)
    order = np.argsort(data.columns, kind="stable")
    holders, begin = data.rows[order], np.searchsorted(data.columns[order], np.arange(width + 1))
    scores = np.zeros(data.options)
    asked: list[list[int]] = []
    leaves: list[list[int]] = []
    for _ in range(TREES):
        slope, curve = data.slopes(scores)
        drawn = (chance.random(data.choices) < OF_OPTIONS)[data.choice]
        slope, curve = slope * drawn, curve * drawn
        hidden = chance.random(width) >= OF_MARKS
        leaf, questions = np.zeros(data.options, dtype=int), []
        for level in range(DEPTH):
            size = 1 << level
            cell = data.columns * size + leaf[data.rows]
            slope_yes = np.bincount(cell, weights=slope[data.rows], minlength=width * size).reshape(width, size)
            curve_yes = np.bincount(cell, weights=curve[data.rows], minlength=width * size).reshape(width, size)
            slope_all = np.bincount(leaf, weights=slope, minlength=size)
            curve_all = np.bincount(leaf, weights=curve, minlength=size)
            gain = slope_yes**2 / (curve_yes + DRAWN) + (slope_all - slope_yes) ** 2 / (curve_all - curve_yes + DRAWN)
            total = gain.sum(axis=1)
            total[hidden] = -1.0
            best = int(np.argmax(total))
            questions.append(best)
            leaf = 2 * leaf
            leaf[holders[begin[best] : begin[best + 1]]] += 1
        size = 1 << DEPTH
        slope_all = np.bincount(leaf, weights=slope, minlength=size)
        curve_all = np.bincount(leaf, weights=curve, minlength=size)
        values = np.rint(-RATE * UNIT * slope_all / (curve_all + DRAWN)).astype(int)
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
