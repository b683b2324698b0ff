"""W3C Web Annotation (JSON-LD): a list of collections, one for each article, offsets in code points.

A target has its place twice, as a TextPositionSelector and as a TextQuoteSelector. The text of the article, which the
model leaves where it lies, is the body of an annotation of its own, so that the file is whole by itself.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from extractor.core.errors import ArticleError
from extractor.evaluation.formats.conversion import Conversion
from extractor.evaluation.formats.files import dumped, members, numbered, parsed_object, write_list
from extractor.evaluation.formats.shape import Annotated, checked_text

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
SCHEME = "urn:kozh-extractor:"
AROUND = 20  # characters before and behind a quote
_JSON = "application/json"
_OWN = ("id", "type", "start", "end", "text", "value", "entity")


def write(records: Iterable[Annotated], out: Path, conversion: Conversion) -> None:
    """Writes a JSON list of annotation collections."""
    write_list(conversion.written(records, _collection, out), out)


def _collection(record: Annotated) -> dict[str, Any]:
    source = SCHEME + quote(record["id"], safe="")
    lang = {"language": record["lang"]} if record.get("lang") else {}
    about = {field: item for field, item in record.items() if field not in ("id", "text", "mentions")}
    items = [
        {
            "id": f"{source}#text",
            "type": "Annotation",
            "motivation": "describing",
            "body": [
                {"type": "TextualBody", "format": "text/plain", **lang, "value": record["text"]},
                {"type": "TextualBody", "format": _JSON, "value": dumped(about)},
            ],
            "target": source,
        },
        *(_annotation(mention, record["text"], source) for mention in record["mentions"]),
    ]
    page = {"id": f"{source}#page", "type": "AnnotationPage", "startIndex": 0, "items": items}
    whole = {"@context": CONTEXT, "id": f"{source}#mentions", "type": "AnnotationCollection"}
    return {**whole, "total": len(items), "first": page}


def _annotation(mention: Mapping[str, Any], text: str, source: str) -> dict[str, Any]:
    start, end = mention["start"], mention["end"]
    body: list[dict[str, Any]] = [{"type": "TextualBody", "purpose": "tagging", "value": mention["type"]}]
    if "value" in mention:
        body.append(_json("describing", mention["value"]))
    if "entity" in mention:
        thing = f"{source}#{quote(mention['entity'], safe='')}"
        body.append({"type": "SpecificResource", "purpose": "identifying", "source": thing})
    rest = {field: item for field, item in mention.items() if field not in _OWN}
    if rest:
        body.append(_json("classifying", rest))
    quoted = {"exact": mention["text"], "prefix": text[max(0, start - AROUND) : start], "suffix": text[end:][:AROUND]}
    selector = [
        {"type": "TextPositionSelector", "start": start, "end": end},
        {"type": "TextQuoteSelector", **quoted},
    ]
    name = f"{source}#{quote(mention['id'], safe='')}"
    return {"id": name, "type": "Annotation", "body": body, "target": {"source": source, "selector": selector}}


def _json(purpose: str, data: Any) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "format": _JSON, "value": dumped(data)}


def read(path: Path, conversion: Conversion) -> Iterator[dict[str, Any]]:
    """The records of a list of collections, or of one. Where the text does not bear a place out, the quote says it."""
    return conversion.each(members(path), numbered(lambda item: conversion.shape(_draft(item, conversion))), path)


def _draft(collection: Mapping[str, Any], conversion: Conversion) -> dict[str, Any]:
    page = collection.get("first", collection)
    items = page.get("items") if isinstance(page, Mapping) else None
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise ArticleError("json", "there are no annotations: expected an AnnotationCollection whose page is in it")
    whole = next((item for item in items if isinstance(item.get("target"), str)), None)
    if whole is None:
        raise ArticleError("no-text", "no annotation of the whole article has its text as a body")
    source = whole["target"]
    name = unquote(source.removeprefix(SCHEME))
    draft: dict[str, Any] = {"id": name}
    text = ""
    for body in _bodies(whole):
        if body.get("format") == _JSON:
            draft |= parsed_object(body["value"])
        elif isinstance(body.get("value"), str):
            text = body["value"]
    checked_text(text)
    mentions = [_mention(item, text, source, conversion) for item in items if item is not whole]
    return {**draft, "text": text, "mentions": [mention for mention in mentions if mention is not None]}


def _mention(item: Mapping[str, Any], text: str, source: str, conversion: Conversion) -> dict[str, Any] | None:
    name = _fragment(item.get("id"), source)
    mention: dict[str, Any] = {} if name is None else {"id": name}
    labels = []
    for body in _bodies(item):
        purpose = body.get("purpose", item.get("motivation"))
        if purpose == "tagging":
            labels.append(body.get("value"))
        elif purpose == "describing" and body.get("format") == _JSON:
            mention["value"] = parsed_object(body["value"])
        elif purpose == "classifying" and body.get("format") == _JSON:
            mention |= parsed_object(body["value"])
        elif purpose == "identifying" and isinstance(body.get("source"), str):
            mention["entity"] = _fragment(body["source"], source) or body["source"]
        else:
            conversion.unread["attributes"] += 1
    if len(labels) != 1:
        conversion.unread["attributes"] += 1  # a comment or a highlight, but no mention
        return None
    start, end = _place(item, text)
    return {**mention, "type": labels[0], "start": start, "end": end}


def _fragment(iri: Any, source: str) -> str | None:
    """The id behind the # of an IRI of ours."""
    ours = isinstance(iri, str) and iri.startswith(f"{source}#")
    return unquote(iri.removeprefix(f"{source}#")) if ours else None


def _bodies(item: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    body = item.get("body")
    bodies = body if isinstance(body, list) else [body]
    return [one for one in bodies if isinstance(one, Mapping)]


def _place(item: Mapping[str, Any], text: str) -> tuple[int, int]:
    """The span of a target: its position where the quote stands there, else the one place that the quote fits."""
    target = item.get("target")
    found = target.get("selector") if isinstance(target, Mapping) else None
    selectors = found if isinstance(found, list) else [found]
    by_type = {one.get("type"): one for one in selectors if isinstance(one, Mapping)}
    position, quoted = by_type.get("TextPositionSelector"), by_type.get("TextQuoteSelector")
    if position is not None:
        start, end = position.get("start"), position.get("end")
        if quoted is None or (type(start) is int and type(end) is int and text[start:end] == quoted.get("exact")):
            return start, end  # type: ignore[return-value]  # shaped() says what is wrong with them
    exact = quoted.get("exact") if quoted is not None else None
    if not exact:
        raise ArticleError("span", f"the annotation {item.get('id')!r} has no selector of a position or a quote")
    before, after = (quoted or {}).get("prefix", ""), (quoted or {}).get("suffix", "")
    first = text.find(before + exact + after)
    if first < 0 or text.find(before + exact + after, first + 1) >= 0:
        raise ArticleError("span", f"the quote {exact!r} of {item.get('id')!r} is not in the text, or more than once")
    return first + len(before), first + len(before) + len(exact)
