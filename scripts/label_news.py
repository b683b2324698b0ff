"""Writes news paragraphs with the names that this package finds in them, to train the next tagger on.

    python scripts/label_news.py --raw ../shared/raw --teacher models/entities --out build/silver.jsonl

Names by the rules and the knowledge base count as they are, and so do those of the sets that are annotated in part
(FewFC, FinRE), which are labelled too; where those say nothing, the teacher's word counts where it
is sure, and what nobody is sure of may be anything. So a tagger learns the business news from names that are known, and
reads unknown ones by what it learnt around the known.
"""

import argparse
import gzip
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))
from entity_sets import read_set

import extractor
from extractor.core.errors import ArticleError
from extractor.core.records import Entity, Record, Token
from extractor.core.text import fold
from extractor.entities import KnowledgeBase, load_knowledge_base
from extractor.entities.model import CharacterModel
from extractor.entities.proposals import names_of

TYPES = ("PERSON", "ORG", "LOC", "PRODUCT")
SHORTEST, LONGEST = 40, 500
LIKELY = 0.5  # what the teacher takes for a name with this chance is none of the common words
COMMON_ZH = frozenset(("n", "v", "vn", "a", "ad", "an", "d", "p", "c", "u", "uj", "ul", "ud", "uz", "r", "q", "f", "b"))
COMMON_KO = frozenset((
    "NNG", "NNB", "NP", "MM", "MAG", "MAJ", "VV", "VA", "VX", "VCP", "VCN", "XSN", "XSV", "XSA", "EP", "EF", "EC",
    "ETN", "ETM", "JKS", "JKC", "JKG", "JKO", "JKB", "JX", "JC",
))  # fmt: skip
PARTIAL = ("fewfc", "finre")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raw", type=Path, default=Path("../shared/raw"))
    parser.add_argument("--ner", type=Path, default=Path("../shared/ner"), help="sets that are annotated in part")
    parser.add_argument("--teacher", type=Path, default=Path("models/entities"))
    parser.add_argument("--out", type=Path, default=Path("build/silver.jsonl"))
    parser.add_argument("--characters", type=int, default=700_000, help="of each language")
    parser.add_argument("--part", type=float, default=1.0, help="the part of those sets that is used")
    parser.add_argument("--sure", type=float, default=0.9, help="the chance that makes a name of the teacher's one")
    parser.add_argument("--seed", type=int, default=20160620)
    options = parser.parse_args()
    rng = np.random.default_rng(options.seed)
    rules = extractor.load(model=None, tokens=True, text=False)
    teacher = CharacterModel(options.teacher)
    with options.out.open("w", encoding="utf-8") as out:
        for lang in ("ko", "zh"):
            with gzip.open(options.raw / f"raw-{lang}.txt.gz", "rt", encoding="utf-8") as lines:
                fitting = (line.strip() for line in lines if SHORTEST <= len(line) <= LONGEST)
                texts = [text for text in fitting if text.count(",") * 10 < len(text)]  # no list of key words
            taken = 0
            for number in rng.permutation(len(texts)):
                row = labelled(texts[number], lang, rules, teacher, options.sure, ())
                if row is not None:
                    out.write(json.dumps(row, ensure_ascii=False) + "\n")
                    taken += len(row["text"])
                if taken >= options.characters:
                    break
        for name in PARTIAL if options.ner.exists() else ():
            for item in read_set(options.ner, name):
                if not item.held_out and rng.random() < options.part:
                    row = labelled(item.text, "zh", rules, teacher, options.sure, item.spans)
                    out.write(json.dumps(row, ensure_ascii=False) + "\n" if row is not None else "")


def labelled(
    text: str,
    lang: str,
    rules: extractor.Extractor,
    teacher: CharacterModel,
    sure: float,
    annotated: Sequence[tuple[int, int, str]],
) -> dict[str, object] | None:
    """A paragraph with its spans; None where it cannot be read or holds no name at all. What is annotated counts."""
    text = fold(text, simplify=True).text
    try:
        record = rules.extract(text, lang=lang)
    except ArticleError:
        return None
    kb = load_knowledge_base()
    entities = {entity.id: entity for entity in record.entities}
    given = [span for span in annotated if span[2] in (*TYPES, "MASK")]
    names = [m for m in record.mentions if m.type in TYPES and not any(m.start < e and s < m.end for s, e, _ in given)]
    values = [mention for mention in record.mentions if mention.value is not None]
    spans = [*given, *((m.start, m.end, m.type if (m.confidence or 0) >= 0.8 else "MASK") for m in names)]
    firms = [(m.start, m.end) for m in names if m.type == "ORG" and _company(kb, entities.get(m.entity or ""))]
    decided = np.zeros(len(text) + 1, bool)
    for mention in values:
        decided[mention.start : mention.end] = True
    for start, end, _ in spans:
        decided[start : end + 1] = True  # the name ends here: nothing to doubt
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
    for start, end in common_words(record):
        if not any(start < e and s < end for s, e, _ in spans) and chances[start:end, 0].min() > 1 - LIKELY:
            doubtful[start:end] = False
    edges = np.flatnonzero(np.diff(np.concatenate(([0], doubtful.astype(np.int8), [0]))))
    spans += [(int(a), int(b), "MASK") for a, b in edges.reshape(-1, 2)]
    if not any(type_ != "MASK" for _, _, type_ in spans):
        return None
    return {"lang": lang, "text": text, "spans": spans, "companies": firms}


def common_words(record: Record) -> Iterator[tuple[int, int]]:
    """Words that a dictionary knows as common ones, whole: no part of an unknown name."""
    tokens = record.tokens or ()
    if record.lang != "ko":
        yield from ((token.start, token.end) for token in tokens if token.pos in COMMON_ZH and len(token.text) > 1)
        return
    word: list[Token] = []
    for token in (*tokens, None):
        if word and (token is None or token.start > word[-1].end):
            tags = [item.pos.partition("+")[0] for item in word]
            if all(tag in COMMON_KO for tag in tags) and tags.count("NNG") <= 1:
                yield word[0].start, word[-1].end
            word = []
        if token is not None:
            word.append(token)


def _company(kb: KnowledgeBase, entity: Entity | None) -> bool:
    known = None if entity is None else entity.kb
    return known is not None and kb.entry(known.id).kind == "company"


if __name__ == "__main__":
    main()
