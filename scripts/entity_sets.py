"""Public sets of annotated names as windows of characters with the tags that each character may have.

A set says which types it annotates in full. What it does not annotate, or labels ambiguously, may be any tag there:
training sums over the allowed tags, so an unlabelled product is never called no name.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import numpy as np
from stand_off import read

import extractor
from extractor.core.text import fold

TYPES = ("PERSON", "ORG", "LOC", "PRODUCT", "TITLE")
TAGS = ("O", *(f"{prefix}-{type_}" for type_ in TYPES for prefix in "BI"))
ANY = (1 << len(TAGS)) - 1
LONGEST = 190

# File -> (the key of its labels in label_map.json, the types that it annotates in full).
SETS: dict[str, tuple[str, tuple[str, ...]]] = {
    "klue_ner_train_recovered": ("klue", ("PERSON", "ORG", "LOC")),
    "klue_ner_dev": ("klue", ("PERSON", "ORG", "LOC")),
    "msra": ("msra", ("PERSON", "ORG", "LOC")),
    "cluener": ("cluener", ("PERSON", "ORG", "LOC", "PRODUCT", "TITLE")),
    "resume": ("resume", ("PERSON", "ORG", "TITLE")),
    "uner_zh_gsdsimp": ("uner", ("PERSON", "ORG", "LOC")),
    "uner_zh_pud": ("uner", ("PERSON", "ORG", "LOC")),
    "fewfc": ("fewfc", ()),
    "finre": ("finre", ()),
}
# Each set has its own idea of what a name is. The first character that the tagger reads says whose idea is asked for;
# where it is the separator, that of this project's contract.
STYLES = {
    "klue_ner_train_recovered": "K", "klue_ner_dev": "K", "msra": "M", "cluener": "C", "resume": "R",
    "uner_zh_gsdsimp": "U", "uner_zh_pud": "U", "fewfc": "F", "finre": "F",
}  # fmt: skip
KONEC = {"klue_ner_train_recovered": "konec_train_silver", "klue_ner_dev": "konec_dev"}
HELD_OUT = ("dev", "valid", "test", "test_base", "test_trans")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text with its spans `(start, end, type)`; the type "MASK" may be anything. `companies` are spans of firms."""

    source: str
    text: str
    spans: tuple[tuple[int, int, str], ...]
    full: tuple[str, ...]
    held_out: bool
    companies: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Window:
    """Numbers of characters, and for each the tags that it may have as bits."""

    source: str
    ids: np.ndarray
    allowed: np.ndarray


def read_set(folder: Path, name: str) -> Iterator[Labelled]:
    """The sentences of a set, KLUE's with the products and titles that konec adds to them."""
    key, full = SETS[name]
    labels = json.loads((folder / "label_map.json").read_text("utf-8"))
    konec = {row["id"]: row for row in read(folder / f"{KONEC[name]}.jsonl.gz")} if name in KONEC else {}
    for row in read(folder / f"{name}.jsonl.gz"):
        spans = [(e["start"], e["end"], _type(labels[key], e["label"])) for e in row["entities"]]
        kept = [span for span in spans if span[2] in (*TYPES, "MASK")]
        firms = [(e["start"], e["end"]) for e in row["entities"] if e["label"] in _FIRMS]
        whole = full
        other = konec.get(row["id"])
        if other is not None and other["text"].endswith(row["text"]):
            shift = len(other["text"]) - len(row["text"])
            taken = [span for span in spans if span[2] in TYPES]
            for entity in other["entities"]:
                start, end = entity["start"] - shift, entity["end"] - shift
                if start < 0 or any(start < e and s < end for s, e, _ in taken):
                    firms += [(s, e) for s, e, t in taken if (s, e) == (start, end) and entity["label"] in _FIRMS]
                    continue
                type_ = _type(labels["konec"], entity["label"])
                if type_ in ("PERSON", "ORG", "LOC"):
                    type_ = "MASK"  # KLUE, annotated by people, says that it is none
                if type_ in (*TYPES, "MASK"):
                    kept.append((start, end, type_))
            whole = TYPES
        yield Labelled(
            name, row["text"], tuple(sorted(kept)), whole, row.get("split") in HELD_OUT or name.endswith("_dev"),
            tuple(firms),
        )  # fmt: skip


