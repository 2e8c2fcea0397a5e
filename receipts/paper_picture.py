"""A slip as a picture of the paper: the dots of the print head, the roll's margins around."""

from __future__ import annotations

from receipts import png, strip
from receipts.paper import Paper
from receipts.slip import Document
from wire.bitmap import Bitmap

MARGIN_ROWS = 32
"""4 mm of white above the first line and below the last."""


def render(document: Document, paper: Paper) -> bytes:
    """The slip as a PNG file as wide as the paper roll, one pixel a dot."""
    return png.encode(framed(strip.render(document, paper), paper))


def framed(printed: Bitmap, paper: Paper) -> Bitmap:
    """What the head printed with the margins it cannot reach and some paper above and below."""
    width = printed.width + 2 * paper.margin_dots
    shift = paper.margin_dots + -width % 8
    stride = (width + 7) // 8
    blank = bytes(stride * MARGIN_ROWS)
    rows = b"".join((row << shift).to_bytes(stride, "big") for row in strip.bitmap_rows(printed))
    return Bitmap(width, printed.height + 2 * MARGIN_ROWS, blank + rows + blank)
