"""One run: the articles of many files through an extractor into a writer, and the sum of what came out."""

from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from extractor.batch.stops import whole
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

    `seen` is called with each, after it is written. The caller opens and closes the writer. Where that resumes an
    earlier run, the first articles are not read again; raises `ResumeError` if they are not those of that run.
    """
    records = 0
    mentions: Counter[str] = Counter()
    failures: Counter[str] = Counter()
    with closing(_outcomes(extractor, iter(articles), writer, workers)) as outcomes:  # workers end with the run
        for outcome in outcomes:
            if isinstance(outcome, Record):
                records += 1
                mentions.update(mention.type for mention in outcome.mentions)
                with whole():
                    writer.write(outcome)
            else:
                failures[outcome.what] += 1
                writer.fail(outcome)
            seen(outcome)
    by_type = {kind: mentions[kind] for kind in (*KINDS, *ENTITY_TYPES)}
    return Summary(records, MappingProxyType(by_type), MappingProxyType(dict(sorted(failures.items()))))


def _outcomes(
    extractor: Extractor, articles: Iterator[Article | Failure], writer: RecordWriter, workers: int
) -> Generator[Record | Failure, None, None]:
    if writer.earlier is not None:
        yield from writer.earlier.outcomes(articles)
        articles = chain(writer.earlier.unread, articles)
        writer.taken_over()
    yield from extractor.outcomes(articles, workers)
