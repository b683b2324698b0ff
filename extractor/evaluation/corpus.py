"""Annotated articles from files: gold, and the records that are held against it.

Both have the form of a record. Of a gold file only what an annotator fills in is asked: text, lang and mentions, with
id, published_at, entities and facts where there are some.
"""

import gzip
import hashlib
import json
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from extractor.core.errors import ExtractorError
from extractor.core.records import Article, PublishedAt, Record, published_at, sha256
from extractor.core.values import VALUE_CLASSES
from extractor.evaluation.counts import FACTS, TYPES
from extractor.evaluation.gold_values import wrong_fact, wrong_value
from extractor.pipeline import Extractor, Failure, lost
from extractor.workers import in_order

LINES = (".jsonl", ".jsonl.gz")
WHOLE = (".json",)


class CorpusError(ExtractorError):
    """A corpus that cannot be read: the message names the file, the line and what is wrong."""


@dataclass(frozen=True, slots=True)
class AnnotatedArticle:
    """An article and the mentions that somebody, or the pipeline, found in it. `text` is None where it was dropped."""

    id: str
    lang: str
    text: str | None
    sha256: str
    mentions: tuple[Mapping[str, Any], ...]
    where: str = ""
    title: str | None = None
    publisher: str | None = None
    published_at: PublishedAt | None = None
    entities: tuple[Mapping[str, Any], ...] = ()
    facts: tuple[Mapping[str, Any], ...] = ()
    data: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def surface(self, start: int, end: int) -> str:
        """The text at a span, empty where the record was written without its text."""
        return "" if self.text is None else self.text[start:end]


def read_corpus(paths: Iterable[Path]) -> list[AnnotatedArticle]:
    """The articles of files and folders, in the order of the files' names.

    A folder gives its `*.jsonl` and `*.jsonl.gz` files, at any depth; a file may also be `.json`, with one record or a
    list. Raises `CorpusError` on a file that cannot be read, on a text that is annotated twice, and on a mention that
    is asked without its value.
    """
    articles: dict[str, AnnotatedArticle] = {}
    for article in map(as_gold, read_records(paths)):
        other = articles.setdefault(article.sha256, article)
        if other is not article:
            raise CorpusError(f"{article.where}: the text of {article.id} stands in {other.where}, too")
    return list(articles.values())


def read_records(paths: Iterable[Path]) -> Iterator[AnnotatedArticle]:
    """The articles of files and folders, where a text may come twice, as in a run over a feed that repeats itself."""
    for path in paths:
        for file in corpus_files(path):
            yield from read_file(file)


def as_gold(article: AnnotatedArticle) -> AnnotatedArticle:
    """The same article. Raises `CorpusError` where it asks for a value and does not say which."""
    for index, mention in enumerate(article.mentions):
        if mention["type"] in VALUE_CLASSES and not mention.get("value") and not mention.get("optional"):
            surface = article.surface(mention["start"], mention["end"])
            raise CorpusError(f"{article.where}: mentions[{index}] ({mention['type']} {surface!r}) has no value")
    return article


def corpus_files(path: Path) -> list[Path]:
    """The files of annotated articles that a path names: itself, or what lies in the folder."""
    if not path.exists():
        raise CorpusError(f"{path}: no such file or folder")
    if not path.is_dir():
        return [path]
    found = sorted(file for file in path.rglob("*") if file.name.endswith(LINES) and file.is_file())
    if not found:
        raise CorpusError(f"{path}: no file of articles in it ({', '.join(f'*{ending}' for ending in LINES)})")
    return found


