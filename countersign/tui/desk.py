"""What the screens need of the composed product: one protocol in each direction, and their values.

The composed product is a Desk; the application looks on as its Onlooker. Nothing here imports
Textual, so the product can be put together and tested without a screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from receipts.slip import Size

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from drivers.board import View
    from terminal.dialogue import PanelEvent
    from terminal.language import Language
    from wire.bitmap import Bitmap
    from wire.framing import Frame


class Words(NamedTuple):
    """One label in both languages."""

    zh: str
    en: str

    def say(self, language: Language) -> str:
        """The label in `language`."""
        return self.zh if language == "zh" else self.en


class Health(StrEnum):
    """How something outside the terminal is; shown as a word and a mark, never colour alone."""

    GOOD = "good"
    ATTENTION = "attention"
    """It works, and somebody should see to it."""
    TROUBLE = "trouble"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Link:
    """The bank or the printer as the header names it: how it is and where it hangs."""

    health: Health
    words: Words


@dataclass(frozen=True, slots=True)
class Status:
    """The facts of header and status line; `now` is the device's own clock."""

    terminal_id: str
    batch: int
    operator: str
    now: datetime
    unsigned: int
    outbox: int
    bank: Link
    printer: Link
    powered: bool = True
    portal: str = ""
    """Where a browser finds the bank's pages, if they are open."""


@dataclass(frozen=True, slots=True)
class CardFace:
    """One card of the tray. `masked` is first 6 and last 4; `hint` says what to know of it."""

    letter: str
    name: str
    title: Words
    masked: str
    hint: Words


@dataclass(frozen=True, slots=True)
class Fault:
    """Something to go wrong at a key: its capital letter, its label, the label that undoes it."""

    id: str
    letter: str
    label: Words
    undo: Words
    on: bool = False


class Direction(Enum):
    """Seen from the terminal."""

    OUT = "out"
    IN = "in"


@dataclass(frozen=True, slots=True)
class HostNote:
    """One message on the line to the bank.

    `took_ms`: since its request, for an answer. `ignored`: it answers nothing that waits.
    """

    at: datetime
    direction: Direction
    frame: Frame = field(repr=False)
    took_ms: int | None = None
    ignored: bool = False


@dataclass(frozen=True, slots=True)
class SerialNote:
    """Bytes on the line to the printer."""

    at: datetime
    direction: Direction
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class JournalNote:
    """One durable record: its number, kind, entry ('' for the terminal's own) and plain header."""

    at: datetime
    seq: int
    kind: str
    entry: str
    header: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class EffectNote:
    """One effect the firmware awaited, in words without secrets; `fault` where it met one."""

    at: datetime
    name: str
    asked: str = ""
    answer: str = ""
    fault: bool = False


Note = HostNote | SerialNote | JournalNote | EffectNote


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One line of text that came out of the printer, `column` ASCII cells from the left edge."""

    text: str
    column: int = 0
    size: Size = Size.NORMAL
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """Dots that came out; `module_dots` > 0 says they are a code of squares of that side."""

    bitmap: Bitmap = field(repr=False)
    column: int = 0
    module_dots: int = 0


@dataclass(frozen=True, slots=True)
class PaperFed:
    """Blank lines."""

    lines: int = 1


@dataclass(frozen=True, slots=True)
class PaperCut:
    """The slip with this number is finished and cut off."""

    slip: int


Piece = PrintedLine | PrintedPicture | PaperFed | PaperCut


class SavedSlip(NamedTuple):
    """Where a slip was written."""

    png: Path
    pdf: Path


class Onlooker(Protocol):
    """Who is told what happens. Every call may come from any thread and returns at once."""

    def view_changed(self, view: View) -> None:
        """The display shows something new."""

    def status_changed(self) -> None:
        """Something of the Status, the faults or the power changed."""

    def noted(self, note: Note) -> None:
        """Something happened that the inspector shows."""

    def paper_moved(self, piece: Piece) -> None:
        """A piece of paper came out of the printer."""


class Desk(Protocol):
    """The product on the desk: a device under power, its cards, its printer, its bank."""

    @property
    def cards(self) -> tuple[CardFace, ...]:
        """The tray, in the order of its letters."""

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What can be made to go wrong, each as it stands."""

    @property
    def paper_columns(self) -> int:
        """Columns of the printer's paper: 32 or 48."""

    def start(self, onlooker: Onlooker) -> None:
        """Power on; called after the first picture stands. Returns at once."""

    def stop(self) -> None:
        """Power off and put everything away. Called once, when the screens are gone."""

    def post(self, event: PanelEvent) -> None:
        """Hand over a key or a stroke, from any thread."""

    def swipe(self, name: str) -> None:
        """Draw the card of this name through the slot."""

    def toggle(self, fault: str) -> None:
        """Make this fault happen, or undo it. Returns at once."""

    def status(self) -> Status:
        """How everything is right now; cheap, from any thread."""

    def monotonic(self) -> float:
        """The device's clock that a View's deadline is read on."""

    def save_slip(self, slip: int) -> SavedSlip:
        """Write a finished slip as PNG and PDF. May take a second. Errors: OSError."""

    def save_trace(self, name: str, words: str) -> Path:
        """Write what the inspector shows to a file. Errors: OSError."""
