"""Learns the weights by which facts choose metrics, subjects and periods, from gold articles with facts.

usage: train_facts.py GOLD.jsonl … [--spec corpora/spec] [--test OTHER.jsonl …] [--out extractor/facts/weights.json]

Candidates come from the pipeline's own reader over the gold's mentions. As a choice depends on the choices before it,
learning goes in rounds: the first follows the gold, later ones the weights learned so far from the other articles.
"""

import argparse
import datetime as dt
import json
import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from fact_learning import Example, logit
from pydantic import ValidationError

import extractor
from extractor.core.records import Entity
from extractor.core.spans import Mention
from extractor.facts import find_facts
from extractor.facts.ranking import Ranker, Task, Weights
from extractor.ingest import split_blocks
from extractor.lang.detect import detect
from extractor.lang.segment import split_sentences

TASKS: tuple[Task, ...] = ("metric", "subject", "period")
TRUST = {"metric": 3.0, "subject": 1.5, "period": 1.5}  # weights that the mark of the plain rules is drawn to
ROUNDS = 3
KEPT = 2  # of the last rounds, as one round's choices depend on chance
SPEC_DAY = "2024-05-16"
READER = extractor.load(segmenter="none", facts=False)
_T = TypeVar("_T")


Choices = dict[Task, list[Example]]


class Article:
    """A gold article as the reader takes it, with its answers by value mention."""

    def __init__(self, row: dict[str, Any]) -> None:
        text, self.row = row["text"], row
        self.lang = "ko" if row["lang"] == "ko" else (detect(text) or "zh-Hans")
        self.blocks = split_blocks(text, self.lang, row.get("title"))
        self.sentences = split_sentences(text, self.lang, self.blocks)
        starts = [sentence.start for sentence in self.sentences]
        self.mentions = []
        for m in sorted(row["mentions"], key=lambda m: m["start"]):
            data = {key: m[key] for key in ("id", "type", "start", "end", "value", "entity") if key in m}
            if m["type"] == "money":
                data["value"] = {"currency_basis": "explicit", **m["value"]}
            place = max(0, bisect_right(starts, m["start"]) - 1)
            try:
                mention = Mention.model_validate({**data, "text": text[m["start"] : m["end"]], "sentence": place})
            except ValidationError as error:
                print(f"{row['id']}: {m['id']} {text[m['start'] : m['end']]} left out: {error.errors()[0]['msg']}")
                continue
            self.mentions.append(mention)
        self.entities = [
            Entity(id=e["id"], type=e["type"], name=e["name"], mentions=tuple(e.get("mentions") or ["x"]))
            for e in row["entities"]
        ]
        published = row.get("published_at")
        day = published.get("value") if isinstance(published, dict) else published
        self.today = dt.date.fromisoformat(day[:10]) if day else None
        self.facts: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for fact in row["facts"]:
            self.facts[fact["value"]].append(fact)
        self.by_id = {m.id: m for m in self.mentions}

    def read(self, ranker: Ranker) -> Any:
        """The facts of the article as a ranker has them."""
        return find_facts(
            self.row["text"], self.lang, self.mentions, self.entities, self.sentences, self.blocks, self.today,
            self.row.get("title") or "", ranker,
        )  # fmt: skip

    def right(self, task: Task, mention: str, thing: Any) -> bool | None:
        """Whether a candidate is the gold's answer; None where the gold has no fact."""
        facts = self.facts.get(mention)
        if not facts:
            return None
        if task == "metric":
            return any(fact["metric"]["concept"] == thing.concept for fact in facts)
        if task == "subject":
            return any(self._same(fact["subject"], thing.party) for fact in facts)
        return any(self._when(fact["period"], thing) for fact in facts)

    def _spans(self, party: Any) -> list[tuple[int, int]]:
        if party.get("entity"):
            return [(m.start, m.end) for m in self.mentions if m.entity == party["entity"]]
        if party.get("start") is not None:
            return [(party["start"], party["end"])]
        text, words = self.row["text"], party["text"]
        return [(at, at + len(words)) for at in range(len(text)) if text.startswith(words, at)]

    def _same(self, gold: Any, party: Any) -> bool:
        if gold is None or party is None:
            return gold is None and party is None
        mine = party.model_dump()
        if gold.get("entity") and mine.get("entity"):
            return bool(gold["entity"] == mine["entity"])
        if gold.get("text") and mine.get("text") and (gold["text"] in mine["text"] or mine["text"] in gold["text"]):
            return True
        return any(a < d and c < b for a, b in self._spans(gold) for c, d in self._spans(mine))

    def _when(self, gold: str | None, spot: Any) -> bool:
        if gold is None or spot is None or gold not in self.by_id:
            return gold is None and spot is None
        if spot.mention.id == gold:
            return True
        first, second = self.by_id[gold].value, spot.mention.value
        days = [(getattr(date, "start", None), getattr(date, "end", None)) for date in (first, second)]
        return bool(days[0][0]) and days[0] == days[1]


def read_gold(path: Path) -> list[Article]:
    """The articles of a file that have facts."""
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    return [Article(row) for row in rows if row.get("facts")]


