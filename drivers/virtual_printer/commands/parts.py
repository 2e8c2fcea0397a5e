"""What moves or sounds without printing: drawer, buzzer, black marks; and the test prints."""

from __future__ import annotations

from drivers.printer_profiles.profile import BlackMark
from drivers.virtual_printer import test_print
from drivers.virtual_printer.dialogue import Way
from drivers.virtual_printer.press import Handlers, Press
from drivers.virtual_printer.realtime import DRAWER_PINS

PULSE_UNIT_MS = 2
"""ESC p counts the pulse in steps of 2 ms."""


def _kick_drawer(press: Press, parameters: bytes) -> bool | None:
    place = parameters[0] - 48 if parameters[0] >= 48 else parameters[0]
    if place >= len(DRAWER_PINS):
        return False
    press.mechanics.kick_drawer(DRAWER_PINS[place], parameters[1] * PULSE_UNIT_MS)
    return None


def _sound(press: Press, _: bytes) -> None:
    press.mechanics.sound(1)


def _sound_times(press: Press, parameters: bytes) -> None:
    """ESC B n t."""
    press.mechanics.sound(parameters[0])


def _sound_pattern(press: Press, parameters: bytes) -> None:
    """ESC ( A 48 and 97: fn, the pattern, how many times."""
    press.mechanics.sound(parameters[2])


def _to_mark(press: Press, _: bytes) -> bool | None:
    if press.profile.black_mark is BlackMark.NONE:
        return False
    if not press.mode.at_line_start:
        press.mode.end_line()
    press.mechanics.feed_to_mark()
    return None


def _mark_offset(press: Press, parameters: bytes) -> bool | None:
    """GS ( F a m nL nH: from the mark to the first line (a 1), or to the knife (a 2)."""
    if press.profile.black_mark is BlackMark.NONE:
        return False
    rows = int.from_bytes(parameters[2:4], "little") * (-1 if parameters[1] & 1 else 1)
    if parameters[0] == 1:
        press.mechanics.parts.print_offset_rows = rows
    else:
        press.mechanics.parts.cut_offset_rows = rows
    return None


def _test_print(press: Press, parameters: bytes) -> bool | None:
    """GS ( A n m, on whatever paper n says."""
    match parameters[1]:
        case 1 | 49:
            press.settings.dialogue.way = Way.HEX_DUMP
        case 2 | 50:
            test_print.status_page(press)
        case 3 | 51:
            test_print.rolling_pattern(press)
        case _:
            return False
    return None


def _test_page(press: Press, _: bytes) -> None:
    test_print.status_page(press)


COMMANDS: Handlers = {
    "BEL": _sound,
    "DC2 T": _test_page,
    "ESC B": _sound_times,
    "ESC p": _kick_drawer,
    "ESC ( A 48": _sound_pattern,
    "ESC ( A 97": _sound_pattern,
    "GS FF": _to_mark,
    "GS ( A": _test_print,
    "GS ( F 1": _mark_offset,
    "GS ( F 2": _mark_offset,
}
