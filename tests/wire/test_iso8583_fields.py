"""The field table: one row a field, and the limits of the dialect."""

import pytest

from wire.iso8583_fields import CODEC_SPEC, FIELDS, KNOWN_BITS, Shown
from wire.iso8583_kinds import AN, ANS, B, Kind, N, Z

# cup-terminal.md 1.2 and 1.4: kind, limit, bytes of length prefix.
DIALECT: dict[int, tuple[Kind, int, int]] = {
    2: (N, 19, 1),
    3: (N, 6, 0),
    4: (N, 12, 0),
    11: (N, 6, 0),
    22: (N, 3, 0),
    23: (N, 3, 0),
    35: (Z, 37, 1),
    36: (Z, 104, 2),
    37: (AN, 12, 0),
    39: (AN, 2, 0),
    44: (ANS, 25, 1),
    48: (N, 322, 2),
    54: (AN, 40, 2),
    55: (B, 999, 2),
    60: (N, 21, 2),
    61: (N, 29, 2),
    62: (B, 999, 2),
    63: (ANS, 163, 2),
    64: (B, 8, 0),
}


@pytest.mark.parametrize("number", sorted(DIALECT))
def test_a_field_is_as_the_dialect_says(number: int) -> None:
    row = FIELDS[number]
    assert (row.kind, row.limit, row.prefix_bytes) == DIALECT[number]


def test_every_field_of_the_messages_is_in_the_table() -> None:
    named = "2 3 4 11 12 13 14 15 22 23 25 26 32 35 36 37 38 39 41 42 44 48 49 52 53 54 55 59 60"
    assert set(FIELDS) == {int(number) for number in named.split()} | {61, 62, 63, 64}


def test_rows_stand_in_order_with_two_names_each() -> None:
    assert list(FIELDS) == sorted(FIELDS)
    for number, row in FIELDS.items():
        assert row.number == number
        assert row.path == f"F{number}"
        assert row.en.isascii()
        assert any("\u4e00" <= character <= "\u9fff" for character in row.zh)


def test_names_tell_fields_apart() -> None:
    for names in ([row.zh for row in FIELDS.values()], [row.en for row in FIELDS.values()]):
        assert len(set(names)) == len(FIELDS)


def test_secrets_are_never_shown_clear() -> None:
    hidden = {number for number, row in FIELDS.items() if row.shown is not Shown.CLEAR}
    assert {2, 35, 36, 48, 52, 55, 62} <= hidden
    assert FIELDS[2].shown is Shown.PAN


def test_the_known_bits_are_those_of_the_table() -> None:
    bits = f"{KNOWN_BITS:064b}"
    assert {at + 1 for at, bit in enumerate(bits) if bit == "1"} == set(FIELDS)


def test_a_limit_can_be_written_in_its_length_prefix() -> None:
    for row in FIELDS.values():
        assert row.prefix_bytes == 0 or row.limit < 100**row.prefix_bytes
        assert row.max_bytes >= row.prefix_bytes


def test_the_codec_knows_every_field() -> None:
    assert {key for key in CODEC_SPEC if key.isdigit()} == {"1", *map(str, FIELDS)}
