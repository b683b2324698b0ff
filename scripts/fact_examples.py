"""Articles with facts as the windows of numbers that train_fact_encoder.py learns from."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from fact_articles import Article, Drill

from extractor.core.character_encoder import CharacterEncoder
from extractor.core.text import fold
from extractor.facts.encoder import FIELDS, features, numbered, of_places, sentences_of
from extractor.facts.scene import make_scene
from extractor.facts.windows import windows
from extractor.lang.facts import fact_grammar


@dataclass
class Example:
    """A window as numbers; of each value its classes (-1 for one that is not taught) and the places pointed at."""

    article: int
    states: np.ndarray
    sorts: np.ndarray
    concepts: np.ndarray
    orders: np.ndarray
    values: np.ndarray
    mentions: list[str]
    classes: np.ndarray
    places: list[tuple[list[int], list[int], list[int]]]
    where: np.ndarray


def examples(number: int, article: Article, below: CharacterEncoder) -> list[Example]:
    """The windows of an article with the gold's answers."""
    grammar = fact_grammar(article.lang)
    scene = make_scene(article.found(), grammar)
    states = below.states(scene.text, sentences_of(scene))
    sorts, concepts = features(scene)
    folded = scene.folded
    out = []
    for window in windows(scene):
        where, given = numbered(window, sorts, concepts)
        answers, places = [], []
        for spot in window.values:
            facts = article.facts.get(spot.mention.id, [])
            known = not isinstance(article, Drill) or spot.mention.id in article.answers
            answers.append(labels(facts) if known else [-1, -1, -1, -1])
            subject: tuple[list[int], list[int]] = ([], [])
            period: list[int] = []
            for fact in facts:
                if "subject" not in fact:
                    pass
                elif fact["subject"] is None:
                    subject[0].append(0)
                    subject[1].append(0)
                else:
                    for start, end in article.spans(fact["subject"]):
                        first, last = window.number(folded.folded(start)), window.number(folded.folded(end) - 1)
                        if first >= 0 and last >= 0:
                            subject[0].append(first)
                            subject[1].append(last)
                if "period" not in fact:
                    pass
                elif fact["period"] is None:
                    period.append(0)
                else:
                    starts = (window.number(folded.folded(m.start)) for m in dates(article, fact["period"]))
                    period += [start for start in starts if start >= 0]
            places.append((sorted(set(subject[0])), sorted(set(subject[1])), sorted(set(period))))
        out.append(
            Example(
                number,
                of_places(states, where),
                of_places(sorts, where),
                given["concepts"],
                given["orders"],
                given["values"],
                [spot.mention.id for spot in window.values],
                np.array(answers),
                places,
                where,
            )
        )
    return out


def labels(facts: list[dict[str, Any]]) -> list[int]:
    """The classes of a value's facts by field; a value without a fact has only the concept that says so."""
    if not facts:
        return [0, -1, -1, -1]
    fact = {**facts[0]}
    if "metric" in fact:
        fact["concept"] = fact["metric"]["concept"]
    if "direction" in fact:
        fact["direction"] = fact["direction"] or "none"
    return [words.index(fact[field]) if field in fact else -1 for field, words in FIELDS.items()]


def told(drill: Drill) -> Drill:
    """A sentence of corpora/spec with its answers as facts, which have the fields that it asks for."""
    drill.folded = fold(drill.row["text"], simplify=True)
    drill.facts = {}
    for mention, answer in drill.answers.items():
        fact = {field: answer[field] for field in ("kind", "direction", "status") if field in answer}
        if "concept" in answer:
            fact["metric"] = {"concept": answer["concept"]}
        if "subject" in answer:
            entity = next((id_ for id_, name in drill.names.items() if name == answer["subject"]), None)
            fact["subject"] = {"entity": entity} if entity else {"text": answer["subject"]}
            if not answer["subject"]:
                fact["subject"] = None
        if "period" in answer:
            dates = [m.id for m in drill.mentions if m.text == answer["period"]]
            fact["period"] = dates[0] if dates else None
        drill.facts[mention] = [] if answer.get("fact") is False else [fact]
    return drill


def dates(article: Article, id_: str) -> list[Any]:
    """The mentions of the same days as a mention, itself among them."""
    own = article.by_id.get(id_)
    if own is None:
        return []
    days = getattr(own.value, "start", None), getattr(own.value, "end", None)
    return [
        m
        for m in article.mentions
        if m.id == id_ or (days[0] and (getattr(m.value, "start", None), getattr(m.value, "end", None)) == days)
    ]
