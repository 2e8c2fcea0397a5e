"""How the characters to come look: everything that text commands set and ESC @ sets back."""

from __future__ import annotations

from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from drivers.virtual_printer.glyphs import NORMAL, Finish, Scale
from receipts.narrow_dots import CELLS

FONT_A = CELLS[0]


@dataclass(slots=True)
class Look:
    """Commands change it in place; `cell` is the font's width and height, of narrow characters."""

    cell: tuple[int, int] = FONT_A
    ascii_scale: Scale = NORMAL
    hanzi_scale: Scale = NORMAL
    small_hanzi: bool = False
    bold: bool = False
    double_strike: bool = False
    underline: int = 0
    hanzi_underline: int = 0
    reverse: bool = False
    turned: bool = False
    spacing_dots: int = 0
    hanzi_before_dots: int = 0
    hanzi_after_dots: int = 0
    wide_hanzi: bool = False  # for one line: FS SO

    @property
    def heavy(self) -> bool:
        """Whether every dot is burnt twice: on a thermal head both commands look the same."""
        return self.bold or self.double_strike

    def key(self) -> tuple[Any, ...]:
        """All there is to it, as a value."""
        values: tuple[Any, ...] = _VALUES(self)
        return values

    def narrow(self) -> Finish:
        """What is done to narrow characters."""
        return Finish(
            self.ascii_scale,
            self.turned,
            0,
            self.spacing_dots * self.ascii_scale.across,
            self.underline,
            self.reverse,
            self.heavy,
        )

    def wide(self) -> Finish:
        """What is done to Hanzi."""
        across, down = self.hanzi_scale
        if self.wide_hanzi:
            across = max(2, across)
        return Finish(
            Scale(across, down),
            self.turned,
            self.hanzi_before_dots * across,
            self.hanzi_after_dots * across,
            self.hanzi_underline,
            self.reverse,
            self.heavy,
        )


_VALUES = attrgetter(*(field.name for field in fields(Look)))
