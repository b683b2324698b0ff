"""Label Studio JSON: a list of tasks, offsets in UTF-16 code units, as JavaScript counts.

A value is the JSON in a text area of its region, `optional` a choice of the region, and mentions of one entity are
linked by relations `same`; annotators see and change all three. The rest lies in `data.extractor` of the task.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from extractor.core.errors import ArticleError
from extractor.evaluation.formats.conversion import Conversion
from extractor.evaluation.formats.files import dumped, members, numbered, parsed_object, write_list
from extractor.evaluation.formats.kept import packed, unpacked
from extractor.evaluation.formats.offsets import from_utf16, to_utf16
from extractor.evaluation.formats.shape import Annotated, checked_text

META = "extractor"
LABEL, VALUE, OPTIONAL, TEXT = "label", "value", "optional", "text"  # the names of the labelling configuration
SAME = "same"


def write(records: Iterable[Annotated], out: Path, conversion: Conversion) -> None:
    """Writes a list of tasks that Label Studio imports with their annotations."""
    write_list(conversion.written(records, _task, out), out)


def _task(record: Annotated) -> dict[str, Any]:
    unit = to_utf16(record["text"])
    result: list[dict[str, Any]] = []
    for mention in record["mentions"]:
        place = {"start": unit(mention["start"]), "end": unit(mention["end"]), "text": mention["text"]}
        region = {"id": mention["id"], "to_name": TEXT}
        result.append({**region, "from_name": LABEL, "type": "labels", "value": {**place, "labels": [mention["type"]]}})
        if "value" in mention:
            said = {**place, "text": [dumped(mention["value"])]}
            result.append({**region, "from_name": VALUE, "type": "textarea", "value": said})
        if "optional" in mention:
            choice = {**place, "choices": [OPTIONAL if mention["optional"] else "scored"]}
            result.append({**region, "from_name": OPTIONAL, "type": "choices", "value": choice})
    for entity in record["entities"]:
        for a, b in pairwise(entity["mentions"]):
            link = {"from_id": a, "to_id": b, "type": "relation", "direction": "bi", "labels": [SAME]}
            result.append(link)
    pack = packed(record)
    for mention in pack["mentions"]:
        for field in ("value", "optional"):
            mention.pop(field, None)
    return {"data": {"text": record["text"], "id": record["id"], META: pack}, "annotations": [{"result": result}]}


def read(path: Path, conversion: Conversion) -> Iterator[dict[str, Any]]:
    """The records of an export as JSON: of each task its last annotation not cancelled, else its prediction."""
    return conversion.each(members(path), numbered(lambda task: conversion.shape(_draft(task, conversion))), path)


def _draft(task: Mapping[str, Any], conversion: Conversion) -> dict[str, Any]:
    data = task.get("data")
    if not isinstance(data, Mapping):
        raise ArticleError("json", "a task has no data")
    text = checked_text(data.get("text"))
    point = from_utf16(text)
    regions: dict[str, dict[str, Any]] = {}
    spans: list[dict[str, Any]] = []
    links = []
    result = _result(task)
    for item in result:
        if item.get("type") == "labels":
            span = _span(item, point)
            spans.append(span)
            regions[span["key"]] = span
    for item in result:
        kind, region = item.get("type"), regions.get(str(item.get("id")))
        if kind == "relation":
            if item.get("labels") == [SAME]:
                links.append((str(item.get("from_id")), str(item.get("to_id"))))
            else:
                conversion.unread["relations"] += 1
        elif kind == "textarea" and item.get("from_name") == VALUE and region is not None:
            region["value"] = _value(item)
        elif kind == "choices" and item.get("from_name") == OPTIONAL and region is not None:
            region["optional"] = item.get("value", {}).get("choices") == [OPTIONAL]
        elif kind != "labels":
            conversion.unread["attributes"] += 1
    meta = data.get(META)
    draft = unpacked(text, spans, links, meta if isinstance(meta, Mapping) else {})
    if "id" not in draft and data.get("id", task.get("id")) is not None:
        draft["id"] = str(data.get("id", task.get("id")))
    return draft


def _result(task: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    done = [item for item in task.get("annotations") or [] if not item.get("was_cancelled")]
    chosen = (done or task.get("predictions") or [])[-1:]
    return [item for annotation in chosen for item in annotation.get("result") or []]


def _span(item: Mapping[str, Any], point: Callable[[int], int]) -> dict[str, Any]:
    value = item.get("value")
    if not isinstance(value, Mapping) or type(value.get("start")) is not int or type(value.get("end")) is not int:
        raise ArticleError("json", f"the region {item.get('id')!r} has no start and end")
    labels = value.get("labels") or []
    if len(labels) != 1:
        raise ArticleError("label", f"the region {item.get('id')!r} has {len(labels)} labels")
    span = {"start": point(value["start"]), "end": point(value["end"]), "type": labels[0], "key": str(item.get("id"))}
    return span | ({"text": value["text"]} if isinstance(value.get("text"), str) else {})


def _value(item: Mapping[str, Any]) -> dict[str, Any]:
    said = item.get("value", {}).get("text")
    try:
        return parsed_object(said if isinstance(said, str) else "".join(said or []))
    except ArticleError as error:
        raise ArticleError("json", f"the value of the region {item.get('id')!r}: {error.why}") from None
