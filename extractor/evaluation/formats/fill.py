"""What a format could not hold, taken back from the records that were converted into it."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from extractor.evaluation.formats.registry import Format
from extractor.evaluation.formats.shape import Annotated

_PLACE = ("start", "end", "type")
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
    renamed: dict[str, str] = {}
    taken = {mention["id"] for mention in known["mentions"]}
    found = []
    sentence = _sentences(known)
    for mention in record["mentions"]:
        same = mentions.get(tuple(mention[field] for field in _PLACE), {})
        extra = {
            field: item
            for field, item in same.items()
            if field not in mention and (field not in _PART_OF or _PART_OF[field] in source.cannot_hold)
        }
        if "ids" in source.cannot_hold:
            renamed[mention["id"]] = same.get("id") or _free(mention["id"], taken)
        place = sentence(mention["start"], mention["end"])
        extra |= {"sentence": place} if place is not None else {}
        found.append({**mention, **extra, "id": renamed.get(mention["id"], mention["id"])})
    entities = known["entities"] if "links" in source.cannot_hold else _renamed(record, renamed)
    rest = {field: item for field, item in known.items() if field not in record}
    return {**record, **rest, "mentions": found, "entities": entities}


def _renamed(record: Annotated, names: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {**entity, "mentions": [names.get(name, name) for name in entity["mentions"]]} for entity in record["entities"]
    ]


def _free(name: str, taken: set[str]) -> str:
    number = int(name[1:]) if name[1:].isdigit() else 1
    while f"m{number}" in taken:
        number += 1
    taken.add(f"m{number}")
    return f"m{number}"


def _sentences(record: Annotated) -> Callable[[int, int], int | None]:
    """The number of the sentence that holds a span, None where none does."""
    sentences = record.get("sentences") or ()
    starts = [sentence["start"] for sentence in sentences]

    def of(start: int, end: int) -> int | None:
        at = bisect_right(starts, start) - 1
        return at if at >= 0 and end <= sentences[at]["end"] else None

    return of
