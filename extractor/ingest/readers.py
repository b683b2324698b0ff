"""Files and streams to articles. A failure is a value in the stream, so that the rest of the run goes on."""

import gzip
import io
import json
import re
import zlib
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath
from typing import BinaryIO, cast

from extractor.core.errors import ArticleError, ExtractorError, unforeseen
from extractor.core.records import Article
from extractor.ingest.articles import Place, make_article
from extractor.ingest.encodings import decode
from extractor.ingest.html import read_html
from extractor.ingest.options import MEBIBYTE, IngestOptions
from extractor.ingest.paths import SUFFIXES, is_zipped, kind_of
from extractor.ingest.structured import Draft, articles_in, read_object

_Result = Article | ArticleError
_HEAD = MEBIBYTE  # bytes behind its first line that tell whether a stream is JSON Lines
_BLANK = b" \t\r\n\xef\xbb\xbf"
MEDIA_TYPES = {"text": "text/plain", "html": "text/html", "json": "application/json", "jsonl": "application/jsonl"}
_MARKUP = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|div|p|meta)\b", re.I | re.S
)


def read_path(path: Path, options: IngestOptions | None = None) -> Iterator[Article | ArticleError]:
    """The articles of a file, or one `ArticleError` in the place of each that cannot be read.

    Errors are yielded, not raised; `.line` is set for a line of JSON Lines. `-` is not a path: see `read_stream`.
    """
    options = options or IngestOptions()
    kind = kind_of(path)
    if kind is None and not path.is_dir():
        known = " ".join(SUFFIXES)
        why = f"the suffix {path.suffix!r} is none of those that are read: {known}, each also with .gz"
        yield ArticleError("unknown format", why) if path.exists() else _missing()
        return
    try:
        with path.open("rb") as file:
            stream = _unzipped(file) if is_zipped(path) else file
            yield from _articles(stream, kind or "text", path, options)
    except FileNotFoundError:
        yield _missing()
    except IsADirectoryError:
        yield ArticleError("empty", f"the folder holds no file that is read: {' '.join(SUFFIXES)}, each also with .gz")
    except OSError as error:  # no permission, a disk that went away
        yield ArticleError("unreadable", error.strerror or str(error))


def read_stream(stream: BinaryIO, options: IngestOptions | None = None) -> Iterator[Article | ArticleError]:
    """The articles of a stream of unknown kind, such as standard input: JSON Lines, JSON, HTML or text, by content."""
    options = options or IngestOptions()
    buffered = io.BufferedReader(cast(io.RawIOBase, stream)) if not hasattr(stream, "peek") else stream
    try:
        start = cast(io.BufferedReader, buffered).peek(2)[:2]
        if start == b"\x1f\x8b":
            buffered = _unzipped(buffered)
        head = _head(buffered, options)
        if _are_lines(head):
            lines = cast(BinaryIO, _Rejoined(head, buffered))
            yield from _articles(lines, "jsonl", None, options)
            return
        start = b"".join(head)
        data = start + buffered.read(max(0, options.max_bytes + 1 - len(start)))
        yield from _articles(io.BytesIO(data), _sniff(data), None, options)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield _broken_gzip(error)
    except OSError as error:
        yield ArticleError("unreadable", error.strerror or str(error))


def _head(stream: BinaryIO, options: IngestOptions) -> list[bytes]:
    """The first lines of a stream: one that is an object by itself, else as many as tell what the stream is."""
    head, size = [stream.readline(options.max_bytes + 1)], 0
    while head[-1] and size < _HEAD and len(head[0]) <= options.max_bytes and not _is_object(head[0]):
        size += len(head[-1]) if len(head) > 1 else 0
        head.append(stream.readline(options.max_line_bytes + 1))
    return head


def _are_lines(head: list[bytes]) -> bool:
    """Whether the first lines of a stream are JSON Lines, some of them broken perhaps: half are objects by themselves.

    Of one JSON over many lines, of a page or a text with an example, fewer are.
    """
    lines = [line for line in head if line.strip(_BLANK)]
    return bool(lines) and 2 * sum(map(_is_object, lines)) >= len(lines)


class _Rejoined:
    """A stream whose first lines were read already and are given again."""

    def __init__(self, head: list[bytes], rest: BinaryIO) -> None:
        self._head, self._rest = deque(line for line in head if line), rest

    def readline(self, limit: int = -1) -> bytes:
        return self._head.popleft() if self._head else self._rest.readline(limit)


def _articles(stream: BinaryIO, kind: str, path: PurePath | None, options: IngestOptions) -> Iterator[_Result]:
    try:
        if kind == "jsonl":
            yield from _read_lines(stream, path, options)
        else:
            yield from _read_whole(_all(stream, options), kind, path, options)
    except ArticleError as error:
        yield error
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        yield _broken_gzip(error)


def _broken_gzip(error: Exception) -> ArticleError:
    return ArticleError("gzip", f"the compressed file is broken: {error}")