def read_file(path: Path) -> Iterator[AnnotatedArticle]:
    """The articles of one file. Raises `CorpusError` with the line of what is wrong."""
    try:
        data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    except (OSError, EOFError, zlib.error) as error:
        raise CorpusError(f"{path}: {error}") from None
    try:
        content = data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CorpusError(f"{path}:{line}: no file of articles: byte {error.start} is not UTF-8") from None
    if path.suffix in WHOLE:
        whole = _json(content, str(path))
        rows: Iterable[tuple[str, Any]] = [(str(path), whole)]
        if isinstance(whole, list):
            rows = ((f"{path}[{index}]", row) for index, row in enumerate(whole))
    else:
        lines = enumerate(content.split("\n"), 1)  # not splitlines: a text may hold U+2028
        places = ((f"{path}:{number}", line) for number, line in lines if line.strip())
        rows = ((where, _json(line, where)) for where, line in places)
    for where, row in rows:
        yield annotated(row, where)


def _json(content: str, where: str) -> Any:
    try:
        return json.loads(content)
    except json.JSONDecodeError as error:
        line = "" if error.lineno == 1 else f"line {error.lineno}, "
        raise CorpusError(f"{where}: broken JSON at {line}column {error.colno}: {error.msg}") from None
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, lists in lists in lists
        raise CorpusError(f"{where}: {error}") from None


def annotated(row: Any, where: str) -> AnnotatedArticle:
    """The article of a record in JSON. Raises `CorpusError` where it is none, or where a span is not its text."""
    if not isinstance(row, dict) or not isinstance(row.get("mentions"), list):
        raise CorpusError(f"{where}: not an annotated article: a record has the fields id, lang, text and mentions")
    for name, kind in (("source", dict), ("entities", list), ("facts", list)):
        if not isinstance(row.get(name) or kind(), kind):
            raise CorpusError(f"{where}: {name} is no {'object' if kind is dict else 'list'}")
    text, source = row.get("text"), row.get("source") or {}
    digest = sha256(text) if isinstance(text, str) else source.get("sha256")
    if not isinstance(digest, str) or not isinstance(row.get("lang"), str):
        missing = "lang" if isinstance(digest, str) else "text"
        raise CorpusError(f"{where}: not an annotated article: its {missing} is missing")
    for index, mention in enumerate(row["mentions"]):
        why = _wrong(mention, text)
        if why:
            raise CorpusError(f"{where}: mentions[{index}]{_named(mention, text)} {why}")
    ids = {mention.get("id") for mention in row["mentions"]} - {None}
    for index, fact in enumerate(row.get("facts") or ()):
        why = _wrong_fact(fact, ids)
        if why:
            raise CorpusError(f"{where}: facts[{index}] {why}")
    day = row.get("published_at")
    try:
        day = published_at(day.get("value") if isinstance(day, dict) else day, "metadata")
    except (ValueError, AttributeError):
        raise CorpusError(f"{where}: published_at is {day!r}: expected an ISO 8601 date such as 2016-06-20") from None
    return AnnotatedArticle(
        id=str(row.get("id") or digest[:16]),
        lang=row["lang"],
        text=text,
        sha256=digest,
        mentions=tuple(row["mentions"]),
        where=where,
        title=row.get("title"),
        publisher=row.get("publisher"),
        published_at=day,
        entities=tuple(row.get("entities") or ()),
        facts=tuple(row.get("facts") or ()),
        data=row,
    )


def _wrong(mention: Any, text: str | None) -> str | None:
    if not isinstance(mention, dict):
        return "is no object"
    kind, start, end = mention.get("type"), mention.get("start"), mention.get("end")
    if kind not in TYPES:
        return f"has the unknown type {kind!r}"
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        return f"has the span {start}:{end}"
    if text is not None:
        surface = mention.get("text", text[start:end])
        if end > len(text) or text[start:end] != surface:
            return f"says {surface!r} where text[{start}:{end}] is {text[start:end]!r}"
    for name in ("id", "entity", "rule"):
        if not isinstance(mention.get(name), str | None):
            return f"has the {name} {mention[name]!r}, which is no string"
    sure = mention.get("confidence")
    if sure is not None and (type(sure) not in (int, float) or not 0 <= sure <= 1):
        return f"has the confidence {sure!r}: expected a number from 0 to 1"
    return wrong_value(kind, mention.get("value"))


