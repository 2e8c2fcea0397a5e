"""One field of an ISO 8583 message as its bytes, and back.

cup-terminal.md 1.2: lengths are packed digits; an odd number of digits gets a zero nibble.
"""

from __future__ import annotations

from wire import gbk
from wire.errors import MalformedError
from wire.iso8583_fields import FieldRow
from wire.iso8583_kinds import ANS, B, FieldValue


def packed(row: FieldRow, value: FieldValue, at: int) -> bytes:
    """The field with its length. Errors: MalformedError at `at`, where it would have begun."""
    kind = row.kind
    assert isinstance(value, bytes) == (kind is B), f"{row.path}: {kind.name}"
    if isinstance(value, bytes):
        count, content = len(value), value
    else:
        text = kind.write(value)
        if text is None:
            raise MalformedError(row.path, at, kind.reason)
        if kind.is_packed:
            count, content = len(text), bytes.fromhex(_padded(text, row))
        else:
            content = gbk.encode(text, row.path, at) if kind is ANS else text.encode(kind.encoding)
            count = len(content)
    if not row.prefix_bytes:
        if count != row.limit:
            raise MalformedError(row.path, at, f"{count} {row.unit}, not {row.limit}")
        return content
    if count > row.limit:
        raise MalformedError(row.path, at, f"{count} {row.unit}, over {row.limit}")
    return bytes.fromhex(f"{count:0{row.prefix_bytes * 2}d}") + content


def unpacked(row: FieldRow, data: bytes, at: int) -> tuple[FieldValue, int]:
    """The value that begins at `at`, and where it ends. Errors: MalformedError."""
    kind, count = row.kind, row.limit
    if row.prefix_bytes:
        count = _length(row, data, at)
        at += row.prefix_bytes
    size = (count + 1) // 2 if kind.is_packed else count
    content = data[at : at + size]
    if len(content) != size:
        raise MalformedError(row.path, at, f"cut off: {len(content)} bytes of {size}")
    if kind is B:
        return content, at + size
    if kind.is_packed:
        text = _unpadded(content.hex(), count, row, at)
    else:
        text = gbk.decode(content, row.path, at) if kind is ANS else content.decode(kind.encoding)
    value = kind.read(text)
    if value is None:
        raise MalformedError(row.path, at + kind.first_wrong_byte(content), kind.reason)
    return value, at + size


def _length(row: FieldRow, data: bytes, at: int) -> int:
    digits = data[at : at + row.prefix_bytes].hex()
    if len(digits) != row.prefix_bytes * 2:
        raise MalformedError(row.path, at, "its length is cut off")
    if not digits.isdigit():
        raise MalformedError(row.path, at, "its length is not decimal")
    if int(digits) > row.limit:
        raise MalformedError(row.path, at, f"{int(digits)} {row.unit}, over {row.limit}")
    return int(digits)


def _padded(digits: str, row: FieldRow) -> str:
    if len(digits) % 2 == 0:
        return digits
    return "0" + digits if row.pad == "left" else digits + "0"


def _unpadded(digits: str, count: int, row: FieldRow, at: int) -> str:
    """An even number of digits without the zero that fills an odd one up."""
    if count % 2 == 0:
        return digits
    bare, pad = (digits[1:], digits[0]) if row.pad == "left" else (digits[:-1], digits[-1])
    if pad != "0":
        raise MalformedError(row.path, at, "the nibble that fills it up is not zero")
    return bare
