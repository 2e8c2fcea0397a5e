"""A paced line lets by as many bytes as its bits take, however seldom it is looked at."""

from __future__ import annotations

import pytest

from drivers.clock import VirtualClock
from drivers.virtual_printer.pacing import (
    MAX_BURST_BYTES,
    DipSwitches,
    Framing,
    Pacer,
    PortSettings,
)


@pytest.mark.parametrize(
    ("text", "bits"), [("8N1", 10), ("8e1", 11), ("7O2", 11), ("7N1", 9), ("8N1.5", 10.5)]
)
def test_a_byte_takes_its_bits_and_those_around_it(text: str, bits: float) -> None:
    framing = Framing.read(text)
    assert framing.bits == bits
    assert str(framing) == text.upper()


@pytest.mark.parametrize("text", ["", "8N", "9N1", "8X1", "8N3", "8N1,"])
def test_what_is_no_framing_is_told(text: str) -> None:
    with pytest.raises(ValueError, match="write it as 8N1"):
        Framing.read(text)


@pytest.mark.parametrize(
    ("baud_bps", "framing", "bytes_s"),
    [(9600, "8N1", 960), (115_200, "8N1", 11_520), (9600, "8E1", 9600 / 11)],
)
@pytest.mark.parametrize("look_s", [0.001, 0.013, 0.2])
def test_the_rate_holds_however_often_one_looks(
    baud_bps: int, framing: str, bytes_s: float, look_s: float
) -> None:
    clock = VirtualClock()
    pacer, rate = Pacer(clock), PortSettings(baud_bps, Framing.read(framing)).bytes_s
    through = 0
    pacer.due(rate)
    while clock.monotonic() < 10:
        clock.sleep(look_s)
        count = pacer.due(rate)
        pacer.took(count, rate)
        through += count
    assert through / clock.monotonic() == pytest.approx(bytes_s, rel=0.005)


def test_a_line_at_rest_saves_nothing() -> None:
    clock = VirtualClock()
    pacer = Pacer(clock)
    clock.sleep(60)
    assert pacer.due(960) == 0
    clock.sleep(0.01)
    assert pacer.due(960) == 9
    pacer.rest()
    clock.sleep(60)
    assert pacer.due(960) == 0


def test_no_more_than_a_portion_comes_at_once() -> None:
    clock = VirtualClock()
    pacer = Pacer(clock)
    pacer.due(11_520)
    clock.sleep(60)
    assert pacer.due(11_520) == MAX_BURST_BYTES
    assert Pacer(clock).due(None) == MAX_BURST_BYTES


def test_the_wait_is_until_the_next_byte_is_through() -> None:
    clock = VirtualClock()
    pacer = Pacer(clock)
    assert pacer.wait_s(1000) == 0
    pacer.due(1000)
    assert pacer.wait_s(1000) == pytest.approx(0.001)
    clock.sleep(0.001)
    assert (pacer.due(1000), pacer.wait_s(1000)) == (1, 0)


def test_a_printer_without_a_speed_of_its_own_has_the_computers() -> None:
    computer = PortSettings(19_200, heeds_xoff=True)
    assert DipSwitches().port(computer) is computer
    assert DipSwitches().port(None) is None
    assert DipSwitches(9600, Framing.read("8E1")).port(computer) == PortSettings(
        9600, Framing.read("8E1")
    )
