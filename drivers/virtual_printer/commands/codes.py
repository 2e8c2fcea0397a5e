"""GS ( k: two-dimensional codes, seven kinds, each told how to look, what to hold, and to print.

Source: Epson's ESC/POS reference, GS ( k.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import replace
from functools import partial
from typing import Any

from drivers.virtual_printer.codes import PLAIN_CODES, Grid, Qr, dots, grid
from drivers.virtual_printer.mode import Drawn
from drivers.virtual_printer.paper import MarkKind
from drivers.virtual_printer.press import Handler, Handlers, Press
from drivers.virtual_printer.settings import CodeSettings
from drivers.virtual_printer.toil import CODE_BYTES_A_STEP
from receipts.modules import NoSuchSymbolError

MAX_CONTENT_BYTES = 7089
"""What the largest code of all holds: digits in a QR code."""

_PDF417, _QR, _MAXICODE, _DATABAR, _COMPOSITE, _AZTEC, _DATA_MATRIX = range(48, 55)

_HEADER = 0x37
_IDENTIFIERS = dict(zip(range(48, 55), b"/67OPXY", strict=True))
"""The second byte of the answer to fn 82, by cn; those of 52 and 54 are guessed."""

_LEVELS = {48: "L", 49: "M", 50: "Q", 51: "H"}
"""QR fn 69: how much of the code may be damaged."""

_NUMBERS: dict[tuple[int, int], tuple[str, Container[int]]] = {
    (_PDF417, 65): ("columns", range(31)),
    (_PDF417, 66): ("rows", (0, *range(3, 91))),
    (_PDF417, 67): ("module_dots", range(1, 9)),
    (_PDF417, 68): ("row_modules", range(2, 9)),
    (_QR, 67): ("module_dots", range(1, 17)),
    (_DATABAR, 67): ("module_dots", range(2, 9)),
    (_COMPOSITE, 67): ("module_dots", range(2, 9)),
    (_AZTEC, 67): ("module_dots", range(2, 17)),
    (_AZTEC, 69): ("level", range(5, 96)),
    (_DATA_MATRIX, 67): ("module_dots", range(2, 17)),
}
"""cn and fn -> the setting that is the number sent, and which numbers it takes."""

_Changes = dict[str, Any]


def _pdf417_level(values: bytes) -> _Changes | None:
    """48 and the level as a digit, or 49 and tenths of the data."""
    by, amount = values[0], values[1] if len(values) > 1 else 0
    if by == 48 and 48 <= amount <= 56:
        return {"level": amount - 48}
    return {"level": None, "ratio": amount} if by == 49 and 1 <= amount <= 40 else None


def _pdf417_kind(values: bytes) -> _Changes | None:
    return {"truncated": bool(values[0] & 1)} if values[0] in (0, 1, 48, 49) else None


def _qr_level(values: bytes) -> _Changes | None:
    return {"level": _LEVELS[values[0]]} if values[0] in _LEVELS else None


def _maxicode_mode(values: bytes) -> _Changes | None:
    return {"mode": values[0] - 48} if 50 <= values[0] <= 54 else None


def _width(values: bytes) -> _Changes:
    return {"max_width_dots": int.from_bytes(values[:2], "little")}


def _aztec_kind(values: bytes) -> _Changes | None:
    """0 full range, 1 compact; and the layers."""
    if len(values) < 2:
        return None
    compact, layers = values[0] & 1, values[1]
    allowed = range(5) if compact else (0, *range(4, 33))
    return {"compact": bool(compact), "layers": layers} if layers in allowed else None


def _data_matrix_shape(values: bytes) -> _Changes | None:
    """0 square, 1 rectangle; rows and columns."""
    if len(values) < 3 or values[0] not in (0, 1, 48, 49):
        return None
    return {"square": not values[0] & 1, "rows": values[1], "columns": values[2]}


def _nothing(_: bytes) -> _Changes:
    """A setting of what is not drawn anyway."""
    return {}


_OTHERS: dict[tuple[int, int], Callable[[bytes], _Changes | None]] = {
    (_PDF417, 69): _pdf417_level,
    (_PDF417, 70): _pdf417_kind,
    (_QR, 69): _qr_level,
    (_MAXICODE, 65): _maxicode_mode,
    (_DATABAR, 71): _width,
    (_COMPOSITE, 71): _width,
    (_COMPOSITE, 72): _nothing,
    (_AZTEC, 66): _aztec_kind,
    (_DATA_MATRIX, 66): _data_matrix_shape,
}
"""cn and fn -> what the values sent change, or None where they are out of range."""


def _set_number(cn: int, fn: int, press: Press, parameters: bytes) -> bool | None:
    name, allowed = _NUMBERS[cn, fn]
    if len(parameters) < 3 or parameters[2] not in allowed:
        return False
    _change(press, cn, {name: parameters[2]})
    return None


def _set_other(cn: int, fn: int, press: Press, parameters: bytes) -> bool | None:
    changes = _OTHERS[cn, fn](parameters[2:]) if len(parameters) > 2 else None
    if changes is None:
        return False
    _change(press, cn, changes)
    return None


def _change(press: Press, cn: int, changes: _Changes) -> None:
    settings = press.settings.codes[cn]
    look: Any = settings.look
    settings.look = replace(look, **changes)


def _qr_model(press: Press, parameters: bytes) -> bool | None:
    """Model 1 is out of use: it is drawn as model 2, and reported."""
    model = parameters[2] - 48 if len(parameters) > 2 else 0
    if model not in (1, 2, 3):
        return False
    look = press.settings.codes[_QR].look
    assert isinstance(look, Qr)
    press.settings.codes[_QR].look = replace(look, micro=model == 3)
    return False if model == 1 else None


def _store(cn: int, press: Press, parameters: bytes) -> bool | None:
    """m, which is 48, and the content; that of a DataBar begins with its kind."""
    content = parameters[3 : 3 + MAX_CONTENT_BYTES]
    if not content:
        return False
    press.settings.codes[cn].content = content
    return None


def _print(cn: int, press: Press, _: bytes) -> bool | None:
    settings = press.settings.codes[cn]
    found = _made(press, settings)
    if found is None or found.size_dots[0] > press.mode.width_dots:
        return False
    look, text = settings.look, _readable(settings.content[cn == _DATABAR :])
    square = look.module_dots if found.across_dots == found.down_dots else 0
    press.mode.put(Drawn(dots(found), MarkKind.CODE, text, square, look.symbology))
    return None


def _tell_size(cn: int, press: Press, _: bytes) -> bool | None:
    """37H, what kind, width, height, 1, and 0 if it can be printed or 1 if not; 1FH between."""
    found = _made(press, press.settings.codes[cn])
    width, height = found.size_dots if found else (0, 0)
    cannot = width > press.mode.width_dots or not width
    # Aztec has one byte more, "error information"; 0 is none.
    more = b"0" if cn == _AZTEC else b""
    size = b"%d\x1f%d\x1f1\x1f%d" % (width, height, cannot)
    press.answer(bytes([_HEADER, _IDENTIFIERS[cn]]) + size + more + b"\0")
    return None


def _made(press: Press, settings: CodeSettings) -> Grid | None:
    """The code, if something was stored and a code holds it."""
    if not settings.content:
        return None
    press.mechanics.toil.steps += len(settings.content) // CODE_BYTES_A_STEP
    try:
        return grid(settings.look, settings.content)
    except NoSuchSymbolError:
        return None


def _readable(content: bytes) -> str:
    text = content.decode("utf-8", "replace")
    return "".join(char if char.isprintable() else " " for char in text)


def _functions() -> dict[tuple[int, int], Handler]:
    for_all = {80: _store, 81: _print, 82: _tell_size}
    return {
        **{(cn, fn): partial(do, cn) for cn in PLAIN_CODES for fn, do in for_all.items()},
        **{key: partial(_set_number, *key) for key in _NUMBERS},
        **{key: partial(_set_other, *key) for key in _OTHERS},
        (_QR, 65): _qr_model,
    }


COMMANDS: Handlers = {f"GS ( k {cn} {fn}": handler for (cn, fn), handler in _functions().items()}
