"""What a format could not hold, taken back from the records that were converted into it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from extractor.evaluation.formats.parts import bare_time, strip
from extractor.evaluation.formats.registry import Format
from extractor.evaluation.formats.shape import Annotated

_PLACE = ("start", "end", "type")
_HIDING = {"types", "overlaps"}  # what these take away was never there to be taken away by an annotator
_PART_OF = {"value": "values", "entity": "links", "optional": "optional", "id": "ids"}


def filled(
    records: Iterable[Annotated], before: Mapping[str, Annotated], source: Format, unread: Counter[str]
) -> Iterator[dict[str, Any]]:
    """The records of a source with what it cannot hold, from the record of the same id and text among those before.

    What the source can hold is believed from the source: a mention that an annotator took away stays away.
    """
    for record in records:
        known = before.get(record["id"])
        if known is None or known["text"] != record["text"]:
            unread["unmatched"] += 1
            yield dict(record)
        else:
            yield _filled(record, known, source)


def _filled(record: Annotated, known: Annotated, source: Format) -> dict[str, Any]:
    mentions = {tuple(mention[field] for field in _PLACE): mention for mention in known["mentions"]}
    taken = {mention["id"] for mention in known["mentions"]}
    sentence = _sentences(known)
    renamed: dict[str, str] = {}
    found = []
    for mention in record["mentions"]:
        same = mentions.get(tuple(mention[field] for field in _PLACE), {})
        if "ids" in source.cannot_hold:
            renamed[mention["id"]] = same.get("id") or _free(mention["id"], taken)
        place = sentence(mention["start"], mention["end"])
        extra = _extra(mention, same, source) | ({} if place is None else {"sentence": place})
        found.append({**mention, **extra, "id": renamed.get(mention["id"], mention["id"])})
    held = {mention["id"] for mention in strip(known, _HIDING & set(source.cannot_hold))[0]["mentions"]}
    found += [mention for mention in known["mentions"] if mention["id"] not in held]
    order = {mention["id"]: place for place, mention in enumerate(known["mentions"])}
    found.sort(key=lambda mention: order.get(mention["id"], len(order)))
    if "links" in source.cannot_hold:
        entities = known["entities"]
    elif "ids" in source.cannot_hold:
        entities = _renamed(record, found, known, renamed)
    else:
        entities = record["entities"]
    rest = {field: item for field, item in known.items() if field not in record}
    published = {"published_at": known["published_at"]} if _same_day(record, known) else {}
    return {**record, **rest, **published, "mentions": found, "entities": entities}


def _extra(mention: Mapping[str, Any], same: Mapping[str, Any], source: Format) -> dict[str, Any]:
    """What the mention of the same place had, as far as the source cannot hold it."""
    extra = {
        field: item
        for field, item in same.items()
        if field not in mention and (field not in _PART_OF or _PART_OF[field] in source.cannot_hold)
    }
    if "days" in source.cannot_hold and "value" in same:
        bare = bare_time(mention["type"], same["value"])
        extra |= {"value": same["value"]} if mention.get("value") == bare else {}
    return extra


def _same_day(record: Annotated, known: Annotated) -> bool:
    """Whether both say the same publication date, if not on the same basis."""
    days = [(each.get("published_at") or {}).get("value") for each in (record, known)]
    return days[0] is not None and days[0] == days[1]


def _renamed(
    record: Annotated, found: Iterable[dict[str, Any]], known: Annotated, mentions: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The entities with the ids that their first mentions had before, each id once; the mentions follow."""
    before = {mention["id"]: mention["entity"] for mention in known["mentions"] if "entity" in mention}
    names: dict[str, str] = {}
    for entity in record["entities"]:
        old = [before[mentions[name]] for name in entity["mentions"] if mentions[name] in before]
        free = [name for name in old if name not in names.values()]
        if free:
            names[entity["id"]] = free[0]
    taken = {*before.values(), *names.values()}
    for entity in record["entities"]:
        if entity["id"] not in names:
            names[entity["id"]] = _free(entity["id"], taken)
    for mention in found:
        if "entity" in mention:
            mention["entity"] = names.get(mention["entity"], mention["entity"])
    entities = []
    for entity in record["entities"]:
        affiliation = {"affiliation": names[entity["affiliation"]]} if entity.get("affiliation") in names else {}
        members = [mentions[name] for name in entity["mentions"]]
        entities.append({**entity, **affiliation, "id": names[entity["id"]], "mentions": members})
    order = {entity["id"]: place for place, entity in enumerate(known["entities"])}
    return sorted(entities, key=lambda entity: order.get(entity["id"], len(order)))


def _free(name: str, taken: set[str]) -> str:
    """An id of the same letter that is not taken, and takes it."""
    number = int(name[1:]) if name[1:].isdecimal() else 1
    while f"{name[0]}{number}" in taken:
        number += 1
    taken.add(f"{name[0]}{number}")
    return f"{name[0]}{number}"


def _sentences(record: Annotated) -> Callable[[int, int], int | None]:
    """The number of the sentence that holds a span, None where none does."""
    sentences = record.get("sentences") or ()
    starts = [sentence["start"] for sentence in sentences]

    def of(start: int, end: int) -> int | None:
        at = bisect_right(starts, start) - 1
        return at if at >= 0 and end <= sentences[at]["end"] else None

    return of
