"""GS ( L, GS 8 L and GS D: pictures kept under two letters, downloaded, or put up to be printed.

Source: Epson's ESC/POS reference, GS ( L, which says how an answer looks too: 37H, what it is
about, the data, NUL. This printer has one colour and two tones: a picture of more is refused. Key
codes are told forty to a block, without waiting for the host to acknowledge each block.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from drivers.virtual_printer import pictures
from drivers.virtual_printer.bmp import BadBmpError, from_bmp
from drivers.virtual_printer.commands.pictures import put
from drivers.virtual_printer.memory import Memory, Store
from drivers.virtual_printer.mode import Drawn
from drivers.virtual_printer.press import Handler, Handlers, Press
from drivers.virtual_printer.stored_pictures import (
    MAX_HEIGHT_DOTS,
    MAX_WIDTH_DOTS,
    drop_lettered,
    keep,
    kept,
    lettered,
    letters,
)
from wire.bitmap import Bitmap

_KEYS_A_BLOCK = 40
_MONOCHROME, _COLOUR_1 = 48, 49
_DENSITIES = (50, 51)
_KEY_CODES = range(0x20, 0x7F)
_NONE = Bitmap.blank(0, 0)

_Unpack = Callable[[bytes, int, int], Bitmap]


def _kept(memory: Memory) -> Store:
    return memory.graphics


def _downloaded(memory: Memory) -> Store:
    return memory.downloaded


def _rows(dots: bytes, width: int, height: int) -> Bitmap:
    """Raster format, as many dots as are needed."""
    size = (width + 7) // 8 * height
    return pictures.from_rows(dots[:size], width) if size <= len(dots) else _NONE


def _columns(dots: bytes, width: int, height: int) -> Bitmap:
    """Column format, as many dots as are needed."""
    column_bytes = (height + 7) // 8
    size = column_bytes * width
    if not size or size > len(dots):
        return _NONE
    return pictures.top_rows(pictures.from_columns(dots[:size], column_bytes), height)


def _tell_bytes(about: bytes, count: Callable[[Memory], int], press: Press, _: bytes) -> None:
    press.answer(b"7" + about + b"%d\0" % count(press.memory))


def _tell_keys(about: bytes, where: Callable[[Memory], Store], press: Press, _: bytes) -> None:
    keys = letters(where(press.memory))
    for at in range(0, len(keys) or 1, _KEYS_A_BLOCK):
        more = at + _KEYS_A_BLOCK < len(keys)
        block = b"".join(keys[at : at + _KEYS_A_BLOCK])
        press.answer(b"7" + about + (b"A" if more else b"@") + block + b"\0")


def _drop_all(where: Callable[[Memory], Store], press: Press, parameters: bytes) -> bool | None:
    if parameters[2:] != b"CLR":
        return False
    drop_lettered(where(press.memory))
    return None


def _drop(where: Callable[[Memory], Store], press: Press, parameters: bytes) -> bool | None:
    return None if where(press.memory).delete(lettered(parameters[2:4])) else False


def _define(
    where: Callable[[Memory], Store], unpack: _Unpack, press: Press, parameters: bytes
) -> bool | None:
    """a kc1 kc2 b xL xH yL yH c d..."""
    if len(parameters) < 12 or parameters[2] != _MONOCHROME:
        return False
    key, colours, colour = parameters[3:5], parameters[5], parameters[10]
    if colours != 1 or colour != _COLOUR_1 or not all(code in _KEY_CODES for code in key):
        return False
    picture = unpack(parameters[11:], *_size(parameters))
    return None if keep(where(press.memory), lettered(key), picture) else False


def _print(where: Callable[[Memory], Store], press: Press, parameters: bytes) -> bool | None:
    """kc1 kc2 x y."""
    picture = kept(where(press.memory), lettered(parameters[2:4]))
    times = tuple(parameters[4:6])
    if picture is None or not _is_scale(times):
        return False
    return put(press, picture, (times[0], times[1]))


def _put_up(unpack: _Unpack, press: Press, parameters: bytes) -> bool | None:
    """a bx by c xL xH yL yH d...; in page mode it is on the page at once."""
    if len(parameters) < 11 or parameters[2] != _MONOCHROME or parameters[5] != _COLOUR_1:
        return False
    picture, times = unpack(parameters[10:], *_size(parameters)), tuple(parameters[3:5])
    if not picture.data or not _is_scale(times):
        return False
    picture = pictures.scaled(picture, *times)
    if press.page is None:
        press.settings.buffered = picture
    else:
        press.mode.put(Drawn(picture))
    return None


def _print_put_up(press: Press, _: bytes) -> bool | None:
    picture = press.settings.buffered
    if picture is None:
        return False
    press.settings.buffered = None
    press.mode.put(Drawn(picture))
    return None


def _density(_press: Press, parameters: bytes) -> bool | None:
    """x y: what a dot is; all of ours are the head's own."""
    return None if all(density in _DENSITIES for density in parameters[2:4]) else False


def _define_bmp(press: Press, parameters: bytes) -> bool | None:
    """GS D m fn a kc1 kc2 b c and the file; fn 67 keeps it, fn 83 downloads it."""
    store = {67: press.memory.graphics, 83: press.memory.downloaded}.get(parameters[1])
    key, is_monochrome = parameters[3:5], parameters[5:6] == bytes([_MONOCHROME])
    if store is None or not is_monochrome or not all(code in _KEY_CODES for code in key):
        return False
    try:
        picture = from_bmp(parameters[7:], MAX_WIDTH_DOTS, MAX_HEIGHT_DOTS)
    except BadBmpError:
        return False
    return None if keep(store, lettered(key), picture) else False


def _size(parameters: bytes) -> tuple[int, int]:
    return int.from_bytes(parameters[6:8], "little"), int.from_bytes(parameters[8:10], "little")


def _is_scale(times: tuple[int, ...]) -> bool:
    return len(times) == 2 and all(time in (1, 2) for time in times)


_FUNCTIONS: dict[int, Handler] = {
    48: partial(_tell_bytes, b"0", lambda memory: memory.graphics.capacity_bytes),
    49: _density,
    50: _print_put_up,
    51: partial(_tell_bytes, b"1", lambda memory: memory.graphics.free_bytes),
    52: partial(_tell_bytes, b"2", lambda memory: memory.downloaded.free_bytes),
    64: partial(_tell_keys, b"r", _kept),
    65: partial(_drop_all, _kept),
    66: partial(_drop, _kept),
    67: partial(_define, _kept, _rows),
    68: partial(_define, _kept, _columns),
    69: partial(_print, _kept),
    80: partial(_tell_keys, b"s", _downloaded),
    81: partial(_drop_all, _downloaded),
    82: partial(_drop, _downloaded),
    83: partial(_define, _downloaded, _rows),
    84: partial(_define, _downloaded, _columns),
    85: partial(_print, _downloaded),
    112: partial(_put_up, _rows),
    113: partial(_put_up, _columns),
}

COMMANDS: Handlers = {
    **{f"{of} {fn}": handler for of in ("GS ( L", "GS 8 L") for fn, handler in _FUNCTIONS.items()},
    "GS D": _define_bmp,
}
