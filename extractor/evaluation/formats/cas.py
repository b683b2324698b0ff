"""UIMA CAS as XMI, as INCEpTION and DKPro read it: a folder with `ID.xmi` for each article and one `TypeSystem.xml`.

A mention is a NamedEntity whose `value` is its type; its worth is the JSON in the feature `mention_value`. Mentions of
one entity are links of a CoreferenceChain. The rest lies in one `custom.Record`. The only module that imports cassis,
which turns UTF-16 code units into code points and back.
"""

import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from cassis import Cas, TypeSystem, load_cas_from_xmi, load_typesystem

from extractor.core.errors import ArticleError
from extractor.evaluation.formats.conversion import Conversion
from extractor.evaluation.formats.files import (
    FileNames,
    check_xml,
    dumped,
    files_in,
    id_of,
    parsed_object,
    write_whole,
)
from extractor.evaluation.formats.kept import packed, unpacked
from extractor.evaluation.formats.pieces import pieces, sentence_starts
from extractor.evaluation.formats.shape import Annotated

SUFFIX = ".xmi"
TYPES_FILE = "TypeSystem.xml"
_DKPRO = "de.tudarmstadt.ukp.dkpro.core.api."
NAMED = f"{_DKPRO}ner.type.NamedEntity"
TOKEN = f"{_DKPRO}segmentation.type.Token"
SENTENCE = f"{_DKPRO}segmentation.type.Sentence"
CHAIN = f"{_DKPRO}coref.type.CoreferenceChain"
LINK = f"{_DKPRO}coref.type.CoreferenceLink"
METADATA = f"{_DKPRO}metadata.type.DocumentMetaData"
RECORD = "custom.Record"
_STRING = "uima.cas.String"
_FIELDS = {"mention_id": "id", "mention_value": "value", "mention_optional": "optional"}


@lru_cache(maxsize=1)
def _types() -> TypeSystem:
    """DKPro's types that we write, with our features."""
    types = TypeSystem()
    types.create_type(SENTENCE)
    types.create_type(TOKEN)
    named = types.create_type(NAMED)
    for feature in ("value", "identifier", *_FIELDS):
        types.create_feature(named, feature, "uima.cas.Boolean" if feature == "mention_optional" else _STRING)
    link = types.create_type(LINK)
    types.create_feature(link, "next", link)
    types.create_feature(link, "referenceType", _STRING)
    types.create_feature(link, "referenceRelation", _STRING)
    types.create_feature(types.create_type(CHAIN, "uima.cas.AnnotationBase"), "first", link)
    metadata = types.create_type(METADATA, "uima.tcas.DocumentAnnotation")
    for feature in ("documentTitle", "documentId"):
        types.create_feature(metadata, feature, _STRING)
    types.create_feature(types.create_type(RECORD, "uima.cas.AnnotationBase"), "json", _STRING)
    return types


def write(records: Iterable[Annotated], out: Path, conversion: Conversion) -> None:
    """Writes one file for every record, and the type system that all of them have."""
    write_whole(_types().to_xml() or "", out / TYPES_FILE)
    names = FileNames(SUFFIX)

    def step(record: Annotated) -> None:
        write_whole(_xmi(record), out / names.of(record["id"]))

    for _ in conversion.written(records, step, out):
        pass


def _xmi(record: Annotated) -> str:
    title = record["title"] if isinstance(record.get("title"), str) else None
    for said in (record["text"], record["id"], title or "", dumped(record)):
        check_xml(said)
    pack = packed(record)
    for mention in pack["mentions"]:
        for field in ("value", "optional"):
            mention.pop(field, None)
    types = _types()
    cas = Cas(types)
    cas.sofa_string = record["text"]
    cas.sofa_mime = "text/plain"
    language = record.get("lang") or "x-unspecified"
    size = len(record["text"])
    metadata = types.get_type(METADATA)
    cas.add(metadata(begin=0, end=size, language=language, documentId=record["id"], documentTitle=title))
    cas.add(types.get_type(RECORD)(json=dumped(pack)))
    _add_tokens(cas, record)
    _add_mentions(cas, record)
    return cas.to_xmi() or ""


