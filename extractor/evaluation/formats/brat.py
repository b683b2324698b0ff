"""brat standoff: a folder with `ID.txt` and `ID.ann` for each article, offsets in code points.

A value is a note of its mention, `optional` an attribute, and mentions of one entity are an `Equiv` line. What else is
known of an entity is the note of its first mention. The id of mention m7 is T7.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

from extractor.core.errors import ArticleError
from extractor.evaluation.formats.conversion import Conversion
from extractor.evaluation.formats.files import (
    FileNames,
    dumped,
    files_in,
    id_of,
    parsed_object,
    read_text,
    write_whole,
)
from extractor.evaluation.formats.shape import TYPES, Annotated, type_and_name

OPTIONAL = "Optional"
NOTE = "AnnotatorNotes"
_BREAKS = re.compile(r"[\r\n]+")
_TYPES = "\n".join(TYPES)
# What brat wants to know before it shows the folder.
CONFIGURATION = f"""[entities]
{_TYPES}

[relations]
<OVERLAP> Arg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>
Equiv Arg1:<ENTITY>, Arg2:<ENTITY>, <REL-TYPE>:symmetric-transitive

[events]

[attributes]
{OPTIONAL} Arg:<ENTITY>
"""


def write(records: Iterable[Annotated], out: Path, conversion: Conversion) -> None:
    """Writes the two files of every record, and the `annotation.conf` that brat needs."""
    write_whole(CONFIGURATION, out / "annotation.conf")
    names = FileNames(".ann")

    def step(record: Annotated) -> None:
        annotations = _annotations(record)
        file = out / names.of(record["id"])
        write_whole(record["text"], file.with_suffix(".txt"))
        write_whole(annotations, file)

    for _ in conversion.written(records, step, out):
        pass


def _annotations(record: Annotated) -> str:
    lines: list[str] = []
    numbers = {mention["id"]: number for number, mention in enumerate(record["mentions"], 1)}
    firsts = {entity["mentions"][0]: entity for entity in record["entities"]}
    notes = attributes = 0
    for mention in record["mentions"]:
        number = numbers[mention["id"]]
        lines.append(f"T{number}\t{mention['type']} {_span(record['text'], mention)}\t{_one_line(mention['text'])}")
        if mention.get("optional"):
            attributes += 1
            lines.append(f"A{attributes}\t{OPTIONAL} T{number}")
        note = {"value": mention["value"]} if "value" in mention else {}
        if mention["id"] in firsts:
            note["entity"] = _known(firsts[mention["id"]], record["mentions"])
        if note:
            notes += 1
            lines.append(f"#{notes}\t{NOTE} T{number}\t{dumped(note)}")
    for entity in firsts.values():
        if len(entity["mentions"]) > 1:
            lines.append("*\tEquiv " + " ".join(f"T{numbers[name]}" for name in entity["mentions"]))
    return "".join(line + "\n" for line in lines)


def _known(entity: Mapping[str, Any], mentions: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """What the mentions of an entity do not say of it by themselves."""
    said = type_and_name([mention for mention in mentions if mention["id"] in entity["mentions"]])
    return {field: item for field, item in entity.items() if field != "mentions" and said.get(field) != item}


def _span(text: str, mention: Mapping[str, Any]) -> str:
    """The span of a mention; brat wants one that runs over a line break in pieces."""
    start, end = mention["start"], mention["end"]
    pieces, position = [], start
    for match in _BREAKS.finditer(text, start, end):
        pieces.append((position, match.start()))
        position = match.end()
    pieces.append((position, end))
    if any(a == b for a, b in pieces):
        raise ArticleError("span", f"{mention['id']} begins or ends with a line break, which brat cannot hold")
    return ";".join(f"{a} {b}" for a, b in pieces)


def _one_line(surface: str) -> str:
    return _BREAKS.sub(" ", surface)


def read(path: Path, conversion: Conversion) -> Iterator[dict[str, Any]]:
    """The records of a folder (with those in it), or of one .ann file with its .txt beside it."""
    for file in files_in(path, (".ann",)):
        yield from conversion.each([(None, file)], lambda file: conversion.shape(_draft(file, path, conversion)), file)


def _draft(file: Path, root: Path, conversion: Conversion) -> dict[str, Any]:
    try:
        text = read_text(file.with_suffix(".txt"))
    except ArticleError as error:
        raise ArticleError(error.what, f"{file.with_suffix('.txt').name}: {error.why}") from None
    mentions: dict[str, dict[str, Any]] = {}
    later: list[tuple[int, list[str]]] = []
    for number, line in enumerate(read_text(file).split("\n"), 1):
        if not line.strip():
            continue
        fields = line.rstrip("\r").split("\t", 2)
        if len(fields) < 2:
            raise ArticleError("ann", f"no tab in {line[:60]!r}", number)
        if fields[0].startswith("T"):
            _mention(fields, number, text, mentions, conversion)
        else:
            later.append((number, fields))
    entities: dict[str, dict[str, Any]] = {}
    groups = [_equal(line, fields, mentions) for line, fields in later if fields[0] == "*"]
    for number, fields in later:
        if fields[0] != "*":
            _annotate(number, fields, mentions, entities, conversion)
    _link(groups, mentions, entities)
    found = {"mentions": list(mentions.values()), "entities": list(entities.values())}
    return {"id": id_of(file, root), "text": text, **found}


def _mention(
    fields: list[str], line: int, text: str, mentions: dict[str, dict[str, Any]], conversion: Conversion
) -> None:
    label, _, places = fields[1].partition(" ")
    try:
        spans = [(int(start), int(end)) for start, end in (piece.split(" ") for piece in places.split(";"))]
    except ValueError:
        raise ArticleError("ann", f"{places!r} is no span", line) from None
    if not all(0 <= start < end <= len(text) for start, end in spans):
        raise ArticleError("span", f"{fields[0]} at {places} is no span of a text of {len(text)} characters", line)
    surface = " ".join(_one_line(text[start:end]) for start, end in spans)
    if len(fields) < 3 or fields[2] != surface:
        said = fields[2] if len(fields) > 2 else ""
        raise ArticleError("span", f"{fields[0]}: characters {places} are {surface!r}, not {said!r}", line)
    if not all(text[a[1] : b[0]].isspace() for a, b in pairwise(spans)):
        conversion.unread["discontinuous"] += 1
        return
    if fields[0] in mentions:
        raise ArticleError("id", f"{fields[0]} was given before", line)
    mentions[fields[0]] = {"id": f"m{fields[0][1:]}", "type": label, "start": spans[0][0], "end": spans[-1][1]}


def _equal(line: int, fields: list[str], mentions: Mapping[str, Any]) -> list[str]:
    kind, *names = fields[1].split()
    if kind != "Equiv" or len(names) < 2:
        raise ArticleError("ann", f"{fields[1][:60]!r} is no equivalence of mentions", line)
    return [name for name in names if name in mentions]


def _annotate(
    line: int,
    fields: list[str],
    mentions: Mapping[str, dict[str, Any]],
    entities: dict[str, dict[str, Any]],
    conversion: Conversion,
) -> None:
    """Gives a mention what a note or an attribute says of it; what no record can hold is counted."""
    words = fields[1].split()
    mention = mentions.get(words[1]) if len(words) > 1 else None
    if fields[0][0] in "RE":
        conversion.unread["relations"] += 1
    elif mention is not None and words[0] == OPTIONAL and fields[0][0] in "AM":
        mention["optional"] = True
    elif mention is not None and words[0] == NOTE and len(fields) == 3 and fields[2].startswith("{"):
        try:
            note = parsed_object(fields[2])
        except ArticleError as error:
            raise ArticleError("ann", f"the note of {words[1]} has {error.why}", line) from None
        if isinstance(note.get("value"), dict):
            mention["value"] = note["value"]
        if isinstance(note.get("entity"), dict) and isinstance(note["entity"].get("id"), str):
            mention["entity"] = note["entity"]["id"]
            entities[mention["entity"]] = note["entity"]
    else:
        conversion.unread["attributes"] += 1


def _link(groups: list[list[str]], mentions: Mapping[str, dict[str, Any]], entities: Mapping[str, Any]) -> None:
    """Gives the mentions of every group the entity of the first that has one, or a new one."""
    number = 0
    for group in filter(None, groups):
        known = [mentions[name]["entity"] for name in group if "entity" in mentions[name]]
        if not known:
            number += 1
            while f"e{number}" in entities:
                number += 1
            known = [f"e{number}"]
        for name in group:
            mentions[name]["entity"] = known[0]
