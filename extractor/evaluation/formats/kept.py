"""What travels beside the spans in formats that let a task carry fields of its own: packed by us, found again by span.

An annotator may add, move and drop spans and links. Spans and links are believed from the task, all else from the pack.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

from extractor.core.errors import ArticleError
from extractor.evaluation.formats.shape import Annotated

_KEY = ("start", "end", "type")


def packed(record: Annotated) -> dict[str, Any]:
    """All of a record but its text, its mentions without their surfaces."""
    rest = {field: item for field, item in record.items() if field not in ("text", "mentions")}
    mentions = [
        {field: item for field, item in mention.items() if field not in ("text", "entity")}
        for mention in record["mentions"]
    ]
    linked = {mention["id"]: mention["entity"] for mention in record["mentions"] if "entity" in mention}
    return {**rest, "mentions": mentions, "linked": linked}


def unpacked(
    text: Any, spans: Sequence[dict[str, Any]], links: Iterable[tuple[Any, Any]], pack: Mapping[str, Any]
) -> dict[str, Any]:
    """What a task says: `spans` with a `key` that the pairs of `links` name, and what the pack knew of them.

    A span that the pack does not know is a mention without a value. Entities are the groups that the links make.
    """
    known: dict[tuple[Any, ...], list[Mapping[str, Any]]] = {}
    for mention in _objects(pack.get("mentions")):
        known.setdefault(tuple(mention.get(field) for field in _KEY), []).append(mention)
    mentions = []
    for span in spans:
        same = known.get(tuple(span[field] for field in _KEY))
        extra = same.pop(0) if same else {}
        mentions.append({**extra, **span})
    taken = {mention["id"] for mention in _objects(pack.get("mentions")) if "id" in mention}
    for mention in mentions:
        if "id" not in mention:  # not the id of a mention that went: facts may still name it
            mention["id"] = _new("m", taken)
    _link(mentions, links, pack)
    rest = {field: item for field, item in pack.items() if field not in ("mentions", "linked")}
    for mention in mentions:
        mention.pop("key", None)
    return {**rest, "text": text, "mentions": mentions}


def _link(mentions: Sequence[dict[str, Any]], links: Iterable[tuple[Any, Any]], pack: Mapping[str, Any]) -> None:
    """Gives the mentions of each group of links one entity: that which most of them had, else a new one."""
    by_key: dict[Hashable, int] = {mention["key"]: at for at, mention in enumerate(mentions) if "key" in mention}
    groups = list(range(len(mentions)))
    for a, b in links:
        if a in by_key and b in by_key:
            old, new = groups[by_key[b]], groups[by_key[a]]
            groups = [new if group == old else group for group in groups]
    before = pack.get("linked")
    linked: Mapping[str, str] = before if isinstance(before, Mapping) else {}
    taken: set[str] = set(linked.values())
    used: set[str] = set()
    for group in dict.fromkeys(groups):
        members = [mention for mention, its in zip(mentions, groups, strict=True) if its == group]
        had = [linked[mention["id"]] for mention in members if mention.get("id") in linked]
        free = [name for name in had if name not in used]
        if not had and len(members) == 1:
            continue
        name = max(free, key=lambda name: (had.count(name), -had.index(name))) if free else _new("e", taken)
        used.add(name)
        for mention in members:
            mention["entity"] = name


def _new(letter: str, taken: set[str]) -> str:
    number = 1
    while f"{letter}{number}" in taken:
        number += 1
    taken.add(f"{letter}{number}")
    return f"{letter}{number}"


def _objects(items: Any) -> list[Mapping[str, Any]]:
    if items is None:
        return []
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise ArticleError("json", "the mentions of the field extractor are no list of objects")
    return items
