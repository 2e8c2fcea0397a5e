"""FS ( E: a kept picture at the top and at the bottom of every slip, printed around the cut.

Source: Epson's ESC/POS reference, FS ( E. Not done: fn 61 and 64 (what else than a cut prints a
logo), and the lines a top logo is to swallow.
"""

from __future__ import annotations

from drivers.virtual_printer.mode import Drawn
from drivers.virtual_printer.press import Handlers, Press
from drivers.virtual_printer.stored_pictures import kept, lettered
from receipts.slip import Align

TOP, BOTTOM = 48, 49
_MODE = 2
_ON, _OFF = 48, 49
_KEY = b"logo"


def print_logo(press: Press, which: int) -> None:
    """Print the logo of the slip's TOP or BOTTOM, if one is set, is on and has a picture."""
    logo = press.memory.setup.get(_key(which))
    if logo is None or which in press.settings.logos_off:
        return
    picture = kept(press.memory.graphics, lettered(logo[:2]))
    if picture is None:
        return
    settings = press.settings
    before, settings.align = settings.align, Align(logo[2] - 48)
    press.mode.put(Drawn(picture))
    settings.align = before


def _set(press: Press, parameters: bytes) -> bool | None:
    """fn 62 for the top and 63 for the bottom, m, kc1 kc2, a (48 left, 49 centre, 50 right)."""
    which = {62: TOP, 63: BOTTOM}[parameters[0]]
    logo = parameters[2:5]
    if not _may(press, parameters) or len(logo) < 3 or not 48 <= logo[2] <= 50:
        return False
    return None if press.memory.setup.put(_key(which), logo) else False


def _drop(press: Press, parameters: bytes) -> bool | None:
    """fn 60 m c "CLR"."""
    if not _may(press, parameters) or parameters[3:] != b"CLR":
        return False
    return None if press.memory.setup.delete(_key(parameters[2])) else False


def _switch(press: Press, parameters: bytes) -> bool | None:
    """fn 65 m a n: until ESC @."""
    which, value = parameters[2:3], parameters[3:4]
    if not _may(press, parameters) or not which or which[0] not in (TOP, BOTTOM):
        return False
    if value == bytes([_ON]):
        press.settings.logos_off.discard(which[0])
    elif value == bytes([_OFF]):
        press.settings.logos_off.add(which[0])
    else:
        return False
    return None


def _may(press: Press, parameters: bytes) -> bool:
    return press.mode.at_line_start and parameters[1:2] == bytes([_MODE])


def _key(which: int) -> bytes:
    return _KEY + bytes([which])


COMMANDS: Handlers = {
    "FS ( E 60": _drop,
    "FS ( E 62": _set,
    "FS ( E 63": _set,
    "FS ( E 65": _switch,
}