class Drill(Article):
    """A sentence of corpora/spec, answered by the words of a subject and of a period where it asks for them."""

    def __init__(self, lang: str, row: dict[str, Any]) -> None:
        record = READER.extract(row["text"], lang=row.get("lang", lang), published_at=row.get("published_at", SPEC_DAY))
        self.row, self.lang = {"id": row["text"], "text": row["text"]}, record.lang
        self.blocks, self.sentences = record.blocks, record.sentences
        self.mentions, self.entities = list(record.mentions), list(record.entities)
        self.today = dt.date.fromisoformat(row.get("published_at", SPEC_DAY))
        self.by_id = {m.id: m for m in self.mentions}
        self.names = {entity.id: entity.name for entity in self.entities}
        self.answers: dict[str, dict[str, Any]] = {}
        free = [m for m in self.mentions if m.value is not None]
        for answer in row["facts"]:
            mention = next((m for m in free if m.text.startswith(answer["value"])), None)
            if mention is not None:
                free.remove(mention)
                self.answers[mention.id] = answer

    def right(self, task: Task, mention: str, thing: Any) -> bool | None:
        """Whether a candidate has the words of the answer; None where the sentence asks for none."""
        answer = self.answers.get(mention, {})
        if task == "metric" and "concept" in answer:
            return bool(thing.concept == answer["concept"])
        if task not in answer or task == "metric":
            return None
        if task == "period":
            return bool((thing.mention.text if thing is not None else "") == answer["period"])
        party = thing.party
        words = "" if party is None else party.text if party.entity is None else self.names[party.entity]
        return bool(words == answer["subject"])


def drills(folder: Path) -> list[Article]:
    """The sentences about facts in corpora/spec."""
    return [
        Drill(lang, row)
        for name, lang in (("ko", "ko"), ("zh", "zh-Hans"))
        for path in sorted((folder / name).glob("facts*.toml"))
        for row in tomllib.loads(path.read_text("utf-8"))["sentence"]
    ]


class Watcher(Ranker):
    """A ranker that writes down the options of every choice; before there are weights it follows the gold."""

    def __init__(self, article: Article, weights: Weights | None) -> None:
        super().__init__(weights or {})
        self._article, self._taught = article, weights is None
        self.examples: Choices = {task: [] for task in TASKS}
        self.missing: list[tuple[str, str]] = []

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


def choices(article: Article, weights: Weights | None) -> Choices:
    """The choices of an article, read with weights, or with the gold's answers where there are none."""
    watcher = Watcher(article, weights)
    article.read(watcher)
    return watcher.examples


def learn(rounds: Sequence[Sequence[Choices]], strength: float) -> Weights:
    """The weights from the choices of articles in one or several rounds."""
    return {
        task: logit([e for read in rounds for c in read for e in c[task]], strength * len(rounds), TRUST[task])
        for task in TASKS
    }


def crossed(rounds: Sequence[Sequence[Choices]], folds: int, strength: float) -> list[Weights]:
    """For each article the weights learned from the other folds."""
    size = len(rounds[0])
    by_fold = [
        learn([[read[at] for at in range(size) if at % folds != fold] for read in rounds], strength)
        for fold in range(folds)
    ]
    return [by_fold[at % folds] for at in range(size)]


def report(articles: Sequence[Article], weights: Sequence[Weights | None]) -> str:
    """How often metrics, subjects and periods are right where the gold has a fact."""
    right, found = defaultdict(int), 0
    missing: dict[str, int] = defaultdict(int)
    for article, own in zip(articles, weights, strict=True):
        watcher = Watcher(article, own)
        assert own is not None
        for fact in article.read(watcher):
            golds = article.facts.get(fact.value)
            if not golds:
                continue
            found += 1
            right["subject"] += any(article._same(gold["subject"], fact.subject) for gold in golds)
            for field in ("kind", "status"):
                right[field] += any(gold[field] == getattr(fact, field) for gold in golds)
            right["concept"] += any(gold["metric"]["concept"] == fact.metric.concept for gold in golds)
            spot = type("S", (), {"mention": article.by_id[fact.period]}) if fact.period else None
            right["period"] += any(article._when(gold["period"], spot) for gold in golds)
        for task, _ in watcher.missing:
            missing[task] += 1
    rates = "  ".join(f"{name} {count / found:.3f}" for name, count in sorted(right.items()))
    lost = "  ".join(f"no candidate for {name} {count / found:.3f}" for name, count in sorted(missing.items()))
    return f"{len(articles)} articles, {found} facts: {rates}  {lost}"


def calibration(articles: Sequence[Article], weights: Sequence[Weights | None]) -> dict[str, float]:
    """How a confidence becomes a probability: a line over its logit, fitted to facts read with the others' weights."""
    pairs = []
    for article, own in zip(articles, weights, strict=True):
        for fact in article.read(Ranker(own or {})):
            golds = article.facts.get(fact.value, [])
            core = any(
                gold["metric"]["concept"] == fact.metric.concept and article._same(gold["subject"], fact.subject)
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
    parser.add_argument("--spec", type=Path, help="corpora/spec, whose sentences teach too")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--test", type=Path, nargs="*", default=[])
    options = parser.parse_args()
    articles = [article for path in options.gold for article in read_gold(path)]
    taught = [*articles, *(drills(options.spec) if options.spec else [])]
    weights: list[Weights | None] = [None] * len(taught)
    rounds: list[list[Choices]] = []
    for _ in range(ROUNDS):
        rounds.append([choices(article, own) for article, own in zip(taught, weights, strict=True)])
        weights = [*crossed(rounds[-KEPT:], options.folds, options.strength)]
        print(report(articles, weights[: len(articles)]), flush=True)
    final = {**learn(rounds[-KEPT:], options.strength), "calibration": calibration(articles, weights[: len(articles)])}
    for path in options.test:
        others = read_gold(path)
        print("test:", path.name, report(others, [final] * len(others)))
    if options.out:
        options.out.write_text(json.dumps(final, ensure_ascii=False, indent=0, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
