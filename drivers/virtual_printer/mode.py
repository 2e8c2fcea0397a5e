"""Where a printer puts what it is told to print: on the line being gathered, or on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from drivers.virtual_printer.paper import MarkKind
from drivers.virtual_printer.run import Run
from wire.bitmap import Bitmap


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished picture or code.

    A code says by `symbology` what it is and by `text` what it holds; `module_dots` is the side of
    its squares, 0 where it is not made of squares. Of its rows, `below_dots` stand below the base
    line: letters under bars.
    """

    picture: Bitmap
    kind: MarkKind = MarkKind.PICTURE
    text: str = ""
    module_dots: int = 0
    symbology: str = ""
    below_dots: int = 0


class Mode(Protocol):
    """Standard mode and page mode, as the commands see them.

    `spacing_dots` is from one line to the next (ESC 3); each mode has its own. `lines` counts the
    lines ended.
    """

    spacing_dots: int
    lines: int

    @property
    def at_line_start(self) -> bool:
        """Whether nothing is gathered for the line."""

    @property
    def width_dots(self) -> int:
        """How wide the area is that may be printed on."""

    @property
    def sideways(self) -> bool:
        """Whether lines run along the paper: then they count in its units (GS P)."""

    def write(self, run: Run) -> None:
        """Characters at the print position; a full line is ended."""

    def tab(self) -> None:
        """Move to the next tab stop, if there is one left."""

    def move_to(self, x_dots: int) -> None:
        """Go to a place of the line, left or right; outside the line it is ignored."""

    def move_by(self, x_dots: int) -> None:
        """Go right, or left where negative; outside the line it is ignored."""

    def begin_line(self) -> None:
        """Forget what is gathered, if anything, and begin at the margin that is set now."""

    def end_line(self, feed_dots: int | None = None) -> None:
        """Print what is gathered; the next line begins `feed_dots` (the spacing set) lower."""

    def insert(self, picture: Bitmap) -> None:
        """A picture at the print position, as if it were a character (ESC *); wider is cut off."""

    def put(self, drawn: Drawn) -> None:
        """A picture or code on lines of its own, aligned as set; what is gathered goes before."""
