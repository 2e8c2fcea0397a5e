"""Lines and paper: where a line ends and stands, how far the paper goes, the cut."""

from __future__ import annotations

from drivers.virtual_printer.commands.logos import BOTTOM, TOP, print_logo
from drivers.virtual_printer.press import Handlers, Press
from receipts.paper import LINE_DOTS

_CUTS = (0, 1, 48, 49, 65, 66, 97, 98, 103, 104)
_KINDS_OF_CUT = (0, 1, 48, 49)


def _end_line(press: Press, _: bytes) -> None:
    press.mode.end_line()


def _return(press: Press, _: bytes) -> None:
    """CR: nothing, unless the printer is set to end lines by it."""
    if press.profile.cr_ends_line:
        press.mode.end_line()


def _end_page(press: Press, _: bytes) -> None:
    """FF prints the page and leaves page mode; out of it, it ends the line."""
    if press.page is None:
        press.mode.end_line()
    else:
        press.page.print()
        press.leave_page_mode()


def _feed_dots(press: Press, n: bytes) -> None:
    press.mode.end_line(press.below(n[0]))


def _feed_lines(press: Press, n: bytes) -> None:
    lines = n[0]
    if not press.mode.at_line_start:
        press.mode.end_line()
        lines -= 1
    if lines > 0:
        press.mode.end_line(lines * press.mode.spacing_dots)


def _feed_back(press: Press, n: bytes) -> None:
    """ESC K: print the line, if there is one, and feed dots backwards; not in page mode."""
    _go_back(press, press.below(n[0]))


def _feed_lines_back(press: Press, n: bytes) -> None:
    """ESC e: the same in lines."""
    _go_back(press, n[0] * press.mode.spacing_dots)


def _go_back(press: Press, dots: int) -> None:
    if press.page is not None:
        return
    if not press.mode.at_line_start:
        press.mode.end_line(0)
    press.mechanics.feed_back(dots)


def _usual_spacing(press: Press, _: bytes) -> None:
    press.mode.spacing_dots = LINE_DOTS


def _spacing(press: Press, n: bytes) -> None:
    press.mode.spacing_dots = press.below(n[0])


def _cut_here(press: Press, _: bytes) -> None:
    _cut(press, 0)


def _select_cut(press: Press, parameters: bytes) -> bool | None:
    if parameters[0] not in _CUTS:
        return False
    _cut(press, press.below(parameters[1]) if len(parameters) > 1 else 0)
    return None


def _function_cut(press: Press, parameters: bytes) -> bool | None:
    """GS ( V fn m n: 48 cuts here; 49 feeds first, as 51 does, for which the feed has to pass."""
    if parameters[1] not in _KINDS_OF_CUT:
        return False
    _cut(press, press.below(parameters[2]) if len(parameters) > 2 else 0)
    return None


def _one_paper(_press: Press, _: bytes) -> None:
    """There is one paper to choose, and no sheet to let go."""


def _cut(press: Press, feed_dots: int) -> None:
    """Not in page mode, where there is no paper yet to be cut."""
    if press.page is not None:
        return
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
    "CR": _return,
    "FF": _end_page,
    "ESC 2": _usual_spacing,
    "ESC 3": _spacing,
    "ESC J": _feed_dots,
    "ESC K": _feed_back,
    "ESC d": _feed_lines,
    "ESC e": _feed_lines_back,
    "ESC i": _cut_here,
    "ESC m": _cut_here,
    "GS V": _select_cut,
    **dict.fromkeys(("GS ( V 48", "GS ( V 49", "GS ( V 51"), _function_cut),
    **dict.fromkeys(("ESC c 0", "ESC c 1", "ESC q"), _one_paper),
}
