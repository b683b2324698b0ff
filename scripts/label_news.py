"""Writes news paragraphs with the names that this package finds in them, to train the next tagger on.

    python scripts/label_news.py --raw ../shared/raw --teacher models/entities --out build/silver.jsonl

Names by the rules and the knowledge base count as they are; where those say nothing, the teacher's word counts where it
is sure, and what nobody is sure of may be anything. So a tagger learns the business news from names that are known, and
reads unknown ones by what it learnt around the known.
"""

import argparse
import gzip
import json
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
import extractor
from extractor.core.errors import ArticleError
from extractor.core.records import Entity
from extractor.core.text import fold
from extractor.entities import KnowledgeBase, load_knowledge_base
from extractor.entities.model import CharacterModel
from extractor.entities.proposals import names_of

TYPES = ("PERSON", "ORG", "LOC", "PRODUCT")
SHORTEST, LONGEST = 40, 500


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raw", type=Path, default=Path("../shared/raw"))
    parser.add_argument("--teacher", type=Path, default=Path("models/entities"))
    parser.add_argument("--out", type=Path, default=Path("build/silver.jsonl"))
    parser.add_argument("--characters", type=int, default=700_000, help="of each language")
    parser.add_argument("--sure", type=float, default=0.9, help="the chance that makes a name of the teacher's one")
    parser.add_argument("--seed", type=int, default=20160620)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    rules = extractor.load(model=None, segmenter="none", text=False)
    teacher = CharacterModel(options.teacher)
    with options.out.open("w", encoding="utf-8") as out:
        for lang in ("ko", "zh"):
            with gzip.open(options.raw / f"raw-{lang}.txt.gz", "rt", encoding="utf-8") as lines:
                texts = [line.strip() for line in lines if SHORTEST <= len(line) <= LONGEST]
            taken = 0
            for number in rng.permutation(len(texts)):
                row = labelled(texts[number], lang, rules, teacher, options.sure)
                if row is not None:
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")
                    taken += len(row["text"])
                if taken >= options.characters:
                    break


def labelled(
    text: str, lang: str, rules: extractor.Extractor, teacher: CharacterModel, sure: float
) -> dict[str, object] | None:
    """A paragraph with its spans; None where it cannot be read or holds no name at all."""
    text = fold(text, simplify=True).text
    try:
        record = rules.extract(text, lang=lang)
    except ArticleError:
        return None
    kb = load_knowledge_base()
    entities = {entity.id: entity for entity in record.entities}
    names = [mention for mention in record.mentions if mention.type in TYPES]
    values = [mention for mention in record.mentions if mention.value is not None]
    spans = [(m.start, m.end, m.type if (m.confidence or 0) >= 0.8 else "MASK") for m in names]
    firms = [(m.start, m.end) for m in names if m.type == "ORG" and _company(kb, entities.get(m.entity or ""))]
    decided = np.zeros(len(text) + 1, bool)
    for mention in (*names, *values):
        decided[mention.start : mention.end] = True
    for mention in names:
        decided[mention.end] = True  # the name ends here: nothing to doubt
    chances = teacher.chances(text, [(s.start, s.end) for s in record.sentences])
    best, height = chances.argmax(axis=1), chances.max(axis=1)
    doubtful = (height < sure) & ~decided[:-1]
    for start, end, type_ in names_of([teacher.tags[number] for number in best]):
        if decided[start:end].any():
            continue
        if height[start:end].min() >= sure:
            spans.append((start, end, type_))
        else:
            doubtful[start:end] = True
    edges = np.flatnonzero(np.diff(np.concatenate(([0], doubtful.astype(np.int8), [0]))))
    spans += [(int(a), int(b), "MASK") for a, b in edges.reshape(-1, 2)]
    if not any(type_ != "MASK" for _, _, type_ in spans):
        return None
    return {"lang": lang, "text": text, "spans": spans, "companies": firms}


def _company(kb: KnowledgeBase, entity: Entity | None) -> bool:
    known = None if entity is None else entity.kb
    return known is not None and kb.entry(known.id).kind == "company"


if __name__ == "__main__":
    main()
