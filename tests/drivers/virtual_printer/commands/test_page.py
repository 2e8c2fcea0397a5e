"""The commands of page mode say where and how, and do nothing out of it."""

from __future__ import annotations

import pytest

from tests.drivers.virtual_printer.bench import printed, skipped
from tests.drivers.virtual_printer.test_page_mode import PAGE, PRINT, area, word

BLACK = b"1"


def rule(fn: int, x1: int, y1: int, x2: int, y2: int, thick: int = 1) -> bytes:
    places = b"".join(map(word, (x1, y1, x2, y2)))
    return b"\x1d(Q\x0c\x00" + bytes([fn]) + places + BLACK + bytes([thick, 1])


def test_an_area_set_before_page_mode_is_the_page_s() -> None:
    assert printed(area(0, 0, 99, 44) + PAGE + b"A" + PRINT).bitmap.height == 44


def test_out_of_page_mode_they_change_nothing() -> None:
    assert printed(b"A\x18\x1b\x0c\x1bS\x1d$\x10\x00\x1d\\\x10\x00\n").text == "A\n"


@pytest.mark.parametrize(
    "command", [area(384, 0, 1, 1), area(0, 1662, 1, 1), area(0, 0, 0, 9), area(0, 0, 9, 0)]
)
def test_an_area_outside_the_page_is_refused(command: bytes) -> None:
    assert skipped(PAGE + command) == ["ESC W"]


def test_a_direction_that_there_is_not_is_refused() -> None:
    assert skipped(b"\x1bT\x04") == ["ESC T"]


def test_an_area_too_large_ends_where_the_page_does() -> None:
    assert printed(PAGE + area(0, 1600, 9999, 9999) + b"A" + PRINT).bitmap.height == 1662
