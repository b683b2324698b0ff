"""Our own records and gold records: JSON Lines, offsets in code points. It holds everything."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from extractor.evaluation.formats.conversion import Conversion
from extractor.evaluation.formats.files import dumped, numbered_lines, parsed_object, write_lines
from extractor.evaluation.formats.shape import Annotated


def write(records: Iterable[Annotated], out: Path, conversion: Conversion) -> None:
    """Writes one line a record."""
    write_lines(conversion.written(records, dumped, out), out)


def read(path: Path, conversion: Conversion) -> Iterator[dict[str, Any]]:
    """The records of a file, or of one with .gz."""
    return conversion.each(numbered_lines(path), lambda line: conversion.shape(parsed_object(line)), path)
