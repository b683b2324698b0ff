"""JSON objects to drafts of articles: fields found by their usual names, or by the name that the caller gives."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from extractor.core.errors import ArticleError
from extractor.core.records import PublishedAt
from extractor.ingest.dates import read_date
from extractor.lang.blocks import ROLES, load_fields

_MAILS = re.compile(r"[(\[<]?\s*[\w.+-]+@[\w.-]+\s*[)\]>]?")
_WEB = re.compile(r"https?://|www\.", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """What a source itself says about one article, before file names and the text are asked."""

    text: str
    id: str | None = None
    lang: str | None = None
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_at: PublishedAt | None = None
    guessed_authors: tuple[str, ...] = ()  # where neither metadata nor byline names one


def articles_in(data: Any) -> Iterator[Any]:
    """The objects of a JSON document that are articles: itself, its members, or those of its one list of articles."""
    if isinstance(data, list):
        yield from data
        return
    if isinstance(data, dict) and _find(data, "text", {}) is None:
        for name in load_fields().list:
            members = _by_name(data).get(_plain(name))
            if isinstance(members, list) and any(isinstance(member, dict) for member in members):
                yield from members
                return
    yield data


def read_object(data: Any, fields: Mapping[str, str]) -> Draft:
    """The draft of one JSON object. Raises `ArticleError` where there is no object or no text in it.

    A list of paragraphs is joined by line breaks; that joined string is the text that offsets point into.
    """
    if not isinstance(data, dict):
        raise ArticleError("json", f"an article is a JSON object, not {_kind(data)}")
    found = {role: _find(data, role, fields) for role in ROLES}
    text = _text(found["text"])
    if text is None:
        asked = fields.get("text")
        names = f"the field {asked!r}" if asked else "a text field (text, body, content ...)"
        known = ", ".join(map(str, list(data)[:12])) or "no fields"
        raise ArticleError("no text", f"the object has not {names} with a string; it has: {known}")
    return Draft(
        text=text,
        id=_scalar(found["id"]),
        lang=_scalar(found["lang"]),
        title=_scalar(found["title"]),
        publisher=_scalar(found["publisher"]),
        authors=read_authors(found["authors"]),
        published_at=_date(found["date"]),
    )


def read_authors(value: Any) -> tuple[str, ...]:
    """The names in an author field: a string, a list, or objects with a name; addresses and links are no names."""
    found: dict[str, None] = {}
    waiting = [value]
    while waiting:  # no recursion: JSON may nest lists deeper than Python calls
        item = waiting.pop()
        if isinstance(item, list | tuple):
            waiting.extend(reversed(item))
        elif (text := _scalar(item)) is not None:
            found.update(dict.fromkeys(_names(text)))
    return tuple(found)


def _names(text: str) -> tuple[str, ...]:
    names = (part.strip() for part in re.split(r"[,;\u3001|\uff0c/\uff0f\u00b7]\s*", _MAILS.sub(" ", text)))
    return tuple(name for name in names if name and len(name) <= 40 and not _WEB.search(text))


def _date(value: Any) -> PublishedAt | None:
    day = read_date(value)
    if day is None:
        return None
    # A record given as input keeps what its own date rests on.
    basis = value.get("basis") if isinstance(value, dict) else None
    return PublishedAt(value=day, basis=basis if basis in ("user", "filename", "text") else "metadata")


def _find(data: dict[Any, Any], role: str, fields: Mapping[str, str]) -> Any:
    if role in fields:
        return _at_path(data, fields[role])
    names: tuple[str, ...] = getattr(load_fields(), role)
    by_name = _by_name(data)
    for name in names:
        value = by_name.get(_plain(name))
        if role == "publisher" and value is None and _plain(name) in by_name:
            return None  # a publisher said to be unknown: `source` beside it is then the data set, not the paper
        if value is not None and value != "" and (role != "text" or _text(value) is not None):
            return value
    return None


def _at_path(data: Any, path: str) -> Any:
    if isinstance(data, dict) and path in data:
        return data[path]
    for step in path.split("."):
        if not isinstance(data, dict):
            return None
        data = data.get(step)
    return data


def _by_name(data: dict[Any, Any]) -> dict[str, Any]:
    return {_plain(str(name)): value for name, value in reversed(data.items())}


def _plain(name: str) -> str:
    return re.sub(r"[\s-]+", "_", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name.strip())).lower()


def _text(value: Any) -> str | None:
    if isinstance(value, list) and value and all(isinstance(item, str) for item in value):
        return "\n".join(value)
    return value if isinstance(value, str) else None


def _scalar(value: Any) -> str | None:
    if isinstance(value, dict):
        names = {_plain(name) for name in load_fields().name}
        value = next((item for name, item in value.items() if _plain(str(name)) in names), None)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value).strip() or None


def _kind(data: Any) -> str:
    return {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}.get(
        type(data), "a number"
    )
