"""Characters as the print head gets them: each one integer, cut for the width of the paper.

A `Glyph` holds its rows one `paper_dots` apart, so that a whole line of text is put together by one
shift and one `or` a character, whatever its height.
"""

from __future__ import annotations

from typing import NamedTuple

from receipts.dot_file import Rows


class Scale(NamedTuple):
    """How many times wider and higher than the font."""

    across: int
    down: int


NORMAL = Scale(1, 1)


class Glyph(NamedTuple):
    """`dots` ends with the glyph's last row, at the right edge of the paper."""

    dots: int
    width: int
    height: int


class Finish(NamedTuple):
    """What is done to the font's dots, in this order.

    `before_dots` and `after_dots` are white beside the character, `underline` counts the rows at
    its foot, `reverse` has it white on black, bold or not.
    """

    scale: Scale = NORMAL
    turned: bool = False
    before_dots: int = 0
    after_dots: int = 0
    underline: int = 0
    reverse: bool = False
    bold: bool = False


PLAIN = Finish()


def cut_glyph(rows: Rows, width: int, finish: Finish, paper_dots: int) -> Glyph:
    """The glyph of a character whose font has it as `rows` of `width` dots."""
    if finish.scale != NORMAL:
        rows = tuple(
            stretched(row, finish.scale.across) for row in rows for _ in range(finish.scale.down)
        )
        width *= finish.scale.across
    if finish.turned:
        rows, width = turned(rows, width), len(rows)
    height = len(rows)
    cell = min(width + finish.before_dots + finish.after_dots, paper_dots)
    after = max(0, cell - width - finish.before_dots)
    whole = (1 << cell) - 1
    rows = tuple(row << after & whole for row in rows)
    if finish.reverse:  # Epson's reference: no underline then, and the white beside turns black
        inked = (row | row >> 1 for row in rows) if finish.bold else rows
        rows = tuple(row ^ whole for row in inked)
    elif finish.underline and not finish.turned:
        foot = height - finish.underline
        rows = rows[:foot] + (whole,) * finish.underline
    return Glyph(in_paper_rows(rows, paper_dots), cell, height)


def in_paper_rows(rows: Rows, paper_dots: int) -> int:
    """Rows, at most as wide as the paper, as one integer with the last dot of each at the edge."""
    stride = paper_dots // 8
    return int.from_bytes(b"".join([row.to_bytes(stride, "big") for row in rows]), "big")


def stretched(row: int, times: int) -> int:
    """Every dot of a row so many times."""
    if times == 1 or row == 0:
        return row
    return int("".join([digit * times for digit in f"{row:b}"]), 2)


def turned(rows: Rows, width: int) -> Rows:
    """A quarter turn clockwise: the lowest row becomes the left column."""
    columns = zip(*(f"{row:0{width}b}" for row in reversed(rows)), strict=True)
    return tuple(int("".join(column), 2) for column in columns)
