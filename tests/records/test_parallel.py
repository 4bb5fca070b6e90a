"""Work over processes: the same results in the same order as in one."""

import os

import pytest

from generator.records import parallel
from generator.records.parallel import StoppedError, in_processes


def squared(number: int) -> int:
    return number * number


@pytest.mark.parametrize("workers", [1, 2, 8])
@pytest.mark.parametrize("size", [0, 3, 1000])
def test_results_come_in_order_whatever_the_number_of_processes(size: int, workers: int) -> None:
    assert in_processes(squared, range(size), workers) == [number * number for number in range(size)]


def fails_at_700(number: int) -> int:
    return 1 // (number - 700)


def test_an_error_in_a_process_is_an_error_here_and_leaves_nothing_behind() -> None:
    with pytest.raises(ZeroDivisionError):
        in_processes(fails_at_700, range(1000), 2)
    assert parallel._work is None
    assert in_processes(squared, range(500), 2)[-1] == 499 * 499


def test_a_process_that_is_gone_is_said_so() -> None:
    with pytest.raises(StoppedError, match="enough memory"):
        in_processes(os._exit, range(1000), 2)
