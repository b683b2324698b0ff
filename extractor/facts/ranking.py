"""The scorer that chooses among candidates: a conditional logit over marks, with weights that `scripts/train_facts.py`
learns from gold. A mark is a short word of evidence such as `near=0a=ORG`; both languages share the weights."""

import json
import math
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Literal, TypeVar

Task = Literal["metric", "subject", "period", "kind", "status"]
Weights = Mapping[str, Mapping[str, float]]
_T = TypeVar("_T")
_A = TypeVar("_A", bound=str)
_EDGE = 0.01  # nothing is surer, or less sure, than this
_OF = "|"  # between an answer and the evidence for it


class Ranker:
    """Scores the candidates of a task by the weights of their marks."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._by_mark: dict[str, dict[str, dict[str, float]]] = {}

    def rank(self, task: Task, mention: str, options: Sequence[tuple[_T, Collection[str]]]) -> tuple[_T, float]:
        """The best option for a value mention, and its probability among the options.

        Of options with the same score the first wins, so the order of the options is part of the answer.
        """
        weights = self._weights.get(task, {})
        scores = [math.fsum(filter(None, map(weights.get, marks))) for _, marks in options]
        best = max(range(len(scores)), key=lambda index: scores[index])
        return options[best][0], 1.0 / math.fsum(math.exp(score - scores[best]) for score in scores)

    def decide(self, task: Task, mention: str, answers: Sequence[_A], hint: _A, marks: Collection[str]) -> _A:
        """The best of a few answers for a value mention; all have the same evidence, and weigh it differently.

        `hint` is the answer of the plain rules, which wins where two are as good. What `rank` says of `answered`.
        """
        known = self._table(task)
        scores: dict[str, list[float]] = {answer: [] for answer in answers}
        scores[hint].append(self._weights.get(task, {}).get("hint", 0.0))
        for mark in marks:
            for answer, weight in known.get(mark, {}).items():
                if answer in scores:
                    scores[answer].append(weight)
        totals = {answer: math.fsum(own) for answer, own in scores.items()}
        return max(answers, key=lambda answer: (totals[answer], answer == hint))

    def _table(self, task: Task) -> Mapping[str, Mapping[str, float]]:
        """The weights of a task with few answers, by mark and answer."""
        if task not in self._by_mark:
            table: dict[str, dict[str, float]] = defaultdict(dict)
            for name, weight in self._weights.get(task, {}).items():
                answer, of, mark = name.partition(_OF)
                if of:
                    table[mark][answer] = weight
            self._by_mark[task] = dict(table)
        return self._by_mark[task]

    def calibrated(self, confidence: float) -> float:
        """How often facts of such a confidence had the right metric and subject, by the folds of the training."""
        fit = self._weights.get("calibration")
        if fit is None:
            return confidence
        held = min(max(confidence, _EDGE), 1 - _EDGE)
        return 1 / (1 + math.exp(-fit["slope"] * math.log(held / (1 - held)) - fit["shift"]))


def answered(answers: Sequence[_A], hint: _A, marks: Collection[str]) -> list[tuple[_A, list[str]]]:
    """The options of `Ranker.rank` for answers to the same evidence, the one of the plain rules first."""
    options = [
        (answer, [f"{answer}{_OF}{mark}" for mark in sorted(marks)] + ["hint"] * (answer == hint)) for answer in answers
    ]
    return sorted(options, key=lambda option: option[0] != hint)


@lru_cache(maxsize=1)
def learned() -> Ranker:
    """The ranker with the weights of the package."""
    path = resources.files("extractor.facts") / "weights.json"
    return Ranker(json.loads(path.read_text(encoding="utf-8")))
