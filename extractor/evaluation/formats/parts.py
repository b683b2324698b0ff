"""The parts of a record that a format may have no place for, and records without them.

A writer is given a record that its format can hold whole, so what the report counts is what was lost, no more, no less.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from extractor.evaluation.formats.shape import Annotated

TEMPORAL = frozenset({"date", "time", "duration", "set"})
_STRUCTURE = frozenset({"blocks", "sentences", "tokens"})
_OWN = frozenset({"id", "text", "mentions", "entities", "facts", "lang", "title", "published_at"}) | _STRUCTURE
_PLACE = frozenset({"id", "type", "start", "end", "text", "sentence", "value", "entity", "optional"})

PARTS: Mapping[str, str] = {
    "types": "mentions that are not a date, time, duration or set",
    "overlaps": "mentions that share characters with a longer one or an earlier one",
    "values": "what a mention is worth",
    "days": "of a temporal value all but `timex`, `mod`, `bound` (`nearly` becomes `approx`)",
    "links": "entities: which mentions name one, and what is known of it",
    "optional": "that a mention is scored neither way",
    "reading": "a mention's rule and confidence",
    "ids": "ids of mentions and entities, which are numbered anew",
    "lang": "the language",
    "title": "the title",
    "published_at": "the date of publication",
    "basis": "what says when the article was published",
    "about": "publisher, authors, source and all other fields of the article",
    "structure": "blocks, sentences and tokens",
    "facts": "facts",
}
# What a file of another tool may hold that no record can.
UNREAD: Mapping[str, str] = {
    "attributes": "attributes, notes and regions of other kinds",
    "discontinuous": "mentions of several pieces",
    "facts": "facts whose mention is gone",
    "labels": "mentions that --label leaves out",
    "relations": "relations and events other than that mentions name the same",
    "empty": "mentions of no character",
    "unmatched": "articles that the records of --with do not know",
}


def strip(record: Annotated, parts: Iterable[str]) -> tuple[dict[str, Any], Counter[str]]:
    """A shaped record without these parts, and how many things each of them took away."""
    lost: Counter[str] = Counter()
    kept = {**record, "mentions": [dict(mention) for mention in record["mentions"]]}
    wanted = set(parts)
    for part in PARTS:  # in this order: numbers are given to the mentions that are left
        if part in wanted:
            count = _STEPS[part](kept)
            if count:
                lost[part] = count
    return kept, lost


def _types(record: dict[str, Any]) -> int:
    return _keep(record, [mention for mention in record["mentions"] if mention["type"] in TEMPORAL])


def _overlaps(record: dict[str, Any]) -> int:
    """Keeps the longest of mentions that overlap, as the contract does of nested names; of equals the first."""
    taken = bytearray(len(record["text"]))
    kept: list[dict[str, Any]] = []
    for mention in sorted(record["mentions"], key=lambda item: item["start"] - item["end"]):
        place = slice(mention["start"], mention["end"])
        if not any(taken[place]):
            taken[place] = b"\x01" * len(mention["text"])
            kept.append(mention)
    return _keep(record, sorted(kept, key=lambda mention: mention["start"]))


def _keep(record: dict[str, Any], mentions: list[dict[str, Any]]) -> int:
    gone = len(record["mentions"]) - len(mentions)
    record["mentions"] = mentions
    if gone:
        left = {mention["id"] for mention in mentions}
        entities = [
            {**entity, "mentions": [name for name in entity["mentions"] if name in left]}
            for entity in record["entities"]
        ]
        record["entities"] = [entity for entity in entities if entity["mentions"]]
    return gone


def _values(record: dict[str, Any]) -> int:
    return _drop(record, {"value"})


def _days(record: dict[str, Any]) -> int:
    count = 0
    for mention in record["mentions"]:
        value = mention.get("value")
        if value is None:
            continue
        bare = bare_time(mention["type"], value)
        known = {field: item for field, item in value.items() if item is not None}
        count += bare != known
        mention["value"] = bare
    return count


def bare_time(kind: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """What TIMEX3 can say of a temporal value."""
    bare = {field: item for field, item in value.items() if field in ("timex", "mod", "bound") and item is not None}
    if kind == "duration":
        bare["bound"] = "approx" if bare.get("bound") == "nearly" else bare.get("bound", "exact")
    return bare


def _links(record: dict[str, Any]) -> int:
    count = len(record["entities"])
    record["entities"] = []
    for mention in record["mentions"]:
        mention.pop("entity", None)
    return count


def _optional(record: dict[str, Any]) -> int:
    return _drop(record, {"optional"})


def _reading(record: dict[str, Any]) -> int:
    return _drop(record, {field for mention in record["mentions"] for field in mention} - _PLACE)


def _drop(record: dict[str, Any], fields: set[str]) -> int:
    count = 0
    for mention in record["mentions"]:
        count += not fields.isdisjoint(mention)
        for field in fields:
            mention.pop(field, None)
    return count


def _ids(record: dict[str, Any]) -> int:
    """Numbers mentions in text order and entities in the order of their first mentions."""
    mentions = {mention["id"]: f"m{number}" for number, mention in enumerate(record["mentions"], 1)}
    things: dict[str, str] = {}
    for mention in record["mentions"]:
        if "entity" in mention:
            things.setdefault(mention["entity"], f"e{len(things) + 1}")
            mention["entity"] = things[mention["entity"]]
        mention["id"] = mentions[mention["id"]]
    entities = []
    for entity in record["entities"]:
        renamed = {**entity, "id": things[entity["id"]]}
        renamed["mentions"] = sorted((mentions[name] for name in entity["mentions"]), key=lambda name: int(name[1:]))
        if "affiliation" in entity:
            renamed["affiliation"] = things.get(entity["affiliation"], entity["affiliation"])
        entities.append(renamed)
    record["entities"] = sorted(entities, key=lambda entity: int(entity["id"][1:]))
    return sum(old != new for old, new in (mentions | things).items())


def _field(name: str) -> Any:
    def step(record: dict[str, Any]) -> int:
        return record.pop(name, None) is not None

    return step


def _basis(record: dict[str, Any]) -> int:
    """Keeps the bare date; a date or title that is null is not there at all, and no loss."""
    for field in ("title", "published_at"):
        if record.get(field) is None:
            record.pop(field, None)
    given = record.get("published_at")
    if given is None:
        return 0
    record["published_at"] = {"value": given["value"], "basis": "metadata"}
    return int(record["published_at"] != given)


def _about(record: dict[str, Any]) -> int:
    given = [field for field in record if field not in _OWN]
    return sum(bool(record.pop(field)) and field != "schema_version" for field in given)


def _structure(record: dict[str, Any]) -> int:
    _drop(record, {"sentence"})
    return sum(len(record.pop(field, None) or ()) for field in sorted(_STRUCTURE))


def _facts(record: dict[str, Any]) -> int:
    return len(record.pop("facts", None) or ())


_STEPS: Mapping[str, Any] = {
    "types": _types,
    "overlaps": _overlaps,
    "values": _values,
    "days": _days,
    "links": _links,
    "optional": _optional,
    "reading": _reading,
    "ids": _ids,
    "lang": _field("lang"),
    "title": _field("title"),
    "published_at": _field("published_at"),
    "basis": _basis,
    "about": _about,
    "structure": _structure,
    "facts": _facts,
}
