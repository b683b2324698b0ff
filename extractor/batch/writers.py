"""Records into a JSON Lines file, and what failed into a second one beside it."""

import gzip
import io
import json
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from types import TracebackType
from typing import IO, Self, cast

from extractor.batch.resume import Earlier
from extractor.core.errors import ExtractorError
from extractor.core.records import Record
from extractor.pipeline import Failure, printable

PART = ".part"
BEFORE = ".before"  # behind a part: what an earlier run left, until this one has taken it over


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


class UnfinishedError(ExtractorError):
    """A run that did not come to its end left its part: the message names it and says what can be done."""


class RecordWriter:
    """A context manager that writes records to `output`, or to standard output where it is None.

    Lines are written through at once, into `records.jsonl.part`; only a run that comes to its end gives the file its
    name, so a file of that name is whole, and after a crash everything read so far lies in the part. To enter raises
    `UnfinishedError` where one lies there: with `resume` it is read as `earlier`, and is gone once `taken_over` says
    that its outcomes are written anew. The file of failures is made at the first failure; where there is none, one that
    an earlier run left is removed. With no `output`, and with one that is no file but a pipe or a device, there is no
    part, and failures go to standard error.
    """

    def __init__(self, output: Path | None, resume: bool = False) -> None:
        special = output is not None and output.exists() and not output.is_file() and not output.is_dir()
        self.output = output if output is None or special else real(output)
        self.failures = None if output is None or special else failures_path(output)
        self.earlier: Earlier | None = None
        self._resume = resume
        self._records: IO[str] | None = None
        self._failed: IO[str] | None = None

    def __enter__(self) -> Self:
        if self.output is None:
            return self
        zipped = self.output.suffix == ".gz"
        if self.failures is None:  # no file of which a part could be made
            self._records = _open(self.output, zipped)
            return self
        self.output.parent.mkdir(parents=True, exist_ok=True)
        for part, before in self._parts():
            if before.exists():  # of a run that ended while it took over: all of it is still there
                os.replace(before, part)
        left = [part for part, _ in self._parts() if part.exists() and part.stat().st_size]
        if left and not self._resume:
            raise UnfinishedError(
                f"{left[0]} holds what an earlier run had read before it ended: --resume goes on from there; "
                "to begin anew, move it away"
            )
        if left:
            for part, before in self._parts():
                if part.exists():
                    os.replace(part, before)
            (_, records), (_, failures) = self._parts()
            self.earlier = Earlier(records, failures, zipped)
        self._records = _open(part_of(self.output), zipped)
        return self

    @property
    def part(self) -> Path | None:
        """Where the records of a run that has not come to its end lie; None where there is no part."""
        return None if self.output is None or self.failures is None else part_of(self.output)

    def _parts(self) -> tuple[tuple[Path, Path], ...]:
        """The parts, each with the place where an earlier run's lies until it is taken over."""
        assert self.output is not None and self.failures is not None
        parts = (part_of(self.output), part_of(self.failures))
        return tuple((part, part.with_name(part.name + BEFORE)) for part in parts)

    def taken_over(self) -> None:
        """Lets go of what an earlier run left: all of it was written anew."""
        self.earlier = None
        for _, before in self._parts():
            before.unlink(missing_ok=True)

    def writes(self, path: Path) -> bool:
        """Whether `path` is one of the files that this writer writes, and so no input."""
        return any(is_same(path, file) for file in (self.output, self.failures) if file is not None)

    def write(self, record: Record) -> None:
        """Writes a record as one line, in UTF-8 whatever the terminal speaks."""
        line = record.model_dump_json()
        if self._records is not None:
            _write_line(self._records, line)
        else:
            sys.stdout.buffer.write(line.encode() + b"\n")
            sys.stdout.buffer.flush()

    def fail(self, failure: Failure) -> None:
        """Writes a failure as one line: path, line, what, why."""
        if self._failed is None and self.failures is not None:
            self._failed = _open(part_of(self.failures))
        if self._failed is not None:
            _write_line(self._failed, _line(failure))
        elif sys.stderr is not None:
            with suppress(OSError):  # nobody listens: no reason to read no further
                _write_line(sys.stderr, _line(failure))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in (self._records, self._failed):
            if file is not None:
                file.close()
        if self.output is None or self.failures is None:
            return
        if self.earlier is not None:  # not all of it was taken over
            for part, before in self._parts():
                if before.exists():
                    os.replace(before, part)
            return
        if kind is not None:
            return
        if self._failed is not None:
            os.replace(part_of(self.failures), self.failures)
        else:
            self.failures.unlink(missing_ok=True)
        os.replace(part_of(self.output), self.output)


def real(path: Path) -> Path:
    """The file that a link leads to, so that the link stays one; any other path as it is."""
    return path.resolve() if path.is_symlink() else path


def is_same(path: Path, other: Path) -> bool:
    """Whether two paths lead to one file, which need not be there."""
    return path.absolute() == other.absolute() or _same(path, other)


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
