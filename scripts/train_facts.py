"""Learns the weights by which facts choose metrics, subjects and periods, from gold articles with facts.

usage: train_facts.py GOLD.jsonl … [--spec corpora/spec] [--test OTHER.jsonl …] [--out extractor/facts/weights.json]
       train_facts.py GOLD.jsonl … --model models/facts …
       train_facts.py GOLD.jsonl … --model models/facts --calibrate

Candidates come from the pipeline's own reader over the gold's mentions. As a choice depends on the choices before it,
learning goes in rounds: the first follows the gold, later ones the weights learned so far from the other articles.
With `--model` it learns how far to trust that encoder, too, and writes into its folder; the encoder must not have been
trained on the articles. What words and places weigh is then drawn to `--drawn`, weights that were learned without an
encoder, from all articles there are. With `--calibrate` it only learns anew how sure facts are, by the weights there
are, from articles that the encoder did not learn from.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
from fact_articles import CLASSES, Article, drills, read_gold
from fact_learning import Example, logit

from extractor.facts.answers import Answer
from extractor.facts.encoder import FactEncoder
from extractor.facts.ranking import Ranker, Task, Weights, Witness
from extractor.facts.scene import Scene

TASKS: tuple[Task, ...] = ("metric", "subject", "period")
# Weights that the mark of the plain rules is drawn to.
TRUST = {"metric": 3.0, "subject": 1.5, "period": 1.5, "kind": 2.5, "direction": 2.0, "status": 3.0}
# The share of the weights learned without an encoder that those learned with one are drawn to.
DRAWN = {"metric": 0.5, "subject": 0.5}
HELD = {"subject": 2.0}  # times as strongly as the others a task's weights are held to what they are drawn to
KEPT = 2  # of the last rounds, as one round's choices depend on chance
_T = TypeVar("_T")


Choices = dict[Task, list[Example]]


class Remembering:
    """An encoder that reads each article once: its answers do not change with the weights."""

    def __init__(self, encoder: FactEncoder) -> None:
        self._encoder = encoder
        self._known: dict[tuple[str, int], dict[str, Answer]] = {}

    def read(self, scene: Scene) -> dict[str, Answer]:
        """The answers of the encoder."""
        key = scene.source, sum(len(line.values) + len(line.names) for line in scene.lines)
        if key not in self._known:
            self._known[key] = self._encoder.read(scene)
        return self._known[key]


class Watcher(Ranker):
    """A ranker that writes down the options of every choice, also where the encoder is sure unless it is only
    `measuring`; before there are weights it follows the gold."""

    def __init__(
        self, article: Article, weights: Weights | None, witness: Witness | None, *, measuring: bool = False
    ) -> None:
        super().__init__(weights or {}, witness)
        self._measuring = measuring
        self._article, self._taught = article, weights is None
        self.examples: Choices = {task: [] for task in (*TASKS, *CLASSES)}
        self.missing: list[tuple[str, str]] = []

    def takes(self, task: Task, mention: str, option: object, chance: float) -> bool:
        return self._measuring and super().takes(task, mention, option, chance)

    def rank(self, task: Task, mention: str, options: Sequence[tuple[_T, Collection[str]]]) -> tuple[_T, float]:
        answers = [self._article.right(task, mention, thing) for thing, _ in options]
        right = [index for index, answer in enumerate(answers) if answer]
        if right:
            # Without a day of publication dates are not resolved, and their periods taught nothing good.
            if task != "period" or self._article.today is not None:
                marked = [sorted(marks) for _, marks in options]
                self.examples[task].append((self._article.row["id"], marked, right))
        elif answers and answers[0] is not None:
            self.missing.append((task, mention))
        if self._taught and right:
            return options[next((at for at in right if "hint" in options[at][1]), right[0])][0], 1.0
        return super().rank(task, mention, options)


def choices(article: Article, weights: Weights | None, witness: Witness | None) -> Choices:
    """The choices of an article, read with weights, or with the gold's answers where there are none."""
    watcher = Watcher(article, weights, witness)
    article.read(watcher)
    return watcher.examples


def learn(rounds: Sequence[Sequence[Choices]], strength: float, drawn: Weights) -> Weights:
    """The weights from the choices of articles in one or several rounds."""
    found = {}
    for task in TRUST:
        examples = [e for read in rounds for c in read for e in c[task]]
        prior = {"hint": TRUST[task]}
        if task in DRAWN and task in drawn:
            prior = {mark: DRAWN[task] * weight for mark, weight in drawn[task].items()}
        if examples:
            found[task] = logit(examples, strength * HELD.get(task, 1.0) * len(rounds), prior)
    return found


def crossed(rounds: Sequence[Sequence[Choices]], folds: int, strength: float, drawn: Weights) -> list[Weights]:
    """For each article the weights learned from the other folds."""
    size = len(rounds[0])
    by_fold = [
        learn([[read[at] for at in range(size) if at % folds != fold] for read in rounds], strength, drawn)
        for fold in range(folds)
    ]
    return [by_fold[at % folds] for at in range(size)]


