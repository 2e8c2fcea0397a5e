"""Characters: which code their bytes are in, and how they look."""

from __future__ import annotations

from drivers.virtual_printer.glyphs import Scale
from drivers.virtual_printer.press import Handlers, Press

MAX_SCALE = 8


def _print_mode(press: Press, n: bytes) -> None:
    press.settings.ascii_scale = Scale(2 if n[0] & 0x20 else 1, 2 if n[0] & 0x10 else 1)
    press.settings.bold = bool(n[0] & 0x08)


def _bold(press: Press, n: bytes) -> None:
    press.settings.bold = bool(n[0] & 1)


def _ascii_size(press: Press, n: bytes) -> None:
    across, down = (n[0] >> 4 & 0x0F) + 1, (n[0] & 0x0F) + 1
    if across <= MAX_SCALE and down <= MAX_SCALE:
        press.settings.ascii_scale = Scale(across, down)


def _hanzi_size(press: Press, n: bytes) -> None:
    press.settings.hanzi_scale = Scale(2 if n[0] & 0x04 else 1, 2 if n[0] & 0x08 else 1)


def _hanzi_doubled(press: Press, n: bytes) -> None:
    times = 2 if n[0] & 1 else 1
    press.settings.hanzi_scale = Scale(times, times)


def _hanzi_on(press: Press, _: bytes) -> None:
    press.settings.hanzi = True


def _hanzi_off(press: Press, _: bytes) -> None:
    press.settings.hanzi = False


COMMANDS: Handlers = {
    "text": Press.write,
    "ESC !": _print_mode,
    "ESC E": _bold,
    "ESC G": _bold,
    "FS !": _hanzi_size,
    "FS &": _hanzi_on,
    "FS .": _hanzi_off,
    "FS W": _hanzi_doubled,
    "GS !": _ascii_size,
}
