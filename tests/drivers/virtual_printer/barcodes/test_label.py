"""The text of a bar code stands above the bars, below them, or both, in the middle."""

from __future__ import annotations

import pytest

from drivers.virtual_printer.barcodes.bars import Bars, Module, drawn
from drivers.virtual_printer.barcodes.label import FONT_A, FONT_B, labelled, lettering
from receipts.dots import CELL_ROWS

BARS = Bars((1,) * 41, "AB")
MODULE = Module(2, 5)
HEIGHT = 10


@pytest.mark.parametrize(("places", "lines", "top"), [(0, 0, 0), (1, 1, 24), (2, 1, 0), (3, 2, 24)])
def test_the_text_stands_where_it_was_told(places: int, lines: int, top: int) -> None:
    code = labelled(BARS, MODULE, HEIGHT, places, FONT_A)
    assert code.height == HEIGHT + lines * CELL_ROWS
    assert code.row(top) == drawn(BARS, MODULE, HEIGHT).row(0)


def test_the_text_is_in_the_middle_of_the_bars() -> None:
    code = labelled(BARS, MODULE, HEIGHT, 2, FONT_A)
    text = lettering("AB", FONT_A)
    row = int.from_bytes(code.row(HEIGHT + 5), "big") >> -code.width % 8
    left = (code.width - text.width) // 2
    assert row >> code.width - left - text.width == int.from_bytes(text.row(5), "big")


def test_a_text_wider_than_the_bars_makes_the_code_wider() -> None:
    assert labelled(Bars((1,), "ABC"), MODULE, HEIGHT, 1, FONT_A).width == 36


def test_without_a_text_there_is_nothing_to_put() -> None:
    assert labelled(Bars((1,), ""), MODULE, HEIGHT, 3, FONT_A).height == HEIGHT


@pytest.mark.parametrize(("font", "width", "height"), [(FONT_A, 36, 24), (FONT_B, 25, 17)])
def test_a_text_is_as_large_as_its_font(font: tuple[int, int], width: int, height: int) -> None:
    text = lettering("A□", font)
    assert (text.width, text.height) == (width, height)
    assert text.black_count > 0
