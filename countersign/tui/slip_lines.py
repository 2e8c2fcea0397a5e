"""Slips as lines on the screen: text in its sizes, pictures in braille, codes in half blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, assert_never

from rich.cells import cell_len, set_cell_size

from countersign.tui.braille import BLANK
from countersign.tui.desk import PaperCut, PaperFed, Piece, PrintedLine, PrintedPicture
from receipts.watermark import ink, read_watermark
from wire.bitmap import Bitmap

DOTS_A_COLUMN = 12
"""An ASCII cell of the printer: one column of the screen, half a braille cell is six dots."""
_STEP = 6
_FULL_WIDTH = 0xFEE0
"""From '!' to its full-width form, which is as wide as the printer's double width."""
_HALVES = (" ", "▀", "▄", "█")
_BITS = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))


class SlipLine(NamedTuple):
    """One line of paper, exactly as wide as the paper's columns."""

    words: str
    bold: bool = False


def lines(piece: Piece, columns: int) -> Iterator[SlipLine]:
    """The piece on paper of so many columns."""
    match piece:
        case PrintedLine():
            yield from _text(piece, columns)
        case PrintedPicture(bitmap=bitmap, column=column, module_dots=module):
            drawn = code(bitmap, module) if module else picture(bitmap)
            for line in drawn:
                yield SlipLine(placed(line, column, columns))
        case PaperFed(lines=count):
            for _ in range(count):
                yield SlipLine(" " * columns)
        case PaperCut():
            return
        case _:
            assert_never(piece)


def _text(piece: PrintedLine, columns: int) -> Iterator[SlipLine]:
    words = widened(piece.text) if piece.size.across == 2 else piece.text
    bold = piece.bold or piece.size.down == 2
    yield SlipLine(placed(words, piece.column, columns), bold)
    for _ in range(piece.size.down - 1):
        yield SlipLine(" " * columns)


def widened(words: str) -> str:
    """Every character twice as wide: ASCII by its full-width form, others by blanks around them."""
    return "".join(_widened(char) for char in words)


def _widened(char: str) -> str:
    if char == " ":
        return "  "
    if "!" <= char <= "~":
        return chr(ord(char) + _FULL_WIDTH)
    return f" {char} " if cell_len(char) == 2 else f"{char} "


def placed(words: str, column: int, columns: int) -> str:
    """The words from this column on, in exactly `columns` cells; what is too long is cut."""
    return set_cell_size(" " * column + words, columns)


def picture(bitmap: Bitmap) -> list[str]:
    """A picture in braille, a cell to 12 x 24 dots: black where any of a dot's 6 x 6 is.

    A signature's feature code, too small to be read so, is written out in its corner.
    """
    written = read_watermark(bitmap)
    if written is None:
        return _braille(bitmap)
    rows = _braille(ink(bitmap))
    first = rows[0]
    return [first[: len(first) - len(written)] + written, *rows[1:]]


def _braille(bitmap: Bitmap) -> list[str]:
    rows = []
    for top in range(0, bitmap.height, 4 * _STEP):
        cells = bytearray(-(-bitmap.width // DOTS_A_COLUMN))
        for line in range(4):
            for x, black in enumerate(_squeezed(bitmap, top + line * _STEP)):
                if black:
                    cells[x >> 1] |= _BITS[line][x & 1]
        rows.append("".join(chr(BLANK + cell) if cell else " " for cell in cells))
    return rows


def _squeezed(bitmap: Bitmap, top: int) -> list[bool]:
    """Six rows in one: for each six dots across, whether any is black."""
    rows = [
        int.from_bytes(bitmap.row(y), "big") for y in range(top, min(top + _STEP, bitmap.height))
    ]
    any_black = 0
    for row in rows:
        any_black |= row
    bits = f"{any_black:0{bitmap.stride * 8}b}"
    return ["1" in bits[at : at + _STEP] for at in range(0, bitmap.width, _STEP)]


def code(bitmap: Bitmap, module_dots: int) -> list[str]:
    """A code of squares, one column and half a line to each, so that it can still be scanned."""
    middle = module_dots // 2
    across = bitmap.width // module_dots
    down = bitmap.height // module_dots
    rows = []
    for y in range(0, down, 2):
        line = ""
        for x in range(across):
            upper = bitmap.pixel(x * module_dots + middle, y * module_dots + middle)
            lower = y + 1 < down and bitmap.pixel(
                x * module_dots + middle, (y + 1) * module_dots + middle
            )
            line += _HALVES[upper + 2 * lower]
        rows.append(line)
    return rows
