"""The pace of guesses: what is too fast waits, and nobody is kept out for good."""

from __future__ import annotations

from datetime import timedelta

import pytest

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


@pytest.mark.parametrize(
    ("one", "other", "is_one_visitor"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("fe80::1%eth0", "fe80::2%eth0", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("", "unknown", False),
    ],
)
def test_a_visitor_with_many_addresses_of_one_network_is_one(
    one: str, other: str, is_one_visitor: bool
) -> None:
    pace = Pace(1)
    pace.wait_s(one, MONDAY)
    assert (pace.wait_s(other, MONDAY) > 0) is is_one_visitor


def test_a_clock_that_steps_back_gives_nothing_away() -> None:
    pace = Pace(1)
    pace.wait_s("here", MONDAY)
    assert pace.wait_s("here", MONDAY - timedelta(hours=1)) > 0


def test_only_so_many_addresses_are_remembered() -> None:
    pace = Pace(1)
    for number in range(MAX_ADDRESSES + 10):
        pace.wait_s(str(number), MONDAY)
    assert len(pace._buckets) == MAX_ADDRESSES
