"""The line of text that a printer gathers until it is told to print it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

from drivers.virtual_printer.glyphs import NORMAL, GlyphCase, Scale
from receipts.dots import ANK_DOTS
from wire.bitmap import Bitmap

TAB_CELLS = 8
MAX_HEIGHTS = 16
"""Eight heights of characters on two widths of paper."""


@dataclass(slots=True)
class PrintLine:
    """Dots of the characters so far, the first at the left edge of the paper."""

    paper_dots: int
    used_dots: int = 0
    height: int = 0
    text: list[str] = field(default_factory=list)
    bold: bool = False
    scale: Scale = NORMAL
    has_picture: bool = False
    _dots: int = 0
    _bold_dots: int = 0

    def write(self, text: str, case: GlyphCase, bold: bool) -> str:
        """Add as many characters as fit; return the others."""
        run = case.run(text)
        taken = len(text)
        if self.used_dots + run.width > self.paper_dots:
            taken = self._fitting(text, case)
            run = case.run(text[:taken])
        self.used_dots += run.width
        self.height = max(self.height, run.height)
        dots = run.dots << self.paper_dots - self.used_dots
        if bold:
            self._bold_dots |= dots
        else:
            self._dots |= dots
        self.text.append(text[:taken])
        return text[taken:]

    def insert(self, picture: Bitmap) -> None:
        """Add a picture as if it were a character; what juts out at the right is lost."""
        width = min(picture.width, self.paper_dots - self.used_dots)
        stride = picture.stride
        spare = stride * 8 - width
        dots = 0
        for at in range(0, len(picture.data), stride):
            row = int.from_bytes(picture.data[at : at + stride], "big") >> spare
            dots = dots << self.paper_dots | row
        self.used_dots += width
        self.height = max(self.height, picture.height)
        self._dots |= dots << self.paper_dots - self.used_dots
        self.has_picture = True

    @property
    def is_picture(self) -> bool:
        """Whether there are pictures on it and nothing else."""
        return self.has_picture and not self.text

    @property
    def picture(self) -> Bitmap:
        """The dots so far, as wide as they are."""
        width = self.used_dots
        edge, spare = (1 << width) - 1, self.paper_dots - width
        rows = (
            (self._dots >> self.paper_dots * y + spare & edge) << -width % 8
            for y in reversed(range(self.height))
        )
        data = b"".join(row.to_bytes((width + 7) // 8, "big") for row in rows)
        return Bitmap(width, self.height, data)

    def tab(self) -> None:
        """Move to the next tab stop, if it is on the paper."""
        stop = TAB_CELLS * ANK_DOTS
        target = (self.used_dots // stop + 1) * stop
        if target < self.paper_dots:
            self.text.append(" " * ((target - self.used_dots) // ANK_DOTS))
            self.used_dots = target

    def rows(self, shift: int, height: int) -> bytes:
        """The line as rows of the paper's width, moved right by `shift` dots, `height` rows high.

        Bold is the head's way: every dot once more at its right.
        """
        dots = self._dots >> shift
        if self._bold_dots:
            bold = self._bold_dots >> shift
            dots |= bold | bold >> 1 & _all_but_first_column(self.paper_dots, self.height)
        gap = (height - self.height) * self.paper_dots // 8
        return dots.to_bytes(self.height * self.paper_dots // 8, "big") + bytes(gap)

    def _fitting(self, text: str, case: GlyphCase) -> int:
        """How many characters still fit."""
        used = self.used_dots
        for place, char in enumerate(text):
            used += case[char].width
            if used > self.paper_dots:
                return place
        raise AssertionError("a text that fits")


@lru_cache(MAX_HEIGHTS)
def _all_but_first_column(paper_dots: int, height: int) -> int:
    """Where a dot printed once more may land: one at the right edge is not printed again."""
    row = (1 << paper_dots - 1) - 1
    dots = 0
    for _ in range(height):
        dots = dots << paper_dots | row
    return dots
