"""The virtual clock moves only when told; the system clock follows the computer."""

import time
from datetime import datetime, timedelta

import pytest

from drivers.clock import VIRTUAL_START, SystemClock, VirtualClock
from drivers.ports import Clock


def clocks() -> tuple[Clock, ...]:
    return SystemClock(), VirtualClock()


@pytest.mark.parametrize("clock", clocks(), ids=lambda clock: type(clock).__name__)
def test_every_clock_tells_local_time_without_a_zone_and_never_runs_backwards(clock: Clock) -> None:
    assert clock.now().tzinfo is None
    before = clock.monotonic(), clock.now()
    clock.sleep(0.002)
    assert clock.monotonic() >= before[0] + 0.002
    assert clock.now() > before[1]


@pytest.mark.parametrize("clock", clocks(), ids=lambda clock: type(clock).__name__)
def test_sleeping_no_time_or_less_does_nothing(clock: Clock) -> None:
    before = clock.monotonic()
    clock.sleep(0)
    clock.sleep(-5)
    assert clock.monotonic() - before < 1


def test_the_system_clock_tells_the_computers_time() -> None:
    assert abs(SystemClock().now().timestamp() - time.time()) < 1


def test_the_virtual_clock_stands_still_until_it_is_moved() -> None:
    clock = VirtualClock()
    assert clock.now() == clock.now() == VIRTUAL_START
    assert clock.monotonic() == 0


def test_a_virtual_sleep_takes_no_real_time() -> None:
    clock = VirtualClock()
    started = time.monotonic()
    clock.sleep(86_400)
    assert time.monotonic() - started < 1
    assert clock.now() == VIRTUAL_START + timedelta(days=1)
    assert clock.monotonic() == 86_400


def test_forward_moves_both_faces_of_the_virtual_clock_alike() -> None:
    clock = VirtualClock(datetime.fromisoformat("2026-12-31T23:59:30"))
    clock.forward(timedelta(minutes=1))
    assert clock.now() == datetime.fromisoformat("2027-01-01T00:00:30")
    assert clock.monotonic() == 60


def test_a_virtual_clock_refuses_to_go_back() -> None:
    with pytest.raises(ValueError, match="only forward"):
        VirtualClock().forward(timedelta(seconds=-1))
