"""Every sentence of corpora/spec/<lang>/facts*.toml: the facts that it states, in the fields that it names."""

import tomllib
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

import extractor
from extractor.core.facts import CONCEPTS, Fact

SPEC = Path(__file__).resolve().parent.parent / "corpora" / "spec"
READER = extractor.load(segmenter="none", model=None)
LANGUAGES = {"ko": "ko", "zh": "zh-Hans"}
DAY = "2024-05-16"
KEYS = {
    "value",
    "fact",
    "concept",
    "subject",
    "kind",
    "direction",
    "status",
    "speaker",
    "period",
    "base",
    "subjects",
    "several",
}


def rows() -> list[Any]:
    return [
        pytest.param(folder, row, id=f"{folder}: {row['text']}")
        for folder in LANGUAGES
        for path in sorted((SPEC / folder).glob("facts*.toml"))
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["sentence"]
    ]


def words(record: Any, party: Any) -> str | None:
    if party is None:
        return None
    names = {entity.id: entity.name for entity in record.entities}
    return party.text if party.entity is None else names[party.entity]


def said(record: Any, fact: Fact) -> dict[str, Any]:
    texts = {mention.id: mention.text for mention in record.mentions}
    return {
        "concept": fact.metric.concept,
        "subject": words(record, fact.subject) or "",
        "kind": fact.kind,
        "direction": fact.direction or "",
        "status": fact.status,
        "speaker": words(record, fact.speaker),
        "period": texts[fact.period] if fact.period else "",
        "base": fact.base.kind if fact.base else "",
    }


@pytest.mark.parametrize(("folder", "row"), rows())
def test_a_sentence_states_its_facts(folder: str, row: dict[str, Any]) -> None:
    text = row["text"]
    record = READER.extract(text, lang=row.get("lang", LANGUAGES[folder]), published_at=row.get("published_at", DAY))
    assert record.facts is not None
    mentions = {mention.id: mention for mention in record.mentions}
    facts: dict[int, list[Fact]] = defaultdict(list)
    for each in record.facts:
        facts[mentions[each.value].start].append(each)
    taken: set[int] = set()
    for answer in row["facts"]:
        assert set(answer) <= KEYS, answer
        at = next(i for i in range(len(text)) if text.startswith(answer["value"], i) and i not in taken)
        taken.add(at)
        if answer.get("fact") is False:
            assert not facts[at], f"{answer['value']} measures nothing, but is {facts[at]}"
            continue
        assert facts[at], f"no fact for {answer['value']}"
        found = said(record, facts[at][0])
        found["subjects"] = [words(record, fact.subject) for fact in facts[at]]
        found["several"] = len(facts[at]) > 1
        wanted = {key: item for key, item in answer.items() if key not in ("value", "fact")}
        if isinstance(wanted.get("speaker"), bool):  # whether somebody is named
            found["speaker"] = found["speaker"] is not None
        assert {key: found[key] for key in wanted} == wanted, answer["value"]


def test_each_shape_has_ten_variants() -> None:
    counts = Counter((param.values[0], param.values[1]["shape"]) for param in rows())
    assert min(counts.values()) >= 10, [shape for shape, count in counts.items() if count < 10]
    assert {answer["concept"] for p in rows() for answer in p.values[1]["facts"] if "concept" in answer} <= set(
        CONCEPTS
    )
