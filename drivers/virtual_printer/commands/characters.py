"""Which character a byte is: code pages, national sets, UTF-8, and characters of the user's own."""

from __future__ import annotations

from drivers.virtual_printer.code_pages import NATIONAL
from drivers.virtual_printer.commands.text import switch
from drivers.virtual_printer.own_characters import FIRST, LAST
from drivers.virtual_printer.press import Handlers, Press

COLUMN_BYTES = 3
"""ESC & in Epson's reference: 24 dots high, of which a lower font shows as many as it has."""


def _page(press: Press, n: bytes) -> bool | None:
    codec = press.profile.code_pages.get(n[0])
    if codec is None:
        return False
    press.reread().codec = codec
    return None


def _national_set(press: Press, n: bytes) -> bool | None:
    if n[0] >= len(NATIONAL):
        return False
    press.reread().national = n[0]
    return None


def _encoding(press: Press, parameters: bytes) -> bool | None:
    """FS ( C 48: 1 is single bytes and Hanzi as set otherwise, 2 is UTF-8."""
    if len(parameters) < 2 or switch(parameters[1]) not in (1, 2):
        return False
    press.reread().utf8 = switch(parameters[1]) == 2
    return None


def _priority(_press: Press, _: bytes) -> None:
    """FS ( C 60: which of several fonts a character is looked for in first; there is one."""


def _define(press: Press, parameters: bytes) -> bool | None:
    """y c1 c2, then for each character x and x columns of y bytes."""
    y, first, last = parameters[:3]
    if y != COLUMN_BYTES or not FIRST <= first <= last <= LAST:
        return False
    own, cell, at = press.redraw(), press.settings.look.cell, 3
    for code in range(first, last + 1):
        x = parameters[at]
        if x > cell[0]:
            return False
        own.define(cell, code, parameters[at + 1 : at + 1 + x * y], y)
        at += 1 + x * y
    return None


def _choose_own(press: Press, n: bytes) -> None:
    press.redraw().shown = bool(n[0] & 1)


def _drop(press: Press, code: bytes) -> None:
    press.redraw().drop(press.settings.look.cell, code[0])


COMMANDS: Handlers = {
    "ESC %": _choose_own,
    "ESC &": _define,
    "ESC ?": _drop,
    "ESC R": _national_set,
    "ESC t": _page,
    "FS ( C 48": _encoding,
    "FS ( C 60": _priority,
}
