"""Users' own characters are columns that become rows, of their font and code."""

from __future__ import annotations

from drivers.virtual_printer.code_pages import page
from drivers.virtual_printer.own_characters import OwnCharacters

PAGE = page("cp437")
FONT_A, FONT_B = (12, 24), (9, 17)


def test_a_column_is_drawn_from_the_top_down_and_the_rest_is_white() -> None:
    own = OwnCharacters()
    own.shown = True
    own.define(FONT_A, 0x41, b"\x80\x00\x01\xc0\x00\x00", 3)
    rows = own.in_use(FONT_A, PAGE)[True, "A"]
    assert len(rows) == 24
    assert (rows[0], rows[1], rows[23]) == (0b11 << 10, 0b01 << 10, 0b10 << 10)


def test_a_lower_font_shows_as_many_rows_as_it_has() -> None:
    own = OwnCharacters()
    own.shown = True
    own.define(FONT_B, 0x41, b"\xff\xff\xff", 3)
    assert own.in_use(FONT_B, PAGE)[True, "A"] == (1 << 8,) * 17
    assert own.in_use(FONT_A, PAGE) == {}


def test_a_character_stands_where_its_code_is_on_the_page() -> None:
    own = OwnCharacters()
    own.shown = True
    own.define(FONT_A, 0x24, b"", 3)
    assert list(own.in_use(FONT_A, page("cp437", 15))) == [(True, "¥")]


def test_own_characters_are_shown_when_asked_for_and_until_dropped() -> None:
    own = OwnCharacters()
    own.define(FONT_A, 0x41, b"", 3)
    assert own.in_use(FONT_A, PAGE) == {}
    own.shown = True
    assert list(own.in_use(FONT_A, PAGE)) == [(True, "A")]
    own.drop(FONT_A, 0x41)
    own.drop(FONT_A, 0x42)
    assert own.in_use(FONT_A, PAGE) == {}


def test_a_users_hanzi_is_shown_at_once_and_only_at_users_codes() -> None:
    own = OwnCharacters()
    assert own.define_hanzi(b"\xfe\xa1", b"\xff" * 72)
    assert not own.define_hanzi(b"\xb0\xa1", b"\xff" * 72)
    assert own.in_use(FONT_A, PAGE) == {
        (False, b"\xfe\xa1".decode("gb18030")): ((1 << 24) - 1,) * 24
    }
    assert own.drop_hanzi(b"\xfe\xa1")
    assert not own.drop_hanzi(b"\xfe\x40")
    assert own.in_use(FONT_A, PAGE) == {}
