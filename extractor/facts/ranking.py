"""The scorer that chooses among candidates where the encoder of facts is not sure, or where there is none: a
conditional logit over marks, with weights that `scripts/train_facts.py` learns from gold. A mark is a short word of
evidence such as `near=0a=ORG`; both languages share the weights."""

import json
import math
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from importlib import resources
from typing import Literal, Protocol, TypeVar

from extractor.core.models import model_folder
from extractor.facts.answers import Answer
from extractor.facts.marks import Exact, Marks
from extractor.facts.scene import Scene

MODEL = "facts"

Task = Literal["metric", "subject", "period", "kind", "direction", "status"]
Weights = Mapping[str, Mapping[str, float]]
_T = TypeVar("_T")
_EDGE = 0.01  # nothing is surer, or less sure, than this
# How sure the encoder must be of a choice for nothing else to be asked: there it is right as often as the ranking.
_SURE: Mapping[Task, float] = {
    "metric": 0.8, "subject": 0.5, "period": 0.5, "kind": 0.8, "direction": 0.8, "status": 0.8
}  # fmt: skip


class Witness(Protocol):
    """Reads an article and says of each value, by the id of its mention, what its fact may be."""

    def read(self, scene: Scene) -> dict[str, Answer]:
        """The answers; the same scene has the same."""


class Ranker:
    """Scores the candidates of a task by the weights of their marks.

    `witness` is the encoder whose answers the weights were learned with, None for weights that go without.
    """

    def __init__(self, weights: Weights, witness: Witness | None = None) -> None:
        self._weights = weights
        self.witness = witness
        self._exact: dict[str, Exact] = {}

    def takes(self, task: Task, mention: str, option: object, chance: float) -> bool:
        """Whether the encoder is so sure of an option for a value mention that no candidates need be compared."""
        return chance >= _SURE[task]

    def rank(self, task: Task, mention: str, options: Sequence[tuple[_T, Collection[str]]]) -> tuple[_T, float]:
        """The best option for a value mention, and its probability among the options.

        Of options with the same score the first wins, so the order of the options is part of the answer.
        """
        if len(options) == 1:
            return options[0][0], 1.0
        weights = self._exact.get(task)
        if weights is None:
            weights = self._exact[task] = Exact(self._weights.get(task, {}))
        totals = [m.total(weights) if isinstance(m, Marks) else weights.total(m) for _, m in options]
        scores = [total / weights.scale for total in totals]
        best = max(range(len(scores)), key=lambda index: scores[index])
        return options[best][0], 1.0 / math.fsum(math.exp(score - scores[best]) for score in scores)

    def calibrated(self, confidence: float) -> float:
        """How often facts of such a confidence had the right metric and subject, on articles with gold facts."""
        fit = self._weights.get("calibration")
        if fit is None:
            return confidence
        held = min(max(confidence, _EDGE), 1 - _EDGE)
        return 1 / (1 + math.exp(-fit["slope"] * math.log(held / (1 - held)) - fit["shift"]))


@lru_cache(maxsize=4)
def learned(*, encoder: bool = True) -> Ranker:
    """The ranker that comes with the encoder of facts, in its folder, or the one that goes without."""
    folder = model_folder(MODEL) if encoder else None
    if folder is None:
        path = resources.files("extractor.facts") / "weights.json"
        return Ranker(json.loads(path.read_text(encoding="utf-8")))
    from extractor.facts.encoder import FactEncoder  # a model takes time to load

    return Ranker(json.loads((folder / "weights.json").read_text(encoding="utf-8")), FactEncoder(folder))
