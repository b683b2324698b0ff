"""Measures how well names are found: the model alone on the public test sets, the whole pipeline on the gold articles.

    python scripts/evaluate_entities.py [--sets ../shared/ner] [--gold FILE ...] [--floors]

Span F1, strict: begin, end and type are right. The published figures beside ours are those of the sets' own papers and
of packages that people use; the spans of KLUE hold six types, of which three are ours. `--floors` tells how precise the
model's names are above each confidence, by type and language: what the floors in config.json are chosen by.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
from entity_sets import STYLES, Labelled, read_set

from extractor.core.text import fold
from extractor.entities.model import CharacterModel
from extractor.evaluation.corpus import read_articles, read_corpus
from extractor.evaluation.scorecard import score_corpus
from extractor.pipeline import Extractor, Failure

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
GOLD = [ROOT / "corpora" / "gold", SHARED / "gold" / "dev.jsonl"]
TESTS = ("klue_ner_dev", "msra", "cluener", "uner_zh_pud")
MEASURED = {"uner_zh_pud": "test", "klue_ner_dev": "dev", "msra": "test", "cluener": "dev"}
PUBLISHED = {
    "klue_ner_dev": "spaCy ko_core_news_lg PERSON .86 ORG .76 LOC .74; a linear character CRF .78 .70 .67",
    "msra": "Lattice LSTM .932 in all (Zhang and Yang 2018); BERT-base about .95",
    "cluener": "BiLSTM-CRF .70, BERT-base .788 in all, ten types (CLUENER2020)",
    "uner_zh_pud": "none that is comparable",
}
TYPES = ("PERSON", "ORG", "LOC", "PRODUCT")
STEPS = (0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--model", type=Path, default=ROOT / "models" / "entities")
    parser.add_argument("--sets", type=Path, default=SHARED / "ner")
    parser.add_argument("--gold", type=Path, nargs="*", default=GOLD)
    parser.add_argument("--limit", type=int, help="sentences of each set")
    parser.add_argument("--floors", action="store_true")
    options = parser.parse_args()
    for name in TESTS:
        model = CharacterModel(options.model, STYLES[name])
        if (options.sets / f"{name}.jsonl.gz").exists():
            held = [item for item in read_set(options.sets, name) if item.held_out][: options.limit]
            measure(name, held, model, options.floors)
    for path in options.gold:
        if path.exists():
            for model_name in (None, str(options.model)):
                gold(path, model_name)


def measure(name: str, held: list[Labelled], model: CharacterModel, floors: bool) -> None:
    """Print the figures of one set."""
    counts = {type_: [0, 0, 0] for type_ in TYPES}
    above: dict[str, Counter[float]] = {type_: Counter() for type_ in TYPES}
    right: dict[str, Counter[float]] = {type_: Counter() for type_ in TYPES}
    for item in held:
        text = fold(item.text, simplify=True).text
        if len(text) != len(item.text):
            continue
        true = {span for span in item.spans if span[2] in TYPES}
        found = {p[:3]: p.confidence for p in model.read(text, [(0, len(text))]).names if p.type in TYPES}
        masked = [span for span in item.spans if span[2] == "MASK"]
        found = {s: c for s, c in found.items() if not any(s[0] < b and a < s[1] for a, b, _ in masked)}
        for type_ in TYPES:
            g, p = ({s for s in side if s[2] == type_} for side in (true, found))
            counts[type_] = [a + b for a, b in zip(counts[type_], (len(g), len(p), len(g & p)), strict=True)]
        for span, confidence in found.items():
            for step in STEPS:
                above[span[2]][step] += confidence >= step
                right[span[2]][step] += confidence >= step and span in true
    counts["PERSON ORG LOC"] = [sum(counts[type_][i] for type_ in TYPES[:3]) for i in range(3)]
    print(f"{name} ({MEASURED[name]}, {len(held)} sentences). Published: {PUBLISHED[name]}")
    for type_, (g, p, hit) in counts.items():
        if g:
            print(
                f"  {type_:15s} gold {g:5d}  F1 {2 * hit / max(g + p, 1):.3f}  P {hit / max(p, 1):.3f}  R {hit / g:.3f}"
            )
        if floors and type_ in above and g:
            rows = (f"{s}: {right[type_][s] / max(above[type_][s], 1):.2f} of {above[type_][s]}" for s in STEPS)
            print("      precision above", "; ".join(rows))


def gold(path: Path, model: str | None) -> None:
    """Print the scores of the names in annotated articles."""
    articles = read_corpus([path])
    found = read_articles(articles, Extractor(segmenter="none", model=model))
    card = score_corpus(articles, [outcome for outcome in found if not isinstance(outcome, Failure)])
    print(f"{path}, {len(articles)} articles,", "rules alone" if model is None else "with the model")
    for (lang, kind), counts in card.counts.items():
        if kind in (*TYPES, "INDEX", "ENTITIES", "VALUES"):
            ratio = counts.end_to_end
            score = f"F1 {ratio.f1:.3f}  P {ratio.precision:.3f}  R {ratio.recall:.3f}"
            print(f"  {lang:4s}{kind:10s} gold {counts.gold:5d} found {counts.found:5d}  {score}")
    for lang, links in card.links.items():
        print(f"  {lang:4s}linking, pairwise F1 {links.pairwise[2]:.3f}")


if __name__ == "__main__":
    main()
