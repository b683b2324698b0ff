"""A run that did not come to its end, gone on with: what it wrote, held against the articles that are read again."""

import gzip
import json
import zlib
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any, cast

from pydantic import ValidationError

from extractor.core.errors import ExtractorError
from extractor.core.records import Article, Record, sha256
from extractor.pipeline import Failure, printable

_TAIL = 1000  # lines of a file that a power cut may have left behind what the other lost


class ResumeError(ExtractorError):
    """What an earlier run left is not what the articles of this one begin with: the message names both places."""


class Earlier:
    """The records and failures of an earlier run, in the order of its articles. Either file may be missing.

    A last line that was cut off is no outcome: its article is read again. `taken` counts those that were given, and
    `unread` are items that were looked at and have no outcome here.
    """

    def __init__(self, records: Path, failures: Path, zipped: bool = False) -> None:
        self._records, self._failures = _Lines(records, zipped), _Lines(failures, False)
        self.taken = 0
        self.unread: list[Article | Failure] = []

    def outcomes(self, items: Iterator[Article | Failure]) -> Iterator[Record | Failure]:
        """What became of the first of the items, which are taken from the iterator; the others stay in it.

        Raises `ResumeError` where an item is not the one that the earlier run had in its place.
        """
        while self._records.head is not None or self._failures.head is not None:
            item = next(items, None)
            if item is None:
                raise ResumeError(f"{self._place()} has more than these articles: resume with those that it began with")
            outcome = self._outcome(item)
            if outcome is None:
                place = self._place()
                self.unread = [item, *islice(items, _TAIL)]
                if self._ends_here():
                    return
                at = f"{item.path or 'standard input'}{'' if item.line is None else f':{item.line}'}"
                why = "resume with the articles and the options of the run before"
                raise ResumeError(f"{place} is not of {at}: {why}")
            yield outcome
            self.taken += 1

    def _outcome(self, item: Article | Failure) -> Record | Failure | None:
        record, failure = self._record(), self._failure()
        if record is not None and isinstance(item, Article) and _is_of(record, item):
            self._records.advance()
            return record
        if failure is not None and _failed(item, failure):
            self._failures.advance()
            return failure
        return None

    def _ends_here(self) -> bool:
        """Whether one file lost its end, as in a power cut, so that a few lines of the other are all that is left: they
        are of articles that come soon, and those are read again."""
        if self._records.head is not None and self._failures.head is not None:
            return False
        comes = any(self._outcome(item) is not None for item in self.unread[1:])
        for lines in (self._records, self._failures):
            for _ in range(_TAIL):
                lines.advance()
        return comes and self._records.head is None and self._failures.head is None

    def _record(self) -> Record | None:
        line = self._records.head
        if line is None:
            return None
        try:
            record = Record.model_validate_json(line)
        except ValidationError:
            record = None
        if record is None or record.model_dump_json() != line:
            raise ResumeError(f"{self._records.place}: no record as this version writes it")
        return record

    def _failure(self) -> Failure | None:
        line = self._failures.head
        try:
            return None if line is None else Failure(**json.loads(line))
        except (ValueError, TypeError):
            raise ResumeError(f"{self._failures.place}: no failure as this version writes it") from None

    def _place(self) -> str:
        return (self._records if self._records.head is not None else self._failures).place


class _Lines:
    """The whole lines of a file, one at a time: `head` is the one that comes next, None behind the last."""

    def __init__(self, path: Path, zipped: bool) -> None:
        self._path, self._number = path, 0
        self._lines = _whole_lines(path, zipped)
        self.head: str | None = None
        self.advance()

    def advance(self) -> None:
        self.head = next(self._lines, None)
        self._number += 1

    @property
    def place(self) -> str:
        return f"{self._path}:{self._number}"


def _whole_lines(path: Path, zipped: bool) -> Iterator[str]:
    if not path.exists():
        return
    with cast(IO[bytes], gzip.open(path)) if zipped else path.open("rb") as file:
        try:
            for line in file:
                if not line.endswith(b"\n"):  # cut off
                    return
                yield line[:-1].decode("utf-8", "replace")
        except (EOFError, zlib.error, gzip.BadGzipFile):  # the end of a stream that was not closed
            return


def _is_of(record: Record, article: Article) -> bool:
    digest = sha256(article.text)
    path = None if article.path is None else printable(article.path)
    name = printable(article.id) if article.id else digest[:16]
    return (record.source.sha256, record.source.path, record.id) == (digest, path, name)


def _failed(item: Article | Failure, failure: Failure) -> bool:
    """Whether a failure is that of an item: the same one, or what became of an article at its place."""
    path: Any = None if item.path is None else printable(item.path)
    if isinstance(item, Failure):
        return (path, item.line, item.what) == (failure.path, failure.line, failure.what)
    return (path, item.line) == (failure.path, failure.line)
