"""How `train_facts.py` learns weights: a conditional logit, which makes the right options of a choice likely."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import numpy as np

RARE = 3  # a mark seen in fewer articles teaches nothing
STEPS = 80
PACE = 0.12
Example = tuple[str, list[list[str]], list[int]]  # the article, the marks of each option, the options that are right


def logit(examples: Sequence[Example], strength: float, drawn: Mapping[str, float]) -> dict[str, float]:
    """The weights of the least loss, with how far they are from what they are drawn to, squared (Adam).

    Weights are drawn to those of `drawn`, as few articles teach little; marks that it has not, to nothing.
    """
    seen: dict[str, set[str]] = defaultdict(set)
    for article, options, _ in examples:
        for mark in {mark for marks in options for mark in marks}:
            seen[mark].add(article)
    names = sorted(mark for mark, articles in seen.items() if len(articles) >= RARE)
    number = {mark: index for index, mark in enumerate(names)}
    rows = [[number[m] for m in marks if m in number] or [0] for _, options, _ in examples for marks in options]
    columns = np.array([column for row in rows for column in row])
    sizes = [len(row) for row in rows]
    begin = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    order = np.argsort(columns, kind="stable")
    holders = np.repeat(np.arange(len(rows)), sizes)[order]
    first = np.searchsorted(columns[order], np.arange(len(names)))
    choice = np.repeat(np.arange(len(examples)), [len(options) for _, options, _ in examples])
    right = np.array([at in good for _, options, good in examples for at in range(len(options))])
    prior = np.array([drawn.get(name, 0.0) for name in names])
    weights, mean, square = prior.copy(), np.zeros_like(prior), np.zeros_like(prior)
    for step in range(1, STEPS + 1):
        scores = np.add.reduceat(weights[columns], begin)
        top = np.maximum.reduceat(scores, np.searchsorted(choice, np.arange(len(examples))))
        odds = np.exp(scores - top[choice])
        share = odds / np.bincount(choice, weights=odds)[choice]
        good = share * right
        wrong = share - good / np.bincount(choice, weights=good)[choice]
        slope = np.add.reduceat(wrong[holders], first) + strength * (weights - prior)
        mean = 0.9 * mean + 0.1 * slope
        square = 0.99 * square + 0.01 * slope**2
        pace = PACE * (1 - step / (STEPS + 1))
        weights = weights - pace * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-8)
    found = dict(zip(names, weights.tolist(), strict=True))
    return {mark: round(weight, 3) for mark, weight in found.items() if abs(weight) >= 0.01}
