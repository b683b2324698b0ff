"""Files of the formats: lines and lists of JSON, one text file per article; each gets its name once it is whole."""

import gzip
import json
import os
import re
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast
from urllib.parse import unquote

from extractor.core.errors import ArticleError

PART = ".part"
_UNSAFE = re.compile(r'[%/\\:*?"<>|\x00-\x1f\x7f]|^\.|[. ]$')  # on any file system
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # not even escaped
_LONGEST = 240  # bytes of a file's name, with its suffix


@contextmanager
def written(out: Path) -> Iterator[IO[bytes]]:
    """A file to write to. It has its name once it is whole; one with .gz is compressed, without a time."""
    out.parent.mkdir(parents=True, exist_ok=True)
    part = out.with_name(out.name + PART)
    with part.open("wb") as file:
        if out.suffix == ".gz":
            with gzip.GzipFile(filename="", mode="wb", fileobj=file, mtime=0) as zipped:
                yield cast(IO[bytes], zipped)
        else:
            yield file
    os.replace(part, out)


def write_lines(lines: Iterable[str], out: Path) -> None:
    """Writes lines of UTF-8."""
    with written(out) as file:
        for line in lines:
            file.write(line.encode() + b"\n")


def write_list(items: Iterable[Any], out: Path) -> None:
    """Writes a JSON list with one member a line."""
    with written(out) as file:
        file.write(b"[")
        for number, item in enumerate(items):
            file.write((b",\n" if number else b"\n") + dumped(item).encode())
        file.write(b"\n]\n")


def dumped(data: Any) -> str:
    """One line of JSON, with every character as it is."""
    return json.dumps(data, ensure_ascii=False)


def numbered_lines(path: Path) -> Iterator[tuple[int | None, bytes]]:
    """The lines of a file (or one with .gz) that are not blank, without their ends, with their numbers."""
    with _opened(path) as file:
        for number, line in enumerate(file, 1):
            line = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            if line.strip():
                yield number, line.rstrip(b"\r\n")


def read_text(path: Path) -> str:
    """The text of a file, with every character as it is. Raises `ArticleError` on one that is not UTF-8."""
    with _opened(path) as file:
        return decoded(file.read())


@contextmanager
def _opened(path: Path) -> Iterator[IO[bytes]]:
    try:
        with cast(IO[bytes], gzip.open(path)) if path.suffix == ".gz" else path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise ArticleError("missing", "there is no such file") from None
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise ArticleError("gzip", f"the compressed file is broken: {error}") from None
    except OSError as error:
        raise ArticleError("unreadable", error.strerror or str(error)) from None


def decoded(data: bytes) -> str:
    """The text of bytes of UTF-8."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ArticleError(
            "encoding", f"byte {error.start} is not UTF-8", data[: error.start].count(b"\n") + 1
        ) from None


def parsed(data: bytes | str) -> Any:
    """What JSON says. Raises `ArticleError` with the line where it is broken; that of one line has none."""
    text = data if isinstance(data, str) else decoded(data)
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        line = error.lineno if "\n" in text.strip() else None
        raise ArticleError("json", f"broken JSON at column {error.colno}: {error.msg}", line) from None
    except RecursionError:
        raise ArticleError("json", "the JSON is nested too deeply") from None


def parsed_object(data: bytes | str) -> dict[str, Any]:
    """The object that JSON says."""
    found = parsed(data)
    if not isinstance(found, dict):
        raise ArticleError("json", "the JSON is no object")
    return found


def members(path: Path) -> Iterator[tuple[int | None, Any]]:
    """The members of a JSON list of objects, or the one object that the file is.

    They have no line: what is wrong with one is said with its number.
    """
    found = parsed(read_text(path).removeprefix("\ufeff"))
    for number, member in enumerate(found if isinstance(found, list) else [found], 1):
        yield None, (number, member)


def numbered(step: Callable[[dict[str, Any]], dict[str, Any]]) -> Callable[[tuple[int, Any]], dict[str, Any]]:
    """`step` for a numbered member: what it raises says which member it was."""

    def wrapped(item: tuple[int, Any]) -> dict[str, Any]:
        number, member = item
        try:
            if not isinstance(member, dict):
                raise ArticleError("json", "the JSON is no object")
            return step(member)
        except ArticleError as error:
            raise ArticleError(error.what, f"member {number} of the list: {error.why}") from error

    return wrapped


class FileNames:
    """Names of files for the ids of one run: letters stay, what a file system might refuse becomes %2F and the like."""

    def __init__(self, suffix: str) -> None:
        self._suffix = suffix
        self._taken: set[str] = set()

    def of(self, name: str) -> str:
        """The name for an id. Raises `ArticleError` on one that is too long, and on one that was given before."""
        safe = _UNSAFE.sub(lambda match: "".join(f"%{byte:02X}" for byte in match[0].encode()), name) + self._suffix
        if len(safe.encode()) > _LONGEST:
            raise ArticleError("id", f"the id is too long for the name of a file: {name[:40]} …")
        if safe.casefold() in self._taken:
            raise ArticleError("id", "another article has this id")
        self._taken.add(safe.casefold())
        return safe


def suffix_of(path: Path) -> str:
    """The suffix of a file in small letters, without .gz."""
    bare = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return bare.suffix.lower()


def id_of(path: Path, root: Path) -> str:
    """The id that a file's name was made from; that of a file in a folder of `root` has the folder's name before it."""
    return unquote(path.stem if path == root else path.relative_to(root).with_suffix("").as_posix())


def write_whole(content: str | bytes, out: Path) -> None:
    """Writes one file with every character as it is."""
    with written(out) as file:
        file.write(content.encode() if isinstance(content, str) else content)


def files_in(path: Path, suffixes: tuple[str, ...]) -> list[Path]:
    """The file itself, or those of a folder and the folders in it that have one of the suffixes, in order of names.

    The failures of a run are no articles.
    """
    if not path.is_dir():
        return [path]
    found = (file for file in path.rglob("*") if suffix_of(file) in suffixes and file.is_file())
    return sorted(file for file in found if not file.name.endswith(".failures.jsonl"))


def check_xml(text: str) -> None:
    """Raises `ArticleError` on a character that no XML can hold."""
    if found := _NOT_XML.search(text):
        raise ArticleError("character", f"XML cannot hold the character U+{ord(found[0]):04X}")
