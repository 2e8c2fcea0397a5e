"""ISO 8583 messages in the dialect of UnionPay terminals, over pyiso8583.

cup-terminal.md 1.2 and 1.4. The fields are in `wire.iso8583_fields`; this file turns values into
the codec's and back, and its errors into ours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

import iso8583 as codec

from wire.errors import MalformedError
from wire.iso8583_fields import CODEC_SPEC, FIELDS, KNOWN_BITS, FieldRow, Kind
from wire.iso8583_shown import FieldLine, Language, lines, masked

FieldValue = str | bytes
"""str for N, Z (with "="), AN and ANS fields; bytes for B fields (52, 55, 62, 64)."""

MTI_BYTES = 2
BITMAP_BYTES = 8
HEAD_BYTES = MTI_BYTES + BITMAP_BYTES
MAC_BYTES = 8
MAC_FIELD = 64


@dataclass(frozen=True, slots=True)
class Message:
    """One message: its type ("0200") and its fields by number. Shows itself masked.

    The fields are copied and cannot be changed afterwards.
    """

    mti: str
    fields: Mapping[int, FieldValue] = field(repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "fields", MappingProxyType(dict(self.fields)))

    def get(self, number: int) -> FieldValue | None:
        """The field's value, or None where the message has no such field."""
        return self.fields.get(number)

    def text(self, number: int) -> str:
        """A text field that must be there. Errors: MalformedError where it is absent."""
        value = self._present(number)
        assert isinstance(value, str), f"F{number} is bytes"
        return value

    def binary(self, number: int) -> bytes:
        """A binary field that must be there. Errors: MalformedError where it is absent."""
        value = self._present(number)
        assert isinstance(value, bytes), f"F{number} is text"
        return value

    def with_fields(self, more: Mapping[int, FieldValue]) -> Message:
        """The same message with `more` added or replaced."""
        return Message(self.mti, {**self.fields, **more})

    def _present(self, number: int) -> FieldValue:
        value = self.fields.get(number)
        if value is None:
            raise MalformedError(f"F{number}", MTI_BYTES, "the field is missing")
        return value

    def __repr__(self) -> str:
        shown = ", ".join(f"{n}: {masked(n, self.fields[n])}" for n in sorted(self.fields))
        return f"Message({self.mti}, {shown})"


def encode(message: Message) -> bytes:
    """MTI, bitmap and fields as bytes.

    Errors: MalformedError naming the field and the byte at which it would have begun.
    """
    if not _MTI.fullmatch(message.mti):
        raise MalformedError("MTI", 0, "not four decimal digits")
    values = {"t": message.mti}
    for number in sorted(message.fields):
        values[str(number)] = _to_codec(message, number)
    try:
        encoded, _ = codec.encode(values, CODEC_SPEC)
    except codec.EncodeError as error:
        key, reason = error.field, error.msg
    else:
        return bytes(encoded)
    raise MalformedError(_path(key), _begins(message, int(key)), reason)


def decode(data: bytes) -> Message:
    """The message in `data`, which must end where its last field ends.

    Errors: MalformedError naming the field ("MTI", "bitmap", "F60") and the byte offset.
    """
    _check_head(data)
    try:
        values, raw = codec.decode(data, CODEC_SPEC)
    except codec.DecodeError as error:
        trouble = MalformedError(_path(error.field), error.pos, error.msg)
    else:
        mti = values.pop("t")
        del values["p"]
        return Message(mti, _from_codec(values, raw))
    raise trouble


def mac_input(encoded: bytes) -> bytes:
    """What the MAC is made over: MTI to F63, all but the 8 bytes of F64 (cup-terminal.md 1.1).

    Errors: MalformedError where the message has no F64.
    """
    if len(encoded) < HEAD_BYTES + MAC_BYTES or not encoded[HEAD_BYTES - 1] & 1:
        raise MalformedError("F64", HEAD_BYTES - 1, "the message has no MAC")
    return encoded[:-MAC_BYTES]


def describe(message: Message, language: Language) -> tuple[FieldLine, ...]:
    """The message line by line for logs and the inspector: card, tracks, PIN and keys masked."""
    return tuple(
        line
        for number in sorted(message.fields)
        for line in lines(number, message.fields[number], language)
    )


