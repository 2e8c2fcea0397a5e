"""Lines and paper: where a line ends and stands, how far the paper goes, the cut."""

from __future__ import annotations

from drivers.virtual_printer.commands.logos import BOTTOM, TOP, print_logo
from drivers.virtual_printer.press import Handlers, Press
from receipts.paper import LINE_DOTS
from receipts.slip import Align

_CUTS = (0, 1, 48, 49, 65, 66, 97, 98, 103, 104)


def _end_line(press: Press, _: bytes) -> None:
    press.mode.end_line()


def _tab(press: Press, _: bytes) -> None:
    press.mode.tab()


def _feed_dots(press: Press, n: bytes) -> None:
    press.mode.end_line(n[0])


def _feed_lines(press: Press, n: bytes) -> None:
    lines = n[0]
    if not press.mode.at_line_start:
        press.mode.end_line()
        lines -= 1
    if lines > 0:
        press.mode.end_line(lines * press.settings.spacing_dots)


def _usual_spacing(press: Press, _: bytes) -> None:
    press.settings.spacing_dots = LINE_DOTS


def _spacing(press: Press, n: bytes) -> None:
    press.settings.spacing_dots = n[0]


def _align(press: Press, n: bytes) -> None:
    """At the beginning of a line only."""
    place = n[0] - 48 if n[0] >= 48 else n[0]
    if place <= Align.RIGHT.value and press.mode.at_line_start:
        press.settings.align = Align(place)


def _cut_here(press: Press, _: bytes) -> None:
    _cut(press, 0)


def _select_cut(press: Press, parameters: bytes) -> bool | None:
    if parameters[0] not in _CUTS:
        return False
    _cut(press, parameters[1] if len(parameters) > 1 else 0)
    return None


def _cut(press: Press, feed_dots: int) -> None:
    if not press.mode.at_line_start:
        press.mode.end_line()
    has_cutter = press.profile.dialect.cutter
    if has_cutter:
        print_logo(press, BOTTOM)
    press.mechanics.feed(feed_dots)
    if has_cutter:
        press.mechanics.cut()
        print_logo(press, TOP)


COMMANDS: Handlers = {
    "LF": _end_line,
    "FF": _end_line,
    "HT": _tab,
    "ESC 2": _usual_spacing,
    "ESC 3": _spacing,
    "ESC J": _feed_dots,
    "ESC a": _align,
    "ESC d": _feed_lines,
    "ESC i": _cut_here,
    "ESC m": _cut_here,
    "GS V": _select_cut,
}
