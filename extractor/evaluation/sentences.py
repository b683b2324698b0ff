"""Sentences with their answers inside, as in corpora/spec: TOML, one `[[sentence]]` each, compared field by field.

Of an answer the fields of its kind are compared, and those of `ASKED` where the answer gives them. A `unit` of "*" is
not compared, an empty one stands for null. Only values are asked: a sentence has no names. A text of several sentences
is read as such: where what is asked is what a word counts from, the sentence before may say so.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from extractor.core.errors import ExtractorError
from extractor.kinds.reader import ValueReader
from extractor.lang.detect import detect
from extractor.lang.lexicon import TABLE_FOLDERS
from extractor.lang.segment import split_sentences

FIELDS: Mapping[str, tuple[str, ...]] = {
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
ASKED = ("start", "end", "mod", "resolved", "currency_basis", "per", "calendar")
DEFAULTS = {"bound": "exact"}
SKIP_UNIT = "*"
EMPTY_UNIT = ""
MENTION_KEYS = {"type", "text", "nth", "amount", "low", "high", "currency", "unit", "bound", "timex", *ASKED}
SENTENCE_KEYS = {"text", "lang", "published_at", "mentions"}

Key = tuple[int, int, str]
Values = dict[Key, dict[str, Any]]


class SpecError(ExtractorError):
    """A file of sentences that is not well formed: the message names the file and the sentence."""


@dataclass(frozen=True, slots=True)
class SpecSentence:
    """A sentence and its answers. `published_at` anchors its dates; `where` names the file."""

    text: str
    lang: str
    published_at: dt.date | None
    answers: tuple[Mapping[str, Any], ...]
    where: str

    @property
    def label(self) -> str:
        """What the sentence is called in a list of tests."""
        return f"{self.lang} {self.text}" + (f" @{self.published_at}" if self.published_at else "")


def read_sentences(path: Path) -> list[SpecSentence]:
    """The sentences of a file. Raises `SpecError` on what is not well formed.

    The language is the sentence's `lang`, or that of the nearest folder with the name of one, or found from the text.
    """
    where = f"{path.parent.name}/{path.name}"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise SpecError(f"{path}: {error}") from None
    rows = data.get("sentence")
    if not isinstance(rows, list) or set(data) != {"sentence"}:
        raise SpecError(f"{path}: a file of sentences has [[sentence]] tables and nothing else")
    return [_sentence(row, path, where) for row in rows]


def _sentence(row: Any, path: Path, where: str) -> SpecSentence:
    if not isinstance(row, dict) or not {"text", "mentions"} <= set(row) <= SENTENCE_KEYS:
        raise SpecError(f"{where}: a sentence has text, mentions, perhaps lang and published_at; this has {list(row)}")
    text, day = row["text"], row.get("published_at")
    lang = row.get("lang") or _language(text, path)
    if lang not in TABLE_FOLDERS:
        raise SpecError(f"{where}: {text}: lang is {lang!r}: expected one of {', '.join(TABLE_FOLDERS)}")
    try:
        date = dt.date.fromisoformat(day) if isinstance(day, str) else day
    except ValueError:
        raise SpecError(f"{where}: {text}: published_at is {day!r}: expected an ISO 8601 date") from None
    sentence = SpecSentence(text, lang, date, tuple(row["mentions"]), where)
    expected(sentence)  # raises on an answer that is not well formed
    return sentence


def _language(text: str, path: Path) -> str | None:
    for folder in path.absolute().parents:
        if folder.name in TABLE_FOLDERS:
            return folder.name
        if folder.name == "zh":  # the script is not said: simplified
            return "zh-Hans"
    return detect(text)


def expected(sentence: SpecSentence) -> Values:
    """The answers by span and type; only the fields that are to be compared."""
    answers: Values = {}
    where = f"{sentence.where}: {sentence.text}"
    for answer in sentence.answers:
        unknown = set(answer) - MENTION_KEYS
        kind = str(answer.get("type"))
        if unknown or kind not in FIELDS or "text" not in answer:
            raise SpecError(f"{where}: an answer has a type, a text and fields of values; wrong in {dict(answer)}")
        start, end = _place(where, sentence.text, answer["text"], answer.get("nth", 1))
        value = {field: answer.get(field, DEFAULTS.get(field)) for field in FIELDS[kind]}
        value.update({field: answer[field] for field in ASKED if field in answer})
        if kind == "percent":
            value["unit"] = answer.get("unit", "percent")
        if value.get("unit") == EMPTY_UNIT:
            value["unit"] = None
        elif value.get("unit") == SKIP_UNIT:
            del value["unit"]
        answers[start, end, kind] = value
    if len(answers) != len(sentence.answers):
        raise SpecError(f"{where}: an answer stands twice")
    return answers


def _place(where: str, text: str, surface: str, nth: int) -> tuple[int, int]:
    """Where the `nth` occurrence (from 1, overlapping ones count) of `surface` stands."""
    at = -1
    for _ in range(nth):
        at = text.find(surface, at + 1)
        if at < 0:
            raise SpecError(f"{where}: the answer {surface!r} (occurrence {nth}) is not in the sentence")
    return at, at + len(surface)


@lru_cache(maxsize=len(TABLE_FOLDERS))
def _reader(lang: str) -> ValueReader:
    return ValueReader(lang)


def read(sentence: SpecSentence) -> Values:
    """What the rules find, as JSON values by span and type."""
    text = sentence.text
    spans = [(part.start, part.end) for part in split_sentences(text, sentence.lang, ())]
    readings = _reader(sentence.lang).read(text, published_at=sentence.published_at, sentences=spans)
    found = {(r.start, r.end, r.type): r.value.model_dump(mode="json") for r in readings}
    assert len(found) == len(readings), f"two readings stand at one place in {text!r}"
    return found


def differences(sentence: SpecSentence) -> list[str]:
    """One line for each answer that is missed or wrong, and for each reading that should not be."""
    text, answers, found = sentence.text, expected(sentence), read(sentence)
    lines = []
    for key, value in answers.items():
        if key not in found:
            lines.append(f"missed    {key[2]} {text[key[0] : key[1]]!r} {_shown(value)}")
            continue
        wrong = {field: found[key].get(field) for field in value if found[key].get(field) != value[field]}
        if wrong:
            right = {field: value[field] for field in wrong}
            lines.append(f"wrong     {key[2]} {text[key[0] : key[1]]!r} is {_shown(wrong)}, should be {_shown(right)}")
    for key in found.keys() - answers.keys():
        lines.append(f"spurious  {key[2]} {text[key[0] : key[1]]!r} {_shown(found[key])}")
    return sorted(lines)


def _shown(value: Mapping[str, Any]) -> str:
    return " ".join(f"{field}={item}" for field, item in value.items() if item is not None) or "null"
