"""Page mode: the page, its areas and directions, places on it, and rules drawn on it."""

from __future__ import annotations

from drivers.virtual_printer.commands.position import number, signed
from drivers.virtual_printer.commands.text import switch
from drivers.virtual_printer.page import MAX_ROWS
from drivers.virtual_printer.press import Handlers, Press

DIRECTIONS = 4
RULE_DOTS = {1: 1, 2: 2, 3: 4}
"""GS ( Q: thin, middling and thick."""


def _begin(press: Press, _: bytes) -> None:
    """At the beginning of a line only."""
    if press.page is None and press.mode.at_line_start:
        press.enter_page_mode()


def _end(press: Press, _: bytes) -> None:
    """What is on the page is forgotten, and its area (Epson's reference, ESC S)."""
    if press.page is not None:
        press.leave_page_mode()


def _print_and_keep(press: Press, _: bytes) -> None:
    if press.page is not None:
        press.page.print()


def _cancel(press: Press, _: bytes) -> None:
    if press.page is not None:
        press.page.cancel()


def _direction(press: Press, n: bytes) -> bool | None:
    if switch(n[0]) >= DIRECTIONS:
        return False
    press.settings.page.direction = switch(n[0])
    if press.page is not None:
        press.page.begin_area()
    return None


def _area(press: Press, parameters: bytes) -> bool | None:
    """ESC W: left, top, width, height; one that begins outside, or has no size, is refused."""
    settings, paper_dots = press.settings, press.profile.paper.width_dots
    left, width = (settings.across(number(parameters[at : at + 2])) for at in (0, 4))
    top, height = (settings.down(number(parameters[at : at + 2])) for at in (2, 6))
    if left >= paper_dots or top >= MAX_ROWS or not width or not height:
        return False
    settings.page.area = left, top, min(width, paper_dots - left), min(height, MAX_ROWS - top)
    if press.page is not None:
        press.page.begin_area()
    return None


def _move_down_to(press: Press, n: bytes) -> None:
    if press.page is not None:
        press.page.move_down_to(press.below(number(n)))


def _move_down_by(press: Press, n: bytes) -> None:
    if press.page is not None:
        press.page.move_down_by(press.below(signed(n)))


def _line(press: Press, parameters: bytes) -> bool | None:
    """GS ( Q 48: a straight line between two places; a slanting one is refused."""
    found = _corners(press, parameters)
    if found is None:
        return False
    begin, end, thick = found
    if press.page is None or (begin[0] != end[0] and begin[1] != end[1]):
        return False
    press.page.rule(begin, end, thick)
    return None


def _rectangle(press: Press, parameters: bytes) -> bool | None:
    """GS ( Q 49: its four sides, within the two corners."""
    found = _corners(press, parameters)
    if found is None or press.page is None:
        return False
    (left, top), (right, bottom), thick = found
    inner_right, inner_bottom = max(left, right - thick + 1), max(top, bottom - thick + 1)
    press.page.rule((left, top), (right, top), thick)
    press.page.rule((left, inner_bottom), (right, inner_bottom), thick)
    press.page.rule((left, top), (left, bottom), thick)
    press.page.rule((inner_right, top), (inner_right, bottom), thick)
    return None


def _corners(
    press: Press, parameters: bytes
) -> tuple[tuple[int, int], tuple[int, int], int] | None:
    """fn, x1 y1 x2 y2 of two bytes each, colour, thickness."""
    if len(parameters) < 11 or switch(parameters[10]) not in RULE_DOTS:
        return None
    x1, y1, x2, y2 = (number(parameters[at : at + 2]) for at in (1, 3, 5, 7))
    begin = min(press.along(x1), press.along(x2)), min(press.below(y1), press.below(y2))
    end = max(press.along(x1), press.along(x2)), max(press.below(y1), press.below(y2))
    return begin, end, RULE_DOTS[switch(parameters[10])]


COMMANDS: Handlers = {
    "CAN": _cancel,
    "ESC FF": _print_and_keep,
    "ESC L": _begin,
    "ESC S": _end,
    "ESC T": _direction,
    "ESC W": _area,
    "GS $": _move_down_to,
    "GS \\": _move_down_by,
    "GS ( Q 48": _line,
    "GS ( Q 49": _rectangle,
}
