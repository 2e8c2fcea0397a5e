"""A code page is what Python calls it, with national characters where Epson has them."""

from __future__ import annotations

import pytest

from drivers.printer_profiles.profile import EPSON_CODE_PAGES
from drivers.virtual_printer.code_pages import KATAKANA, NATIONAL, NATIONAL_POSITIONS, UNKNOWN, page


@pytest.mark.parametrize("codec", sorted(EPSON_CODE_PAGES.values()))
def test_a_page_has_a_printable_character_for_each_byte(codec: str) -> None:
    chars = page(codec)
    assert len(chars) == 256
    assert chars.isprintable()
    assert chars[0x20:0x7F] == bytes(range(0x20, 0x7F)).decode("ascii")


@pytest.mark.parametrize("codec", sorted({*EPSON_CODE_PAGES.values()} - {KATAKANA, "cp857"}))
def test_a_page_reads_as_the_codec_of_its_name(codec: str) -> None:
    for byte, char in enumerate(page(codec)[0x80:], 0x80):
        decoded = bytes([byte]).decode(codec, "ignore")
        if decoded.isprintable() and decoded:
            assert char == decoded


def test_where_a_page_has_no_character_stands_the_mark_for_it() -> None:
    assert page("cp1252")[0x81] == page("cp437")[0x7F] == UNKNOWN


def test_the_turkish_page_has_the_euro_that_came_later() -> None:
    assert page("cp857")[0xD5] == "€"
    assert page("cp857")[0x98] == bytes([0x98]).decode("cp857") == "İ"


def test_the_katakana_page_has_the_drawings_that_rules_are_made_of() -> None:
    chars = page(KATAKANA)
    assert (chars[0x95], chars[0x96], chars[0x98], chars[0xB1]) == ("─", "│", "┌", "ｱ")
    assert chars[0xE0:0xE4] == "═╞╪╡"


def test_a_national_set_changes_its_twelve_characters_and_no_others() -> None:
    for number, characters in enumerate(NATIONAL):
        assert len(characters) == len(NATIONAL_POSITIONS)
        changed = page("cp437", number)
        for position, char in zip(NATIONAL_POSITIONS, characters, strict=True):
            assert changed[ord(position)] == char
        assert changed[0x80:] == page("cp437")[0x80:]


def test_china_pays_in_yuan() -> None:
    assert page("cp437", 15)[0x24] == "¥"
