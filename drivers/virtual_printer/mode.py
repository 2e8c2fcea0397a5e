"""Where a printer puts what it is told to print: on the line being gathered, or on a page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from drivers.virtual_printer.paper import MarkKind
from wire.bitmap import Bitmap


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished picture or code; a code has its content as `text`, in squares of `module_dots`."""

    picture: Bitmap
    kind: MarkKind = MarkKind.PICTURE
    text: str = ""
    module_dots: int = 0


class Mode(Protocol):
    """Standard mode and page mode, as the commands see them."""

    @property
    def at_line_start(self) -> bool:
        """Whether nothing is gathered for the line."""

    def write(self, text: str) -> None:
        """Characters at the print position, in the style set; a full line is ended."""

    def tab(self) -> None:
        """Move to the next tab stop, if there is one left."""

    def end_line(self, feed_dots: int | None = None) -> None:
        """Print what is gathered; the next line begins `feed_dots` (the spacing set) lower."""

    def insert(self, picture: Bitmap) -> None:
        """A picture at the print position, as if it were a character (ESC *); wider is cut off."""

    def put(self, drawn: Drawn) -> None:
        """A picture or code on lines of its own, aligned as set; what is gathered goes before."""

    def forget(self) -> None:
        """Drop what is gathered and not printed."""
