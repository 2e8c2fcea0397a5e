"""A sheet of dots shown in braille characters: eight dots, two by four, in each cell."""

from __future__ import annotations

from collections.abc import Iterator

BLANK = 0x2800
"""U+2800, the braille cell without a dot; the dots are the low eight bits (Unicode, Braille)."""

_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
"""The bit of a dot by row and column in its cell."""


class BrailleSheet:
    """`columns` x `rows` cells, so twice as many dots across and four times as many down."""

    def __init__(self, columns: int, rows: int) -> None:
        self.columns, self.rows = columns, rows
        self._cells = [bytearray(columns) for _ in range(rows)]

    @property
    def width(self) -> int:
        """Dots across."""
        return self.columns * 2

    @property
    def height(self) -> int:
        """Dots down."""
        return self.rows * 4

    def dot(self, x: int, y: int) -> None:
        """Blacken one dot; one outside the sheet is not there to blacken."""
        if 0 <= x < self.width and 0 <= y < self.height:
            self._cells[y >> 2][x >> 1] |= _BITS[y & 3][x & 1]

    def line(self, x0: int, y0: int, x1: int, y1: int) -> None:
        """Blacken every dot of the line, both ends included (Bresenham)."""
        for x, y in bresenham(x0, y0, x1, y1):
            self.dot(x, y)

    def row(self, row: int) -> bytes:
        """The dots of one row of cells, one byte a cell; 0 is an empty cell."""
        return bytes(self._cells[row])

    def text(self, row: int) -> str:
        """One row of cells as characters, blanks for empty cells."""
        return "".join(chr(BLANK + cell) if cell else " " for cell in self._cells[row])


def bresenham(x0: int, y0: int, x1: int, y1: int) -> Iterator[tuple[int, int]]:
    """The points of a line on a grid, both ends included, no gap and no corner twice."""
    step_x, step_y = (1 if x0 < x1 else -1), (1 if y0 < y1 else -1)
    wide, high = abs(x1 - x0), -abs(y1 - y0)
    error = wide + high
    while True:
        yield x0, y0
        if (x0, y0) == (x1, y1):
            return
        twice = 2 * error
        if twice >= high:
            error += high
            x0 += step_x
        if twice <= wide:
            error += wide
            y0 += step_y
