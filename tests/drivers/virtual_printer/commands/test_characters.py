"""Code pages, national sets and UTF-8 change what a byte prints; so do users' own characters."""

from __future__ import annotations

import pytest

from drivers import printer_profiles
from drivers.virtual_printer.code_pages import page
from receipts.dots import ank
from receipts.narrow_dots import narrow
from tests.drivers.virtual_printer.bench import gbk, ink, printed, skipped

PAGES = printer_profiles.load("generic58").code_pages
WESTERN = b"\x1c."
DEFINED = b"\x1b&\x03AA\x02\xff\xff\xff\x00\x00\x01"
"""An A of two columns: a rule, and one dot at the foot."""


@pytest.mark.parametrize("number", sorted(PAGES))
def test_a_slip_in_any_code_page_reads_as_it_was_written(number: int) -> None:
    written = page(PAGES[number])[0x80:0xFF]
    lines = [written[at : at + 32] for at in range(0, len(written), 32)]
    data = b"".join(
        bytes(range(0x80 + at, min(0xFF, 0x80 + at + 32))) + b"\n" for at in (0, 32, 64, 96)
    )
    slip = printed(WESTERN + b"\x1bt" + bytes([number]) + data)
    assert slip.text == "".join(line.rstrip(" ") + "\n" for line in lines)


def test_a_character_of_a_page_is_its_narrow_glyph() -> None:
    slip = printed(WESTERN + b"\x1bt\x11" + "Ж".encode("cp866") + b"\n")
    assert ink(slip.bitmap, 0, 24, 0, 12) == narrow("Ж", 12, 24)


def test_a_page_or_set_that_is_not_there_is_refused() -> None:
    assert skipped(b"\x1bt\xfa\x1bR\x12") == ["ESC t", "ESC R"]


def test_china_s_dollar_is_a_narrow_yuan_sign_in_hanzi_mode_too() -> None:
    slip = printed(b"\x1bR\x0f" + gbk("签$5\n"))
    assert slip.text == "签¥5\n"
    assert ink(slip.bitmap, 0, 24, 24, 12) == narrow("¥", 12, 24)


def test_own_characters_are_printed_while_they_are_chosen() -> None:
    slip = printed(DEFINED + b"A\x1b%\x01A\x1b%\x00A\n")
    assert ink(slip.bitmap, 0, 24, 0, 12) == ink(slip.bitmap, 0, 24, 24, 12) == ank("A")
    assert ink(slip.bitmap, 0, 24, 12, 12) == (0x800,) * 23 + (0xC00,)
    assert slip.text == "AAA\n"


def test_a_dropped_or_reset_character_is_the_printer_s_again() -> None:
    plain = printed(b"A\n").bitmap
    assert printed(DEFINED + b"\x1b%\x01\x1b?AA\n").bitmap == plain
    assert printed(DEFINED + b"\x1b@\x1b%\x01A\n").bitmap == plain


def test_a_character_defined_anew_is_printed_anew() -> None:
    other = b"\x1b&\x03AA\x01\x00\x00\x01"
    slip = printed(b"\x1b%\x01" + DEFINED + b"A" + other + b"A\n")
    assert ink(slip.bitmap, 0, 24, 12, 12) == (0,) * 23 + (0x800,)


@pytest.mark.parametrize(
    "command",
    [b"\x1b&\x02AA\x01\xff\xff", b"\x1b&\x03\x10\x10\x00", b"\x1b&\x03AA\x0d" + b"\xff" * 39],
)
def test_a_definition_of_another_size_or_code_is_refused(command: bytes) -> None:
    assert skipped(command) == ["ESC &"]


def test_utf8_is_read_when_it_is_chosen_until_it_is_not() -> None:
    encoding = b"\x1c(C\x02\x000"
    written = "Grüße, 签名 ¥5 Ж\n"
    slip = printed(encoding + b"2" + written.encode() + encoding + b"1" + gbk("签\n"))
    assert slip.text == written + "签\n"
    assert ink(slip.bitmap, 0, 24, 24, 12) == narrow("ü", 12, 24)


def test_which_font_comes_first_makes_no_difference_where_there_is_one() -> None:
    assert skipped(b"\x1c(C\x03\x00\x3c\x00\x14") == []
