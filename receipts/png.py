"""A slip as a PNG picture of the paper: the dots of the print head, the roll's margins around."""

from __future__ import annotations

import zlib
from struct import pack

from receipts import strip
from receipts.paper import DOTS_PER_INCH, Paper
from receipts.slip import Document
from wire.bitmap import Bitmap

MARGIN_ROWS = 32
"""4 mm of white above the first line and below the last."""

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_DOTS_PER_METRE = round(DOTS_PER_INCH / 0.0254)


def render(document: Document, paper: Paper) -> bytes:
    """The slip as a PNG file as wide as the paper roll, one pixel a dot."""
    return encode(framed(strip.render(document, paper), paper))


def framed(printed: Bitmap, paper: Paper) -> Bitmap:
    """What the head printed with the margins it cannot reach and some paper above and below."""
    width = printed.width + 2 * paper.margin_dots
    shift = paper.margin_dots + -width % 8
    stride = (width + 7) // 8
    blank = bytes(stride * MARGIN_ROWS)
    rows = b"".join((row << shift).to_bytes(stride, "big") for row in strip.bitmap_rows(printed))
    return Bitmap(width, printed.height + 2 * MARGIN_ROWS, blank + rows + blank)


def encode(picture: Bitmap) -> bytes:
    """Any picture as a PNG file: 1 bit grey, 203 dpi. Source: PNG specification (ISO 15948)."""
    # A leading 0 in each row names its filter: none. PNG's 1 is white.
    white = bytes(byte ^ 0xFF for byte in range(256))
    rows = b"".join(b"\0" + picture.row(y).translate(white) for y in range(picture.height))
    return b"".join(
        (
            _SIGNATURE,
            _chunk(b"IHDR", pack(">2I5B", picture.width, picture.height, 1, 0, 0, 0, 0)),
            _chunk(b"pHYs", pack(">2IB", _DOTS_PER_METRE, _DOTS_PER_METRE, 1)),
            _chunk(b"IDAT", zlib.compress(rows, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    return pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(name + content))
