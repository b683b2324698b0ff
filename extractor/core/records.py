"""Article (in) and Record (out): the two shapes that the outside sees."""

import datetime as dt
import hashlib
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, field_validator, model_serializer

from extractor.core.facts import Fact
from extractor.core.spans import Mention

SCHEMA_VERSION: Literal["1.0"] = "1.0"

BlockKind = Literal["headline", "byline", "dateline", "heading", "paragraph", "caption", "boilerplate"]
Basis = Literal["user", "metadata", "filename", "text"]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Block(_Frozen):
    """A stretch of the article with one function."""

    kind: BlockKind
    start: int
    end: int


class Sentence(_Frozen):
    """A sentence, without the white space around it."""

    start: int
    end: int


class Token(_Frozen):
    """A token of the segmenter; `pos` is the tag in that segmenter's own tag set."""

    start: int
    end: int
    text: str
    pos: str


class PublishedAt(_Frozen):
    """When the article was published, and what says so. `value` is an ISO day, with a time where one is known."""

    value: str
    basis: Basis

    @field_validator("value")
    @classmethod
    def _iso(cls, value: str) -> str:
        dt.datetime.fromisoformat(value)  # raises on anything but ISO 8601
        return value

    @property
    def day(self) -> dt.date:
        """The day of publication."""
        return dt.datetime.fromisoformat(self.value).date()

    @property
    def moment(self) -> dt.date:
        """The day of publication, as a datetime where its time is known; midnight is what a mere day becomes."""
        value = dt.datetime.fromisoformat(self.value)
        return value if value.time() != dt.time() else value.date()


class Source(_Frozen):
    """Where the text came from. `sha256` is that of the text (UTF-8), so it can be checked without the file."""

    path: str | None = None
    sha256: str
    media_type: str = "text/plain"
    encoding: str = "utf-8"


class Article(_Frozen):
    """What goes in: a text and what is known of it. Blocks that ingest did not find are found by the pipeline."""

    text: str
    id: str | None = None
    lang: str | None = None
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_at: PublishedAt | None = None
    path: str | None = None
    line: int | None = None
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    blocks: tuple[Block, ...] | None = None

    @field_validator("published_at", mode="before")
    @classmethod
    def _given_by_the_user(cls, value: Any) -> Any:
        if isinstance(value, dt.date | str):
            return published_at(value)
        return value


class Entity(_Frozen):
    """One thing that mentions name. `name` is its fullest mention; `names` its forms by language."""

    id: str
    type: Literal["PERSON", "ORG", "LOC", "PRODUCT", "INDEX"]
    name: str
    names: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    mentions: tuple[str, ...]
    title: str | None = None
    affiliation: str | None = None
    kb: "KnowledgeBaseEntry | None" = None

    @model_serializer(mode="wrap")
    def _without_absent(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        return {key: item for key, item in data.items() if item is not None}


class KnowledgeBaseEntry(_Frozen):
    """What the knowledge base knows of an entity: canonical names in three languages, tickers as `EXCHANGE:CODE`."""

    id: str
    ko: str | None = None
    zh: str | None = None
    en: str | None = None
    tickers: tuple[str, ...] = ()
    country: str | None = None


class Record(_Frozen):
    """What comes out of one article. `mentions` and `facts` stand in text order."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    id: str
    lang: str
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published_at: PublishedAt | None = None
    source: Source
    text: str | None
    blocks: tuple[Block, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    tokens: tuple[Token, ...] | None = None
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    facts: tuple[Fact, ...] = ()

    @model_serializer(mode="wrap")
    def _without_absent(self, handler: SerializerFunctionWrapHandler) -> dict[str, Any]:
        data: dict[str, Any] = handler(self)
        if data["tokens"] is None:
            del data["tokens"]
        return data


def sha256(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hexadecimal; lone surrogates count as themselves."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def published_at(value: dt.date | str | None, basis: Basis = "user") -> PublishedAt | None:
    """A publication date from a date, a datetime or an ISO string; None stays None, and so is the first day of the
    calendar: feeds and databases write 0001-01-01 where they have no date.

    Raises `ValueError` on a string that is not ISO 8601: a guess would move every relative date of the article.
    """
    if value is None:
        return None
    text = value.isoformat() if isinstance(value, dt.date) else value.strip()
    found = PublishedAt(value=text, basis=basis)
    return None if found.day == dt.date.min else found
