"""spaCy's DocBin: Docs with real tokens, `doc.spans["extractor"]`, `doc.ents`; it counts tokens and code points.

Tokens are those of `spacy.blank(lang)`, cut where a mention begins or ends. What a mention is worth lies in
`doc.user_data["extractor"]`, as the component `extractor` writes it, so `span._.value` works on both.
"""

import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span
from spacy.util import filter_spans

from extractor.core.errors import ArticleError
from extractor.evaluation.formats.conversion import Conversion
from extractor.evaluation.formats.files import written
from extractor.evaluation.formats.shape import Annotated
from extractor.spacy_bridge import KEY, cut

_LANGUAGES = {"ko": "ko", "zh": "zh", "zh-Hans": "zh", "zh-Hant": "zh"}


def write(records: Iterable[Annotated], out: Path, conversion: Conversion) -> None:
    """Writes one file of all Docs, with their user data."""
    docs = list(conversion.written(records, _doc, out))
    with written(out) as file:
        file.write(DocBin(docs=docs, store_user_data=True).to_bytes())


@lru_cache(maxsize=4)
def _blank(lang: str) -> Language:
    return spacy.blank(lang)


def _doc(record: Annotated) -> Doc:
    doc: Doc = _blank(_LANGUAGES.get(record.get("lang") or "", "xx")).make_doc(record["text"])
    if doc.text != record["text"]:
        raise ArticleError("internal", "spaCy's tokens do not spell the text")
    mentions = record["mentions"]
    cut(doc, [edge for mention in mentions for edge in (mention["start"], mention["end"])])
    kb = {entity["id"]: entity["kb"]["id"] for entity in record["entities"] if entity.get("kb")}
    spans = [_span(doc, mention, kb.get(mention.get("entity"), "")) for mention in mentions]
    doc.spans[KEY] = spans
    doc.set_ents(filter_spans(spans))
    data = {field: item for field, item in record.items() if field != "text"}
    doc.user_data[KEY] = {**data, "mentions": {mention["id"]: dict(mention) for mention in mentions}}
    return doc


def _span(doc: Doc, mention: Mapping[str, Any], kb_id: str) -> Span:
    found = doc.char_span(mention["start"], mention["end"], label=mention["type"], kb_id=kb_id, span_id=mention["id"])
    if found is None:
        raise ArticleError("span", f"{mention['id']} begins or ends with a blank, which is in no token of spaCy")
    return found


def read(path: Path, conversion: Conversion) -> Iterator[dict[str, Any]]:
    """The records of a file. Of Docs without our spans the entities are read; values need `store_user_data=True`."""

    def docs() -> Iterator[tuple[None, tuple[int, Doc]]]:
        try:
            found = DocBin().from_disk(path)
        except (ValueError, zlib.error) as error:
            raise ArticleError("docbin", f"this is no DocBin: {error}") from None
        for number, doc in enumerate(found.get_docs(_blank("xx").vocab), 1):
            yield None, (number, doc)

    return conversion.each(docs(), lambda item: conversion.shape(_draft(*item, path)), path)


def _draft(number: int, doc: Doc, path: Path) -> dict[str, Any]:
    pack = _lists(doc.user_data.get(KEY, {}))
    known = pack.pop("mentions", {})
    spans = doc.spans.get(KEY, doc.ents)
    mentions = [_mention(span, known) for span in spans]
    return {"id": f"{path.stem}#{number}", **pack, "text": doc.text, "mentions": mentions}


def _mention(span: Span, known: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    place = {"start": span.start_char, "end": span.end_char, "type": span.label_}
    if span.id_ in known:
        before = known[span.id_]
        same = all(before[field] == place[field] for field in place)
        return dict(before) if same else {**place, "id": span.id_}
    given = {"id": span.id_} if span.id_ else {}
    return place | given | ({"entity": span.kb_id_} if span.kb_id_ else {})


def _lists(data: Any) -> Any:
    """The same data with lists for the tuples that a DocBin gives back."""
    if isinstance(data, Mapping):
        return {field: _lists(item) for field, item in data.items()}
    return [_lists(item) for item in data] if isinstance(data, list | tuple) else data
