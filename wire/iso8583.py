"""ISO 8583 messages in the dialect of UnionPay terminals.

cup-terminal.md 1.2 and 1.4. The fields are in `wire.iso8583_fields`, their bytes in
`wire.iso8583_packing`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from wire.errors import MalformedError
from wire.iso8583_fields import FIELDS, KNOWN_BITS
from wire.iso8583_kinds import FieldValue
from wire.iso8583_packing import packed, unpacked
from wire.iso8583_shown import FieldLine, Language, lines, masked

__all__ = [
    "FIELDS",
    "FieldLine",
    "FieldValue",
    "Language",
    "Message",
    "decode",
    "describe",
    "encode",
    "mac_input",
]

MTI_BYTES = 2
BITMAP_BYTES = 8
HEAD_BYTES = MTI_BYTES + BITMAP_BYTES
MAC_BYTES = 8


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
    bits, at, parts = 0, HEAD_BYTES, []
    for number in sorted(message.fields):
        row = FIELDS.get(number)
        if row is None:
            raise MalformedError(f"F{number}", at, "not a field of this dialect")
        part = packed(row, message.fields[number], at)
        parts.append(part)
        bits |= 1 << 64 - number
        at += len(part)
    return bytes.fromhex(message.mti) + bits.to_bytes(BITMAP_BYTES, "big") + b"".join(parts)


def decode(data: bytes) -> Message:
    """The message in `data`, which must end where its last field ends.

    Errors: MalformedError naming the field ("MTI", "bitmap", "F60") and the byte offset.
    """
    _check_head(data)
    fields: dict[int, FieldValue] = {}
    bits = int.from_bytes(data[MTI_BYTES:HEAD_BYTES], "big")
    at = HEAD_BYTES
    while bits:
        number = 65 - bits.bit_length()
        bits ^= 1 << 64 - number
        fields[number], at = unpacked(FIELDS[number], data, at)
    if at != len(data):
        path = f"F{max(fields)}" if fields else "bitmap"
        raise MalformedError(path, at, "bytes after the last field")
    return Message(data[:MTI_BYTES].hex(), fields)


def mac_input(encoded: bytes) -> bytes:
    """What the MAC is made over: MTI to F63, all but the 8 bytes of F64 (cup-terminal.md 1.1).

    Errors: MalformedError where the message has no F64.
    """
    if len(encoded) < HEAD_BYTES + MAC_BYTES or not encoded[HEAD_BYTES - 1] & 1:
        raise MalformedError("F64", HEAD_BYTES - 1, "the message has no MAC")
    return encoded[:-MAC_BYTES]


def describe(message: Message, language: Language) -> tuple[FieldLine, ...]:
    """The message line by line for logs and the inspector: card, tracks, PIN and keys masked."""
    currency = str(message.get(49) or "")
    return tuple(
        line
        for number in sorted(message.fields)
        for line in lines(number, message.fields[number], language, currency)
    )


_MTI = re.compile(r"[0-9]{4}")


def _check_head(data: bytes) -> None:
    """MTI and bitmap: whole, and of fields that we know."""
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
