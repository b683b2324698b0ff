"""One format into another, article by article."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from extractor.evaluation.formats.conversion import Conversion
from extractor.evaluation.formats.fill import filled
from extractor.evaluation.formats.registry import FORMATS, Format
from extractor.evaluation.formats.shape import Annotated


def convert(
    path: Path, out: Path, source: Format, target: Format, conversion: Conversion, before: Path | None = None
) -> None:
    """Writes to `out` what lies at `path`; what failed and what was lost is in `conversion` then.

    `before` is a file of records that gives back what the source cannot hold. Raises `OSError` where `out` cannot be
    written.
    """
    records: Iterator[Annotated] = source.read(path, conversion)
    if before is not None:
        records = _filled(records, before, source, conversion)
    target.write(records, out, conversion)


def _filled(
    records: Iterator[Annotated], before: Path, source: Format, conversion: Conversion
) -> Iterator[dict[str, Any]]:
    known: dict[str, Annotated] = {record["id"]: record for record in FORMATS["jsonl"].read(before, conversion)}
    found = filled(records, known, source, conversion.unread)
    return conversion.again(found, conversion.shape)
