"""Does the time of some work grow in proportion to its size? Asked in a way that a busy machine does not answer."""

import time
from collections.abc import Callable

TRIES = 5  # a neighbour on the machine slows one measurement, not five
CLOCK = 0.02  # seconds; work that takes less says nothing


def in_proportion(work: Callable[[int], object], few: int, many: int) -> bool:
    """Whether `work(many)` takes no more than its share of `work(few)`, twice over; work that grows with the square of
    its size takes `many / few` times its share. Processor time, the least of up to five tries of each."""
    assert many >= 4 * few, "a square and a line of twice its slope would look alike"
    work(max(few // 10, 1))  # loads tables and fills caches
    short = long = float("inf")
    for _ in range(TRIES):
        short, long = min(short, seconds(work, few)), min(long, seconds(work, many))
        if long <= 2 * many / few * max(short, CLOCK):
            return True
    return False


def seconds(work: Callable[[int], object], size: int) -> float:
    """Processor time of `work(size)`."""
    started = time.process_time()
    work(size)
    return time.process_time() - started
