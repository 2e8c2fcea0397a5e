"""The pace of guesses: what is too fast waits, and nobody is kept out for good."""

from __future__ import annotations

from datetime import timedelta

from portal.limits import MAX_ADDRESSES, Pace
from tests.acquirer.till import MONDAY


def test_a_burst_is_let_through_up_to_the_pace() -> None:
    pace = Pace(3)
    assert [pace.wait_s("here", MONDAY) for _ in range(4)] == [0, 0, 0, 21]


def test_after_the_wait_it_was_told_an_address_may_go_on() -> None:
    pace = Pace(3)
    waits = [pace.wait_s("here", MONDAY) for _ in range(10)]
    assert pace.wait_s("here", MONDAY + timedelta(seconds=waits[-1])) == 0


def test_one_address_does_not_slow_another() -> None:
    pace = Pace(1)
    assert pace.wait_s("here", MONDAY) == pace.wait_s("there", MONDAY) == 0


def test_a_clock_that_steps_back_gives_nothing_away() -> None:
    pace = Pace(1)
    pace.wait_s("here", MONDAY)
    assert pace.wait_s("here", MONDAY - timedelta(hours=1)) > 0


def test_only_so_many_addresses_are_remembered() -> None:
    pace = Pace(1)
    for number in range(MAX_ADDRESSES + 10):
        pace.wait_s(str(number), MONDAY)
    assert len(pace._buckets) == MAX_ADDRESSES
