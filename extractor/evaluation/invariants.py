"""What must hold between the fields of a record: offsets, references, order. Each check yields (field, why)."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any

from extractor.core.records import sha256
from extractor.core.values import VALUE_CLASSES

Found = Iterator[tuple[str, str]]
MEASURES = ("money", "percent", "multiple", "quantity")


def broken_invariants(record: Mapping[str, Any]) -> Found:
    """What is broken in a record that fits the schema, as pairs of a field (`mentions[3].end`) and a sentence.

    A record without its text is checked as far as it can be.
    """
    text = record["text"]
    if text is not None and sha256(text) != record["source"]["sha256"]:
        yield "source.sha256", f"is {record['source']['sha256']} where the text has {sha256(text)}"
    if record["published_at"] is not None:
        yield from _iso("published_at.value", record["published_at"]["value"])
    for field in ("blocks", "sentences", "tokens"):
        yield from _spans(field, record.get(field) or [], text)
    yield from _mentions(record["mentions"], record["sentences"], text)
    yield from _entities(record["entities"], record["mentions"])
    yield from _facts(record, text)


def _spans(field: str, spans: Sequence[Mapping[str, Any]], text: str | None) -> Found:
    """Spans in order, without overlap, within the text; `text` of each, where it has one, is its surface."""
    end = 0
    for index, span in enumerate(spans):
        where = f"{field}[{index}]"
        if span["start"] < end:
            yield f"{where}.start", f"is {span['start']}, before {end} where the one before it ends"
        yield from _surface(where, span, text)
        end = span["end"]


def _surface(where: str, span: Mapping[str, Any], text: str | None) -> Found:
    start, end = span["start"], span["end"]
    if start >= end:
        yield f"{where}.end", f"is {end}, not behind the start {start}"
        return
    if text is not None and end > len(text):
        yield f"{where}.end", f"is {end}, behind the end of the text ({len(text)} code points)"
        return
    surface = span.get("text")
    if surface is None:
        return
    if text is not None and text[start:end] != surface:
        yield f"{where}.text", f"is {surface!r} where text[{start}:{end}] is {text[start:end]!r}"
    elif end - start != len(surface):
        yield f"{where}.end", f"makes {end - start} characters of {surface!r}"


def _mentions(mentions: Sequence[Mapping[str, Any]], sentences: Sequence[Mapping[str, int]], text: str | None) -> Found:
    yield from _unique("mentions", mentions)
    for index, (before, mention) in enumerate(pairwise(mentions), 1):
        if mention["start"] < before["end"]:
            why = f"is {mention['start']}, before {before['end']} where the one before it ends"
            yield f"mentions[{index}].start", why
    for index, mention in enumerate(mentions):
        where = f"mentions[{index}]"
        yield from _surface(where, mention, text)
        at = mention["sentence"]
        if at >= len(sentences):
            yield f"{where}.sentence", f"is {at}: the record has {len(sentences)} sentences"
        elif not sentences[at]["start"] <= mention["start"] < mention["end"] <= sentences[at]["end"]:
            span = f"{mention['start']}:{mention['end']}"
            yield f"{where}.sentence", f"is {at}, which does not hold {span}"
        if mention["type"] in VALUE_CLASSES:
            yield from broken_value(f"{where}.value", mention["value"])


def broken_value(where: str, value: Mapping[str, Any]) -> Found:
    """What is broken in a value that fits its class; `where` is the field that holds it."""
    numbers = {field: _number(value[field]) for field in ("amount", "low", "high") if field in value}
    for field in (field for field, number in numbers.items() if number is None):
        yield f"{where}.{field}", f"{value[field]} divides by zero"
    low, high = numbers.get("low"), numbers.get("high")
    if low is not None and high is not None and low > high:
        yield f"{where}.high", f"is {value['high']}, below the low {value['low']}"
    days = {field: value[field] for field in ("start", "end") if value.get(field) is not None}
    wrong = [problem for field, day in days.items() for problem in _iso(f"{where}.{field}", day)]
    yield from wrong
    if not wrong and len(days) == 2 and days["end"] < days["start"]:
        yield f"{where}.end", f"is {days['end']}, before the start {days['start']}"


def _number(amount: str) -> Fraction | None:
    try:
        return Fraction(amount)
    except ZeroDivisionError:
        return None


def _iso(where: str, value: str) -> Found:
    try:
        dt.datetime.fromisoformat(value)
    except ValueError:
        yield where, f"{value!r} is not an ISO 8601 date"


def _entities(entities: Sequence[Mapping[str, Any]], mentions: Sequence[Mapping[str, Any]]) -> Found:
    yield from _unique("entities", entities)
    named = {mention["id"]: mention for mention in mentions}
    things = {entity["id"]: entity for entity in entities}
    for index, mention in enumerate(mentions):
        held = mention.get("entity")
        if held is None:
            continue
        if held not in things:
            yield f"mentions[{index}].entity", f"is {held!r}: the record has no such entity"
        elif mention["id"] not in things[held]["mentions"]:
            yield f"mentions[{index}].entity", f"is {held!r}, which does not list the mention {mention['id']!r}"
    for index, entity in enumerate(entities):
        where = f"entities[{index}]"
        for place, name in enumerate(entity["mentions"]):
            if named.get(name, {}).get("entity") != entity["id"]:
                yield f"{where}.mentions[{place}]", f"{name!r} is no mention of {entity['id']!r}"
        if not any(named[name]["text"] == entity["name"] for name in entity["mentions"] if name in named):
            yield f"{where}.name", f"{entity['name']!r} is the text of none of its mentions"
        if entity.get("affiliation") is not None and entity["affiliation"] not in things:
            yield f"{where}.affiliation", f"is {entity['affiliation']!r}: the record has no such entity"


def _facts(record: Mapping[str, Any], text: str | None) -> Found:
    yield from _unique("facts", record["facts"])
    types = {mention["id"]: mention["type"] for mention in record["mentions"]}
    things = {entity["id"] for entity in record["entities"]}
    for index, fact in enumerate(record["facts"]):
        where = f"facts[{index}]"
        if types.get(fact["value"]) not in MEASURES:
            yield f"{where}.value", f"{fact['value']!r} is no mention of a {', '.join(MEASURES)}"
        days = {"period": fact["period"], "base.mention": (fact["base"] or {}).get("mention")}
        for field, mention in days.items():
            if mention is not None and types.get(mention) not in ("date", "duration"):
                yield f"{where}.{field}", f"{mention!r} is no mention of a date"
        for field in ("subject", "speaker"):
            party = fact[field]
            if party is not None and party.get("entity") is not None and party["entity"] not in things:
                yield f"{where}.{field}.entity", f"is {party['entity']!r}: the record has no such entity"
        for field in ("metric", "subject", "speaker"):
            words = fact[field]
            if words is not None and words.get("start") is not None:
                yield from _surface(f"{where}.{field}", words, text)


def _unique(field: str, items: Sequence[Mapping[str, Any]]) -> Found:
    seen: set[str] = set()
    for index, item in enumerate(items):
        if item["id"] in seen:
            yield f"{field}[{index}].id", f"{item['id']!r} was given before"
        seen.add(item["id"])
