"""Hanzi have sizes, lines and spaces of their own, and a mode to be read in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drivers import printer_profiles
from drivers.printer_profiles.profile import Hanzi
from drivers.virtual_printer.events import NotUnderstood
from drivers.virtual_printer.machine import VirtualPrinter
from receipts.dots import CELL_ROWS, ank, hanzi, small_hanzi
from tests.drivers.virtual_printer.bench import feed, gbk, heard, ink, printed, skipped

WHOLE = (1 << 24) - 1


def test_hanzi_have_their_own_size_on_a_cheap_printer() -> None:
    slip = printed(b"\x1d!\x11" + gbk("A签\n"))
    assert slip.bitmap.height == 2 * CELL_ROWS
    assert ink(slip.bitmap, CELL_ROWS, CELL_ROWS, 24, 24) == hanzi("签")


def test_other_printers_enlarge_hanzi_with_everything_else() -> None:
    slip = printed(b"\x1b!\x30" + gbk("签\n"), "epson80")
    assert (slip.marks[0].width_dots, slip.marks[0].height_dots) == (48, 48)


def test_hanzi_are_doubled_at_both_sides_by_one_command() -> None:
    doubled, plain = printed(b"\x1cW\x01" + gbk("签\n") + b"\x1cW\x00" + gbk("签\n")).marks
    assert ((doubled.across, doubled.down), (plain.across, plain.down)) == ((2, 2), (1, 1))


@pytest.mark.parametrize(
    ("command", "rows"), [(b"\x1c-\x01", 1), (b"\x1c-\x32", 2), (b"\x1c!\x80", 1)]
)
def test_hanzi_are_underlined_and_ascii_is_not(command: bytes, rows: int) -> None:
    slip = printed(command + gbk("签A\n"))
    assert ink(slip.bitmap, 24 - rows, rows, 0, 24) == (WHOLE,) * rows
    assert ink(slip.bitmap, 0, 24 - rows, 0, 24) == hanzi("签")[: 24 - rows]
    assert ink(slip.bitmap, 0, 24, 24, 12) == ank("A")


def test_hanzi_have_space_before_and_behind() -> None:
    slip = printed(b"\x1cS\x03\x05" + gbk("签A\n"))
    assert ink(slip.bitmap, 0, 24, 3, 24) == hanzi("签")
    assert ink(slip.bitmap, 0, 24, 32, 12) == ank("A")


def test_out_of_hanzi_mode_bytes_are_of_the_code_page() -> None:
    assert printed(b"\x1c." + gbk("签") + b"\n\x1c&" + gbk("签\n")).text == "╟⌐\n签\n"


def test_some_printers_change_the_mode_with_the_next_line() -> None:
    slip = printed(gbk("签\x1c.签\n签\n"), "sprt80")
    assert slip.text == "签签\n╟⌐\n"
    assert printed(b"\x1c." + gbk("签\n"), "sprt80").text == "╟⌐\n"


def test_a_hanzi_of_the_user_s_own_is_printed_until_it_is_dropped() -> None:
    define = b"\x1c2\xfe\xa1" + b"\xff\xff\xff" * 24
    slip = printed(b"\xfe\xa1" + define + b"\xfe\xa1\x1c?\xfe\xa1\xfe\xa1\n")
    assert ink(slip.bitmap, 0, 24, 0, 24) == ink(slip.bitmap, 0, 24, 48, 24) == hanzi("〓")
    assert ink(slip.bitmap, 0, 24, 24, 24) == (WHOLE,) * 24
    assert skipped(b"\x1c2\xb0\xa1" + bytes(72)) == ["FS 2"]


def test_choosing_among_japanese_codes_changes_nothing() -> None:
    assert printed(b"\x1cC\x01" + gbk("签\n")).text == "签\n"


@pytest.mark.parametrize("font", [1, 2, 0x31, 0x32])
def test_small_hanzi_are_printed_when_their_font_is_chosen(font: int) -> None:
    choose = b"\x1c(A\x02\x000"
    slip = printed(choose + bytes([font]) + gbk("签") + choose + b"0" + gbk("签\n"))
    assert ink(slip.bitmap, 8, 16, 0, 16) == small_hanzi("签")
    assert ink(slip.bitmap, 0, 24, 16, 24) == hanzi("签")


def test_hanzi_made_wide_are_so_to_the_end_of_the_line() -> None:
    first, second, third = printed(gbk("\x1c\x0e签签\n签\n\x1c\x0e\x1c\x14签\n"), "sprt80").marks
    assert [mark.width_dots for mark in (first, second, third)] == [96, 24, 24]


def test_a_printer_without_hanzi_knows_no_mode_for_them() -> None:
    profile = replace(printer_profiles.load("generic58"), hanzi=Hanzi.NONE)
    machine = VirtualPrinter(profile)
    events = heard(machine)
    feed(machine, b"\x1c&" + gbk("签\n"))
    assert [event.name for event in events if isinstance(event, NotUnderstood)] == ["FS &"]
    assert machine.piece.text == "╟⌐\n"
