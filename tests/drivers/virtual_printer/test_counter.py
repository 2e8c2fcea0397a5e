"""The counter counts up or down, each value so many times, and begins again."""

from __future__ import annotations

import pytest

from drivers.virtual_printer.counter import Counter, Padding


def taken(counter: Counter, times: int) -> list[str]:
    return [counter.take() for _ in range(times)]


def test_it_counts_up_and_begins_again_after_the_last() -> None:
    assert taken(Counter(first=1, last=3), 5) == ["1", "2", "3", "1", "2"]


def test_it_counts_down_when_it_ends_below_where_it_begins() -> None:
    assert taken(Counter(first=10, last=4, step=3, value=10), 4) == ["10", "7", "4", "10"]


def test_a_value_is_printed_as_often_as_set_and_for_ever_if_that_is_never() -> None:
    assert taken(Counter(repeats=2), 5) == ["1", "1", "2", "2", "3"]
    assert taken(Counter(repeats=0), 3) == ["1", "1", "1"]


def test_setting_a_value_begins_it_anew() -> None:
    counter = Counter(repeats=2)
    counter.take()
    counter.set(9)
    assert taken(counter, 3) == ["9", "9", "10"]


@pytest.mark.parametrize(
    ("padding", "shown"),
    [
        (Padding.BLANKS_BEFORE, "  42"),
        (Padding.ZEROS_BEFORE, "0042"),
        (Padding.BLANKS_BEHIND, "42  "),
    ],
)
def test_a_field_is_filled_up(padding: Padding, shown: str) -> None:
    assert Counter(digits=4, padding=padding, value=42).take() == shown


def test_a_field_too_narrow_shows_the_last_digits() -> None:
    assert Counter(digits=2, value=1234).take() == "34"
