"""TimeML: a folder with `ID.tml` for each article, its dates, times, durations and sets marked as TIMEX3 in the text.

A TIMEX3 stands where it stands, so there are no offsets. The publication date is the document's creation time.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from extractor.core.errors import ArticleError
from extractor.core.records import published_at
from extractor.evaluation.formats.conversion import Conversion
from extractor.evaluation.formats.files import FileNames, check_xml, files_in, id_of, read_text, write_whole
from extractor.evaluation.formats.shape import Annotated

SUFFIXES = (".tml", ".timeml")
_MODS = {
    "start": "START",
    "mid": "MID",
    "end": "END",
    "before": "BEFORE",
    "after": "AFTER",
    "until": "ON_OR_BEFORE",
    "since": "ON_OR_AFTER",
}
_BOUNDS = {
    "approx": "APPROX",
    "over": "MORE_THAN",
    "at_least": "EQUAL_OR_MORE",
    "under": "LESS_THAN",
    "at_most": "EQUAL_OR_LESS",
}
_FROM_MODS = {mod: ours for ours, mod in _MODS.items()}
_FROM_BOUNDS = {mod: ours for ours, mod in _BOUNDS.items()}
_ESCAPES = {"\r": "&#13;"}  # a parser would make a line break of it


def write(records: Iterable[Annotated], out: Path, conversion: Conversion) -> None:
    """Writes one file for every record."""
    out.mkdir(parents=True, exist_ok=True)
    names = FileNames(SUFFIXES[0])

    def step(record: Annotated) -> None:
        content = _document(record)
        check_xml(content)
        write_whole(content, out / names.of(record["id"]))

    for _ in conversion.written(records, step, out):
        pass


def _document(record: Annotated) -> str:
    parts = [f"<DOCID>{_escape(record['id'])}</DOCID>\n"]
    if record.get("published_at"):
        day = record["published_at"]["value"]
        kind = "TIME" if "T" in day else "DATE"
        attributes = f'tid="t0" type="{kind}" value={quoteattr(day)} functionInDocument="CREATION_TIME"'
        parts.append(f"<DCT><TIMEX3 {attributes}>{_escape(day)}</TIMEX3></DCT>\n")
    if record.get("title") is not None:
        parts.append(f"<TITLE>{_escape(record['title'])}</TITLE>\n")
    parts.append("<TEXT>")
    position = 0
    for number, mention in enumerate(record["mentions"], 1):
        parts.append(_escape(record["text"][position : mention["start"]]))
        attributes = " ".join(f"{name}={quoteattr(item)}" for name, item in _attributes(mention, number).items())
        parts.append(f"<TIMEX3 {attributes}>{_escape(mention['text'])}</TIMEX3>")
        position = mention["end"]
    parts.append(_escape(record["text"][position:]))
    return '<?xml version="1.0" encoding="UTF-8"?>\n<TimeML>\n' + "".join(parts) + "</TEXT>\n</TimeML>\n"


def _escape(text: str) -> str:
    return escape(text, _ESCAPES)


def _attributes(mention: Mapping[str, Any], number: int) -> dict[str, str]:
    found = {"tid": f"t{number}", "type": mention["type"].upper()}
    value = mention.get("value")
    if value is None:
        return found
    found["value"] = value.get("timex", "")
    mod = _MODS.get(value.get("mod") or "") or _BOUNDS.get(value.get("bound") or "")
    return found | ({"mod": mod} if mod else {})


def read(path: Path, conversion: Conversion) -> Iterator[dict[str, Any]]:
    """The records of a folder (with those in it), or of one file."""
    for file in files_in(path, SUFFIXES):
        yield from conversion.each([(None, file)], lambda file: conversion.shape(_draft(file, path, conversion)), file)


def _draft(file: Path, root: Path, conversion: Conversion) -> dict[str, Any]:
    try:
        tree = ElementTree.fromstring(read_text(file).removeprefix("\ufeff").encode())
    except ElementTree.ParseError as error:
        raise ArticleError("xml", f"broken XML: {error.msg}", error.position[0]) from None
    body = next(tree.iter("TEXT"), None)
    if body is None:
        raise ArticleError("xml", "there is no element TEXT")
    draft: dict[str, Any] = {"id": tree.findtext(".//DOCID") or id_of(file, root)}
    if (title := tree.find(".//TITLE")) is not None and tree.tag == "TimeML":
        draft["title"] = "".join(title.itertext())
    creation = next((time for time in tree.iter("TIMEX3") if time.get("functionInDocument") == "CREATION_TIME"), None)
    if creation is not None and (day := _day(creation.get("value", ""))):
        draft["published_at"] = {"value": day, "basis": "metadata"}
    mentions = list(_timexes(body, 0, conversion))
    return {**draft, "text": "".join(body.itertext()), "mentions": mentions}


def _day(value: str) -> str | None:
    try:
        found = published_at(value)
    except ValueError:  # a creation time may be a month or a year
        return None
    return found.value if found else None


def _timexes(element: ElementTree.Element, start: int, conversion: Conversion) -> Iterator[dict[str, Any]]:
    """The TIMEX3 of an element whose text starts there; events, signals and other marks are passed over."""
    position = start + len(element.text or "")
    for child in element:
        yield from _timexes(child, position, conversion)
        position += len("".join(child.itertext())) + len(child.tail or "")
    if element.tag == "TIMEX3" and position > start:
        yield {**_timex(element), "start": start, "end": position}
    elif element.tag != "TEXT":
        conversion.unread["empty" if element.tag == "TIMEX3" else "relations"] += 1


def _timex(element: ElementTree.Element) -> dict[str, Any]:
    kind = element.get("type", "").lower()
    if element.get("value") is None:
        return {"type": kind}
    value = {"timex": element.get("value")}
    mod = element.get("mod")
    if kind == "date" and mod in _FROM_MODS:
        value["mod"] = _FROM_MODS[mod]
    if kind == "duration":
        value["bound"] = _FROM_BOUNDS.get(mod or "", "exact")
    return {"type": kind, "value": value}