def read_gold(path: Path) -> Iterator[Labelled]:
    """The sentences of gold articles, as the package splits them; optional names and indices may be anything."""
    reader = extractor.load(entities=False, segmenter="none")
    for row in read(path):
        record = reader.extract(row["text"], lang=row["lang"])
        names = [mention for mention in row["mentions"] if mention["type"] in (*TYPES, "INDEX")]
        for sentence in record.sentences:
            spans = [
                (m["start"] - sentence.start, m["end"] - sentence.start, m["type"])
                if m["type"] in TYPES and not m.get("optional")
                else (m["start"] - sentence.start, m["end"] - sentence.start, "MASK")
                for m in names
                if sentence.start <= m["start"] and m["end"] <= sentence.end
            ]
            text = row["text"][sentence.start : sentence.end]
            yield Labelled(path.stem, text, tuple(sorted(spans)), ("PERSON", "ORG", "LOC", "PRODUCT"), False)


_FIRMS = frozenset({"OGG_ECONOMY", "company", "FIN_ENT", "sub-org", "obj-org", "target-company"})


def windows(item: Labelled, numbers: np.ndarray) -> Iterator[Window]:
    """The text in windows of at most `LONGEST` characters that cut no name; `numbers` is the vocabulary by code."""
    folded = fold(item.text, simplify=True)
    text = folded.text
    ids = numbers[np.frombuffer(text.encode("utf-32-le"), np.uint32)].astype(np.int64)
    open_types = [type_ for type_ in TYPES if type_ not in item.full]
    outside = 1
    for type_ in open_types:
        outside |= tag(f"B-{type_}") | tag(f"I-{type_}")
    if not item.full:
        outside = ANY
    allowed = np.full(len(text), outside, np.int64)
    inside = np.zeros(len(text) + 1, bool)
    for start, end, type_ in sorted(item.spans, key=lambda span: span[2] != "MASK"):  # masks first
        start, end = folded.folded(start), folded.folded(end)
        if start >= end:
            continue
        inside[start + 1 : end] = True
        if type_ == "MASK":
            allowed[start:end] = ANY
            continue
        allowed[start:end] = tag(f"I-{type_}")
        allowed[start] = tag(f"B-{type_}")
        if end < len(text):
            allowed[end] &= ~tag(f"I-{type_}")  # the name ends here, whatever follows
    start = 0
    while start < len(text):
        end = min(len(text), start + LONGEST)
        while end < len(text) and end > start + 1 and inside[end]:
            end -= 1
        yield Window(item.source, ids[start:end], allowed[start:end])
        start = end


def renamed(item: Labelled, names: list[str], rng: np.random.Generator) -> Labelled | None:
    """The sentence with other companies' names in it; None where it names none.

    A Korean name is replaced by one with a last syllable of its kind, so that the particles still fit.
    """
    if not item.companies:
        return None
    text, spans = item.text, list(item.spans)
    for start, end in sorted(set(item.companies), reverse=True):
        name = names[rng.integers(len(names))]
        for _ in range(20):
            if _closed(name) == _closed(text[start:end]):
                break
            name = names[rng.integers(len(names))]
        shift = len(name) - (end - start)
        text = text[:start] + name + text[end:]
        spans = [
            (s + shift if s >= end else s, e + shift if e >= end else e, type_)
            for s, e, type_ in spans
            if not (s < end and start < e and (s, e) != (start, end))
        ]
    return Labelled(item.source, text, tuple(spans), item.full, item.held_out)


def tag(name: str) -> int:
    """The bit of a tag."""
    return 1 << TAGS.index(name)


def _closed(word: str) -> int:
    last = ord(word[-1])
    return -1 if not 0xAC00 <= last <= 0xD7A3 else int((last - 0xAC00) % 28 > 0)


def _type(labels: dict[str, str | None], label: str) -> str | None:
    if label in labels:
        return labels[label]
    patterns = sorted((p for p in labels if p.endswith("*")), key=len, reverse=True)
    return next((labels[pattern] for pattern in patterns if fnmatchcase(label, pattern)), None)