def _add_tokens(cas: Cas, record: Annotated) -> None:
    """Tokens and sentences: INCEpTION shows nothing without them, and wants a mention to begin and end with a token."""
    token, sentence = cas.typesystem.get_type(TOKEN), cas.typesystem.get_type(SENTENCE)
    found = pieces(record)
    starts = sentence_starts(record)
    first = 0
    for number, (start, end) in enumerate(found):
        cas.add(token(begin=start, end=end))
        if number + 1 == len(found) or found[number + 1][0] in starts:
            cas.add(sentence(begin=found[first][0], end=end))
            first = number + 1


def _add_mentions(cas: Cas, record: Annotated) -> None:
    named, link, chain = (cas.typesystem.get_type(name) for name in (NAMED, LINK, CHAIN))
    mentions = {mention["id"]: mention for mention in record["mentions"]}
    things = {entity["id"]: entity for entity in record["entities"]}
    for mention in record["mentions"]:
        features = {"value": mention["type"], "mention_id": mention["id"], "mention_optional": mention.get("optional")}
        known = things.get(mention.get("entity", ""), {}).get("kb")
        features["identifier"] = known["id"] if known else None
        features["mention_value"] = dumped(mention["value"]) if "value" in mention else None
        cas.add(named(begin=mention["start"], end=mention["end"], **features))
    for entity in things.values():
        members = [mentions[name] for name in entity["mentions"]]
        links = [link(begin=m["start"], end=m["end"], referenceType=m["type"]) for m in members]
        for one, following in pairwise(links):
            one.next = following
        for one in links:
            cas.add(one)
        cas.add(chain(first=links[0]))


def read(path: Path, conversion: Conversion) -> Iterator[dict[str, Any]]:
    """The records of a folder (with those in it), or of one file; its types are those beside it, else ours."""
    for file in files_in(path, (SUFFIX,)):
        yield from conversion.each([(None, file)], lambda file: conversion.shape(_draft(file, path, conversion)), file)


def _draft(file: Path, root: Path, conversion: Conversion) -> dict[str, Any]:
    cas = _load(file)
    if cas.sofa_string is None:
        raise ArticleError("no-text", "the CAS has no text")
    spans = [_span(item) for item in _select(cas, NAMED)]
    links = [pair for chain in _select(cas, CHAIN) for pair in pairwise(_members(chain))]
    packs = [item.json for item in _select(cas, RECORD) if getattr(item, "json", None)]
    draft = unpacked(cas.sofa_string, spans, links, parsed_object(packs[0]) if packs else {})
    metadata = next(iter(_select(cas, METADATA)), None)
    if "id" not in draft:
        draft["id"] = id_of(file, root)
        title = getattr(metadata, "documentTitle", None)
        draft |= {"title": title} if title else {}
    return draft


def _load(file: Path) -> Cas:
    beside = file.with_name(TYPES_FILE)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            types = load_typesystem(beside) if beside.exists() else _types()
            cas = load_cas_from_xmi(file, types, lenient=True)
        except OSError as error:
            raise ArticleError("unreadable", error.strerror or str(error)) from None
        except SyntaxError as error:
            raise ArticleError("xml", f"broken XML: {error.msg}", error.lineno) from None
    for warning in said:  # of types that we do not know nothing is wanted, but an offset must not be guessed
        if "offset" in str(warning.message):
            raise ArticleError("span", str(warning.message))
    return cas


def _select(cas: Cas, name: str) -> list[Any]:
    return list(cas.select(name)) if cas.typesystem.contains_type(name, True) else []


def _span(item: Any) -> dict[str, Any]:
    span: dict[str, Any] = {"start": item.begin, "end": item.end, "type": item.value}
    for feature, field in _FIELDS.items():
        said = getattr(item, feature, None)
        if said is not None:
            span[field] = parsed_object(said) if field == "value" else said
    return {**span, "key": (item.begin, item.end, item.value)}


def _members(chain: Any) -> Iterator[tuple[int, int, str]]:
    """The places of a chain's links. A chain that comes back to itself ends there."""
    link, seen = chain.first, set()
    while link is not None and link.xmiID not in seen:
        seen.add(link.xmiID)
        yield link.begin, link.end, link.referenceType
        link = link.next
