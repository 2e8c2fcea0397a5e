"""Bars are as wide as the module and the wide element are, and as high as asked."""

from __future__ import annotations

import pytest

from drivers.virtual_printer.barcodes.bars import (
    MODULES,
    Bars,
    Module,
    NotEncodableError,
    drawn,
    width_dots,
    widths,
)


def test_a_width_of_several_modules_is_so_many_times_wider() -> None:
    bars = Bars((1, 2, 3), "")
    picture = drawn(bars, Module(2, 5), 3)
    assert (picture.width, picture.height) == (width_dots(bars, Module(2, 5)), 3) == (12, 3)
    assert f"{int.from_bytes(picture.row(0), 'big'):016b}" == "1100001111110000"


def test_a_wide_element_is_as_wide_as_the_printer_makes_it() -> None:
    bars = Bars((1, 2, 2), "", two_widths=True)
    picture = drawn(bars, Module(2, 5), 1)
    assert picture.width == width_dots(bars, Module(2, 5)) == 12
    assert f"{int.from_bytes(picture.row(0), 'big'):016b}" == "1100000111110000"


def test_wide_is_at_least_two_and_a_half_times_narrow() -> None:
    assert all(2.5 <= module.wide_dots / module.narrow_dots <= 3 for module in MODULES.values())


@pytest.mark.parametrize(("n", "dots"), [(2, 2), (6, 6), (68, 2), (69, 2), (76, 6)])
def test_gs_w_has_two_ways_to_say_a_module(n: int, dots: int) -> None:
    assert MODULES[n].narrow_dots == dots


def test_widths_are_read_from_digits() -> None:
    assert widths("3211") == (3, 2, 1, 1)


def test_what_cannot_be_drawn_says_where_and_why() -> None:
    error = NotEncodableError(3, "not a digit")
    assert (error.at, str(error)) == (3, "byte 3: not a digit")
