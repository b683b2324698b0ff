"""What this program writes itself, told by the beginning of a file: it may lie among the articles of the next run."""

import gzip
import json
import zlib
from pathlib import Path
from typing import IO, Any, Literal, cast

Own = Literal["records", "failures", "facts"]

_LONGEST = 64 * 1024 * 1024  # bytes of a first line; the record of the largest article is shorter
_RECORD = {"schema_version", "source", "mentions", "entities"}
_FAILURE = {"path", "line", "what", "why"}
_FACT = {"article", "subject", "metric", "concept", "kind", "amount", "period_start", "rule"}
_TABLES = (
    b'{"documentInfo": {"documentType": "https://xbrl.org/2021/xbrl-json"',
    b"\xef\xbb\xbfarticle,published_at,subject,subject_kb,",
    b"PAR1",
)


def own_output(path: Path) -> Own | None:
    """What a file holds that this program wrote: records, failures or facts. None for any other file, and for
    one that is not there or cannot be read. Only the beginning is looked at."""
    begin = _begins(path)
    if begin.startswith(_TABLES):
        return "facts"
    try:
        first: Any = json.loads(begin)
    except (ValueError, RecursionError):
        return None
    if not isinstance(first, dict):
        return None
    if first.keys() == _FAILURE:
        return "failures"
    if first.keys() >= _RECORD:
        return "records"
    return "facts" if first.keys() >= _FACT and "text" not in first else None


def _begins(path: Path) -> bytes:
    """The first line of a file, as far as a record is long; empty where there is none."""
    if not path.is_file():  # a pipe would wait
        return b""
    try:
        with cast(IO[bytes], gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb") as file:
            return file.readline(_LONGEST)
    except (OSError, EOFError, zlib.error):
        return b""
