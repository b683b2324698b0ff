"""Records into a JSON Lines file, and what failed into a second one beside it."""

import gzip
import io
import json
import os
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from extractor.core.records import Record
from extractor.pipeline import Failure, printable

PART = ".part"


def failures_path(output: Path) -> Path:
    """Where the failures of a run into `output` go: `records.failures.jsonl` beside `records.jsonl`."""
    bare = output.with_suffix("") if output.suffix == ".gz" else output
    return bare.with_name(f"{bare.stem if bare.suffix else bare.name}.failures.jsonl")


def write_failures(failures: Sequence[Failure], output: Path) -> Path | None:
    """The file of failures beside `output`, None where there are none: one of an earlier run is removed then."""
    path = failures_path(output)
    if not failures:
        path.unlink(missing_ok=True)
        return None
    with _open(path) as file:
        for failure in failures:
            _write_line(file, _line(failure))
    return path


class RecordWriter:
    """A context manager that writes records to `output`, or to standard output where it is None.

    Lines are written through at once, into `records.jsonl.part`; only a run that comes to its end gives the file its
    name, so a file of that name is whole, and after a crash everything read so far lies in the part. The file of
    failures is made at the first failure; where there is none, one that an earlier run left is removed. With no
    `output`, failures go to standard error.
    """

    def __init__(self, output: Path | None) -> None:
        self.output = output
        self.failures = None if output is None else failures_path(output)
        self._records: IO[str] | None = None
        self._failed: IO[str] | None = None

    def __enter__(self) -> Self:
        if self.output is not None:
            self.output.parent.mkdir(parents=True, exist_ok=True)
            self._records = _open(part_of(self.output), zipped=self.output.suffix == ".gz")
        return self

    @property
    def part(self) -> Path | None:
        """Where the records of a run that has not come to its end lie."""
        return None if self.output is None else part_of(self.output)

    def writes(self, path: Path) -> bool:
        """Whether `path` is one of the files that this writer writes, and so no input."""
        mine = [file for file in (self.output, self.failures) if file is not None]
        return any(path.absolute() == file.absolute() or _same(path, file) for file in mine)

    def write(self, record: Record) -> None:
        """Writes a record as one line."""
        _write_line(self._records or sys.stdout, record.model_dump_json())

    def fail(self, failure: Failure) -> None:
        """Writes a failure as one line: path, line, what, why."""
        if self._failed is None and self.failures is not None:
            self._failed = _open(part_of(self.failures))
        _write_line(self._failed or sys.stderr, _line(failure))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in (self._records, self._failed):
            if file is not None:
                file.close()
        if kind is not None or self.output is None or self.failures is None:
            return
        if self._failed is not None:
            os.replace(part_of(self.failures), self.failures)
        else:
            self.failures.unlink(missing_ok=True)
        os.replace(part_of(self.output), self.output)


def _same(path: Path, other: Path) -> bool:
    try:
        return path.samefile(other)
    except OSError:  # one of them does not exist
        return False


def part_of(path: Path) -> Path:
    """Where a file lies until the run that writes it comes to its end."""
    return path.with_name(path.name + PART)


def _open(path: Path, zipped: bool = False) -> IO[str]:
    if not zipped:
        return path.open("w", encoding="utf-8", newline="\n")
    # Neither the file's name nor the time goes into the file: the same records are the same bytes.
    raw = _Zipped(path)
    return io.TextIOWrapper(cast(IO[bytes], raw), encoding="utf-8", newline="\n")


class _Zipped(gzip.GzipFile):
    """A gzip file that closes the file it writes to, which `GzipFile` leaves open when it was given one."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("wb")
        super().__init__(filename="", mode="wb", fileobj=self._file, mtime=0)

    def close(self) -> None:
        super().close()
        self._file.close()


def _write_line(file: IO[str], line: str) -> None:
    file.write(line + "\n")
    file.flush()


def _line(failure: Failure) -> str:
    fields = {key: printable(value) if isinstance(value, str) else value for key, value in asdict(failure).items()}
    return json.dumps(fields, ensure_ascii=False)
