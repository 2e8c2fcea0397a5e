"""Characters: how they look, whichever they are."""

from __future__ import annotations

from drivers.virtual_printer.glyphs import Scale
from drivers.virtual_printer.press import Handlers, Press
from receipts.narrow_dots import CELLS

MAX_SCALE = 8
MAX_UNDERLINE = 2

_FONT_A, _FONT_C_TALL, _FONT_B, _FONT_C = CELLS


def switch(n: int) -> int:
    """A choice that may be sent as a number or as its digit."""
    return n - 48 if n >= 48 else n


def _print_mode(press: Press, n: bytes) -> None:
    """ESC !: everything at once."""
    look = press.restyle()
    look.cell = _FONT_B if n[0] & 0x01 else _FONT_A
    look.bold = bool(n[0] & 0x08)
    look.underline = max(1, look.underline) if n[0] & 0x80 else 0
    _scale(press, Scale(2 if n[0] & 0x20 else 1, 2 if n[0] & 0x10 else 1))


def _size(press: Press, n: bytes) -> bool | None:
    across, down = (n[0] >> 4 & 0x0F) + 1, (n[0] & 0x0F) + 1
    if across > MAX_SCALE or down > MAX_SCALE:
        return False
    _scale(press, Scale(across, down))
    return None


def _scale(press: Press, scale: Scale) -> None:
    """Of Hanzi too, where they have no size of their own (escpos.md 2e)."""
    look = press.restyle()
    look.ascii_scale = scale
    if not press.profile.hanzi_sizes:
        look.hanzi_scale = scale


def _bold(press: Press, n: bytes) -> None:
    press.restyle().bold = bool(n[0] & 1)


def _double_strike(press: Press, n: bytes) -> None:
    press.restyle().double_strike = bool(n[0] & 1)


def _underline(press: Press, n: bytes) -> bool | None:
    if switch(n[0]) > MAX_UNDERLINE:
        return False
    press.restyle().underline = switch(n[0])
    return None


def _reverse(press: Press, n: bytes) -> None:
    press.restyle().reverse = bool(n[0] & 1)


def _turned(press: Press, n: bytes) -> bool | None:
    """90 degrees clockwise, in standard mode; 2 is Epson's with wider spaces between."""
    if switch(n[0]) > 2:
        return False
    press.settings.turned = bool(switch(n[0]))
    press.restyle().turned = press.settings.turned and press.page is None
    return None


def _upside_down(press: Press, n: bytes) -> None:
    """At the beginning of a line only."""
    if press.mode.at_line_start:
        press.settings.upside_down = bool(n[0] & 1)


def _font(press: Press, n: bytes) -> bool | None:
    """0 is font A, 1 is B; C and what comes after (97: special fonts) only where there is one."""
    columns, width = press.profile.fonts, press.profile.paper.width_dots
    narrow_c = columns.get("C", 0) * _FONT_C_TALL[0] > width
    fonts = {0: _FONT_A, 1: _FONT_B}
    if "C" in columns:
        fonts[2] = _FONT_C if narrow_c else _FONT_C_TALL
    if switch(n[0]) not in fonts:
        return False
    press.restyle().cell = fonts[switch(n[0])]
    return None


def _spacing(press: Press, n: bytes) -> None:
    press.restyle().spacing_dots = press.along(n[0])


def _no_difference(_press: Press, _: bytes) -> None:
    """Smoothing, colour and the head's direction: nothing that one-bit dots would show."""


COMMANDS: Handlers = {
    "text": Press.write,
    "ESC SP": _spacing,
    "ESC !": _print_mode,
    "ESC -": _underline,
    "ESC E": _bold,
    "ESC G": _double_strike,
    "ESC M": _font,
    "ESC V": _turned,
    "ESC {": _upside_down,
    "GS !": _size,
    "GS B": _reverse,
    **dict.fromkeys(("ESC r", "GS b", "GS ( N 48", "GS ( N 49", "GS ( N 50"), _no_difference),
}
