"""Counters count from the factory and since they were cleared, and come back as they were kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.virtual_printer.counters import CUTS, HEAD, HOURS, LINES, SINCE_FACTORY, Counters

NUMBERS = st.integers(0, 1 << 40)


@pytest.mark.parametrize(
    ("number", "value"),
    [(LINES, 2), (HEAD, 75), (CUTS, 3), (HOURS, 1), (22, None), (22 + 128, None)],
)
def test_each_number_has_its_counter(number: int, value: int | None) -> None:
    assert Counters(rows=75, cuts=3, powered_s=7199.0).read(number) == value


def test_clearing_leaves_the_count_since_the_factory() -> None:
    counters = Counters(cuts=3)
    assert (counters.reset(CUTS), counters.reset(CUTS + SINCE_FACTORY)) == (True, False)
    counters.cuts += 2
    assert (counters.read(CUTS), counters.read(CUTS + SINCE_FACTORY)) == (2, 5)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_what_was_kept_comes_back(rows: int, cuts: int, seconds: int) -> None:
    counters = Counters(rows, cuts, float(seconds))
    counters.reset(LINES)
    again = Counters()
    again.unpack(counters.packed())
    assert again == counters


@pytest.mark.parametrize("kept", [b"", b"1 2 3", b"1 2 3 4 5 6 x"])
def test_what_was_never_kept_changes_nothing(kept: bytes) -> None:
    counters = Counters(rows=5)
    counters.unpack(kept)
    assert counters == Counters(rows=5)
