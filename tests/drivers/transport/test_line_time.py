"""A line is given half a second of bytes ahead, and then no more than it sends."""

from __future__ import annotations

import pytest

from drivers.clock import VirtualClock
from drivers.transport.line_time import AHEAD_S, LineTime


def test_half_a_second_may_be_written_ahead_and_then_as_much_as_is_sent() -> None:
    clock = VirtualClock()
    line = LineTime(9600, clock.monotonic)
    line.took(480)
    assert line.behind_s == pytest.approx(0)
    line.took(96)
    assert line.behind_s == pytest.approx(0.1)
    clock.sleep(0.1)
    assert line.behind_s == pytest.approx(0)


def test_a_line_at_rest_saves_no_time_for_later() -> None:
    clock = VirtualClock()
    line = LineTime(9600, clock.monotonic)
    clock.sleep(3600)
    line.took(960)
    assert line.behind_s == pytest.approx(1 - AHEAD_S)
