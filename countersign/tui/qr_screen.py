"""The screen of a QR code: it takes the device's place, so that a phone can read it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from textual.strip import Strip

from countersign.tui.drawing import centred, ends, strip
from countersign.tui.inks import ink_of
from countersign.tui.lcd import Lcd
from countersign.tui.picture import Moment, Picture
from countersign.tui.texts import say
from terminal.keys import Key
from terminal.messages import text
from terminal.screen import Screen, SoftKey

if TYPE_CHECKING:
    from collections.abc import Sequence

    from countersign.tui.lcd_picture import LcdPainter
    from drivers.board import View

QUIET, LEAST_QUIET = 4, 2
"""Modules of light around the code: what ISO/IEC 18004 asks for, and what cameras still read."""
LINES_BESIDE = 4
"""Title, what is signed for, hint, soft keys."""
_HALVES = {"00": " ", "10": "▀", "01": "▄", "11": "█"}


class QrScreen(Lcd):
    """Title, amount and card; the code in half blocks, dark on light in every theme; soft keys."""

    DEFAULT_CSS = """
    QrScreen {
        display: none; height: 1fr; width: 1fr;
        border: none;
        &.-beep { border: none; background: $cs-attention; }
        &.-off { border: none; }
    }
    """

    def _paint(self, painter: LcdPainter, view: View, moment: Moment) -> Picture:
        width, height = self.size
        screen = view.screen
        keys, touches = painter.soft_keys(_with_cancel(screen))
        first, *more = self._facts(screen, width)
        spare = height - LINES_BESIDE - self._least_lines(screen.qr)
        more = more[: max(0, spare)]
        lines = [
            painter.title(screen, moment),
            first,
            *more,
            *self._code(screen.qr, width, max(0, height - LINES_BESIDE - len(more))),
            painter.hint(view, moment),
            keys,
        ]
        return Picture(tuple(lines), tuple(touches))

    def _facts(self, screen: Screen, width: int) -> list[Strip]:
        """The amount and what else there is to say, on as many lines as that takes."""
        dim, ink = ink_of(self, "display.dim"), ink_of(self, "display.ink") + Style(bold=True)
        amount = screen.big.say(self.language) if screen.big else ""
        said = packed([line.say(self.language) for line in screen.lines], amount, width - 2)
        first, *more = said
        if not amount:
            return [centred([(line, dim)], width, dim) for line in said]
        beside = [(f"{first} ", dim)]
        return [ends([(f" {amount}", ink)], beside, width, ink)] + [
            centred([(line, dim)], width, dim) for line in more
        ]

    def _least_lines(self, content: str) -> int:
        return -(-(len(_modules(content)) + 2 * LEAST_QUIET) // 2)

    def _code(self, content: str, width: int, room: int) -> list[Strip]:
        """The code in so many lines; where it does not fit, how large the window must be."""
        ink, light = ink_of(self, "display.ink"), ink_of(self, "sheet.ink")
        rows = half_blocks(content, width, room * 2)
        if rows is None:
            return _in_the_middle([(line, ink) for line in self._too_small(content)], width, room)
        return _in_the_middle([(row, light) for row in rows], width, room)

    def _too_small(self, content: str) -> tuple[str, str]:
        side = len(_modules(content)) + 2 * LEAST_QUIET
        more_columns = max(0, side - self.size.width)
        more_rows = max(0, self._least_lines(content) + LINES_BESIDE - self.size.height)
        columns, rows = self.app.size
        size = {"width": columns + more_columns, "height": rows + more_rows}
        return say("qr.small.1", self.language, **size), say("qr.small.2", self.language)


def packed(facts: Sequence[str], before: str, width: int) -> list[str]:
    """The facts on lines of `width` cells, none of them cut; the first line is behind `before`."""
    lines = [""]
    for fact in facts:
        longer = f"{lines[-1]}  {fact}".strip()
        taken = cell_len(before) + 2 if before and len(lines) == 1 else 0
        if lines[-1] and taken + cell_len(longer) > width:
            lines.append(fact)
        else:
            lines[-1] = longer
    return lines


def half_blocks(content: str, columns: int, halves: int) -> tuple[str, ...] | None:
    """The QR code of `content` as lines of characters, quiet zone included.

    As much quiet as goes into so many columns and half lines; None where not even the least does.
    """
    squares = _modules(content)
    side = len(squares)
    quiet = min(QUIET, (columns - side) // 2, (halves - side) // 2)
    if quiet < LEAST_QUIET:
        return None
    beside = "0" * quiet
    blank = "0" * (side + 2 * quiet)
    rows = [blank] * quiet + [f"{beside}{row}{beside}" for row in squares] + [blank] * (quiet + 1)
    pairs = zip(rows[::2], rows[1::2], strict=False)
    return tuple("".join(map(_half_block, upper, lower)) for upper, lower in pairs)


def _half_block(upper: str, lower: str) -> str:
    return _HALVES[upper + lower]


@lru_cache(maxsize=1)
def _modules(content: str) -> tuple[str, ...]:
    """Level L: a display has no dirt on it, and the fewer squares the larger they are."""
    from receipts.modules import modules  # late: it loads zxing-cpp

    return modules(content, "QRCode", ec_level="L")


def _with_cancel(screen: Screen) -> tuple[SoftKey, ...]:
    """Here the keypad is out of sight: CANCEL has its place among the soft keys."""
    return (*screen.soft_keys, SoftKey(Key.CANCEL, text("soft.revoke")))


def _in_the_middle(lines: list[tuple[str, Style]], width: int, room: int) -> list[Strip]:
    ground = lines[0][1]
    blank = strip((), width, ground)
    above = max(0, room - len(lines)) // 2
    body = [*[blank] * above, *(centred([line], width, ground) for line in lines)]
    return (body + [blank] * room)[:room]
