"""How many bytes follow a command's prefix: the few rules every ESC/POS command obeys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

MAX_SCANNED_BYTES = 1 << 16
"""The longest list of parameters whose end must be looked for; real ones stay far below 64 KiB."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """Always so many bytes."""

    size: int


@dataclass(frozen=True, slots=True)
class Sized:
    """`head` bytes, which tell through `body` how many more there are."""

    head: int
    body: Callable[[bytes], int]


@dataclass(frozen=True, slots=True)
class Scanned:
    """As far as `end` says: it takes the bytes so far and returns the size, or None for 'more'."""

    end: Callable[[bytes], int | None]


Rule = Fixed | Sized | Scanned

NOTHING = Fixed(0)
ONE = Fixed(1)
TWO = Fixed(2)


def _word(head: bytes, at: int) -> int:
    return head[at] | head[at + 1] << 8


def _raster(head: bytes) -> int:
    """m xL xH yL yH: x bytes a row, y rows."""
    return _word(head, 1) * _word(head, 3)


def _bit_image(head: bytes) -> int:
    """m nL nH: n columns of 8 dots, or of 24 when m is 32 or 33."""
    return _word(head, 1) * (3 if head[0] in (32, 33) else 1)


def _long_count(head: bytes) -> int:
    return int.from_bytes(head, "little")


def _cut(head: bytes) -> int:
    """m alone cuts here; the others take a feed n."""
    return 0 if head[0] in (0, 1, 48, 49) else 1


def _real_time_status(head: bytes) -> int:
    """n 7 (ink), 8 (MICR) and 18 take one byte more."""
    return 1 if head[0] in (7, 8, 18) else 0


_REAL_TIME_FUNCTIONS = {1: 2, 2: 2, 3: 5, 7: 1, 8: 7}
"""DLE DC4 fn: drawer pulse, power-off, buzzer, status, clear buffer."""


def _real_time_function(head: bytes) -> int:
    return _REAL_TIME_FUNCTIONS.get(head[0], 0)


def _through_nul(parameters: bytes) -> int | None:
    end = parameters.find(0)
    return None if end < 0 else end + 1


def _barcode(parameters: bytes) -> int | None:
    """m 0-6 ends with NUL, m 65-79 counts its data; any other m is refused alone."""
    if not parameters:
        return None
    if parameters[0] <= 6:
        return _through_nul(parameters)
    if not 65 <= parameters[0] <= 79:
        return 1
    return 2 + parameters[1] if len(parameters) > 1 else None


def _user_characters(parameters: bytes) -> int | None:
    """y c1 c2, then for each character x and x*y bytes."""
    if len(parameters) < 3:
        return None
    height, first, last = parameters[:3]
    at = 3
    for _ in range(first, last + 1):
        if at >= len(parameters):
            return None
        at += 1 + parameters[at] * height
    return at


def _stored_pictures(parameters: bytes) -> int | None:
    """n, then for each picture xL xH yL yH and x*y*8 bytes."""
    if not parameters:
        return None
    at = 1
    for _ in range(parameters[0]):
        if at + 4 > len(parameters):
            return None
        at += 4 + _word(parameters, at) * _word(parameters, at + 2) * 8
    return at


RASTER = Sized(5, _raster)
BIT_IMAGE = Sized(3, _bit_image)
FUNCTION = Sized(3, lambda head: _word(head, 1))  # the function's letter, pL pH
LONG_FUNCTION = Sized(4, _long_count)
DOWNLOADED = Sized(2, lambda head: head[0] * head[1] * 8)
STORED_USER_DATA = Sized(7, lambda head: _word(head, 5))
CUT = Sized(1, _cut)
REAL_TIME_STATUS = Sized(1, _real_time_status)
REAL_TIME_FUNCTION = Sized(1, _real_time_function)
THROUGH_NUL = Scanned(_through_nul)
BARCODE = Scanned(_barcode)
USER_CHARACTERS = Scanned(_user_characters)
STORED_PICTURES = Scanned(_stored_pictures)
