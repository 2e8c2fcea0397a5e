"""How one private element of a list is written and read: text, number, moment, digest, points."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

Points = tuple[tuple[int, int, bool], ...]
"""x from 0 to 511, y from 0 to 255, and whether a stroke begins here."""
POINT_BYTES = 3


class Element(NamedTuple):
    """How one field stands in the list; `kind` of the messages that are repeated within it."""

    tag: int
    write: Callable[[Any], bytes]
    read: Callable[[bytes], Any]
    kind: type[Any] | None = None


def text(tag: int) -> Element:
    """Printable ASCII: what else a stranger sends is no text to a database or a screen."""

    def read(data: bytes) -> str:
        text = data.decode("ascii")
        if not text.isprintable():
            raise ValueError
        return text

    return Element(tag, lambda text: text.encode("ascii"), read)


def number(tag: int, size: int) -> Element:
    """A whole number, big-endian, of so many bytes."""

    def read(data: bytes) -> int:
        if len(data) != size:
            raise ValueError
        return int.from_bytes(data, "big")

    return Element(tag, lambda number: number.to_bytes(size, "big"), read)


def digits(tag: int, count: int) -> Element:
    """A whole number in so many BCD digits."""

    def write(number: int) -> bytes:
        return bytes.fromhex(f"{number:0{count}d}")

    def read(data: bytes) -> int:
        if len(data) * 2 != count or not data.hex().isdecimal():
            raise ValueError
        return int(data.hex())

    return Element(tag, write, read)


def moment(tag: int) -> Element:
    """YYYYMMDDhhmmss, BCD."""

    def read(data: bytes) -> datetime:
        digits = data.hex()
        if len(digits) != 14 or not digits.isdecimal():
            raise ValueError
        return datetime.fromisoformat(f"{digits[:8]}T{digits[8:]}")

    return Element(tag, lambda at: bytes.fromhex(f"{at:%Y%m%d%H%M%S}"), read)


def digest(tag: int) -> Element:
    """SHA-256, as 64 hex digits."""

    def read(data: bytes) -> str:
        if len(data) != 32:
            raise ValueError
        return data.hex()

    return Element(tag, bytes.fromhex, read)


def _write_points(points: Points) -> bytes:
    if not all(0 <= x < 512 and 0 <= y < 256 for x, y, _ in points):
        raise ValueError
    packed = (begins << 17 | x << 8 | y for x, y, begins in points)
    return b"".join(point.to_bytes(POINT_BYTES, "big") for point in packed)


def _read_points(data: bytes) -> Points:
    starts = range(0, len(data), POINT_BYTES)
    numbers = [int.from_bytes(data[at : at + POINT_BYTES], "big") for at in starts]
    if len(data) % POINT_BYTES or any(number >> 18 for number in numbers):
        raise ValueError
    return tuple((n >> 8 & 0x1FF, n & 0xFF, bool(n >> 17)) for n in numbers)


def points(tag: int) -> Element:
    """What a hand drew, three bytes a point."""
    return Element(tag, _write_points, _read_points)
