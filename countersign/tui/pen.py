"""The pen between the screen's cells and the signature pad's own units.

A pad of PAD_WIDTH x PAD_HEIGHT units is shown on as many cells as the window gives, undistorted: a
braille dot is as wide as it is high where a cell is twice as high as wide.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import Region

from countersign.tui.braille import BrailleSheet
from receipts.strokes import PAD_HEIGHT, PAD_WIDTH, Point, Stroke

CURVE_STEPS = 4
"""A rounded corner is drawn in so many pieces: a cell is four dots high, more would not show."""

NOTHING = Region(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class PadArea:
    """The cells the pad takes on the screen."""

    columns: int
    rows: int

    @classmethod
    def within(cls, columns: int, rows: int) -> PadArea:
        """The largest undistorted pad that fits."""
        widest = max(1, min(columns, rows * 2 * PAD_WIDTH // PAD_HEIGHT))
        return cls(widest, max(1, min(rows, -(-widest * PAD_HEIGHT // (PAD_WIDTH * 2)))))

    @property
    def units_a_dot(self) -> float:
        """Pad units to one braille dot, across and down alike."""
        return PAD_WIDTH / (self.columns * 2)

    def point(self, x: float, y: float, exact: bool) -> Point:
        """The pad's point under the pointer at cell (x, y); the cell's middle unless `exact`.

        A point outside the pad is moved to its edge.
        """
        if not exact:
            x, y = int(x) + 0.5, int(y) + 0.5
        units_a_column = self.units_a_dot * 2
        return (
            _clamped(int(x * units_a_column), PAD_WIDTH),
            _clamped(int(y * units_a_column * 2), PAD_HEIGHT),
        )

    def dot(self, x: float, y: float) -> tuple[int, int]:
        """The braille dot that shows this point of the pad."""
        return int(x / self.units_a_dot), int(y / self.units_a_dot)


class Pen:
    """Draws one stroke as its points come: through the middles of its segments, rounded.

    Each call returns the cells it drew in, so that only they are shown anew.
    """

    def __init__(self, sheet: BrailleSheet, area: PadArea) -> None:
        self._sheet, self._area = sheet, area
        self._points: list[Point] = []
        self._at = (0.0, 0.0)

    @property
    def stroke(self) -> Stroke:
        """The points so far."""
        return tuple(self._points)

    def again_on(self, sheet: BrailleSheet, area: PadArea) -> Pen:
        """The same stroke begun on another sheet."""
        pen = Pen(sheet, area)
        for point in self._points:
            pen.move(point)
        return pen

    def move(self, point: Point) -> Region:
        """Take the next point; the same point again draws nothing."""
        points = self._points
        if points and points[-1] == point:
            return NOTHING
        points.append(point)
        x, y = point
        if len(points) == 1:
            self._at = (float(x), float(y))
            return self._line_to(*self._at)
        if len(points) == 2:
            return NOTHING
        cx, cy = points[-2]
        return self._curve((cx, cy), (cx + x) / 2, (cy + y) / 2)

    def lift(self) -> Region:
        """Draw what the curve still owes to the last point."""
        return self._line_to(*self._points[-1])

    def _curve(self, corner: Point, x2: float, y2: float) -> Region:
        (x0, y0), (cx, cy), drawn = self._at, corner, NOTHING
        for step in range(1, CURVE_STEPS + 1):
            part = step / CURVE_STEPS
            a, b, c = (1 - part) ** 2, 2 * part * (1 - part), part**2
            x, y = a * x0 + b * cx + c * x2, a * y0 + b * cy + c * y2
            drawn = drawn.union(self._line_to(x, y)) if drawn else self._line_to(x, y)
        return drawn

    def _line_to(self, x: float, y: float) -> Region:
        x0, y0 = self._area.dot(*self._at)
        x1, y1 = self._area.dot(x, y)
        self._at = (x, y)
        self._sheet.line(x0, y0, x1, y1)
        left, top = min(x0, x1) >> 1, min(y0, y1) >> 2
        return Region(left, top, (max(x0, x1) >> 1) - left + 1, (max(y0, y1) >> 2) - top + 1)


def _clamped(value: int, limit: int) -> int:
    return max(0, min(value, limit - 1))
