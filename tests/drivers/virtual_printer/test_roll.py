"""A roll counts what goes past the head: to its end, to its near end, from mark to mark."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drivers.virtual_printer.roll import Roll


def test_a_plain_roll_never_ends() -> None:
    roll = Roll(near_end_rows=100)
    roll.turn(1_000_000)
    assert (roll.plain, roll.low, roll.out) == (True, False, False)


def test_it_is_low_before_it_is_out() -> None:
    roll = Roll(near_end_rows=100, rows_left=150)
    seen = []
    for _ in range(3):
        seen.append((roll.low, roll.out))
        roll.turn(75 if roll.rows_left else 0)
    assert seen == [(False, False), (True, False), (True, True)]


def test_without_a_near_end_sensor_it_is_low_only_when_it_is_out() -> None:
    roll = Roll(rows_left=1)
    assert not roll.low
    roll.turn(1)
    assert (roll.low, roll.out) == (True, True)


@given(st.integers(1, 200), st.lists(st.integers(0, 500), max_size=20))
def test_the_next_mark_is_a_whole_pitch_after_the_last(pitch_mm: int, turns: list[int]) -> None:
    roll = Roll()
    roll.replace(mark_every_mm=pitch_mm)
    for rows in turns:
        roll.turn(rows)
    assert 0 < roll.rows_to_mark <= roll.mark_every_rows == pitch_mm * 8
    assert (sum(turns) + roll.rows_to_mark) % roll.mark_every_rows == 0


def test_another_roll_is_whole() -> None:
    roll = Roll(near_end_rows=100, rows_left=0)
    roll.replace()
    assert (roll.plain, roll.out) == (True, False)