def _all(stream: BinaryIO, options: IngestOptions) -> bytes:
    data = stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        raise ArticleError("too large", f"the file has more than {_size(options.max_bytes)}, the most for one article")
    if not data.strip():
        raise ArticleError("empty", "the file is empty" if not data else "the file holds nothing but white space")
    return data


def _read_whole(data: bytes, kind: str, path: PurePath | None, options: IngestOptions) -> Iterator[_Result]:
    decoded = decode(data, declared=kind == "html", lenient=kind == "html")
    place = Place(path, MEDIA_TYPES[kind], decoded.encoding)
    if kind == "json":
        members = list(articles_in(_parse(decoded.text)))
        single = len(members) == 1
        if not members:
            yield ArticleError("empty", "the JSON list holds no article")
        for number, member in enumerate(members, 1):
            at = place if single else Place(path, place.media_type, place.encoding, member=number)
            yield _attempt(lambda member=member: read_object(member, options.fields), at, options)  # type: ignore[misc]  # mypy cannot infer a lambda's default
    else:
        yield _attempt(lambda: read_html(decoded.text) if kind == "html" else Draft(decoded.text), place, options)


def _read_lines(stream: BinaryIO, path: PurePath | None, options: IngestOptions) -> Iterator[_Result]:
    number, limit, empty = 0, options.max_line_bytes, True
    while line := stream.readline(limit + 1):
        number += 1
        if len(line) > limit:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MEBIBYTE)
            yield ArticleError("too large", f"the line has more than {_size(limit)}, the most for one article", number)
            continue
        if number == 1 and line.startswith((b"\xff\xfe", b"\xfe\xff")):
            yield from _read_wide(line, stream, path, options)
            return
        if line.strip(_BLANK):
            empty = False
            yield _read_line(line, Place(path, MEDIA_TYPES["jsonl"], line=number), options)
    if empty:
        raise ArticleError("empty", "the file holds no line of JSON")


def _read_wide(first: bytes, stream: BinaryIO, path: PurePath | None, options: IngestOptions) -> Iterator[_Result]:
    """The lines of a UTF-16 file, whose line breaks are two bytes: read as a whole."""
    decoded = decode(first + _all(stream, options))
    for number, line in enumerate(decoded.text.split("\n"), 1):
        if line.strip():
            yield _read_line(line.encode(), Place(path, MEDIA_TYPES["jsonl"], decoded.encoding, number), options)


def _read_line(line: bytes, place: Place, options: IngestOptions) -> _Result:
    try:
        decoded = decode(line)
    except ArticleError as error:
        return ArticleError(error.what, error.why, place.line)
    # A line that was decoded already comes as UTF-8 and keeps the encoding of its file.
    place = place if place.encoding != "utf-8" else replace(place, encoding=decoded.encoding)
    return _attempt(lambda: read_object(_parse(decoded.text), options.fields), place, options)


def _attempt(draft: Callable[[], Draft], place: Place, options: IngestOptions) -> _Result:
    """The article of a draft, or what is wrong with it. An error that nobody foresaw is a failure `internal`.

    It is caught here and not above, because what it is raised through is the generator of the whole file: that would
    end, and every article behind this one would be lost.
    """
    try:
        return make_article(draft(), place, options)
    except ArticleError as error:
        found = error
    except ExtractorError:  # a broken table, a missing package: no fault of the article
        raise
    except Exception as error:  # noqa: BLE001  # see the docstring
        found = unforeseen(error)
    where = f"member {place.member} of the list: " if place.member else ""
    return ArticleError(found.what, where + found.why, place.line)


def _parse(text: str) -> object:
    text = text.rstrip()  # else a line that breaks off would be broken at the beginning of the next
    try:
        return json.loads(text, strict=False, parse_int=_whole)
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}" if "\n" in text else f"column {error.colno}"
        raise ArticleError("json", f"broken JSON at {where}: {error.msg}") from error
    except RecursionError as error:
        raise ArticleError("json", "the JSON is nested too deeply") from error


def _whole(digits: str) -> int | str:
    """A whole number of JSON; one with more digits than Python reads stays as it is written."""
    try:
        return int(digits)
    except ValueError:
        return digits


def _is_object(line: bytes) -> bool:
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        return isinstance(_parse(decode(line).text), dict)
    except ArticleError:
        return False


def _sniff(data: bytes) -> str:
    """The kind of a whole document by its content. A text may begin with a bracket: a byline does."""
    try:
        text = decode(data[:MEBIBYTE], declared=True, lenient=True).text
    except ArticleError:
        return "text"
    if _MARKUP.match(text):
        return "html"
    if text.lstrip().startswith("{"):
        later = text.split("\n")[1:-1] or text.split("\n")[1:]
        return "jsonl" if any(_is_object(line.encode()) for line in later) else "json"
    return "json" if re.match(r"\s*\[\s*(?:\{|\]\s*$)", text) else "text"


def _unzipped(stream: BinaryIO) -> BinaryIO:
    return cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb"))


def _missing() -> ArticleError:
    return ArticleError("missing", "there is no such file or folder")


def _size(number: int) -> str:
    return f"{number // MEBIBYTE} MiB" if number >= MEBIBYTE else f"{number} bytes"
