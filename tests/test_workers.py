"""Work in other processes: order, a bounded window, and processes that die."""

import os
from collections.abc import Iterator

import pytest

from extractor.workers import IN_FLIGHT, in_order


def double(number: int) -> int:
    return 2 * number


def die_of_three(number: int) -> int:
    if number == 3:
        os._exit(9)
    return 2 * number


def lost(number: int) -> int:
    return -number


def test_the_item_that_kills_its_process_is_lost_and_no_other() -> None:
    assert list(in_order(die_of_three, range(12), 2, lost)) == [0, 2, 4, -3, 8, 10, 12, 14, 16, 18, 20, 22]


@pytest.mark.parametrize("workers", [1, 2])
def test_no_more_items_are_held_than_the_window_has(workers: int) -> None:
    taken = 0

    def source() -> Iterator[int]:
        nonlocal taken
        for number in range(40):
            taken = number + 1
            yield number

    ahead = []
    for done, answer in enumerate(in_order(double, source(), workers, lost)):
        assert answer == 2 * done
        ahead.append(taken - done)
    assert max(ahead) <= IN_FLIGHT * workers
    assert len(ahead) == 40


def test_no_worker_at_all_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="workers is 0"):
        list(in_order(double, [1], 0, lost))
