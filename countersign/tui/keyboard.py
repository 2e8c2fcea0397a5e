"""Which key of the computer is which key of the device."""

from __future__ import annotations

from collections.abc import Mapping

from terminal.keys import Key

_NAMED: Mapping[str, Key] = {
    "enter": Key.ENTER,
    "backspace": Key.CLEAR,
    "delete": Key.CLEAR,
    "escape": Key.CANCEL,
    "up": Key.UP,
    "down": Key.DOWN,
    "f1": Key.F1,
    "f2": Key.F2,
    "f3": Key.F3,
    "f4": Key.F4,
}


def device_key(name: str, character: str | None) -> Key | None:
    """The device's key for a key press as Textual names it; None where it means nothing there."""
    if name in _NAMED:
        return _NAMED[name]
    if character is not None and character in "0123456789*#" and len(character) == 1:
        return Key(character)
    return None
