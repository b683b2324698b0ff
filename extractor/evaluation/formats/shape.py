"""The shape that all formats read into and write from: a record, or a gold record with fewer fields, as JSON has it.

`id`, `text`, `mentions` and `entities` are always there; a mention of gold may have no value and no entity.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from extractor.core.errors import ArticleError
from extractor.core.records import sha256
from extractor.core.values import ENTITY_TYPES, KINDS

Annotated = Mapping[str, Any]

TYPES: tuple[str, ...] = (*KINDS, *ENTITY_TYPES)
_BY_FOLDED = {name.casefold(): name for name in TYPES}
_ABOUT = ("schema_version", "id", "lang", "title", "publisher", "authors", "published_at", "source")
FIELDS = (*_ABOUT, "text", "blocks", "sentences", "tokens", "mentions", "entities", "facts")
MENTION_FIELDS = ("id", "type", "start", "end", "text", "sentence", "value", "entity", "confidence", "rule", "optional")


def shaped(draft: Mapping[str, Any], labels: Mapping[str, str], unread: Counter[str]) -> dict[str, Any]:
    """A record of what a reader found: mentions in text order with ids and surfaces, entities that list their mentions.

    `labels` renames types; one renamed to nothing is left out. What had to be left out is counted in `unread`. Raises
    `ArticleError` on what no record could be: no text, a span outside of it, a surface that is not what stands there.
    """
    text = checked_text(draft.get("text"))
    mentions = []
    for number, item in enumerate(_list(draft, "mentions"), 1):
        mention = _mention(item, f"mention {number}", text, labels)
        if mention is None:
            unread["labels"] += 1
        else:
            mentions.append(mention)
    mentions.sort(key=lambda mention: (mention["start"], -mention["end"]))
    _name(mentions)
    record = {**draft, "id": draft.get("id") or sha256(text)[:16], "text": text, "mentions": mentions}
    if not isinstance(record["id"], str):
        raise ArticleError("id", f"the id {record['id']!r} is no string")
    record["entities"] = _entities(_list(draft, "entities"), mentions)
    if "facts" in draft:
        record["facts"] = _facts(_list(draft, "facts"), {mention["id"] for mention in mentions}, unread)
    return ordered(record, FIELDS)


def checked_text(text: object) -> str:
    """The text of an article. Raises `ArticleError` where there is none, or one that no file could hold."""
    if text is None:
        raise ArticleError("no-text", "there is no text that the offsets could point into")
    if not isinstance(text, str):
        raise ArticleError("no-text", f"the text is of type {type(text).__name__}")
    if not text.strip():
        raise ArticleError("empty", "the text holds nothing but white space" if text else "the text is empty")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ArticleError("encoding", f"character {error.start} is half a surrogate pair") from None
    return text


def ordered(data: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    """The same fields in the order given, the others behind: the same record is the same bytes."""
    known = {field: data[field] for field in fields if field in data}
    return known | {field: item for field, item in data.items() if field not in known}


def _mention(item: object, where: str, text: str, labels: Mapping[str, str]) -> dict[str, Any] | None:
    if not isinstance(item, Mapping):
        raise ArticleError("mention", f"{where} is no object")
    label = item.get("type")
    kind = known_type(label, labels)
    if kind is None:
        return None
    start, end = item.get("start"), item.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise ArticleError("span", f"{where}: {start}:{end} is no span of a text of {len(text)} characters")
    surface = text[start:end]
    if item.get("text", surface) != surface:
        why = f"{where}: characters {start}:{end} are {surface!r}, not {item['text']!r}"
        raise ArticleError("span", why)
    kept = {field: value for field, value in item.items() if value is not None or field not in MENTION_FIELDS}
    return ordered({**kept, "type": kind, "text": surface}, MENTION_FIELDS)


def known_type(label: object, labels: Mapping[str, str]) -> str | None:
    """The type that a label stands for, None where it is to be left out. Letter case makes no difference."""
    if not isinstance(label, str):
        raise ArticleError("label", f"the label {label!r} is no string")
    renamed = labels.get(label, label)
    if not renamed:
        return None
    kind = _BY_FOLDED.get(renamed.casefold())
    if kind is None:
        why = f"{renamed!r} is no type of mention: rename it as in --label {label}=ORG, or leave it out with --label"
        raise ArticleError("label", f"{why} {label}=")
    return kind


def _name(mentions: list[dict[str, Any]]) -> None:
    """Gives every mention without an id the next one that is free."""
    taken: set[str] = set()
    for mention in mentions:
        name = mention.get("id")
        if name in taken:
            raise ArticleError("id", f"two mentions have the id {name!r}")
        if name is not None:
            taken.add(name)
    number = 0
    for place, mention in enumerate(mentions):
        if "id" in mention:
            continue
        number += 1
        while f"m{number}" in taken:
            number += 1
        mentions[place] = ordered({**mention, "id": f"m{number}"}, MENTION_FIELDS)


def _entities(given: Sequence[Any], mentions: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The entities of the mentions: those given, then those that only a mention names; none without a mention."""
    members: dict[str, list[Mapping[str, Any]]] = {}
    for mention in mentions:
        if "entity" in mention:
            members.setdefault(mention["entity"], []).append(mention)
    details: dict[str, Mapping[str, Any]] = {}
    for entity in given:
        if not isinstance(entity, Mapping) or not isinstance(entity.get("id"), str):
            raise ArticleError("entity", "an entity is no object with an id")
        details[entity["id"]] = entity
    names = [name for name in details if name in members] + [name for name in members if name not in details]
    return [_entity(name, details.get(name, {}), members[name]) for name in names]


def _entity(name: str, given: Mapping[str, Any], members: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    ids = [mention["id"] for mention in members]
    if sorted(given.get("mentions", ())) == sorted(ids):
        ids = list(given["mentions"])
    kept = {field: item for field, item in given.items() if field != "mentions"}
    made = {"id": name, **type_and_name(members), **kept, "mentions": ids}
    return ordered(made, ("id", "type", "name", "names", "mentions"))


def type_and_name(members: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """The type and name of an entity of which only its mentions are known: that of the first, the fullest."""
    return {"type": members[0]["type"], "name": max((mention["text"] for mention in members), key=len)}


def _facts(facts: Sequence[Any], mentions: set[str], unread: Counter[str]) -> list[Any]:
    """The facts whose value is still there: an annotator may have taken its mention away."""
    kept = [fact for fact in facts if isinstance(fact, Mapping) and fact.get("value") in mentions]
    unread["facts"] += len(facts) - len(kept)
    return kept


def _list(data: Mapping[str, Any], field: str) -> Sequence[Any]:
    items = data.get(field)
    if items is None:
        return ()
    if not isinstance(items, list | tuple):
        raise ArticleError("json", f"{field!r} is no list")
    return items
