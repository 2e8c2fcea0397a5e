"""The line that a printer gathers until it is told to print it: runs, each at its place."""

from __future__ import annotations

from typing import NamedTuple

from drivers.virtual_printer.glyphs import NORMAL, Glyph, Scale
from drivers.virtual_printer.run import Run, burnt
from receipts.dots import ANK_DOTS
from receipts.slip import Align
from wire.bitmap import Bitmap

MAX_RUNS = 256
"""Runs on one line: more, printed over each other, are taken together as one."""


MAX_TEXT = 4096
"""Characters that are remembered of a line printed over itself so often."""


class Strip(NamedTuple):
    """A line ready for the paper: its rows, of which those below `height` are white.

    What is printed is `width` dots wide and begins at `x_dots`.
    """

    rows: bytes
    x_dots: int
    width: int
    height: int
    text: str
    scale: Scale = NORMAL
    bold: bool = False
    picture: Bitmap | None = None


class PrintLine:
    """`area_dots` wide; `x_dots` is where the next character goes. Characters stand on one base."""

    __slots__ = ("_runs", "area_dots", "paper_dots", "x_dots")

    def __init__(self, paper_dots: int, area_dots: int) -> None:
        self.paper_dots = paper_dots
        self.area_dots = area_dots
        self.x_dots = 0
        self._runs: list[tuple[int, Run]] = []

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to be printed."""
        return not self._runs

    def add(self, run: Run) -> bool:
        """The run at the print position, if it fits."""
        x = self.x_dots
        end = x + run.width
        if end > self.area_dots:
            return False
        if run.glyphs:
            self._runs.append((x, run))
            self.x_dots = end
            if len(self._runs) > MAX_RUNS:
                self._take_together()
        return True

    def clear(self) -> None:
        """Nothing gathered, at the beginning again."""
        self.x_dots = 0
        self._runs = []

    def strip(self, left: int, align: Align, height: int) -> Strip:
        """As it is printed in an area that begins at `left`, `height` rows high or as it needs."""
        if len(self._runs) != 1:
            return self._composed(left, align, height)
        x, run = self._runs[0]
        shift = left + x + aligned(align, self.area_dots - x - run.width)
        rows = run.rows(shift, height if height > run.height else run.height)
        picture = None if run.text else self._picture(run.dots, 0, run.width, run.height)
        return Strip(rows, shift, run.width, run.height, run.text, run.scale, run.bold, picture)

    def _composed(self, left: int, align: Align, height: int) -> Strip:
        begin = min([x for x, _ in self._runs], default=0)
        end = max([x + run.width for x, run in self._runs], default=0)
        high = max([run.height for _, run in self._runs], default=0)
        shift = left + aligned(align, self.area_dots - end)
        plain, bold = self._dots(shift)
        rows = burnt(plain, bold, self.paper_dots, high)
        text = self._text()
        picture = None
        if end and not text.strip():
            picture = self._picture(int.from_bytes(rows, "big"), shift + begin, end - begin, high)
        rows += bytes(max(0, height - high) * (self.paper_dots // 8))
        scale = Scale(
            max([run.scale.across for _, run in self._runs], default=1),
            max([run.scale.down for _, run in self._runs], default=1),
        )
        is_bold = any(run.bold for _, run in self._runs)
        return Strip(rows, shift + begin, end - begin, high, text, scale, is_bold, picture)

    def _dots(self, shift: int) -> tuple[int, int]:
        """Plain and bold dots, moved right."""
        plain = bold = 0
        for x, run in self._runs:
            if run.bold:
                bold |= run.dots >> x + shift
            else:
                plain |= run.dots >> x + shift
        return plain, bold

    def _text(self) -> str:
        """The words as they stand, with blanks where there is white between them."""
        words: list[str] = []
        end, last = 0, (-1, "")
        for x, run in sorted(self._runs, key=lambda placed: placed[0]):
            if words:
                words.append(" " * round((x - end) / ANK_DOTS))
            if (x, run.text) != last:  # printed over itself, to be bold
                words.append(run.text)
            last = x, run.text
            end = max(end, x + run.width)
        return "".join(words)

    def _picture(self, dots: int, x: int, width: int, height: int) -> Bitmap:
        """A part of the line as a picture."""
        edge, spare = (1 << width) - 1, self.paper_dots - x - width
        rows = (
            (dots >> self.paper_dots * y + spare & edge) << -width % 8
            for y in reversed(range(height))
        )
        stride = (width + 7) // 8
        return Bitmap(width, height, b"".join([row.to_bytes(stride, "big") for row in rows]))

    def _take_together(self) -> None:
        strip = self._composed(0, Align.LEFT, 0)
        dots = int.from_bytes(strip.rows, "big") >> self.paper_dots - strip.x_dots - strip.width
        whole = Glyph(dots, strip.width, strip.height)
        text = strip.text[:MAX_TEXT]
        self._runs = [(strip.x_dots, Run(text, (whole,), self.paper_dots, strip.scale))]


def aligned(align: Align, spare_dots: int) -> int:
    """How much of the white beside something goes before it."""
    if align is Align.LEFT:
        return 0
    return spare_dots if align is Align.RIGHT else spare_dots // 2
