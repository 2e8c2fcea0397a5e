"""A field as bytes and back: one other implementation, asked about every message."""

from __future__ import annotations

from typing import Any

import iso8583 as oracle
import pytest
from hypothesis import given

from tests.wire.messages import SALE, messages
from wire import iso8583
from wire.errors import MalformedError
from wire.iso8583 import Message
from wire.iso8583_fields import FIELDS, FieldRow
from wire.iso8583_kinds import Z
from wire.iso8583_packing import packed, unpacked


def _spec_of(row: FieldRow) -> dict[str, Any]:
    """The row in the words of pyiso8583, see its `iso8583.specs`."""
    return {
        "data_enc": row.kind.encoding or "b",
        "len_enc": "bcd",
        "len_type": row.prefix_bytes,
        "max_len": row.limit,
        "len_count": "nibbles" if row.kind.is_packed else "bytes",
        f"{row.pad}_pad": "0",
        "desc": row.en,
    }


_BYTES = {"data_enc": "b", "len_enc": "b", "len_type": 0, "desc": ""}
SPEC = {
    "h": {**_BYTES, "max_len": 0},
    "t": {**_BYTES, "max_len": 2},
    "p": {**_BYTES, "max_len": 8},
    "1": {**_BYTES, "max_len": 8},
    **{str(row.number): _spec_of(row) for row in FIELDS.values()},
}


def _as_the_oracle_says(message: Message) -> dict[str, str]:
    values = {"t": message.mti}
    for number, value in message.fields.items():
        is_track = FIELDS[number].kind is Z
        text = value.hex() if isinstance(value, bytes) else value
        values[str(number)] = text.replace("=", "D") if is_track else text
    return values


@given(messages())
def test_every_message_is_laid_out_as_by_another_hand(message: Message) -> None:
    expected, _ = oracle.encode(_as_the_oracle_says(message), SPEC)
    assert iso8583.encode(message) == expected


@given(messages())
def test_another_hand_reads_every_message_alike(message: Message) -> None:
    values, _ = oracle.decode(iso8583.encode(message), SPEC)
    said = {key: value.upper() for key, value in values.items() if key != "p"}
    wanted = {key: value.upper() for key, value in _as_the_oracle_says(message).items()}
    assert said == wanted


@pytest.mark.parametrize("number", sorted(SALE.fields))
def test_a_field_is_read_where_it_stands_and_says_where_it_ends(number: int) -> None:
    row, value = FIELDS[number], SALE.fields[number]
    part = packed(row, value, 0)
    assert unpacked(row, b"?" * 7 + part + b"!", 7) == (value, 7 + len(part))


@pytest.mark.parametrize("number", [2, 36, 62])
def test_a_length_that_is_cut_off_is_malformed(number: int) -> None:
    row = FIELDS[number]
    with pytest.raises(MalformedError, match=f"F{number} at byte 3: its length is cut off"):
        unpacked(row, bytes(3 + row.prefix_bytes - 1), 3)
