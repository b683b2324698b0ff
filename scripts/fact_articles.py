"""Articles and sentences with facts to learn from: what the reader of facts is given, and which candidate is right."""

import datetime as dt
import tomllib
from bisect import bisect_right
from collections import defaultdict
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from stand_off import read

import extractor
from extractor.core.records import Entity
from extractor.core.spans import Mention
from extractor.core.text import fold
from extractor.facts import Found, find_facts
from extractor.facts.ranking import Ranker, Task
from extractor.ingest import split_blocks
from extractor.lang.detect import detect
from extractor.lang.segment import split_sentences

CLASSES: tuple[Task, ...] = ("kind", "direction", "status")  # chosen where an encoder has been heard
SPEC_DAY = "2024-05-16"
READER = extractor.load(segmenter="none", facts=False)


class Article:
    """A gold article as the reader takes it, with its answers by value mention."""

    def __init__(self, row: dict[str, Any]) -> None:
        text, self.row = row["text"], row
        self.lang = "ko" if row["lang"] == "ko" else (detect(text) or "zh-Hans")
        self.blocks = split_blocks(text, self.lang, row.get("title"))
        self.sentences = split_sentences(text, self.lang, self.blocks)
        starts = [sentence.start for sentence in self.sentences]
        self.mentions = []
        for m in sorted(row["mentions"], key=lambda m: m["start"]):
            data = {key: m[key] for key in ("id", "type", "start", "end", "value", "entity") if key in m}
            if m["type"] == "money":
                data["value"] = {"currency_basis": "explicit", **m["value"]}
            place = max(0, bisect_right(starts, m["start"]) - 1)
            try:
                mention = Mention.model_validate({**data, "text": text[m["start"] : m["end"]], "sentence": place})
            except ValidationError as error:
                print(f"{row['id']}: {m['id']} {text[m['start'] : m['end']]} left out: {error.errors()[0]['msg']}")
                continue
            self.mentions.append(mention)
        self.entities = [
            Entity(id=e["id"], type=e["type"], name=e["name"], mentions=tuple(e.get("mentions") or ["x"]))
            for e in row["entities"]
        ]
        published = row.get("published_at")
        day = published.get("value") if isinstance(published, dict) else published
        self.today = dt.date.fromisoformat(day[:10]) if day else None
        self.facts: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for fact in row["facts"]:
            self.facts[fact["value"]].append(fact)
        self.by_id = {m.id: m for m in self.mentions}
        self.folded = fold(text, simplify=True)

    def read(self, ranker: Ranker) -> Any:
        """The facts of the article as a ranker has them."""
        return find_facts(self.found(), ranker)

    def found(self) -> Found:
        """What the reader of facts is given."""
        parts = (self.mentions, self.entities, self.sentences, self.blocks)
        return Found(self.row["text"], self.lang, *parts, self.today, self.row.get("title") or "")

    def right(self, task: Task, mention: str, thing: Any) -> bool | None:
        """Whether a candidate is the gold's answer; None where the gold has no fact."""
        facts = self.facts.get(mention)
        if not facts:
            return None
        if task == "metric":
            return any(fact["metric"]["concept"] == thing.concept for fact in facts)
        if task == "subject":
            return any(self.same(fact["subject"], thing.party) for fact in facts)
        if task == "direction" and not any(fact["kind"] == "change" for fact in facts):
            return None
        if task in CLASSES:
            return any((fact[task] or "none") == thing for fact in facts)
        return any(self.when(fact["period"], thing) for fact in facts)

    def spans(self, party: Any) -> list[tuple[int, int]]:
        if party.get("entity"):
            return [(m.start, m.end) for m in self.mentions if m.entity == party["entity"]]
        if party.get("start") is not None:
            return [(party["start"], party["end"])]
        text, words = self.row["text"], party["text"]
        return [(at, at + len(words)) for at in range(len(text)) if text.startswith(words, at)]

    def same(self, gold: Any, party: Any) -> bool:
        if gold is None or party is None:
            return gold is None and party is None
        mine = party.model_dump()
        if gold.get("entity") and mine.get("entity"):
            return bool(gold["entity"] == mine["entity"])
        if gold.get("text") and mine.get("text") and (gold["text"] in mine["text"] or mine["text"] in gold["text"]):
            return True
        return any(a < d and c < b for a, b in self.spans(gold) for c, d in self.spans(mine))

    def when(self, gold: str | None, spot: Any) -> bool:
        if gold is None or spot is None or gold not in self.by_id:
            return gold is None and spot is None
        if spot.mention.id == gold:
            return True
        first, second = self.by_id[gold].value, spot.mention.value
        days = [(getattr(date, "start", None), getattr(date, "end", None)) for date in (first, second)]
        return bool(days[0][0]) and days[0] == days[1]


def read_gold(path: Path) -> list[Article]:
    """The articles of a file that have facts."""
    return [Article(row) for row in read(path) if row.get("facts")]


class Drill(Article):
    """A sentence of corpora/spec, answered by the words of a subject and of a period where it asks for them."""

    def __init__(self, lang: str, row: dict[str, Any]) -> None:
        record = READER.extract(row["text"], lang=row.get("lang", lang), published_at=row.get("published_at", SPEC_DAY))
        self.row, self.lang = {"id": row["text"], "text": row["text"]}, record.lang
        self.blocks, self.sentences = record.blocks, record.sentences
        self.mentions, self.entities = list(record.mentions), list(record.entities)
        self.today = dt.date.fromisoformat(row.get("published_at", SPEC_DAY))
        self.by_id = {m.id: m for m in self.mentions}
        self.names = {entity.id: entity.name for entity in self.entities}
        self.answers: dict[str, dict[str, Any]] = {}
        free = [m for m in self.mentions if m.value is not None]
        for answer in row["facts"]:
            mention = next((m for m in free if m.text.startswith(answer["value"])), None)
            if mention is not None:
                free.remove(mention)
                self.answers[mention.id] = answer

    def right(self, task: Task, mention: str, thing: Any) -> bool | None:
        """Whether a candidate has the words of the answer; None where the sentence asks for none."""
        answer = self.answers.get(mention, {})
        if task == "metric" and "concept" in answer:
            return bool(thing.concept == answer["concept"])
        if task not in answer or task == "metric":
            return None
        if task in CLASSES:
            return bool(thing == (answer[task] or "none"))
        if task == "period":
            return bool((thing.mention.text if thing is not None else "") == answer["period"])
        party = thing.party
        words = "" if party is None else party.text if party.entity is None else self.names[party.entity]
        return bool(words == answer["subject"])


def drills(folder: Path) -> list[Article]:
    """The sentences about facts in corpora/spec."""
    return [
        Drill(lang, row)
        for name, lang in (("ko", "ko"), ("zh", "zh-Hans"))
        for path in sorted((folder / name).glob("facts*.toml"))
        for row in tomllib.loads(path.read_text("utf-8"))["sentence"]
    ]
