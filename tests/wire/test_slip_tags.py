"""The elements of a slip in field 55: the whole list, named twice, secrets marked as such."""

import pytest

from wire import tlv
from wire.slip_tags import SLIP_TAGS, Form, Secrecy
from wire.tlv import Tlv

# cup-terminal.md 2.5, in its order.
LISTED = [
    *range(0xFF00, 0xFF0C),
    *range(0xFF20, 0xFF2C),
    0xFF30,
    0xFF31,
    *range(0xFF40, 0xFF4C),
    0xFF57,
    *range(0xFF60, 0xFF66),
    0xFF70,
    *range(0xFF80, 0xFF83),
]
OURS = [*range(0xFF90, 0xFF94)]


def test_every_listed_element_is_there() -> None:
    assert [tag for tag in SLIP_TAGS if tag >= 0xFF00] == LISTED + OURS


def test_every_element_has_a_name_in_both_languages() -> None:
    for tag, row in SLIP_TAGS.items():
        assert row.tag == tag
        assert row.en.isascii()
        assert any("\u4e00" <= character <= "\u9fff" or character == "A" for character in row.zh)


def test_every_element_can_be_written_and_read() -> None:
    items = tuple(Tlv(tag, b"\x01") for tag in SLIP_TAGS)
    assert tlv.decode(tlv.encode(items)) == items


@pytest.mark.parametrize("tag", [0x56, 0x57, 0x5F20, 0x99, 0x9F20, 0x9F6B, 0xFF0B])
def test_tracks_names_pins_and_telephones_are_hidden(tag: int) -> None:
    assert SLIP_TAGS[tag].secrecy is Secrecy.HIDDEN


@pytest.mark.parametrize("tag", [0x5A, 0xFF25])
def test_card_numbers_are_masked(tag: int) -> None:
    assert (SLIP_TAGS[tag].secrecy, SLIP_TAGS[tag].form) == (Secrecy.PAN, Form.BCD)
