"""The scorer that chooses among candidates: a logit over marks and boosted trees over the same marks, added up, with
weights that `scripts/train_facts.py` learns from gold. A mark is a short word of evidence such as `near=0a=ORG`."""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Any, Literal, TypeVar

import numpy as np

Task = Literal["subject", "period"]
Weights = Mapping[str, Any]
_T = TypeVar("_T")
_EDGE = 0.01  # nothing is surer, or less sure, than this
UNIT = 1000  # the leaves of the trees are whole numbers of this part of a logit, so that their sum is exact


class Trees:
    """Trees that ask the same marks at every node of a level, so a leaf is a number whose bits are the answers."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._columns = {mark: at for at, mark in enumerate(table["marks"])}
        asked = np.array(table["asked"], dtype=np.intp)  # by tree, from the first question to the last
        self._count, self._depth = asked.shape
        self._asked = asked.ravel()
        self._places = 1 << np.arange(self._depth - 1, -1, -1)
        self._starts = np.arange(self._count) << self._depth
        self._leaves = np.array(table["leaves"], dtype=np.int64).ravel()

    def scores(self, options: Sequence[Collection[str]]) -> list[float]:
        """The sum of the leaves that each option comes to, in logits."""
        answers = np.zeros((len(options), len(self._columns)), dtype=np.int64)
        columns = self._columns
        for row, marks in enumerate(options):
            answers[row, [columns[mark] for mark in marks if mark in columns]] = 1
        leaves = answers[:, self._asked].reshape(len(options), self._count, self._depth) @ self._places
        return [total / UNIT for total in self._leaves[leaves + self._starts].sum(axis=1).tolist()]


class Ranker:
    """Scores the candidates of a task in a language ("ko", "zh") by their marks."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._trees = {task: Trees(table) for task, table in weights.get("trees", {}).items()}

    def rank(
        self, task: Task, lang: str, mention: str, options: Sequence[tuple[_T, Collection[str]]]
    ) -> tuple[_T, float]:
        """The best option for a value mention, and its probability among the options.

        Of options with the same score the first wins, so the order of the options is part of the answer.
        """
        weights = self._weights.get(task, {})
        scores = [math.fsum(filter(None, map(weights.get, marks))) for _, marks in options]
        trees = self._trees.get(task)
        if trees is not None:
            told = trees.scores([(*marks, language_mark(lang)) for _, marks in options])
            scores = [score + more for score, more in zip(scores, told, strict=True)]
        best = max(range(len(scores)), key=lambda index: scores[index])
        return options[best][0], 1.0 / math.fsum(math.exp(score - scores[best]) for score in scores)

    def calibrated(self, confidence: float) -> float:
        """How often facts of such a confidence had the right metric and subject, by the folds of the training."""
        fit = self._weights.get("calibration", {}).get("core")
        if fit is None:
            return confidence
        held = min(max(confidence, _EDGE), 1 - _EDGE)
        return float(1 / (1 + math.exp(-fit["slope"] * math.log(held / (1 - held)) - fit["shift"])))


def language_mark(lang: str) -> str:
    """The mark by which trees tell the languages apart; to a logit it is nothing, as all options have it."""
    return f"lang={lang}"


@lru_cache(maxsize=1)
def learned() -> Ranker:
    """The ranker with the weights of the package."""
    path = resources.files("extractor.facts") / "weights.json"
    return Ranker(json.loads(path.read_text(encoding="utf-8")))