def report(articles: Sequence[Article], weights: Sequence[Weights | None], witness: Witness | None) -> str:
    """How often metrics, subjects and periods are right where the gold has a fact."""
    right, found = defaultdict(int), 0
    missing: dict[str, int] = defaultdict(int)
    for article, own in zip(articles, weights, strict=True):
        watcher = Watcher(article, own, witness, measuring=True)
        assert own is not None
        for fact in article.read(watcher):
            golds = article.facts.get(fact.value)
            if not golds:
                continue
            found += 1
            right["subject"] += any(article.same(gold["subject"], fact.subject) for gold in golds)
            right["core"] += any(
                gold["metric"]["concept"] == fact.metric.concept and article.same(gold["subject"], fact.subject)
                for gold in golds
            )
            right["direction"] += any(gold["kind"] != "change" or gold["direction"] == fact.direction for gold in golds)
            for field in ("kind", "status"):
                right[field] += any(gold[field] == getattr(fact, field) for gold in golds)
            right["concept"] += any(gold["metric"]["concept"] == fact.metric.concept for gold in golds)
            spot = type("S", (), {"mention": article.by_id[fact.period]}) if fact.period else None
            right["period"] += any(article.when(gold["period"], spot) for gold in golds)
        for task, _ in watcher.missing:
            missing[task] += 1
    rates = "  ".join(f"{name} {count / found:.3f}" for name, count in sorted(right.items()))
    lost = "  ".join(f"no candidate for {name} {count / found:.3f}" for name, count in sorted(missing.items()))
    return f"{len(articles)} articles, {found} facts: {rates}  {lost}"


def calibration(
    articles: Sequence[Article], weights: Sequence[Weights | None], witness: Witness | None
) -> dict[str, float]:
    """How a confidence becomes a probability: a line over its logit, fitted to facts read with the weights of each
    article: those of the other folds, or with `--calibrate` those there are."""
    pairs = []
    for article, own in zip(articles, weights, strict=True):
        for fact in article.read(Ranker(own or {}, witness)):
            golds = article.facts.get(fact.value, [])
            core = any(
                gold["metric"]["concept"] == fact.metric.concept and article.same(gold["subject"], fact.subject)
                for gold in golds
            )
            pairs.append((fact.confidence, core))
    held = np.clip([confidence for confidence, _ in pairs], 0.01, 0.99)
    columns = np.stack([np.log(held / (1 - held)), np.ones(len(held))], axis=1)
    target = np.array([float(core) for _, core in pairs])
    line = np.array([1.0, 0.0])
    for _ in range(50):  # Newton's steps
        said = 1 / (1 + np.exp(-columns @ line))
        curve = (columns * (said * (1 - said))[:, None]).T @ columns + 1e-6 * np.eye(2)
        line = line + np.linalg.solve(curve, columns.T @ (target - said))
    said = 1 / (1 + np.exp(-columns @ line))
    for low in (0.0, 0.2, 0.4, 0.6, 0.8):
        inside = (said >= low) & (said < low + 0.2)
        if inside.any():
            print(f"confidence {low:.1f}-{low + 0.2:.1f}: {inside.sum()} facts, {target[inside].mean():.3f} right")
    return {"slope": round(float(line[0]), 4), "shift": round(float(line[1]), 4)}


def main() -> None:
    """Learns from all articles, reports by folds, writes the weights."""
    parser = argparse.ArgumentParser()
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--strength", type=float, default=15.0)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--spec", type=Path, help="corpora/spec, whose sentences teach too")
    parser.add_argument("--model", type=Path, help="the folder of an encoder, for the weights that go with it")
    parser.add_argument("--drawn", type=Path, help="weights learned without an encoder")
    parser.add_argument(
        "--kept", nargs="*", default=[], help="tasks whose weights stay as they are in the file of --out"
    )
    parser.add_argument("--calibrate", action="store_true")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    articles = [article for path in options.gold for article in read_gold(path)]
    witness = Remembering(FactEncoder(options.model)) if options.model else None
    out = options.out or (options.model / "weights.json" if options.model else None)
    if out is None and (options.calibrate or options.kept):
        parser.error("--calibrate and --kept need the weights of --model or --out")
    drawn = json.loads(options.drawn.read_text("utf-8")) if options.drawn else {}
    shipped = json.loads(out.read_text("utf-8")) if out and options.kept else {}
    kept = {task: shipped[task] for task in options.kept}
    if options.calibrate:
        known = json.loads(out.read_text("utf-8"))
        own = {task: weights for task, weights in known.items() if task != "calibration"}
        write(out, known | {"calibration": calibration(articles, [own] * len(articles), witness)})
        return
    taught = [*articles, *(drills(options.spec) if options.spec else [])]
    weights: list[Weights | None] = [None] * len(taught)
    rounds: list[list[Choices]] = []
    for _ in range(options.rounds):
        rounds.append([choices(article, own, witness) for article, own in zip(taught, weights, strict=True)])
        weights = [{**own, **kept} for own in crossed(rounds[-KEPT:], options.folds, options.strength, drawn)]
        print(report(articles, weights[: len(articles)], witness), flush=True)
    final = {
        **learn(rounds[-KEPT:], options.strength, drawn),
        **kept,
        "calibration": calibration(articles, weights[: len(articles)], witness),
    }
    for path in options.test:
        others = read_gold(path)
        print("test:", path.name, report(others, [final] * len(others), witness))
    if out:
        write(out, final)


def write(out: Path, weights: Weights) -> None:
    """Writes weights as the package reads them."""
    out.write_text(json.dumps(weights, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
