"""How a command ends before its time: with an exit code and one clear reason."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import current_thread, main_thread
from typing import NoReturn

import typer

from extractor.batch.stops import SIGNALS, stop


def usage(why: str, option: str) -> NoReturn:
    """Ends the command with exit code 2 and what is wrong with an option."""
    raise typer.BadParameter(why, param_hint=f"'{option}'")


def fail(why: str, code: int) -> NoReturn:
    """Ends the command with an exit code and a sentence on standard error."""
    say(why)
    raise typer.Exit(code)


def say(why: str) -> None:
    """Writes a sentence to standard error; that nobody listens there is no error."""
    if sys.stderr is not None:
        with suppress(OSError):
            typer.echo(why, err=True)


@contextmanager
def stoppable() -> Iterator[None]:
    """Signals that ask the program to end, an interrupt among them, raise `Stopped` in the block.

    One that is ignored stays so: `nohup` does that.
    """
    if current_thread() is not main_thread():  # signals are for the main thread alone
        yield
        return
    before = {number: signal.getsignal(number) for number in SIGNALS}
    try:
        for number, handler in before.items():
            if handler in (signal.SIG_DFL, signal.default_int_handler):
                signal.signal(number, stop)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
