"""Logos stand at the top and the bottom of every slip, once they are set and while they are on."""

from __future__ import annotations

import pytest

from tests.drivers.virtual_printer.bench import CUT, feed, printed, printer, skipped
from tests.drivers.virtual_printer.functions import graphics, logos

PICTURE = graphics(67, 48, data=b"G1\x01\x08\x00\x02\x00" + b"1" + b"\xff\xff")
TOP = logos(62, data=b"G1" + b"2\x00")
BOTTOM = logos(63, data=b"G1" + b"1")
ON, OFF = 48, 49


def slips(data: bytes) -> list[list[int]]:
    """For each slip the left edges of what is printed on it, from the top down."""
    machine = printer()
    feed(machine, data)
    return [[mark.x_dots for mark in slip.marks] for slip in machine.slips]


def test_the_bottom_logo_comes_before_the_cut_and_the_top_logo_after_it() -> None:
    job = PICTURE + TOP + BOTTOM + b"A\n" + CUT + b"B\n" + CUT
    assert slips(job) == [[0, 188], [376, 0, 188]]


def test_a_logo_leaves_the_alignment_as_it_was() -> None:
    assert slips(PICTURE + BOTTOM + b"\x1ba\x02A\n" + CUT + b"A\n" + CUT) == [[372, 188]] * 2


@pytest.mark.parametrize(
    "off",
    [
        logos(60, 48, data=b"CLR") + logos(60, 49, data=b"CLR"),
        logos(65, 48, OFF) + logos(65, 49, OFF),
        graphics(65, data=b"CLR"),
    ],
    ids=["dropped", "off", "without picture"],
)
def test_a_logo_is_not_printed_when(off: bytes) -> None:
    assert slips(PICTURE + TOP + BOTTOM + off + b"A\n" + CUT + b"A\n" + CUT) == [[0], [0]]


def test_a_logo_off_is_on_again_after_esc_at() -> None:
    job = PICTURE + BOTTOM + logos(65, 49, OFF) + b"A\n" + CUT + b"\x1b@A\n" + CUT
    assert slips(job) == [[0], [0, 188]]
    again = PICTURE + BOTTOM + logos(65, 49, OFF) + logos(65, 49, ON) + b"A\n" + CUT
    assert slips(again) == [[0, 188]]


def test_logos_outlive_power_off() -> None:
    machine = printer()
    feed(machine, PICTURE + BOTTOM)
    machine.power_off()
    machine.power_on()
    feed(machine, b"A\n" + CUT)
    assert len(machine.slips[0].marks) == 2


def test_without_a_knife_there_is_no_logo() -> None:
    assert len(printed(PICTURE + BOTTOM + b"A\n" + CUT, "dumb58").marks) == 1


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"A" + TOP, "FS ( E 62"),
        (logos(62, data=b"G13\x00"), "FS ( E 62"),
        (logos(60, 48, data=b"CLR"), "FS ( E 60"),
        (TOP + logos(60, 48, data=b"CLX"), "FS ( E 60"),
        (logos(65, 50, ON), "FS ( E 65"),
        (logos(65, 48, 50), "FS ( E 65"),
    ],
)
def test_what_cannot_be_set_is_reported(data: bytes, name: str) -> None:
    assert skipped(data) == [name]
