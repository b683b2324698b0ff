"""Puts the parts together: Article -> blocks, sentences -> values and names -> mentions, entities -> Record."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import NoneType
from typing import Any, TypeVar

from pydantic import ValidationError

from extractor.assembly import NO_NAMES, assemble, fiscal_ends
from extractor.core.arguments import count, day_of_publication, require
from extractor.core.errors import ArticleError, MissingPackageError, ModelError, TableError, unforeseen
from extractor.core.records import Article, Block, Record, Sentence, Source, Token, sha256
from extractor.entities import (
    DEFAULT_MODEL,
    KnowledgeBase,
    NameReading,
    is_proposed,
    load_knowledge_base,
    load_model,
    read_names,
)
from extractor.entities.knowledge import KnowledgeBaseError
from extractor.facts import Found, find_facts
from extractor.facts.ranking import Ranker, learned
from extractor.ingest import split_blocks
from extractor.kinds.reader import ValueReader
from extractor.lang.detect import detect
from extractor.lang.lexicon import TABLE_FOLDERS
from extractor.lang.segment import SEGMENTERS, load_segmenter, split_sentences
from extractor.workers import in_order

LANGUAGES: tuple[str, ...] = ("ko", "zh", *(code for code in TABLE_FOLDERS if code != "ko"))
DEFAULT_SEGMENTER = "konlpy"

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that gave no record. `what` is the kind of failure, `why` one line for people."""

    path: str | None
    line: int | None
    what: str
    why: str


_Item = Article | Mapping[str, Any] | Failure


@dataclass(frozen=True)
class Extractor:
    """Reads articles into records. Only its settings: it is small to pickle and loads its tables at the first article.

    See `extractor.load` for the settings.
    """

    entities: bool = True
    segmenter: str = DEFAULT_SEGMENTER
    tokens: bool = False
    text: bool = True
    kb: str | None = None
    model: str | None = DEFAULT_MODEL
    facts: bool = True
    encoder: bool = True

    def __post_init__(self) -> None:
        require("segmenter", self.segmenter, str)
        require("kb", self.kb, str, Path, NoneType)
        require("model", self.model, str, Path, NoneType)
        if self.segmenter not in SEGMENTERS:
            raise ValueError(f"no segmenter {self.segmenter!r}: expected one of {', '.join(SEGMENTERS)}")
        if self.tokens or self.segmenter != DEFAULT_SEGMENTER:  # who asks for one learns here that it is missing
            load_segmenter(self.segmenter, "ko")
        if self.kb is not None:
            load_knowledge_base(self.kb)
        if self.entities and self.model is not None and self.model != DEFAULT_MODEL:
            load_model(self.model, states=False)

    def extract(
        self,
        text: str,
        lang: str | None = None,
        published_at: dt.date | str | None = None,
        title: str | None = None,
    ) -> Record:
        """The record of one text. `title` is kept beside it: offsets point into `text` alone.

        `lang` is "ko", "zh", "zh-Hans" or "zh-Hant"; None and the script of "zh" are found from the text. Without
        `published_at` (a date, a datetime or an ISO string) relative dates stay unresolved. Raises `ValueError` on
        another `lang` and on a date that is not ISO 8601, `TypeError` on an argument of another kind (bytes, a number
        for a date), `ArticleError` on a text that cannot be read.
        """
        require("text", text, str)
        require("title", title, str, NoneType)
        if lang is not None and lang not in LANGUAGES:
            raise ValueError(f"lang is {lang!r}: expected one of {', '.join(LANGUAGES)}, or None")
        day = day_of_publication("published_at", published_at)
        return self.read(Article(text=text, lang=lang, published_at=day, title=title))

    def read(self, article: Article) -> Record:
        """The record of an article. Raises `ArticleError` where it cannot be read, in another language for example."""
        text = article.text
        _check_text(text)
        lang = _language(article)
        blocks = split_blocks(text, lang, article.title) if article.blocks is None else _checked(article.blocks, text)
        sentences = split_sentences(text, lang, blocks)
        # Names keep values out of themselves; without them the traps of the tables do, at a tenth of the time.
        kb = load_knowledge_base(self.kb)
        names = self._names(text, lang, kb, blocks, sentences) if self.entities else NO_NAMES
        readings = _value_reader(lang).read(
            text,
            published_at=article.published_at.moment if article.published_at else None,
            sentences=[(sentence.start, sentence.end) for sentence in sentences],
            names=[(name.start, name.end) for name in names.names if not is_proposed(name.rule)],
            boilerplate=[(block.start, block.end) for block in blocks if block.kind == "boilerplate"],
            fiscal_ends=list(
                fiscal_ends(((n.start, n.end, n.type, names.groups[n.group].kb_id) for n in names.names), kb)
            ),
        )
        mentions, entities = assemble(text, lang, readings, names, sentences, kb)
        day = article.published_at.day if article.published_at else None
        found = Found(text, lang, mentions, entities, sentences, blocks, day, article.title or "", names.states)
        facts = find_facts(found, self.ranker()) if self.facts and self.entities else ()
        digest = sha256(text)
        return Record(
            id=printable(article.id) if article.id else digest[:16],
            lang=lang,
            title=_printable(article.title),
            publisher=_printable(article.publisher),
            authors=tuple(map(printable, article.authors)),
            published_at=article.published_at,
            source=Source(
                path=_printable(article.path), sha256=digest, media_type=article.media_type, encoding=article.encoding
            ),
            text=text if self.text else None,
            blocks=blocks,
            sentences=sentences,
            tokens=self._tokens(text, lang),
            mentions=mentions,
            entities=entities,
            facts=facts,
        )

    def pipe(
        self,
        articles: Iterable[Article | Mapping[str, Any]],
        workers: int = 1,
        failures: Callable[[Failure], object] | None = None,
    ) -> Iterator[Record]:
        """The records of the articles, in order; dicts have the fields of `Article`. `workers` changes no byte of them.

        A few articles a worker are held at a time. An article that gives no record raises `ArticleError` in its turn,
        or goes to `failures` (a list's `append`, say), and the others go on. With several workers a script needs
        `if __name__ == "__main__":`, as every program that starts processes does.
        """
        for number, outcome in enumerate(self.outcomes(articles, workers), 1):
            if isinstance(outcome, Record):
                yield outcome
            elif failures is not None:
                failures(outcome)
            else:
                raise ArticleError(outcome.what, f"article {number}: {outcome.why}", outcome.line)

    def outcomes(self, items: Iterable[_Item], workers: int = 1) -> Iterator[Record | Failure]:
        """What became of every article, in order. A `Failure` among the items stays in its place."""
        return in_order(self.outcome, items, count("workers", workers), lost)

    def outcome(self, item: _Item) -> Record | Failure:
        """The record of an article, or why there is none. Raises only what `attempt` lets through."""
        if isinstance(item, Failure):
            return item
        return attempt(lambda: self.read(_article(item)), *_place(item))

    def _names(
        self, text: str, lang: str, kb: KnowledgeBase, blocks: tuple[Block, ...], sentences: tuple[Sentence, ...]
    ) -> NameReading:
        # The encoder of facts goes on from the states of this model, and of no other.
        wanted = self.model == DEFAULT_MODEL and self.facts and self.encoder
        model = None if self.model is None else load_model(self.model, states=wanted)
        return read_names(text, lang, kb, blocks, sentences, model)

    def ranker(self) -> Ranker:
        """What chooses the fields of facts: with the encoder of facts, unless it is not wanted."""
        return learned(encoder=self.encoder and self.model is not None)

    def _tokens(self, text: str, lang: str) -> tuple[Token, ...] | None:
        return load_segmenter(self.segmenter, lang).tokens(text) if self.tokens else None


