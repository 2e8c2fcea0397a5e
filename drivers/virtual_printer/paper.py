"""The paper that has passed the print head: dots, and what they say, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from receipts import png, text
from receipts.paper import LINE_DOTS, Paper
from receipts.paper_picture import framed
from receipts.slip import Align, Document, Picture
from wire.bitmap import Bitmap

CELL_DOTS = 12
"""The width of an ASCII character at normal size: one column of plain text."""

MAX_PIECE_ROWS = 16_000
"""Two metres of uncut paper are kept; a printer that never cuts tears itself off there."""

MAX_MARKS = 2 * MAX_PIECE_ROWS
"""Two for each row of a piece; a printer that goes back and forth on it for days remembers no more.
"""


class MarkKind(Enum):
    """What a place on the paper holds."""

    TEXT = "text"
    PICTURE = "picture"
    CODE = "code"


class Mark(NamedTuple):
    """Something printed: `x_dots` from the left edge, `y_dots` down from the top of the piece.

    `text` is the line's characters or the code's content, "" for a picture or for white paper;
    `across` and `down` multiply the size of characters; `picture` are a picture's or code's dots,
    a code's in squares of `module_dots` (0: not in squares), and `symbology` what code it is. A
    line that does not run from left to right is `indent_dots` from where its like begin.
    """

    kind: MarkKind
    text: str
    align: Align
    x_dots: int
    y_dots: int
    width_dots: int
    height_dots: int
    across: int = 1
    down: int = 1
    bold: bool = False
    picture: Bitmap | None = None
    module_dots: int = 0
    symbology: str = ""
    indent_dots: int | None = None


@dataclass(frozen=True, slots=True)
class Slip:
    """A piece of paper. `source` are the bytes that made it; at each of the rows `reloaded_at` a
    new roll went on.
    """

    paper: Paper
    bitmap: Bitmap = field(repr=False)
    marks: tuple[Mark, ...]
    source: bytes = field(repr=False)
    reloaded_at: tuple[int, ...] = ()

    @property
    def text(self) -> str:
        """The slip in columns of plain text; a picture small in braille dots, a code by content."""
        return "".join(f"{line.rstrip(' ')}\n" for line in self._lines())

    @property
    def png(self) -> bytes:
        """The slip as a PNG file as wide as the roll, one pixel a dot."""
        return png.encode(framed(self.bitmap, self.paper))

    def pdf(self, title: str) -> bytes:
        """The slip as a PDF page: its dots, and unseen above them its text to search and copy."""
        from receipts import pdf  # late: it costs reportlab

        words = (
            pdf.Words(mark.text, mark.x_dots, mark.y_dots, mark.width_dots, mark.height_dots)
            for mark in joined(self.marks)
            if mark.text.strip()
        )
        return pdf.facsimile(self.bitmap, words, self.paper, title)

    def has(self, words: str) -> bool:
        """Whether these words stand on the slip, on one line."""
        return words in self.text

    def _lines(self) -> Iterator[str]:
        for mark in joined(self.marks):
            if mark.kind is MarkKind.CODE:
                yield f"[{mark.symbology} {mark.text}]"
            elif mark.picture is not None:
                block = Picture(mark.picture, mark.align)
                yield from text.render(Document((block,), title=""), self.paper).splitlines()
            elif mark.text:
                indent = mark.x_dots if mark.indent_dots is None else mark.indent_dots
                yield " " * (indent // CELL_DOTS) + mark.text
            else:
                yield from [""] * round(mark.height_dots / LINE_DOTS)


@dataclass(slots=True)
class Piece:
    """The paper since the last cut, still growing; `rows` is how long it is, in dots.

    Paper fed backwards is printed on once more, `went_back` rows from its end.
    """

    paper: Paper
    rows: int = field(default=0, init=False)
    went_back: int = field(default=0, init=False)
    _dots: list[bytes] = field(default_factory=list, init=False)
    _marks: list[Mark] = field(default_factory=list, init=False)
    _reloaded_at: list[int] = field(default_factory=list, init=False)

    def add(self, dots: bytes, rows: int) -> None:
        """Whole rows of dots leave the print head."""
        if self.went_back:
            dots, rows = self._add_over(dots, rows)
        self._dots.append(dots)
        self.rows += rows

    def mark(self, mark: Mark) -> None:
        """Say what the rows from here on show."""
        if len(self._marks) < MAX_MARKS:
            self._marks.append(mark)

    def back(self, rows: int) -> None:
        """So many rows, no more than there are before it, come under the head again."""
        self.went_back += rows

    def join(self) -> None:
        """A new roll goes on."""
        self._reloaded_at.append(self.rows)

    def _add_over(self, dots: bytes, rows: int) -> tuple[bytes, int]:
        """Burn rows over those that came back; the dots and rows that go beyond them."""
        stride = self.paper.width_dots // 8
        before = b""
        while len(before) < self.went_back * stride:
            before = self._dots.pop() + before
        over = min(rows, self.went_back)
        begin = len(before) - self.went_back * stride
        end = begin + over * stride
        both = int.from_bytes(before[begin:end], "big") | int.from_bytes(
            dots[: over * stride], "big"
        )
        self._dots.append(before[:begin] + both.to_bytes(over * stride, "big") + before[end:])
        self.went_back -= over
        return dots[over * stride :], rows - over

    def slip(self, source: bytes) -> Slip:
        """The piece as it is now; `source` are the bytes that made it."""
        return Slip(
            self.paper,
            Bitmap(self.paper.width_dots, self.rows, b"".join(self._dots)),
            tuple(self._marks),
            source,
            tuple(self._reloaded_at),
        )


def joined(marks: tuple[Mark, ...]) -> list[Mark]:
    """The marks with the bands of one picture, sent in several commands, made one again."""
    whole: list[list[Mark]] = []
    for mark in marks:
        if whole and _continues(whole[-1][-1], mark):
            whole[-1].append(mark)
        else:
            whole.append([mark])
    return [bands[0] if len(bands) == 1 else _one(bands) for bands in whole]


def _continues(before: Mark, mark: Mark) -> bool:
    return (
        before.kind is mark.kind is MarkKind.PICTURE
        and before.y_dots + before.height_dots == mark.y_dots
        and (before.x_dots, before.width_dots) == (mark.x_dots, mark.width_dots)
    )


def _one(bands: list[Mark]) -> Mark:
    pictures = [band.picture for band in bands if band.picture is not None]
    height = sum(band.height_dots for band in bands)
    dots = b"".join(picture.data for picture in pictures)
    picture = Bitmap(pictures[0].width, height, dots)
    return bands[0]._replace(height_dots=height, picture=picture)
