"""The two rolls of paper a receipt printer takes."""

from __future__ import annotations

from dataclasses import dataclass

DOTS_PER_INCH = 203
"""What practically every receipt print head has."""
DOTS_PER_MM = 8
"""The same, as paper and motors count."""

LINE_DOTS = 30
"""From one line to the next after ESC @: a cell of 24 dots and a gap of 6."""
TALL_LINE_DOTS = 54
"""The same gap beneath characters of double height."""


@dataclass(frozen=True, slots=True)
class Paper:
    """`width_dots` is what the head can print; `columns` counts ASCII cells of 12 dots."""

    width_mm: int
    width_dots: int
    columns: int

    @property
    def margin_dots(self) -> int:
        """The white the head cannot reach, at each side."""
        return (self.width_mm * DOTS_PER_MM - self.width_dots) // 2


MM58 = Paper(width_mm=58, width_dots=384, columns=32)
MM80 = Paper(width_mm=80, width_dots=576, columns=48)
