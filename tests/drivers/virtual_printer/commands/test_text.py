"""Characters come out in the code, the size and the weight they were told."""

from __future__ import annotations

import pytest

from receipts.dots import CELL_ROWS, ank, hanzi
from receipts.narrow_dots import narrow
from receipts.paper import LINE_DOTS
from tests.drivers.virtual_printer.bench import gbk, ink, printed, skipped


def test_a_hanzi_has_the_dots_of_the_font() -> None:
    slip = printed(gbk("签") + b"A\n")
    assert ink(slip.bitmap, 0, CELL_ROWS, 0, 24) == hanzi("签")
    assert ink(slip.bitmap, 0, CELL_ROWS, 24, 12) == ank("A")
    assert slip.bitmap.height == LINE_DOTS


@pytest.mark.parametrize(
    "size",
    [b"\x1b!\x30", b"\x1d!\x11"],
    ids=["ESC !", "GS !"],
)
def test_either_command_doubles_ascii(size: bytes) -> None:
    mark, *_ = printed(size + b"AB\n").marks
    assert (mark.across, mark.down, mark.width_dots, mark.height_dots) == (2, 2, 48, 48)


def test_a_size_beyond_eight_times_is_ignored() -> None:
    mark, *_ = printed(b"\x1d!\x11\x1d!\x99A\n").marks
    assert mark.width_dots == 24


def test_bold_prints_every_dot_once_more_at_its_right() -> None:
    plain = ink(printed(b"A\n").bitmap, 0, 24, 0, 13)
    bold = ink(printed(b"\x1bE\x01A\n").bitmap, 0, 24, 0, 13)
    assert bold == tuple(row | row >> 1 for row in plain)


@pytest.mark.parametrize("text", [gbk("█" * 16), gbk("█"), b"A"])
def test_bold_at_the_right_edge_does_not_come_back_at_the_left(text: bytes) -> None:
    plain = ink(printed(b"\x1ba\x02" + text + b"\n").bitmap, 0, LINE_DOTS, 0, 1)
    bold = ink(printed(b"\x1bE\x01\x1ba\x02" + text + b"\n").bitmap, 0, LINE_DOTS, 0, 1)
    assert bold == plain


@pytest.mark.parametrize("command", [b"\x1bE\x01", b"\x1bG\x01", b"\x1b!\x08"])
def test_bold_and_double_strike_look_the_same(command: bytes) -> None:
    assert printed(command + b"A\n").bitmap == printed(b"\x1bE\x01A\n").bitmap


@pytest.mark.parametrize(
    ("command", "rows"),
    [(b"\x1b-\x01", 1), (b"\x1b-\x02", 2), (b"\x1b-1", 1), (b"\x1b-2", 2), (b"\x1b!\x80", 1)],
)
def test_a_line_goes_under_letters_and_blanks_and_not_under_tabs(command: bytes, rows: int) -> None:
    slip = printed(command + b"A \tB" + gbk("签\n"))
    for row in ink(slip.bitmap, 24 - rows, rows, 0, 132):
        assert f"{row:0132b}" == "1" * 24 + "0" * 72 + "1" * 12 + f"{hanzi('签')[-1]:024b}"
    assert ink(slip.bitmap, 0, 24 - rows, 0, 12) == ank("A")[: 24 - rows]


def test_reverse_is_white_on_black() -> None:
    slip = printed(b"\x1dB\x01A" + gbk("签") + b"\x1dB\x00B\n")
    assert ink(slip.bitmap, 0, 24, 0, 12) == tuple(row ^ 0xFFF for row in ank("A"))
    assert ink(slip.bitmap, 0, 24, 12, 24) == tuple(row ^ 0xFFFFFF for row in hanzi("签"))
    assert ink(slip.bitmap, 0, 24, 36, 12) == ank("B")


def test_an_upside_down_line_read_from_the_other_side_is_the_line() -> None:
    upright = printed(b"AB\n\n").bitmap
    turned = printed(b"\x1b{\x01AB\n\n").bitmap
    shown = [f"{row:0384b}" for row in ink(upright, 0, 24, 0, 384)]
    assert [f"{row:0384b}"[::-1] for row in ink(turned, 0, 24, 0, 384)[::-1]] == shown


def test_an_upside_down_line_stays_in_its_margins() -> None:
    (mark,) = printed(b"\x1dL\x30\x00\x1dW\x78\x00\x1b{\x01AB\n").marks
    assert (mark.x_dots, mark.width_dots) == (0x30 + 0x78 - 24, 24)


def test_upside_down_waits_for_no_line_that_has_begun() -> None:
    assert printed(b"A\x1b{\x01B\n").bitmap == printed(b"AB\n").bitmap


def test_turned_characters_lie_in_the_line() -> None:
    slip = printed(b"\x1bV\x01L\n")
    lying = [f"{row:024b}" for row in ink(slip.bitmap, 0, 12, 0, 24)]
    upright = [f"{row:012b}" for row in ank("L")]
    assert lying == ["".join(row[y] for row in reversed(upright)) for y in range(12)]


@pytest.mark.parametrize("command", [b"\x1bM\x01", b"\x1bM1", b"\x1b!\x01"])
def test_font_b_is_smaller(command: bytes) -> None:
    slip = printed(command + b"g\n")
    assert ink(slip.bitmap, 0, 17, 0, 9) == narrow("g", 9, 17)


def test_fonts_of_different_height_stand_on_one_base() -> None:
    slip = printed(b"A\x1bM\x01A\n")
    assert ink(slip.bitmap, 7, 17, 12, 9) == narrow("A", 9, 17)


def test_letters_are_spaced_and_the_more_the_wider_they_are() -> None:
    slip = printed(b"\x1b \x05AB\x1d!\x10A\n")
    assert ink(slip.bitmap, 0, 24, 17, 12) == ank("B")
    assert slip.marks[0].width_dots == 17 + 17 + 34


def test_smoothing_colour_and_direction_change_no_dot() -> None:
    plain = printed(b"A\n").bitmap
    assert printed(b"\x1db\x01\x1br\x01\x1bU\x01A\n").bitmap == plain


def test_what_there_is_not_is_refused() -> None:
    assert skipped(b"\x1b-\x03\x1bV\x05\x1bM\x02\x1bMa") == ["ESC -", "ESC V", "ESC M", "ESC M"]
