"""Writes news paragraphs with the facts that this package reads in them, for the encoder of facts to learn from.

    python scripts/label_facts.py --raw ../shared/raw --without build/standoff/*.jsonl --out build/silver-facts.jsonl

The ranking over words, places and the encoder's answers reads better than the encoder alone: what it is sure of teaches
the encoder about far more text than people annotated. A field that it is not sure of is left out, and not taught.
Paragraphs of articles in `--without` are passed over.
"""

import argparse
import gzip
import json
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from fact_articles import READER, Article

import extractor
from extractor.core.errors import ArticleError
from extractor.facts.ranking import Ranker, Task, learned

SHORTEST, LONGEST = 150, 1600
TASKS: tuple[Task, ...] = ("metric", "subject", "period", "kind", "direction", "status")
MEASURED = ("money", "percent", "multiple", "quantity")
PIECE = 60  # characters of an article by which its paragraphs are known again
_T = TypeVar("_T")


class Recorder(Ranker):
    """A ranker that writes down how sure it was of each choice."""

    def __init__(self, ranker: Ranker) -> None:
        super().__init__(ranker._weights, ranker.witness)
        self.chances: dict[tuple[Task, str], float] = {}

    def takes(self, task: Task, mention: str, option: object, chance: float) -> bool:
        taken = super().takes(task, mention, option, chance)
        if taken:
            self.chances[task, mention] = chance
        return taken

    def rank(self, task: Task, mention: str, options: Sequence[tuple[_T, Collection[str]]]) -> tuple[_T, float]:
        best, chance = super().rank(task, mention, options)
        self.chances[task, mention] = chance
        return best, chance


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raw", type=Path, default=Path("../shared/raw"))
    parser.add_argument("--without", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, default=Path("build/silver-facts.jsonl"))
    parser.add_argument("--langs", nargs="+", choices=("ko", "zh"), default=["ko", "zh"])
    parser.add_argument(
        "--rare", type=int, default=120, help="characters of a paragraph for each of its values, at most"
    )
    parser.add_argument("--characters", type=int, default=2_000_000, help="of each language")
    parser.add_argument("--sure", type=float, default=0.6, help="the chance from which on a field is taught")
    parser.add_argument("--seed", type=int, default=20261126)
    options = parser.parse_args()
    known = set(pieces(row["text"] for path in options.without for row in map(json.loads, path.open(encoding="utf-8"))))
    teacher = learned()
    with options.out.open("w", encoding="utf-8") as out:
        for lang in options.langs:
            read = 0
            for text in paragraphs(options.raw / f"raw-{lang}.txt.gz", lang, options.seed, known, options.rare):
                row = labelled(f"silver-{lang}-{read}", text, lang, teacher, options.sure)
                if row is not None:
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")
                    read += len(text)
                if read >= options.characters:
                    break
            print(f"{lang}: {read:,} characters", flush=True)


def pieces(texts: Iterator[str]) -> Iterator[str]:
    """Stretches of texts, one behind the other."""
    for text in texts:
        for line in text.split("\n"):
            yield from (line[at : at + PIECE] for at in range(0, max(1, len(line) - PIECE + 1)))


def paragraphs(path: Path, lang: str, seed: int, known: set[str], rare: int) -> Iterator[str]:
    """Paragraphs with many values, in any order."""
    values = extractor.load(entities=False, segmenter="none", text=False)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        texts = [text for line in lines if SHORTEST <= len(text := line.strip()) <= LONGEST]
    for index in np.random.default_rng(seed).permutation(len(texts)):
        text = texts[index]
        if any(text[at : at + PIECE] in known for at in range(0, len(text) - PIECE, PIECE)):
            continue
        try:
            found = values.extract(text, lang=lang).mentions
        except ArticleError:
            continue
        if sum(mention.type in MEASURED for mention in found) * rare >= len(text):
            yield text


def labelled(id_: str, text: str, lang: str, teacher: Ranker, sure: float) -> dict[str, Any] | None:
    """The paragraph as a gold article has it, with the fields of its facts that the teacher is sure of."""
    try:
        record = READER.extract(text, lang=lang)
    except ArticleError:
        return None
    said = record.model_dump(mode="json")
    row = {"id": id_, "lang": lang, "text": text, "title": None, "published_at": None, "facts": []}
    row |= {"mentions": said["mentions"], "entities": said["entities"]}
    recorder = Recorder(teacher)
    article = Article(row)
    for fact in article.read(recorder):
        whole = fact.model_dump(mode="json")
        kept = {task: whole[task] for task in TASKS if recorder.chances.get((task, whole["value"]), 1.0) >= sure}
        row["facts"].append({"value": whole["value"], **kept})
    return row


if __name__ == "__main__":
    main()
