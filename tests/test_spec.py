"""Every sentence of corpora/spec, read and compared with its answers; the id of a test is its sentence."""

import datetime as dt
import tomllib
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from extractor.kinds.reader import ValueReader

SPEC = Path(__file__).resolve().parent.parent / "corpora" / "spec"
FOLDERS = {"ko": "ko", "zh": "zh-Hans"}  # folder -> language of a sentence that names none
FIELDS = {
    "money": ("amount", "low", "high", "currency", "bound"),
    "percent": ("amount", "low", "high", "unit", "bound"),
    "multiple": ("amount", "low", "high", "bound"),
    "quantity": ("amount", "low", "high", "unit", "bound"),
    "ordinal": ("amount",),
    "date": ("timex",),
    "time": ("timex",),
    "duration": ("timex", "bound"),
    "set": ("timex",),
}
DEFAULTS = {"bound": "exact"}
ASKED = ("start", "end", "mod", "resolved", "currency_basis", "per", "calendar")  # compared where the answer gives them
SKIP_UNIT = "*"  # the contract leaves this unit open
EMPTY_UNIT = ""  # the unit is null
MENTION_KEYS = {"type", "text", "nth", "amount", "low", "high", "currency", "unit", "bound", "timex", *ASKED}
SENTENCE_KEYS = {"text", "lang", "published_at", "mentions"}


def sentences() -> list[Any]:
    """All sentences as pytest parameters, in file order."""
    params = []
    for folder, lang in FOLDERS.items():
        for path in sorted((SPEC / folder).glob("*.toml")):
            for row in tomllib.loads(path.read_text(encoding="utf-8"))["sentence"]:
                row["lang"] = row.get("lang", lang)
                row["where"] = f"{folder}/{path.name}"
                published_at = row.get("published_at")
                label = f"{row['lang']} {row['text']}" + (f" @{published_at}" if published_at else "")
                params.append(pytest.param(row, id=label))
    return params


@lru_cache(maxsize=4)
def reader(lang: str) -> ValueReader:
    return ValueReader(lang)


def place(text: str, surface: str, nth: int) -> tuple[int, int]:
    """Where the `nth` occurrence (from 1, overlapping ones count) of `surface` stands."""
    at = -1
    for _ in range(nth):
        at = text.find(surface, at + 1)
        if at < 0:
            raise AssertionError(f"the answer {surface!r} (occurrence {nth}) is not in the sentence {text!r}")
    return at, at + len(surface)


def expected(row: dict[str, Any]) -> dict[tuple[int, int, str], dict[str, Any]]:
    """The answers by span and type; only the fields that are to be compared."""
    answers = {}
    for answer in row["mentions"]:
        unknown = set(answer) - MENTION_KEYS
        assert not unknown, f"{row['where']}: unknown keys {sorted(unknown)} in an answer of {row['text']!r}"
        kind = answer["type"]
        start, end = place(row["text"], answer["text"], answer.get("nth", 1))
        value = {field: answer.get(field, DEFAULTS.get(field)) for field in FIELDS[kind]}
        value.update({field: answer[field] for field in ASKED if field in answer})
        if kind == "percent":
            value["unit"] = answer.get("unit", "percent")
        if value.get("unit") == EMPTY_UNIT:
            value["unit"] = None
        elif value.get("unit") == SKIP_UNIT:
            del value["unit"]
        answers[start, end, kind] = value
    assert len(answers) == len(row["mentions"]), f"{row['where']}: an answer stands twice for {row['text']!r}"
    return answers


def got(row: dict[str, Any]) -> dict[tuple[int, int, str], dict[str, Any]]:
    """What the reader finds, as JSON values by span and type."""
    text, published_at = row["text"], row.get("published_at")
    day = dt.date.fromisoformat(published_at) if published_at else None
    readings = reader(row["lang"]).read(text, published_at=day, sentences=[(0, len(text))])
    found = {(r.start, r.end, r.type): r.value.model_dump(mode="json") for r in readings}
    assert len(found) == len(readings), f"two readings stand at one place in {text!r}"
    return found


def differences(row: dict[str, Any]) -> list[str]:
    """One line for each answer that is missed or wrong, and for each reading that should not be."""
    text, answers, found = row["text"], expected(row), got(row)
    lines = []
    for key, value in answers.items():
        if key not in found:
            lines.append(f"missed    {key[2]} {text[key[0] : key[1]]!r} {shown(value)}")
            continue
        wrong = {field: found[key].get(field) for field in value if found[key].get(field) != value[field]}
        if wrong:
            right = {field: value[field] for field in wrong}
            lines.append(f"wrong     {key[2]} {text[key[0] : key[1]]!r} is {shown(wrong)}, should be {shown(right)}")
    for key in found.keys() - answers.keys():
        lines.append(f"spurious  {key[2]} {text[key[0] : key[1]]!r} {shown(found[key])}")
    return sorted(lines)


def shown(value: dict[str, Any]) -> str:
    return " ".join(f"{field}={item}" for field, item in value.items() if item is not None) or "null"


@pytest.mark.parametrize("row", sentences())
def test_a_sentence_reads_as_its_answers_say(row: dict[str, Any]) -> None:
    lines = differences(row)
    assert not lines, "\n".join([f"{row['where']}: {row['text']}", *lines])


def test_the_spec_is_broad_enough() -> None:
    rows = [param.values[0] for param in sentences()]
    assert sum(bool(row["mentions"]) for row in rows) >= 300
    assert sum(not row["mentions"] for row in rows) >= 120
    kinds = Counter((row["lang"][:2], answer["type"]) for row in rows for answer in row["mentions"])
    assert set(kinds) == {(lang, kind) for lang in ("ko", "zh") for kind in FIELDS}


def test_every_sentence_and_answer_of_the_spec_is_well_formed() -> None:
    seen = set()
    for param in sentences():
        row = param.values[0]
        assert set(row) <= SENTENCE_KEYS | {"where"}, f"{row['where']}: unknown keys {sorted(row)}"
        key = (row["text"], row["lang"], row.get("published_at"))
        assert key not in seen, f"{row['where']}: the sentence stands twice: {row['text']}"
        seen.add(key)
        spans = sorted(expected(row))
        for (_, end, _), (start, _, _) in pairwise(spans):
            assert end <= start, f"{row['where']}: answers overlap in {row['text']!r}"
