"""A line is gathered, broken where it is full, and printed where it is aligned."""

from __future__ import annotations

import pytest

from receipts.dots import ank
from receipts.paper import LINE_DOTS
from tests.drivers.virtual_printer.bench import gbk, ink, printed


@pytest.mark.parametrize(("place", "x_dots"), [(0, 0), (1, 180), (2, 360), (49, 180), (50, 360)])
def test_a_line_stands_where_esc_a_puts_it(place: int, x_dots: int) -> None:
    slip = printed(b"\x1ba" + bytes([place]) + b"AB\n")
    assert slip.marks[0].x_dots == x_dots
    assert ink(slip.bitmap, 0, 24, x_dots, 12) == ank("A")


def test_a_line_too_long_goes_on_in_the_next_one() -> None:
    assert printed(b"1" * 33 + b"\n").text == "1" * 32 + "\n1\n"


def test_a_hanzi_that_does_not_fit_is_not_torn() -> None:
    assert printed(b"1" * 31 + gbk("签\n")).text == "1" * 31 + "\n签\n"


def test_a_tab_moves_to_the_next_eighth_column_but_not_off_the_paper() -> None:
    assert printed(b"A\tB\n").text == "A       B\n"
    assert printed(b"1" * 25 + b"\tB\n").text == "1" * 25 + "B\n"


def test_a_picture_after_text_without_a_line_feed_begins_below_it() -> None:
    line, picture = printed(b"A\x1dv0\x00\x01\x00\x01\x00\xff").marks
    assert (line.text, picture.y_dots) == ("A", LINE_DOTS)
