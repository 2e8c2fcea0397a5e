"""Hanzi: when bytes are read as such, and their sizes and spaces, which are their own."""

from __future__ import annotations

from drivers.printer_profiles.profile import Hanzi
from drivers.virtual_printer.commands.text import MAX_UNDERLINE, switch
from drivers.virtual_printer.glyphs import Scale
from drivers.virtual_printer.press import Handlers, Press


def _on(press: Press, _: bytes) -> bool | None:
    return _switch(press, True)


def _off(press: Press, _: bytes) -> bool | None:
    return _switch(press, False)


def _switch(press: Press, on: bool) -> bool | None:
    """At once, or from the next line on where the printer is such (escpos.md 2e)."""
    if press.profile.hanzi is Hanzi.NONE:
        return False
    if press.settings.hanzi is on and press.settings.hanzi_next is None:
        return None
    settings = press.reread()
    if press.profile.hanzi_from_next_line and not press.mode.at_line_start:
        settings.hanzi_next, settings.hanzi_since = on, press.mode.lines
    else:
        settings.hanzi, settings.hanzi_next = on, None
    return None


def _mode(press: Press, n: bytes) -> None:
    """FS !: size and underline at once."""
    look = press.restyle()
    look.hanzi_scale = Scale(2 if n[0] & 0x04 else 1, 2 if n[0] & 0x08 else 1)
    look.hanzi_underline = max(1, look.hanzi_underline) if n[0] & 0x80 else 0


def _doubled(press: Press, n: bytes) -> None:
    times = 2 if n[0] & 1 else 1
    press.restyle().hanzi_scale = Scale(times, times)


def _underline(press: Press, n: bytes) -> bool | None:
    if switch(n[0]) > MAX_UNDERLINE:
        return False
    press.restyle().hanzi_underline = switch(n[0])
    return None


def _spaces(press: Press, n: bytes) -> None:
    look = press.restyle()
    look.hanzi_before_dots, look.hanzi_after_dots = press.along(n[0]), press.along(n[1])


def _font(press: Press, parameters: bytes) -> bool | None:
    """FS ( A 48 m: 0 is the font of 24x24 dots; 1 and 2 are smaller ones, of which there is one."""
    m = parameters[1:2]
    if not m or switch(m[0]) > 2:
        return False
    press.restyle().small_hanzi = bool(switch(m[0]))
    return None


def _wide_for_a_line(press: Press, _: bytes) -> None:
    """FS SO of SPRT's printers: twice as wide, to the end of the line."""
    press.restyle().wide_hanzi = True
    press.settings.wide_hanzi_line = press.mode.lines


def _wide_no_more(press: Press, _: bytes) -> None:
    press.restyle().wide_hanzi = False
    press.settings.wide_hanzi_line = None


def _define(press: Press, parameters: bytes) -> bool | None:
    return None if press.redraw().define_hanzi(parameters[:2], parameters[2:]) else False


def _drop(press: Press, code: bytes) -> bool | None:
    return None if press.redraw().drop_hanzi(code) else False


def _code_system(_press: Press, _: bytes) -> None:
    """FS C chooses between Japanese codes; a Chinese printer has but one."""


COMMANDS: Handlers = {
    "FS SO": _wide_for_a_line,
    "FS DC4": _wide_no_more,
    "FS !": _mode,
    "FS &": _on,
    "FS ( A 48": _font,
    "FS -": _underline,
    "FS .": _off,
    "FS 2": _define,
    "FS ?": _drop,
    "FS C": _code_system,
    "FS S": _spaces,
    "FS W": _doubled,
}
