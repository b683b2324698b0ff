"""Signals that ask a run to end: each is heard between two records and never in the middle of one."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class Stopped(KeyboardInterrupt):
    """Somebody stopped the program; `code` is the exit code that says so."""

    def __init__(self, number: int = signal.SIGINT) -> None:
        super().__init__()
        self.code = 128 + number


class _Stops:
    """Whether something whole is being done, and which signal came meanwhile."""

    busy = False
    asked: int | None = None


_STOPS = _Stops()


def stop(number: int, frame: Any) -> None:
    """Raises `Stopped`, at once or at the end of what is done `whole`; the handler of a signal."""
    if _STOPS.busy:
        _STOPS.asked = number
    else:
        raise Stopped(number)


@contextmanager
def whole() -> Iterator[None]:
    """A block that no signal cuts: pydantic takes what a handler raises for an error of the record that it writes."""
    _STOPS.busy, _STOPS.asked = True, None
    try:
        yield
    finally:
        _STOPS.busy = False
    if _STOPS.asked is not None:
        raise Stopped(_STOPS.asked)
