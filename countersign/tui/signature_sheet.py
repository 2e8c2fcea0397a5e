"""The paper of the signature pad: what the pen draws appears while it moves, cell by cell.

Where the terminal reports the mouse in pixels (mode 1016) the pen is as fine as the dots; elsewhere
it goes through the middles of the cells and its corners are rounded, as on the slip.
"""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from countersign.tui.braille import BLANK, BrailleSheet
from countersign.tui.drawing import Piece, cut, strip
from countersign.tui.inks import ink_of
from countersign.tui.pen import PadArea, Pen
from countersign.tui.tall_digits import fitting, tall
from receipts.strokes import MAX_POINTS, Stroke, Strokes


class SignatureSheet(Widget):
    """Shows strokes and the code behind them; posts Drawn when the pen is lifted."""

    DEFAULT_CSS = """
    SignatureSheet {
        background: $cs-pad;
    }
    """

    class Drawn(Message):
        """The pen was lifted after one whole stroke, in pad units."""

        def __init__(self, stroke: Stroke) -> None:
            super().__init__()
            self.stroke = stroke

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._strokes: Strokes = ()
        self._sent: Strokes = ()
        self._code = ""
        self._area = PadArea(1, 1)
        self._sheet = BrailleSheet(1, 1)
        self._mark: list[str] = []
        self._pen: Pen | None = None
        self._exact = False

    def show(self, strokes: Strokes, code: str, refused: bool = False) -> None:
        """These strokes stand on the pad; drawn anew where they are not what is shown already.

        Strokes on their way to the device stay visible until it has taken or `refused` them.
        """
        taken = strokes[: len(self._strokes)] == self._strokes
        shown_before = (*self._strokes, *self._sent)
        fresh = len(strokes) - len(self._strokes)
        self._sent = self._sent[fresh:] if taken and not refused else ()
        self._strokes = strokes
        if code != self._code:
            self._code = code
            self._paint_mark()
            self.refresh()
        if (*self._strokes, *self._sent) != shown_before:
            self._redraw()

    def on_resize(self, event: events.Resize) -> None:
        self._area = PadArea(max(1, event.size.width), max(1, event.size.height))
        self._paint_mark()
        self._redraw()

    def _redraw(self) -> None:
        """Draw every stroke anew, the unfinished one with them."""
        self._sheet = BrailleSheet(self._area.columns, self._area.rows)
        for stroke in (*self._strokes, *self._sent):
            pen = Pen(self._sheet, self._area)
            for point in stroke:
                pen.move(point)
            pen.lift()
        if self._pen is not None:
            self._pen = self._pen.again_on(self._sheet, self._area)
        self.refresh()

    def _paint_mark(self) -> None:
        """The code as large as fits in the middle; small in the corner that is kept for it."""
        columns, rows = self._area.columns, self._area.rows
        lines = [" " * columns] * rows
        face = fitting(self._code, columns - 4, rows - 4)
        large = tall(self._code, face) if face else (" ".join(self._code),)
        top = max(0, (rows - len(large)) // 2)
        for place, line in enumerate(large[: rows - top], top):
            lines[place] = cut(line.center(columns), columns)
        if rows > len(large) + 1:
            lines[0] = f"{self._code} ".rjust(columns)
        self._mark = lines

    def on_mouse_down(self, event: events.MouseDown) -> None:
        if event.button != 1:
            return
        self._post_lifted()  # one whose release was lost, as below
        self.capture_mouse()
        self._pen = Pen(self._sheet, self._area)
        self._move(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        if self._pen is None:
            return
        if event.button:
            self._move(event)
        else:  # let go outside the window, where no terminal tells of it
            self._post_lifted()

    def on_mouse_up(self, event: events.MouseUp) -> None:
        if self._pen is None:
            return
        self._move(event)
        self._post_lifted()

    def lift(self) -> Stroke:
        """End the stroke where the pen is; () where none is being drawn."""
        pen, self._pen = self._pen, None
        if pen is None:
            return ()
        self.release_mouse()
        self._refresh_cells(pen.lift())
        self._sent = (*self._sent, pen.stroke)
        return pen.stroke

    def _post_lifted(self) -> None:
        if stroke := self.lift():
            self.post_message(self.Drawn(stroke))

    def _move(self, event: events.MouseEvent) -> None:
        pen = self._pen
        assert pen is not None
        x, y = float(event.pointer_x), float(event.pointer_y)
        self._exact = self._exact or not (x.is_integer() and y.is_integer())
        if len(pen.stroke) < MAX_POINTS:
            self._refresh_cells(pen.move(self._area.point(x, y, self._exact)))

    def _refresh_cells(self, cells: Region) -> None:
        if cells:
            self.refresh(cells)

    def render_line(self, y: int) -> Strip:
        ink = ink_of(self, "sheet.ink")
        mark = ink_of(self, "sheet.mark")
        if y >= self._sheet.rows or y >= len(self._mark):
            return Strip.blank(self.size.width, mark)
        return strip(_mixed(self._sheet.row(y), self._mark[y], ink, mark), self.size.width, mark)


def _mixed(dots: bytes, behind: str, ink: Style, mark: Style) -> list[Piece]:
    """Ink where there is a dot, what is written behind where there is none."""
    pieces: list[Piece] = []
    for cell, char in zip(dots, behind, strict=True):
        words, style = (chr(BLANK + cell), ink) if cell else (char, mark)
        if pieces and pieces[-1][1] is style:
            words = pieces.pop()[0] + words
        pieces.append((words, style))
    return pieces
