"""Pictures that are printed as they come, or downloaded once and printed when asked for.

Source: Epson's ESC/POS reference, "Bit image commands".
"""

from __future__ import annotations

from drivers.virtual_printer import pictures
from drivers.virtual_printer.mode import Drawn
from drivers.virtual_printer.press import Handlers, Press
from drivers.virtual_printer.stored_pictures import keep_numbered, kept, numbered
from wire.bitmap import Bitmap

_DENSITIES = {0: (1, 2, 3), 1: (1, 1, 3), 32: (3, 2, 1), 33: (3, 1, 1)}
"""ESC * m -> bytes of a column, and how often a dot is printed across and down."""

MAX_DOWNLOADED_BYTES = 1536
"""GS *: x times y at most, which is 12 KB of dots (TM-T88)."""


def scale(m: int) -> tuple[int, int] | None:
    """How often a dot is printed across and down: m 0 to 3, or the digit; None for others."""
    m -= 48 if m >= 48 else 0
    return (1 + (m & 1), 1 + (m >> 1)) if m <= 3 else None


def put(press: Press, picture: Bitmap, times: tuple[int, int] | None) -> bool | None:
    """Print a picture so much enlarged; False where that is no scale, or there is no picture."""
    if times is None or not picture.data:
        return False
    press.mode.put(Drawn(pictures.scaled(picture, *times)))
    return None


def _raster(press: Press, parameters: bytes) -> bool | None:
    """GS v 0 m xL xH yL yH: x bytes a row."""
    stride, dots = _word(parameters, 1), parameters[5:]
    if not stride:
        return False
    return put(press, pictures.from_rows(dots, stride * 8), scale(parameters[0]))


def _columns(press: Press, parameters: bytes) -> bool | None:
    """GS Q 0 m xL xH yL yH: x columns of y bytes."""
    column_bytes = _word(parameters, 3)
    if not column_bytes:
        return False
    picture = pictures.from_columns(parameters[5:], column_bytes)
    return put(press, picture, scale(parameters[0]))


def _band(press: Press, parameters: bytes) -> bool | None:
    """ESC * m nL nH: n columns, in the line like a character."""
    if parameters[0] not in _DENSITIES or len(parameters) == 3:
        return False
    column_bytes, across, down = _DENSITIES[parameters[0]]
    picture = pictures.from_columns(parameters[3:], column_bytes)
    press.mode.insert(pictures.scaled(picture, across, down))
    return None


def _download(press: Press, parameters: bytes) -> bool | None:
    """GS * x y: 8x columns of y bytes, kept until ESC @."""
    x, y = parameters[:2]
    if not 0 < x * y <= MAX_DOWNLOADED_BYTES:
        return False
    press.settings.downloaded = pictures.from_columns(parameters[2:], y)
    return None


def _print_downloaded(press: Press, m: bytes) -> bool | None:
    picture = press.settings.downloaded
    return False if picture is None else put(press, picture, scale(m[0]))


def _store(press: Press, parameters: bytes) -> bool | None:
    """FS q n, then for each picture xL xH yL yH: 8x columns of y bytes, kept over power off."""
    stored, at = [], 1
    while at + 4 <= len(parameters):
        columns, column_bytes = _word(parameters, at) * 8, _word(parameters, at + 2)
        dots = parameters[at + 4 : at + 4 + columns * column_bytes]
        if not dots or len(dots) < columns * column_bytes:
            return False
        stored.append(pictures.from_columns(dots, column_bytes))
        at += 4 + len(dots)
    if not stored or len(stored) != parameters[0]:
        return False
    return None if keep_numbered(press.memory.graphics, stored) else False


def _print_stored(press: Press, parameters: bytes) -> bool | None:
    """FS p n m."""
    picture = kept(press.memory.graphics, numbered(parameters[0]))
    return False if picture is None else put(press, picture, scale(parameters[1]))


def _word(parameters: bytes, at: int) -> int:
    return int.from_bytes(parameters[at : at + 2], "little")


COMMANDS: Handlers = {
    "ESC *": _band,
    "FS p": _print_stored,
    "FS q": _store,
    "GS *": _download,
    "GS /": _print_downloaded,
    "GS Q 0": _columns,
    "GS v 0": _raster,
}
