"""Characters come out in the code, the size and the weight they were told."""

from __future__ import annotations

import pytest

from receipts.dots import CELL_ROWS, ank, hanzi
from receipts.paper import LINE_DOTS
from tests.drivers.virtual_printer.bench import gbk, ink, printed


def test_a_hanzi_has_the_dots_of_the_font() -> None:
    slip = printed(gbk("签") + b"A\n")
    assert ink(slip.bitmap, 0, CELL_ROWS, 0, 24) == hanzi("签")
    assert ink(slip.bitmap, 0, CELL_ROWS, 24, 12) == ank("A")
    assert slip.bitmap.height == LINE_DOTS


def test_sizes_of_ascii_and_of_hanzi_are_set_apart() -> None:
    only_ascii = printed(b"\x1d!\x11" + gbk("签A\n"))
    assert ink(only_ascii.bitmap, 24, 24, 0, 24) == hanzi("签")
    only_hanzi = printed(b"\x1c!\x0c" + gbk("签A\n"))
    assert ink(only_hanzi.bitmap, 24, 24, 48, 12) == ank("A")


@pytest.mark.parametrize(
    "size",
    [b"\x1b!\x30", b"\x1d!\x11"],
    ids=["ESC !", "GS !"],
)
def test_either_command_doubles_ascii(size: bytes) -> None:
    mark, *_ = printed(size + b"AB\n").marks
    assert (mark.across, mark.down, mark.width_dots, mark.height_dots) == (2, 2, 48, 48)


def test_fs_w_doubles_hanzi_and_undoes_it() -> None:
    doubled, plain = printed(b"\x1cW\x01" + gbk("签\n") + b"\x1cW\x00" + gbk("签\n")).marks
    assert (doubled.width_dots, plain.width_dots) == (48, 24)


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
