"""Page mode: the page, its areas and directions, places on it, and rules drawn on it."""

from __future__ import annotations

from collections.abc import Callable

from drivers.virtual_printer.commands.position import number, signed
from drivers.virtual_printer.commands.text import switch
from drivers.virtual_printer.page import MAX_ROWS
from drivers.virtual_printer.press import Handlers, Press

DIRECTIONS = 4
RULE_DOTS = 2
"""How thick a rule is drawn."""
STYLES = {
    1: "1",
    2: "1100",
    3: "111111110000",
    4: "1",
    5: "11111111001100",
    6: "111111110011001100",
}
"""GS ( Q: solid, dotted, dashed, double, dash-dot, dash-dot-dot."""
_DOUBLE = 4


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


def _largest(press: Press, parameters: bytes) -> bool | None:
    """GS ( P 48: width and height of a page for which no area is set; in standard mode."""
    width = press.settings.across(number(parameters[1:3]))
    height = press.settings.down(number(parameters[3:5]))
    if press.page is not None or not width or not height:
        return False
    paper_dots = press.profile.paper.width_dots
    press.settings.page.largest = min(width, paper_dots), min(height, MAX_ROWS)
    return None


def _move_down_to(press: Press, n: bytes) -> None:
    if press.page is not None:
        press.page.move_down_to(press.below(number(n)))


def _move_down_by(press: Press, n: bytes) -> None:
    if press.page is not None:
        press.page.move_down_by(press.below(signed(n)))


def _line(press: Press, parameters: bytes) -> bool | None:
    """GS ( Q 48: a straight line between two places; a slanting one is refused."""
    if press.page is None or parameters[10] not in STYLES:
        return False
    left, top, right, bottom = _corners(press, parameters)
    if top == bottom:
        _draw(press.page.rule_along, (left, top), right - left + 1, (0, 1), parameters[10])
    elif left == right:
        _draw(press.page.rule_down, (left, top), bottom - top + 1, (1, 0), parameters[10])
    else:
        return False
    return None


def _rectangle(press: Press, parameters: bytes) -> bool | None:
    """GS ( Q 49: its four sides, within the two corners."""
    page, style = press.page, parameters[10]
    if page is None or style not in STYLES:
        return False
    left, top, right, bottom = _corners(press, parameters)
    width, height = right - left + 1, bottom - top + 1
    _draw(page.rule_along, (left, top), width, (0, 1), style)
    _draw(page.rule_along, (left, bottom), width, (0, -1), style)
    _draw(page.rule_down, (left, top), height, (1, 0), style)
    _draw(page.rule_down, (right, top), height, (-1, 0), style)
    return None


def _draw(
    rule: Callable[[int, int, int, str], None],
    begin: tuple[int, int],
    length: int,
    inwards: tuple[int, int],
    style: int,
) -> None:
    """A rule some dots thick; a double one has white between two thin ones."""
    offsets = (0, RULE_DOTS) if style == _DOUBLE else range(RULE_DOTS)
    for offset in offsets:
        rule(begin[0] + inwards[0] * offset, begin[1] + inwards[1] * offset, length, STYLES[style])


def _corners(press: Press, parameters: bytes) -> tuple[int, int, int, int]:
    """fn x1 y1 x2 y2, two bytes each, as left, top, right and bottom."""
    x1, y1, x2, y2 = (number(parameters[at : at + 2]) for at in (1, 3, 5, 7))
    left, right = sorted((press.along(x1), press.along(x2)))
    top, bottom = sorted((press.below(y1), press.below(y2)))
    return left, top, right, bottom


COMMANDS: Handlers = {
    "CAN": _cancel,
    "ESC FF": _print_and_keep,
    "ESC L": _begin,
    "ESC S": _end,
    "ESC T": _direction,
    "ESC W": _area,
    "GS $": _move_down_to,
    "GS \\": _move_down_by,
    "GS ( P 48": _largest,
    "GS ( Q 48": _line,
    "GS ( Q 49": _rectangle,
}
