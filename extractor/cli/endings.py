"""How a command ends before its time: with an exit code and one clear reason."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import current_thread, main_thread
from typing import Any, NoReturn

import typer

_STOPS = tuple(getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name))


class Stopped(KeyboardInterrupt):
    """Somebody stopped the program; `code` is the exit code that says so."""

    def __init__(self, number: int = signal.SIGINT) -> None:
        super().__init__()
        self.code = 128 + number


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
    """Signals that ask the program to end raise `Stopped` in the block, as an interrupt does.

    One that is ignored stays so: `nohup` does that.
    """
    if current_thread() is not main_thread():  # signals are for the main thread alone
        yield
        return
    before = {number: signal.getsignal(number) for number in _STOPS}
    try:
        for number, handler in before.items():
            if handler == signal.SIG_DFL:
                signal.signal(number, _stop)
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _stop(number: int, frame: Any) -> NoReturn:
    raise Stopped(number)
