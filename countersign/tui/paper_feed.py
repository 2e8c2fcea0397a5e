"""From the virtual printer's paper to the pieces the paper pane shows, as they come out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from countersign.tui.desk import (
    Onlooker,
    PaperCut,
    PaperFed,
    Piece,
    PrintedLine,
    PrintedPicture,
)
from receipts.slip import Size
from wire.bitmap import Bitmap

if TYPE_CHECKING:
    from drivers.virtual_printer.paper import Mark, Slip

LINE_DOTS = 30
CELL_DOTS = 12
MOST_BLANK_LINES = 4
"""More white than that between two lines is shown as so much: the pane is no ruler."""
_FINDER_MODULES = 7
"""The side of a QR code's corner pattern (ISO/IEC 18004), its first black run."""


_SIZES = {
    (False, False): Size.NORMAL,
    (True, False): Size.WIDE,
    (False, True): Size.TALL,
    (True, True): Size.LARGE,
}


class PaperFeed:
    """Looks at the hanging piece whenever it moved and tells of what is new on it."""

    def __init__(self, onlooker: Onlooker, first_slip: int = 1) -> None:
        self._onlooker = onlooker
        self._slip = first_slip
        self._told = 0
        self._end_dots = 0

    def moved(self, piece: Slip) -> None:
        """The piece in the printer is as `piece` now; a picture is told of once it is whole."""
        fresh = piece.marks[self._told :]
        for group in _groups(fresh):
            last = group[-1]
            if _is_picture(last) and last.y_dots + last.height_dots > piece.bitmap.height:
                return
            if _is_picture(last) and last is fresh[-1]:
                return  # more bands of it may follow
            self._tell(piece, group)

    def cut(self, slip: Slip) -> None:
        """The piece was cut off."""
        for group in _groups(slip.marks[self._told :]):
            self._tell(slip, group)
        self._blank(slip.bitmap.height)
        self._onlooker.paper_moved(PaperCut(self._slip))
        self._slip, self._told, self._end_dots = self._slip + 1, 0, 0

    def _tell(self, piece: Slip, group: Sequence[Mark]) -> None:
        first, last = group[0], group[-1]
        self._blank(first.y_dots)
        height = last.y_dots + last.height_dots - first.y_dots
        self._onlooker.paper_moved(_piece(piece, first, height))
        self._told += len(group)
        self._end_dots = first.y_dots + (height if _is_picture(first) else max(height, LINE_DOTS))

    def _blank(self, until_dots: int) -> None:
        """The white between what was told last and this row."""
        lines = min(MOST_BLANK_LINES, round((until_dots - self._end_dots) / LINE_DOTS))
        if lines > 0:
            self._onlooker.paper_moved(PaperFed(lines))


def _is_picture(mark: Mark) -> bool:
    return mark.kind.value != "text"


def _groups(marks: Sequence[Mark]) -> Iterator[list[Mark]]:
    """Marks one by one, but the bands of one picture, sent in several commands, together."""
    group: list[Mark] = []
    for mark in marks:
        if group and not (
            mark.kind is group[-1].kind
            and mark.kind.value == "picture"
            and group[-1].y_dots + group[-1].height_dots == mark.y_dots
        ):
            yield group
            group = []
        group.append(mark)
    if group:
        yield group


def _piece(slip: Slip, mark: Mark, height: int) -> Piece:
    column = mark.x_dots // CELL_DOTS
    if not _is_picture(mark):
        if not mark.text:
            return PaperFed(max(1, round(height / LINE_DOTS)))
        return PrintedLine(mark.text, column, _size(mark), mark.bold)
    picture = _cropped(slip.bitmap, mark, height)
    return PrintedPicture(picture, column, _module(picture) if mark.kind.value == "code" else 0)


def _size(mark: Mark) -> Size:
    """The nearest of the four sizes slips are printed in."""
    return _SIZES[mark.across > 1, mark.down > 1]


def _cropped(bitmap: Bitmap, mark: Mark, height: int) -> Bitmap:
    width = mark.width_dots
    stride = (width + 7) // 8
    shift = bitmap.stride * 8 - mark.x_dots - width
    rows = range(mark.y_dots, min(mark.y_dots + height, bitmap.height))
    edge = (1 << width) - 1
    dots = (int.from_bytes(bitmap.row(y), "big") >> shift & edge for y in rows)
    data = b"".join((row << -width % 8).to_bytes(stride, "big") for row in dots)
    return Bitmap(width, len(rows), data)


def _module(code: Bitmap) -> int:
    """Dots to the side of one square: a seventh of the first black run; 0 where there is none."""
    for y in range(code.height):
        row = f"{int.from_bytes(code.row(y), 'big'):0{code.stride * 8}b}"
        start = row.find("1")
        if start >= 0:
            run = len(row) - start - len(row[start:].lstrip("1"))
            return run // _FINDER_MODULES
    return 0
