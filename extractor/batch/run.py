"""One run: the articles of many files through an extractor into a writer, and the sum of what came out."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from extractor.batch.writers import RecordWriter
from extractor.core.errors import ArticleError
from extractor.core.records import Article, Record
from extractor.core.values import ENTITY_TYPES, KINDS
from extractor.ingest import IngestOptions, read_path, read_stream
from extractor.pipeline import Extractor, Failure, attempt, failure

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run gave. `articles` counts records, `mentions` them by type, all types in a fixed order."""

    articles: int
    mentions: Mapping[str, int]
    failures: Mapping[str, int]

    @property
    def failed(self) -> int:
        """How many articles failed."""
        return sum(self.failures.values())


def read_articles(paths: Iterable[Path], options: IngestOptions, stdin: BinaryIO) -> Iterator[Article | Failure]:
    """The articles of the paths in order, a `Failure` in the place of each that cannot be read; `-` is `stdin`."""
    for path in paths:
        name = str(path)
        found = read_stream(stdin, options) if name == STDIN else read_path(path, options)
        while (item := attempt(partial(next, found, None), name, None)) is not None:
            yield failure(item, name) if isinstance(item, ArticleError) else item


def run(
    extractor: Extractor,
    articles: Iterable[Article | Failure],
    writer: RecordWriter,
    workers: int = 1,
    seen: Callable[[Record | Failure], object] = lambda outcome: None,
) -> Summary:
    """The sum of a run that writes every record and every failure in the order of the articles.

    `seen` is called with each, after it is written. The caller opens and closes the writer.
    """
    records = 0
    mentions: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    for outcome in extractor.outcomes(articles, workers):
        if isinstance(outcome, Record):
            records += 1
            mentions.update(mention.type for mention in outcome.mentions)
            writer.write(outcome)
        else:
            failures[outcome.what] += 1
            writer.fail(outcome)
        seen(outcome)
    by_type = {kind: mentions[kind] for kind in (*KINDS, *ENTITY_TYPES)}
    return Summary(records, MappingProxyType(by_type), MappingProxyType(dict(sorted(failures.items()))))
