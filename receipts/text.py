"""A slip as plain text in columns: for golden files, logs and the screen."""

from __future__ import annotations

from receipts.charset import columns
from receipts.dots import ANK_DOTS
from receipts.layout import Item, Line, lines
from receipts.paper import Paper
from receipts.slip import Align, Cut, Document, Feed, Picture, Qr
from wire.bitmap import Bitmap

_BRAILLE = 0x2800
# Which bit of a braille character stands for the dot in column x, row y of its 2 x 4.
_BRAILLE_BITS = ((0x01, 0x02, 0x04, 0x40), (0x08, 0x10, 0x20, 0x80))


def render(document: Document, paper: Paper) -> str:
    """The slip as lines of text, a Hanzi two columns wide, sizes not shown.

    A line keeps the place it has on paper (a double-wide one starts where its first letter starts);
    a picture is drawn small in braille dots, a QR code is named with its content.
    """
    return "".join(
        f"{text.rstrip(' ')}\n" for item in lines(document, paper) for text in _rows(item, paper)
    )


def thumbnail(bitmap: Bitmap) -> list[str]:
    """A picture in braille characters: 6 x 6 of its dots make one, 12 dots a column of text."""
    found = []
    for top in range(0, bitmap.height, 24):
        cells = [0] * -(-bitmap.width // ANK_DOTS)
        for y in range(top, min(top + 24, bitmap.height)):
            row = int.from_bytes(bitmap.row(y), "big")
            for column in _inked_sixths(row, bitmap.stride * 8):
                cells[column // 2] |= _BRAILLE_BITS[column % 2][(y - top) // 6]
        found.append("".join(chr(_BRAILLE + cell) if cell else " " for cell in cells))
    return found


def _rows(item: Item, paper: Paper) -> list[str]:
    match item:
        case Line():
            width = columns(item.text) * item.size.across
            return [_indented(item.text, width, item.align, paper)]
        case Feed():
            return [""] * item.lines
        case Picture():
            width = -(-item.bitmap.width // ANK_DOTS)
            return [_indented(line, width, item.align, paper) for line in thumbnail(item.bitmap)]
        case Qr():
            return [f"[QR {item.data}]"]
        case Cut():
            return []


def _indented(text: str, width: int, align: Align, paper: Paper) -> str:
    spare = paper.columns - width
    indent = {Align.LEFT: 0, Align.CENTRE: spare // 2, Align.RIGHT: spare}[align]
    return " " * indent + text


def _inked_sixths(row: int, width: int) -> list[int]:
    """Which groups of six dots of a row, from the left, hold a black one."""
    digits = f"{row:0{width}b}"
    return [at // 6 for at in range(0, width, 6) if "1" in digits[at : at + 6]]