def attempt(step: Callable[[], T], path: str | None, line: int | None) -> T | Failure:
    """What `step` returns, or the failure that it raised, whatever it was.

    A run over a hundred thousand articles must not end at one that meets a bug, so what nobody foresaw becomes a
    failure `internal`, with the place in the code where it happened. A broken table and a missing package are no fault
    of the article and are raised: every other article would fail of the same.
    """
    try:
        return step()
    except ArticleError as error:
        return failure(error, path, line)
    except (TableError, KnowledgeBaseError, ModelError, MissingPackageError):
        raise
    except Exception as error:  # noqa: BLE001  # see the docstring
        return failure(unforeseen(error), path, line)


def failure(error: ArticleError, path: str | None, line: int | None = None) -> Failure:
    """The failure that an error makes of an article at that place; the error's own line goes before `line`."""
    return Failure(path, error.line or line, error.what, _one_line(error.why))


def printable(text: str) -> str:
    """`text` as JSON can hold it: bytes of a file name that are no UTF-8 are escaped."""
    return text.encode("utf-8", "backslashreplace").decode()


def lost(item: _Item) -> Failure:
    """The failure that stands for an article whose process died."""
    if isinstance(item, Failure):
        return item
    why = "the process that read this article died: it had no memory left, or a library crashed"
    return Failure(*_place(item), "internal", why)


def _place(item: Article | Mapping[str, Any]) -> tuple[str | None, int | None]:
    if isinstance(item, Article):
        return item.path, item.line
    path, line = (item.get("path"), item.get("line")) if isinstance(item, Mapping) else (None, None)
    return path if isinstance(path, str) else None, line if isinstance(line, int) else None


def _article(item: Article | Mapping[str, Any]) -> Article:
    if isinstance(item, Article):
        return item
    try:
        return Article.model_validate(item)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        field = ".".join(map(str, first["loc"])) or "article"
        raise ArticleError("article", f"{field}: {first['msg']}") from None


def _check_text(text: str) -> None:
    if not text.strip():
        raise ArticleError("empty", "the text holds nothing but white space" if text else "the text is empty")
    try:
        text.encode()
    except UnicodeEncodeError as error:  # no JSON could hold it
        raise ArticleError("encoding", f"character {error.start} is half a surrogate pair") from None


def _language(article: Article) -> str:
    lang = article.lang
    if lang is not None and lang in TABLE_FOLDERS:
        return lang
    if lang is not None and lang != "zh":
        raise ArticleError("language", f"{lang!r} is not read: expected one of {', '.join(LANGUAGES)}")
    found = detect(article.text)
    if lang == "zh":  # the user knows the language, the text shows the script
        return found if found in ("zh-Hans", "zh-Hant") else "zh-Hans"
    if found is None:
        raise ArticleError("language", "the text is in neither Korean nor Chinese")
    return found


def _checked(blocks: tuple[Block, ...], text: str) -> tuple[Block, ...]:
    end = 0
    for number, block in enumerate(blocks):
        if not end <= block.start < block.end <= len(text):
            where = f"blocks.{number}: {block.start}:{block.end}"
            raise ArticleError("blocks", f"{where} is out of order or outside of the text")
        end = block.end
    return blocks


@lru_cache(maxsize=len(TABLE_FOLDERS))
def _value_reader(lang: str) -> ValueReader:
    return ValueReader(lang)


def _printable(text: str | None) -> str | None:
    return None if text is None else printable(text)


def _one_line(why: str) -> str:
    return " ".join(why.split())
