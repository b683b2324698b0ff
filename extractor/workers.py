"""Work on many items in other processes, the answers in the order of the items.

Nothing here knows of articles: `pipeline` gives the work, and says what stands for an item whose process died.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")

IN_FLIGHT = 4  # items a worker that are read ahead: enough to keep it busy, few enough to hold in memory


def in_order(work: Callable[[T], R], items: Iterable[T], workers: int, lost: Callable[[T], R]) -> Iterator[R]:
    """`work(item)` of every item, in order. At most `IN_FLIGHT` items a worker are held at a time.

    One worker means this process. More are started with `spawn`, so `work`, the items and the answers are pickled, and
    a script that calls this needs the usual `if __name__ == "__main__":`. When a process dies, the items that were
    under way are done again one by one, and `lost(item)` answers for the one that kills its process.
    """
    if workers < 1:
        raise ValueError(f"workers is {workers}: at least one is needed")
    if workers == 1:
        yield from map(work, items)
        return
    source = iter(items)
    while True:
        held: deque[tuple[T, Future[R]]] = deque()
        pool = _pool(workers)
        try:
            yield from _until_broken(pool, work, source, held, IN_FLIGHT * workers)
            return
        except BrokenProcessPool:
            pool.shutdown()  # what did not finish before the break has its exception now
        finally:
            pool.shutdown(cancel_futures=True)
        yield from _one_by_one(work, held, lost)


def _until_broken(
    pool: ProcessPoolExecutor,
    work: Callable[[T], R],
    source: Iterator[T],
    held: deque[tuple[T, Future[R]]],
    window: int,
) -> Iterator[R]:
    """Answers in order. On `BrokenProcessPool`, `held` has exactly the items that are not answered yet."""
    for item in islice(source, window):
        _submit(pool, work, item, held)
    while held:
        answer = held[0][1].result()
        held.popleft()
        yield answer
        for item in islice(source, 1):
            _submit(pool, work, item, held)


def _submit(pool: ProcessPoolExecutor, work: Callable[[T], R], item: T, held: deque[tuple[T, Future[R]]]) -> None:
    try:
        held.append((item, pool.submit(work, item)))
    except BrokenProcessPool as error:  # the pool broke before this item: it is under way like the others
        future: Future[R] = Future()
        future.set_exception(error)
        held.append((item, future))


def _one_by_one(work: Callable[[T], R], held: Iterable[tuple[T, Future[R]]], lost: Callable[[T], R]) -> Iterator[R]:
    """The answers after a break: those that were ready, and the others with no other item under way."""
    pool = _pool(1)
    try:
        for item, future in held:
            if future.exception() is None:
                yield future.result()
                continue
            try:
                answer = pool.submit(work, item).result()
            except BrokenProcessPool:
                pool.shutdown()
                pool = _pool(1)
                answer = lost(item)
            yield answer
    finally:
        pool.shutdown(cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_begin)


def _begin() -> None:
    """What a worker does first. An interrupt is for the process that gives the work: it lets its workers end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    # A parent that was killed tells nobody, and its workers would wait for work for ever.
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
