"""Trains the encoder of facts on gold articles, on top of the states of the model of names, which stays as it is.

    python scripts/train_fact_encoder.py build/standoff/facts-*.jsonl --workers 2

Reads articles with mentions, entities and facts (those of corpora/standoff, joined with their texts), learns what each
value measures from its window, and writes a checkpoint after each epoch. `--workers` processes read every so-many-th
article and go the same steps together.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np
import torch
from fact_articles import Article, Drill, drills, read_gold
from fact_encoder import WIDTH, FactEncoder, untrained
from fact_examples import Example, examples, told
from torch import distributed, multiprocessing
from torch.nn import functional

sys.path.insert(0, str(Path(__file__).parents[1]))
from extractor.core.character_encoder import CharacterEncoder
from extractor.facts.encoder import FIELDS

FURTHEST = 40  # characters of a subject
POINTERS = (0.7, 0.3, 0.7)  # where the subject begins, where it ends, where the period begins


def batches(data: list[Example], size: int, rng: random.Random) -> list[list[Example]]:
    """Windows of like length together, at most so many characters, in any order."""
    order = sorted(data, key=lambda e: len(e.sorts) + rng.random() * 40)
    out: list[list[Example]] = []
    for example in order:
        if not out or (len(out[-1]) + 1) * len(example.sorts) > size:
            out.append([])
        out[-1].append(example)
    rng.shuffle(out)
    return out


def loss_of(model: FactEncoder, batch: list[Example], hide: float, rng: np.random.Generator) -> torch.Tensor:
    """The loss of a batch, a value on average; `hide` of the states and of the metric words are forgotten."""
    length = max(len(e.sorts) for e in batch)
    states = torch.zeros(len(batch), length, WIDTH)
    sorts, concepts = (np.zeros((len(batch), length), np.int64) for _ in range(2))
    for row, e in enumerate(batch):
        states[row, : len(e.sorts)] = torch.from_numpy(e.states).float()
        sorts[row, : len(e.sorts)], concepts[row, : len(e.sorts)] = e.sorts, e.concepts
    if hide:
        states = states.masked_fill(torch.from_numpy(rng.random((len(batch), length, 1)) < hide), 0.0)
        starts = np.cumsum(np.diff(concepts, axis=1, prepend=0) != 0, axis=1)
        forgotten = rng.random((len(batch), int(starts.max()) + 1)) < hide
        concepts = np.where(np.take_along_axis(forgotten, starts, axis=1), 0, concepts)
    places = model.places(states, torch.from_numpy(sorts), torch.from_numpy(concepts))
    total = places.new_zeros(())
    count = 0
    for row, e in enumerate(batch):
        size = len(e.sorts)
        classes, pointed = model.heads(
            places[row, :size],
            torch.from_numpy(concepts[row, :size]),
            torch.from_numpy(e.orders),
            torch.from_numpy(e.values),
        )
        first = 0
        for column, words in enumerate(FIELDS.values()):
            target = torch.from_numpy(e.classes[:, column])
            if (target >= 0).any():
                scores = classes[:, first : first + len(words)]
                total = total + functional.cross_entropy(scores, target, ignore_index=-1, reduction="sum")
            first += len(words)
        for pointer, weight in enumerate(POINTERS):
            rows = [at for at, p in enumerate(e.places) if p[pointer]]
            if not rows:
                continue
            scores = pointed[pointer, rows]
            good = torch.zeros_like(scores, dtype=torch.bool)
            for line, at in enumerate(rows):
                good[line, e.places[at][pointer]] = True
            total = total - weight * scores.masked_fill(~good, -1e4).logsumexp(-1).sum()
        count += len(e.mentions)
    return total / count


@torch.no_grad()
def test(model: FactEncoder, data: list[Example], articles: list[Article]) -> str:
    """How often each field is right where the gold has a fact."""
    model.eval()
    right: Counter[str] = Counter()
    for e in data:
        article = articles[e.article]
        classes, pointed = model(
            *(torch.from_numpy(x)[None] for x in (e.states, e.sorts, e.concepts)),
            torch.from_numpy(e.orders),
            torch.from_numpy(e.values),
        )
        for at, mention in enumerate(e.mentions):
            facts = article.facts.get(mention)
            right["values"] += 1
            if not facts:
                right["none"] += int(classes[at, : len(FIELDS["concept"])].argmax() == 0)
                continue
            right["facts"] += 1
            first, said = 0, {}
            for field, words in FIELDS.items():
                scores = classes[at, first : first + len(words)].clone()
                if field == "concept":
                    scores[0] = -1e4
                said[field] = words[int(scores.argmax())]
                first += len(words)
            begin, end = span(pointed[0, at], pointed[1, at])
            ok = {
                "concept": any(f["metric"]["concept"] == said["concept"] for f in facts),
                "kind": any(f["kind"] == said["kind"] for f in facts),
                "direction": any(f["kind"] != "change" or f["direction"] == said["direction"] for f in facts),
                "status": any(f["status"] == said["status"] for f in facts),
                "subject": any(
                    (f["subject"] is None and begin == 0)
                    or (
                        f["subject"] is not None and begin and same(article, f["subject"], e.where[begin], e.where[end])
                    )
                    for f in facts
                ),
                "period": int(pointed[2, at].argmax()) in e.places[at][2],
                "reach": bool(e.places[at][0]),
            }
            ok["core"] = ok["concept"] and ok["subject"]
            right.update(key for key, good in ok.items() if good)
    model.train()
    return (
        "  ".join(
            f"{key} {right[key] / right['facts']:.3f}"
            for key in ("concept", "subject", "core", "kind", "direction", "period", "status", "reach")
        )
        + f"  none {right['none']} of {right['values'] - right['facts']}"
    )


def span(starts: torch.Tensor, ends: torch.Tensor) -> tuple[int, int]:
    """The likeliest stretch."""
    begin = int(starts.argmax())
    if begin == 0:
        return 0, 0
    return begin, begin + int(ends[begin : begin + FURTHEST].argmax())


def same(article: Article, gold: Any, start: int, end: int) -> bool:
    """Whether a stretch of the folded text overlaps the gold's subject."""
    if end < start:
        return False
    folded = article.folded
    first, last = folded.start(start), folded.end(end + 1)
    return any(a < last and first < b for a, b in article.spans(gold))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    parser.add_argument("--spec", type=Path, help="corpora/spec, whose sentences teach too")
    parser.add_argument("--start", type=Path, help="a checkpoint to go on from")
    parser.add_argument("--out", type=Path, default=Path("build/facts"))
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--rate", type=float, default=1.5e-3)
    parser.add_argument("--characters", type=int, default=3000, help="of a batch of one worker")
    parser.add_argument("--hide", type=float, default=0.06)
    parser.add_argument("--reads", type=Path, default=Path("models/entities"), help="the model whose states it reads")
    parser.add_argument("--workers", type=int, default=1)
    parser.add_argument("--seed", type=int, default=20261126)
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        multiprocessing.spawn(learn, (options, f"file://{folder}/meeting"), options.workers)


