"""A slip as the dots of its strip of paper, exactly as a print head with the dot font burns it."""

from __future__ import annotations

from receipts.dots import CELL_ROWS, cell_dots, glyph
from receipts.layout import Item, Line, lines
from receipts.paper import LINE_DOTS, TALL_LINE_DOTS, Paper
from receipts.qr import symbol
from receipts.slip import Align, Cut, Document, Feed, Picture, Qr, Size
from wire.bitmap import Bitmap


def render(document: Document, paper: Paper) -> Bitmap:
    """The printable width of the paper, from the first line to the last, without margins."""
    rows = [row for item in lines(document, paper) for row in _rows(item, paper.width_dots)]
    stride = paper.width_dots // 8
    data = b"".join(row.to_bytes(stride, "big") for row in rows)
    return Bitmap(paper.width_dots, len(rows), data)


def text_rows(text: str, size: Size = Size.NORMAL) -> list[int]:
    """Printable text as rows of dots from the top down, the last dot of a row in bit 0.

    There are CELL_ROWS * size.down rows, as wide as the sum of `cell_dots` * size.across.
    """
    rows = [0] * CELL_ROWS
    for char in text:
        width = cell_dots(char)
        rows = [row << width | dots for row, dots in zip(rows, glyph(char), strict=True)]
    if size.across == 2:
        rows = [_doubled(row) for row in rows]
    return [row for row in rows for _ in range(size.down)]


def placed(rows: list[int], width: int, paper_dots: int, align: Align) -> list[int]:
    """Rows `width` dots wide moved to where they stand on the paper."""
    spare = paper_dots - width
    right = {Align.LEFT: spare, Align.CENTRE: spare - spare // 2, Align.RIGHT: 0}[align]
    return [row << right for row in rows]


def bitmap_rows(bitmap: Bitmap) -> list[int]:
    """A picture's rows, the last dot of a row in bit 0."""
    spare = -bitmap.width % 8
    return [int.from_bytes(bitmap.row(y), "big") >> spare for y in range(bitmap.height)]


def _rows(item: Item, paper_dots: int) -> list[int]:
    match item:
        case Line():
            return _line(item, paper_dots)
        case Feed():
            return [0] * (item.lines * LINE_DOTS)
        case Picture():
            rows = bitmap_rows(item.bitmap)
            return placed(rows, item.bitmap.width, paper_dots, item.align)
        case Qr():
            code = symbol(item.data, item.module_dots)
            return placed(bitmap_rows(code), code.width, paper_dots, Align.CENTRE)
        case Cut():
            return []


def _line(line: Line, paper_dots: int) -> list[int]:
    """A line and the gap beneath it; bold is every dot once more at its right."""
    width = sum(map(cell_dots, line.text)) * line.size.across
    rows = placed(text_rows(line.text, line.size), width, paper_dots, line.align)
    if line.bold:
        rows = [row | row >> 1 for row in rows]
    gap = (TALL_LINE_DOTS if line.size.down == 2 else LINE_DOTS) - len(rows)
    return rows + [0] * gap


def _doubled(row: int) -> int:
    """Every dot of a row twice."""
    return int(f"{row:b}".replace("1", "x").replace("0", "00").replace("x", "11"), 2)