_MTI = re.compile(r"[0-9]{4}")
# What must not stand in a value of a kind, as our users see it and as it is on the wire.
_WRONG = {
    Kind.N: re.compile(r"[^0-9]"),
    Kind.Z: re.compile(r"[^0-9=]"),
    Kind.AN: re.compile(r"[^ -~]"),
    Kind.ANS: re.compile(r"[\x00-\x1f\x7f]"),
}
_WRONG_NIBBLE = {Kind.N: re.compile(r"[^0-9]"), Kind.Z: re.compile(r"[^0-9d]")}
_WRONG_BYTE = {Kind.AN: re.compile(rb"[^ -~]"), Kind.ANS: re.compile(rb"[\x00-\x1f\x7f]")}
_REASON = {
    Kind.N: "not a decimal digit",
    Kind.Z: "not a track digit",
    Kind.AN: "not printable ASCII",
    Kind.ANS: "a control character",
}
_ROW_OF = {str(number): row for number, row in FIELDS.items()}


def _to_codec(message: Message, number: int) -> str:
    """The value as pyiso8583 wants it: text, or hex for packed digits and bytes."""
    row = FIELDS.get(number)
    if row is None:
        raise MalformedError(f"F{number}", MTI_BYTES, "not a field of this dialect")
    value = message.fields[number]
    if isinstance(value, bytes):
        assert row.kind is Kind.B, f"{row.path} is text"
        return value.hex()
    assert row.kind is not Kind.B, f"{row.path} is bytes"
    if _WRONG[row.kind].search(value):
        raise MalformedError(row.path, _begins(message, number), _REASON[row.kind])
    return value.replace("=", "D") if row.kind is Kind.Z else value


def _begins(message: Message, number: int) -> int:
    """The byte at which a field would begin: the length of all before it."""
    before = {n: value for n, value in message.fields.items() if n < number}
    return len(encode(Message(message.mti, before)))


def _check_head(data: bytes) -> None:
    """MTI and bitmap, before the codec meets a field it has never heard of."""
    if len(data) < HEAD_BYTES:
        path = "MTI" if len(data) < MTI_BYTES else "bitmap"
        raise MalformedError(path, len(data), "the message is cut off")
    if not data[:MTI_BYTES].hex().isdigit():
        raise MalformedError("MTI", 0, "not four decimal digits")
    unknown = int.from_bytes(data[MTI_BYTES:HEAD_BYTES], "big") & ~KNOWN_BITS
    if unknown:
        number = 65 - unknown.bit_length()
        offset = MTI_BYTES + (number - 1) // 8
        raise MalformedError(f"F{number}", offset, "not a field of this dialect")


def _from_codec(
    values: Mapping[str, str], raw: Mapping[str, Mapping[str, bytes]]
) -> dict[int, FieldValue]:
    """The codec's fields as ours; the codec itself lets any hex pass for digits."""
    fields: dict[int, FieldValue] = {}
    for key, value in values.items():
        row = _ROW_OF[key]
        kind = row.kind
        if kind is Kind.B:
            fields[row.number] = raw[key]["data"]
            continue
        held = value.replace("D", "=") if kind is Kind.Z else value
        if _WRONG[kind].search(held):
            raise MalformedError(row.path, _wrong_at(row, raw), _REASON[kind])
        fields[row.number] = held
    return fields


def _wrong_at(row: FieldRow, raw: Mapping[str, Mapping[str, bytes]]) -> int:
    """The offset of the first byte of `row` that its kind does not allow."""
    before = sum(
        len(part["len"]) + len(part["data"])
        for key, part in raw.items()
        if key in ("t", "p") or int(key) < row.number
    )
    prefix, content = raw[str(row.number)]["len"], raw[str(row.number)]["data"]
    if row.kind in _WRONG_NIBBLE:
        nibble = _WRONG_NIBBLE[row.kind].search(content.hex())
        within = nibble.start() // 2 if nibble else 0
    else:
        byte = _WRONG_BYTE[row.kind].search(content)
        within = byte.start() if byte else 0
    return before + len(prefix) + within


def _path(key: str) -> str:
    return {"t": "MTI", "p": "bitmap"}.get(key, f"F{key}")
