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
from wire.iso8583_fields import CODEC_SPEC, FIELDS, KNOWN_BITS, FieldRow
from wire.iso8583_kinds import B, FieldValue, Write
from wire.iso8583_shown import FieldLine, Language, lines, masked, private_name

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
    values = {"t": message.mti}
    for number, value in message.fields.items():
        key, write = _WRITERS.get(number, _NO_WRITER)
        written = write(value)
        if written is None:
            raise _refused(message)
        values[key] = written
    try:
        encoded, _ = codec.encode(values, CODEC_SPEC)
    except codec.EncodeError as error:
        number, reason = int(error.field), error.msg
    else:
        return bytes(encoded)
    raise MalformedError(f"F{number}", _begins(message, number), reason)


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
    currency = str(message.get(49) or "")
    private = private_name(message.mti, str(message.get(60) or ""))
    return tuple(
        line
        for number in sorted(message.fields)
        for line in lines(number, message.fields[number], language, currency, private)
    )


_MTI = re.compile(r"[0-9]{4}")

_WRITERS = {number: (str(number), row.kind.write) for number, row in FIELDS.items()}
_READERS = {str(number): (number, row.kind.read) for number, row in FIELDS.items()}


def _no_such_field(_: FieldValue) -> None:
    return None


_NO_WRITER: tuple[str, Write] = ("", _no_such_field)


def _refused(message: Message) -> MalformedError:
    """What is wrong with the first field of `message` that cannot be written."""
    for number, value in sorted(message.fields.items()):
        _, write = _WRITERS.get(number, _NO_WRITER)
        if write(value) is not None:
            continue
        offset, row = _begins(message, number), FIELDS.get(number)
        if row is None:
            return MalformedError(f"F{number}", offset, "not a field of this dialect")
        assert isinstance(value, bytes) == (row.kind is B), f"{row.path}: {row.kind.name}"
        return MalformedError(row.path, offset, row.kind.reason)
    raise AssertionError("every field can be written")


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
        number, read = _READERS[key]
        held = read(value)
        if held is None:
            row = FIELDS[number]
            raise MalformedError(row.path, _wrong_at(row, raw), row.kind.reason)
        fields[number] = held
    return fields


def _wrong_at(row: FieldRow, raw: Mapping[str, Mapping[str, bytes]]) -> int:
    """The offset of the first byte of `row` that its kind does not allow."""
    before = sum(
        len(part["len"]) + len(part["data"])
        for key, part in raw.items()
        if key in ("t", "p") or int(key) < row.number
    )
    wrong = raw[str(row.number)]
    return before + len(wrong["len"]) + row.kind.first_wrong_byte(wrong["data"])


def _path(key: str) -> str:
    return {"t": "MTI", "p": "bitmap"}.get(key, f"F{key}")
