"""How much a printer has done: what holds a printer back that no clock makes take its time."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from wire.bitmap import Bitmap

MACRO_STEPS = 4
"""A command of a macro; 255 rounds of a full one are two million of them in five bytes."""
ITEM_STEPS = 10
"""Sorting and joining one text of a page each time the page is printed (ESC FF, two bytes)."""
PICTURE_BYTES_A_STEP = 32
"""Of a picture that is placed, beside a step for each of its rows."""
CODE_BYTES_A_STEP = 8
"""Of what a code holds, or could not hold, each time it is printed."""


@dataclass(slots=True)
class Toil:
    """`rows` of paper, and `steps` of about a microsecond spent on what few bytes can ask for.

    Once either is more than its limit, the printer obeys no further command.
    """

    most_rows: int = sys.maxsize
    most_steps: int = sys.maxsize
    rows: int = 0
    steps: int = 0

    @property
    def over(self) -> bool:
        """Whether it was too much."""
        return self.rows > self.most_rows or self.steps > self.most_steps

    def drew(self, picture: Bitmap) -> None:
        """A picture or code has been placed, on a line or on a page."""
        self.steps += picture.height + len(picture.data) // PICTURE_BYTES_A_STEP
