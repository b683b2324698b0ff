"""doccano JSON Lines (sequence labelling with relations): offsets in code points.

Spans and links are doccano's; all else travels in the field `extractor`, which doccano keeps as meta. Values are found
again by span and label, since doccano numbers its spans anew: whoever moves a span must give it its value again.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from extractor.core.errors import ArticleError
from extractor.evaluation.formats.conversion import Conversion
from extractor.evaluation.formats.files import dumped, numbered_lines, parsed_object, write_lines
from extractor.evaluation.formats.kept import packed, unpacked
from extractor.evaluation.formats.shape import Annotated

META = "extractor"
SAME = "same"  # the type of relation that links mentions of one entity


def write(records: Iterable[Annotated], out: Path, conversion: Conversion) -> None:
    """Writes one line a record."""
    write_lines((dumped(task) for task in conversion.written(records, _task, out)), out)


def _task(record: Annotated) -> dict[str, Any]:
    numbers = {mention["id"]: number for number, mention in enumerate(record["mentions"], 1)}
    entities = [
        {
            "id": numbers[mention["id"]],
            "label": mention["type"],
            "start_offset": mention["start"],
            "end_offset": mention["end"],
        }
        for mention in record["mentions"]
    ]
    pairs = [pair for entity in record["entities"] for pair in pairwise(entity["mentions"])]
    relations = [
        {"id": number, "from_id": numbers[a], "to_id": numbers[b], "type": SAME}
        for number, (a, b) in enumerate(pairs, 1)
    ]
    return {"text": record["text"], "entities": entities, "relations": relations, META: packed(record)}


def read(path: Path, conversion: Conversion) -> Iterator[dict[str, Any]]:
    """The records of a file: of an export with `entities`, or with `label` as lists of start, end and label."""

    def step(line: bytes) -> dict[str, Any]:
        return conversion.shape(_draft(parsed_object(line), conversion))

    return conversion.each(numbered_lines(path), step, path)


def _draft(task: Mapping[str, Any], conversion: Conversion) -> dict[str, Any]:
    spans = [_span(item) for item in task.get("entities", task.get("label", task.get("labels"))) or ()]
    links = []
    for relation in task.get("relations") or ():
        if relation.get("type") == SAME:
            links.append((relation.get("from_id"), relation.get("to_id")))
        else:
            conversion.unread["relations"] += 1
    meta = task.get(META)
    draft = unpacked(task.get("text"), spans, links, meta if isinstance(meta, Mapping) else {})
    if "id" not in draft and task.get("id") is not None:
        draft["id"] = str(task["id"])
    return draft


def _span(item: Any) -> dict[str, Any]:
    if isinstance(item, list) and len(item) == 3:
        return {"start": item[0], "end": item[1], "type": item[2]}
    if isinstance(item, Mapping) and item.keys() >= {"label", "start_offset", "end_offset"}:
        key = {"key": item["id"]} if "id" in item else {}
        return {"start": item["start_offset"], "end": item["end_offset"], "type": item["label"], **key}
    raise ArticleError("json", f"{str(item)[:60]} is no span with a label")
