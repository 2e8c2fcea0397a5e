"""A run of characters as one piece of a line: put together once, printed wherever it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import itemgetter

from drivers.virtual_printer.glyphs import NORMAL, Glyph, Scale, in_paper_rows
from wire.bitmap import Bitmap

MAX_PLACES = 4
"""Places on the paper a run is kept for: left, centre, right and one more."""

MAX_HEIGHTS = 32
"""Heights of lines a mask is kept for: sixteen, on two widths of paper."""


_WIDTH, _HEIGHT = itemgetter(1), itemgetter(2)


@dataclass(slots=True, eq=False)
class Run:
    """Glyphs side by side; they may be wider than the paper, and are then printed in parts.

    A picture that stands in the line is a run without text. `rest` are bytes that wait for the
    rest of their character.
    """

    text: str
    glyphs: Sequence[Glyph]
    paper_dots: int
    scale: Scale = NORMAL
    bold: bool = False
    rest: bytes = b""
    width: int = field(init=False)
    height: int = field(init=False)
    _dots: int = field(default=-1, init=False)
    _rows: dict[tuple[int, int], bytes] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.width = sum(map(_WIDTH, self.glyphs))
        self.height = max(map(_HEIGHT, self.glyphs), default=0)

    @property
    def dots(self) -> int:
        """At the left edge of the paper, ending with the last row; it must not be wider."""
        if self._dots < 0:
            dots, left = 0, self.paper_dots
            for ink, width, _ in self.glyphs:
                left -= width
                if ink:
                    dots |= ink << left
            self._dots = dots
        return self._dots

    def rows(self, shift: int, height: int) -> bytes:
        """Alone on its line: rows of the paper, moved right by `shift`, `height` rows in all."""
        place = shift, height
        rows = self._rows.get(place)
        if rows is None:
            dots = self.dots >> shift
            plain, bold = (0, dots) if self.bold else (dots, 0)
            rows = burnt(plain, bold, self.paper_dots, self.height)
            rows += bytes((height - self.height) * (self.paper_dots // 8))
            if len(self._rows) >= MAX_PLACES:
                self._rows.clear()
            self._rows[place] = rows
        return rows

    def fitting(self, first: int, width_dots: int) -> int:
        """The glyph after the last that fits, beginning with `first`."""
        for place in range(first, len(self.glyphs)):
            width_dots -= self.glyphs[place].width
            if width_dots < 0:
                return place
        return len(self.glyphs)

    def part(self, first: int, end: int) -> Run:
        """Some of its glyphs."""
        text, glyphs = self.text[first:end], self.glyphs[first:end]
        return Run(text, glyphs, self.paper_dots, self.scale, self.bold)


def picture_run(picture: Bitmap, width: int, paper_dots: int) -> Run:
    """The first `width` columns of a picture that stands in the line."""
    stride = picture.stride
    rows = (picture.data[at : at + stride] for at in range(0, len(picture.data), stride))
    dots = tuple(int.from_bytes(row, "big") >> stride * 8 - width for row in rows)
    return Run("", (Glyph(in_paper_rows(dots, paper_dots), width, picture.height),), paper_dots)


def burnt(plain: int, bold: int, paper_dots: int, height: int) -> bytes:
    """A line as rows of the paper. Bold is the head's way: every dot once more at its right."""
    if bold:
        plain |= bold | bold >> 1 & _all_but_first_column(paper_dots, height)
    return plain.to_bytes(height * paper_dots // 8, "big")


@lru_cache(MAX_HEIGHTS)
def _all_but_first_column(paper_dots: int, height: int) -> int:
    """Where a dot printed once more may land: one at the right edge is not printed again."""
    row = (1 << paper_dots - 1) - 1
    dots = 0
    for _ in range(height):
        dots = dots << paper_dots | row
    return dots
