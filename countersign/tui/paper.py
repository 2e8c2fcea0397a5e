"""The paper coming out of the printer: it moves up as it is printed and tears off at each cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from countersign.tui.drawing import centred, ends
from countersign.tui.inks import ink_of
from countersign.tui.roll import Roll
from countersign.tui.texts import say
from terminal.language import Language

if TYPE_CHECKING:
    from countersign.tui.desk import PaperCut, Piece

MARGIN = 1
"""The white the print head cannot reach, in columns at each side."""
MAX_LINES = 4_000
"""Some 80 slips to scroll back through; older ones can still be reprinted."""
DROP_LINES = 500
Line = tuple[str, bool]
"""What a line of paper says, and whether it is bold."""
TOP_EDGE, BOTTOM_EDGE = ("▄ ", False), ("▀ ", False)
"""The teeth of a torn edge, repeated across the paper."""


class KeptSlip(NamedTuple):
    """A slip that was cut off, and the first line of the roll it stands on."""

    number: int
    line: int


class PaperRoll(Roll, can_focus=True):
    """The slips themselves."""

    DEFAULT_CSS = """
    PaperRoll {
        background: $cs-desk; overflow-x: auto;
        scrollbar-size-vertical: 0; scrollbar-size-horizontal: 0;
    }
    """


class Mouth(Widget):
    """Where the paper comes out: the printer's front, with the slip in sight and what p does."""

    DEFAULT_CSS = """
    Mouth {
        height: 1; background: $cs-body; color: $cs-body-ink;
    }
    """
    words: reactive[tuple[str, str]] = reactive(("", ""))

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one
        style = self.rich_style
        left, right = self.words
        return ends([(f" ▤ {left}", style)], [(f"{right} ", style)], self.size.width, style)


class PaperPane(Vertical):
    """Shows pieces as they come and knows which slip is in sight; posts SaveAsked."""

    DEFAULT_CSS = """
    PaperPane {
        border: round $cs-edge; border-title-color: $cs-faint; background: $cs-desk;
        & > PaperRoll { height: 1fr; }
        &:focus-within { border: round $cs-edge-focus; border-title-color: $cs-edge-focus; }
    }
    """

    language: reactive[Language] = reactive[Language]("zh")
    columns: reactive[int] = reactive(32)

    class SaveAsked(Message):
        """Somebody wants this slip as PNG and PDF."""

        def __init__(self, slip: int | None) -> None:
            super().__init__()
            self.slip = slip

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.roll = PaperRoll(from_below=True)
        self.mouth = Mouth()
        self._lines: list[Line] = []
        self._slips: list[KeptSlip] = []
        self._begun_at = 0
        self._printing = False

    def compose(self) -> ComposeResult:
        yield self.roll
        yield self.mouth

    def on_mount(self) -> None:
        self.roll.on_scrolled = self._tell
        self._retell()

    def move(self, piece: Piece) -> None:
        """The printer put out one more piece."""
        from countersign.tui.desk import PaperCut
        from countersign.tui.slip_lines import lines

        if isinstance(piece, PaperCut):
            self._cut(piece)
        else:
            fresh = list(lines(piece, self.columns))
            if fresh and not self._printing:
                self._printing = True
                self._begun_at = len(self._lines)
                self._put([TOP_EDGE])
            self._put(fresh)
        if len(self._lines) > MAX_LINES:
            self._drop(DROP_LINES)
        self._tell()

    @property
    def in_sight(self) -> int | None:
        """The number of the lowest finished slip that is in sight; None before the first."""
        bottom = self.roll.line_at(self.roll.size.height - 1)
        seen = [slip.number for slip in self._slips if slip.line <= bottom]
        return seen[-1] if seen else None

    def text(self) -> list[str]:
        """The lines on the paper, for a person who reads them out."""
        return [line[0].rstrip() for line in self._lines if line not in (TOP_EDGE, BOTTOM_EDGE)]

    def _cut(self, piece: PaperCut) -> None:
        if self._printing:
            self._put([BOTTOM_EDGE])
            self._slips.append(KeptSlip(piece.slip, self._begun_at))
            self._printing = False

    def _put(self, fresh: Sequence[Line]) -> None:
        if not self._lines:
            self.roll.replace([])
        self._lines.extend(fresh)
        self.roll.append([self._strip(line) for line in fresh])

    def _drop(self, count: int) -> None:
        del self._lines[:count]
        self._begun_at -= count
        moved = [KeptSlip(slip.number, slip.line - count) for slip in self._slips]
        self._slips = [slip for slip in moved if slip.line >= 0]
        self.roll.drop(count)

    def _strip(self, line: Line) -> Strip:
        """One line of paper in the middle of the pane."""
        desk = self._ink("desk")
        width = self.columns + 2 * MARGIN
        room = max(width, self.roll.size.width)
        if line in (TOP_EDGE, BOTTOM_EDGE):
            edge = (line[0] * width)[:width]
            return centred([(edge, self._ink("edge"))], room, desk)
        slip = self._ink("slip") + Style(bold=line[1])
        margin = " " * MARGIN
        return centred([(f"{margin}{line[0]}{margin}", slip)], room, desk)

    def _ink(self, name: str) -> Style:
        return ink_of(self, f"paper.{name}")

    def _retell(self) -> None:
        """Draw everything anew: another language, theme or width."""
        if self._lines:
            self.roll.replace([self._strip(line) for line in self._lines])
        else:
            self.roll.replace(self._empty())
        self._tell()

    def _empty(self) -> list[Strip]:
        """What a paper pane says before the first slip, in its middle."""
        desk, wide = self._ink("desk"), self.roll.size.width
        blank = [centred((), wide, desk)] * max(0, self.roll.size.height // 2 - 1)
        said = (say(f"paper.empty.{line}", self.language) for line in (1, 2))
        return [*blank, *(centred([(words, desk)], wide, desk) for words in said), *blank]

    def _tell(self) -> None:
        slip = self.in_sight
        if slip is None:
            self.mouth.words = ("", "")
        else:
            left = say("paper.slip", self.language, slip=slip)
            self.mouth.words = (left, say("paper.save", self.language))

    def watch_columns(self) -> None:
        self.roll.widest = self.columns + 2 * MARGIN
        if self.is_mounted:
            self._retell()

    def watch_language(self) -> None:
        if self.is_mounted:
            self._retell()

    def restyle(self) -> None:
        """Draw everything anew in the colours of now."""
        self._retell()

    def on_resize(self) -> None:
        self.call_after_refresh(self._retell)

    def ask_to_save(self) -> None:
        """Ask for the slip in sight as PNG and PDF."""
        self.post_message(self.SaveAsked(self.in_sight))