def learn(worker: int, options: argparse.Namespace, meeting: str) -> None:
    """The part of a worker. The first of them tests and writes."""
    distributed.init_process_group("gloo", init_method=meeting, rank=worker, world_size=options.workers)
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    below = CharacterEncoder(options.reads)
    articles = [a for path in options.gold for a in read_gold(path)]
    if options.spec:
        articles += [told(drill) for drill in drills(options.spec) if isinstance(drill, Drill)]
    articles = articles[worker :: options.workers]
    data = [e for number, a in enumerate(articles) for e in examples(number, a, below)]
    others = [a for path in options.test for a in read_gold(path)] if worker == 0 else []
    held = [e for number, a in enumerate(others) for e in examples(number, a, below)]
    print(
        f"worker {worker}: {len(articles)} articles, {len(data)} windows, {sum(len(e.sorts) for e in data):,} "
        f"characters, {sum(len(e.mentions) for e in data)} values; test {len(held)} windows",
        flush=True,
    )
    model = untrained()
    if options.start:
        model.load_state_dict(torch.load(options.start, weights_only=True))
    optimizer = torch.optim.AdamW(model.parameters(), lr=options.rate, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    rng, noise = random.Random(options.seed), np.random.default_rng((options.seed, worker))
    count = torch.tensor(len(batches(data, options.characters, random.Random(0))))
    distributed.all_reduce(count, distributed.ReduceOp.MIN)
    each, step, started = int(count), 0, time.monotonic()
    steps = options.epochs * each
    for epoch in range(options.epochs):
        losses = []
        for batch in islice(cycle(batches(data, options.characters, rng)), each):  # some orders make fewer batches
            pace = min(1.0, (step + 1) / (0.05 * steps), max(0.02, (steps - step) / (0.9 * steps)))
            optimizer.param_groups[0]["lr"] = options.rate * pace
            loss = loss_of(model, batch, options.hide, noise)
            loss.backward()
            share_slopes(model, options.workers)
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            losses.append(loss.item())
            step += 1
            if worker == 0 and step % 100 == 0:
                print(
                    f"step {step} of {steps} {time.monotonic() - started:.0f} s {np.mean(losses[-100:]):.3f}",
                    flush=True,
                )
        if worker == 0:
            torch.save(model.state_dict(), options.out / "facts.pt")
            said = test(model, held, others) if held else ""
            print(
                f"epoch {epoch + 1} {time.monotonic() - started:.0f} s loss {np.mean(losses):.3f}  {said}", flush=True
            )


def share_slopes(model: FactEncoder, workers: int) -> None:
    """Makes the slopes of all workers their mean, so that they stay one model."""
    slopes = [p.grad if p.grad is not None else torch.zeros_like(p) for p in model.parameters()]
    together = torch.cat([slope.flatten() for slope in slopes]) / workers
    distributed.all_reduce(together)
    for parameter, part in zip(model.parameters(), together.split([s.numel() for s in slopes]), strict=True):
        parameter.grad = part.view_as(parameter)


if __name__ == "__main__":
    main()
