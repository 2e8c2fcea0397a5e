"""Where on the line the next character goes, and where lines begin and end."""

from __future__ import annotations

from drivers.virtual_printer.press import Handlers, Press
from drivers.virtual_printer.settings import MAX_TABS
from receipts.slip import Align


def number(low_high: bytes) -> int:
    """Two bytes, the low one first."""
    return low_high[0] | low_high[1] << 8


def signed(low_high: bytes) -> int:
    """The same, counting backwards from 8000 on."""
    value = number(low_high)
    return value - 0x10000 if value >= 0x8000 else value


def _tab(press: Press, _: bytes) -> None:
    press.mode.tab()


def _tab_stops(press: Press, parameters: bytes) -> None:
    """ESC D: columns of the font and spacing set now, rising, to NUL or the first that does not."""
    look, stops, before = press.settings.look, [], 0
    column_dots = (look.cell[0] + look.spacing_dots) * look.ascii_scale.across
    for column in parameters[:MAX_TABS]:
        if column <= before:
            break
        stops.append(column * column_dots)
        before = column
    press.settings.tabs = tuple(stops)


def _move_to(press: Press, n: bytes) -> None:
    press.mode.move_to(press.along(number(n)))


def _move_by(press: Press, n: bytes) -> None:
    press.mode.move_by(press.along(signed(n)))


def _margin(press: Press, n: bytes) -> None:
    """At the beginning of a line only."""
    if press.mode.at_line_start:
        press.settings.margin_dots = press.settings.across(number(n))
        press.set_line_area()


def _width(press: Press, n: bytes) -> None:
    """At the beginning of a line only."""
    if press.mode.at_line_start:
        press.settings.area_dots = press.settings.across(number(n))
        press.set_line_area()


def _to_line_start(press: Press, n: bytes) -> bool | None:
    """GS T: 0 forgets what is gathered, 1 prints it."""
    if n[0] not in (0, 1, 48, 49):
        return False
    if n[0] & 1 and not press.mode.at_line_start:
        press.mode.end_line()
    else:
        press.mode.begin_line()
    return None


def _units(press: Press, n: bytes) -> None:
    """GS P: so many units an inch, across and down; 0 are the head's own dots."""
    press.settings.units_per_inch = n[0], n[1]


def _align(press: Press, n: bytes) -> bool | None:
    """At the beginning of a line only."""
    place = n[0] - 48 if n[0] >= 48 else n[0]
    if place > Align.RIGHT.value:
        return False
    if press.mode.at_line_start:
        press.settings.align = Align(place)
    return None


COMMANDS: Handlers = {
    "HT": _tab,
    "ESC $": _move_to,
    "ESC D": _tab_stops,
    "ESC \\": _move_by,
    "ESC a": _align,
    "GS L": _margin,
    "GS P": _units,
    "GS T": _to_line_start,
    "GS W": _width,
}
