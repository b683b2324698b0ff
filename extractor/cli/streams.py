"""The standard streams as a command meets them: closed, in another encoding, with nobody who listens."""

import io
import os
import sys
from typing import BinaryIO

import typer


def prepare() -> None:
    """Makes the streams safe to use, whatever the shell gave.

    A closed one is opened on nothing: else the next file that is opened, that of the records, would get its number, and
    a library that complains would write into it. What an encoding cannot show is escaped: it is for people, since JSON
    is written as UTF-8.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # takes the lowest number that is free
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
            stream.reconfigure(errors="backslashreplace")


def standard_input() -> BinaryIO:
    """The bytes of standard input; none where it is closed."""
    return io.BytesIO() if sys.stdin is None else sys.stdin.buffer


def print_json(text: str) -> None:
    """Writes a line of JSON to standard output, in UTF-8 whatever the terminal speaks."""
    typer.echo(text.encode())
