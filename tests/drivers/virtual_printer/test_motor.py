"""Up to a quarter black the paper goes at full speed; all black it goes as Axiohm's table says."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.virtual_printer.motor import Motor, black_share

SHARES = st.floats(0, 1)


@pytest.mark.parametrize(("share", "mm_s"), [(0.0, 130), (0.25, 130), (1.0, 38)])
def test_the_two_ends_of_the_table_are_met(share: float, mm_s: float) -> None:
    assert Motor(130).seconds(8 * 1000, share) == pytest.approx(1000 / mm_s)


@given(SHARES, SHARES)
def test_blacker_is_never_faster(one: float, other: float) -> None:
    motor = Motor(90)
    times = [motor.seconds(24, share) for share in sorted((one, other))]
    assert times == sorted(times)


@pytest.mark.parametrize(
    ("dots", "share"), [(b"", 0.0), (b"\x00\x00", 0.0), (b"\xff\x00", 0.5), (b"\xff", 1.0)]
)
def test_how_much_is_black(dots: bytes, share: float) -> None:
    assert black_share(dots) == share