def _named(mention: Any, text: str | None) -> str:
    """How a mention is called in an error, beside its number: ` (percent '8%')`; nothing where it has no place."""
    if not isinstance(mention, dict) or text is None:
        return ""
    kind, start, end = mention.get("type"), mention.get("start"), mention.get("end")
    placed = type(start) is int and type(end) is int and 0 <= start < end <= len(text)
    return f" ({kind} {text[start:end]!r})" if placed else ""


def _wrong_fact(fact: Any, ids: Collection[str]) -> str | None:
    if not isinstance(fact, dict):
        return "is no object"
    if not all(isinstance(fact.get(name), str | None) for name in ("value", "period")):
        return "has a value or a period that is no id of a mention"
    if fact.get("value") not in ids:
        return f"has the value {fact.get('value')!r}, which is no mention"
    if fact.get("period") not in (None, *ids):
        return f"has the period {fact['period']!r}, which is no mention"
    metric = fact.get("metric") or {}
    if isinstance(metric, dict) and not (metric.get("concept") and fact.get("kind")):
        return "has no concept or no kind"
    for name in ("subject", "speaker"):
        party = fact.get(name)
        if isinstance(party, dict) and party and not (party.get("entity") or party.get("text")):
            return f"has a {name} with neither an entity nor words"
    return wrong_fact(fact)


def narrowed(article: AnnotatedArticle, types: Collection[str]) -> AnnotatedArticle:
    """The article as one who annotates only these types sees it; no types are all types, and facts too.

    Optional mentions stay: they leave their places open for every type.
    """
    if not types:
        return article
    mentions = tuple(item for item in article.mentions if item["type"] in types or item.get("optional"))
    return replace(article, mentions=mentions, facts=article.facts if FACTS in types else ())


def known_types(names: Iterable[str]) -> tuple[str, ...]:
    """The types of mentions that are named, one by one or with commas, `facts` among them where it is.

    Raises `CorpusError` on one that is none.
    """
    found = tuple(part.strip() for name in names for part in name.split(",") if part.strip())
    for kind in found:
        if kind not in (*TYPES, FACTS):
            raise CorpusError(f"{kind!r} is no type of mention: expected one of {', '.join((*TYPES, FACTS))}")
    return found


def corpus_sha256(articles: Iterable[AnnotatedArticle]) -> str:
    """The hash of what is annotated: it changes with any text, mention or value, and not with files and their order."""
    rows = sorted(
        json.dumps(article.data, ensure_ascii=False, sort_keys=True, separators=(",", ":")) for article in articles
    )
    return hashlib.sha256("\n".join(rows).encode("utf-8", "surrogatepass")).hexdigest()


def article_of(gold: AnnotatedArticle) -> Article:
    """What the pipeline is given of an annotated article: all that is known of it but the answers."""
    return Article(
        text=gold.text or "",
        id=gold.id,
        lang=gold.lang,
        title=gold.title,
        publisher=gold.publisher,
        published_at=gold.published_at,
    )


def read_articles(
    gold: Iterable[AnnotatedArticle], extractor: Extractor, workers: int = 1
) -> Iterator[AnnotatedArticle | Failure]:
    """What the pipeline reads in the texts of the gold, in its order; a `Failure` where it reads nothing.

    Facts are read only where the gold has some: nowhere else are they scored.
    """
    plain = replace(extractor, facts=False)
    items = ((extractor if article.facts else plain, article_of(article)) for article in gold)
    for outcome in in_order(_outcome, items, workers, _lost):
        yield of_record(outcome) if isinstance(outcome, Record) else outcome


def _outcome(item: tuple[Extractor, Article]) -> Record | Failure:
    return item[0].outcome(item[1])


def _lost(item: tuple[Extractor, Article]) -> Failure:
    return lost(item[1])


def of_record(record: Record) -> AnnotatedArticle:
    """A record as the scorer takes it."""
    return annotated(record.model_dump(mode="json"), record.id)
