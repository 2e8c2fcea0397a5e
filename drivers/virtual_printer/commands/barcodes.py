"""Bar codes: how they look, and GS k, which prints one."""

from __future__ import annotations

from drivers.virtual_printer.barcodes import kinds
from drivers.virtual_printer.barcodes.bars import MODULES, width_dots
from drivers.virtual_printer.barcodes.label import ABOVE, BELOW, FONT_A, FONT_B, labelled
from drivers.virtual_printer.mode import Drawn
from drivers.virtual_printer.paper import MarkKind
from drivers.virtual_printer.press import Handlers, Press

_FONTS = {0: FONT_A, 1: FONT_B, 48: FONT_A, 49: FONT_B}


def _height(press: Press, n: bytes) -> bool | None:
    if not n[0]:
        return False
    press.settings.bar_code.height_dots = n[0]
    return None


def _module(press: Press, n: bytes) -> bool | None:
    if n[0] not in MODULES:
        return False
    press.settings.bar_code.module = MODULES[n[0]]
    return None


def _text_places(press: Press, n: bytes) -> bool | None:
    place = n[0] - 48 if n[0] >= 48 else n[0]
    if place > ABOVE | BELOW:
        return False
    press.settings.bar_code.text_places = place
    return None


def _text_font(press: Press, n: bytes) -> bool | None:
    if n[0] not in _FONTS:
        return False
    press.settings.bar_code.text_font = _FONTS[n[0]]
    return None


def _print(press: Press, parameters: bytes) -> bool | None:
    """GS k m d... NUL, or m n d...; what is no bar code is normal data (escpos.md 9, pitfall 6)."""
    m = parameters[0]
    if m not in kinds.KINDS:
        return False
    content = parameters[2:] if m >= kinds.FIRST_COUNTED else parameters[1:].removesuffix(b"\0")
    if not press.mode.at_line_start:
        _as_text(press, content)
        return False
    reading = kinds.read(m, content)
    fits = reading.bars is not None and _put(press, reading)
    _as_text(press, reading.rest)
    return None if fits else False


def _put(press: Press, reading: kinds.Reading) -> bool:
    """Print the code, unless it is too wide for the paper."""
    assert reading.bars is not None
    look = press.settings.bar_code
    if width_dots(reading.bars, look.module) > press.mode.width_dots:
        return False
    picture = labelled(
        reading.bars, look.module, look.height_dots, look.text_places, look.text_font
    )
    text = reading.bars.text.strip()
    below_dots = look.text_font[1] if text and look.text_places & BELOW else 0
    code = Drawn(picture, MarkKind.CODE, text, 0, reading.kind.name, below_dots)
    press.mode.put(code)
    return True


def _as_text(press: Press, rest: bytes) -> None:
    """Print what is left; commands in it are not obeyed, but a line feed is."""
    for number, line in enumerate(rest.split(b"\n")):
        if number:
            if press.half:
                press.finish_character()
            press.mode.end_line()
        press.write(bytes(byte for byte in line if byte >= 0x20))


COMMANDS: Handlers = {
    "GS H": _text_places,
    "GS f": _text_font,
    "GS h": _height,
    "GS k": _print,
    "GS w": _module,
}
