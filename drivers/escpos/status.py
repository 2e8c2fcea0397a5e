"""The status dialogue of receipt printers: what is asked, and the bytes both ends agree on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, IntEnum

from drivers.escpos.encoder import command
from drivers.escpos.table import BY_NAME
from terminal.faults import PrinterTrouble

# Every real-time status byte is 0xx1xx10; the first of four ASB bytes is 0xx1xx00; the answer to
# GS r has bits 4 and 7 clear. So one byte tells its kind, whatever it is mixed with.
_KIND_MASK = 0x93
_STATUS = 0x12
_ASB = 0x10
_PLAIN_MASK = 0x90

PAPER_STATUS_REQUEST = command("GS r", what="paper")
"""GS r 1: answered only when all that came before it has been processed."""

CLEAR_BUFFERS = command("DLE DC4", function="clear buffers")
"""DLE DC4 8: drop everything received and not yet printed."""

BUFFERS_CLEARED = b"\x37\x25\x00"
"""The printer's word that it has done so."""

RECOVER = command("DLE ENQ", how="go on printing")
"""DLE ENQ 1: go on printing after an error was put right."""


class Question(IntEnum):
    """The n of DLE EOT n."""

    PRINTER = 1
    OFFLINE = 2
    ERROR = 3
    PAPER = 4

    @property
    def request(self) -> bytes:
        """The three bytes that ask it, answered on reception."""
        return BY_NAME["DLE EOT"].raw(bytes((self,)))


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """How a printer is; all False is a printer ready to print."""

    cover_open: bool = False
    paper_out: bool = False
    paper_low: bool = False
    cutter_jammed: bool = False
    overheated: bool = False
    broken: bool = False

    @property
    def trouble(self) -> PrinterTrouble | None:
        """What a person must put right first, or None."""
        if self.cover_open:
            return PrinterTrouble.COVER_OPEN
        if self.paper_out:
            return PrinterTrouble.NO_PAPER
        if self.cutter_jammed or self.broken:
            return PrinterTrouble.CUTTER
        return PrinterTrouble.OVERHEAT if self.overheated else None

    @property
    def error(self) -> bool:
        """Whether the printer's error lamp is on."""
        return self.cutter_jammed or self.overheated or self.broken

    def answer(self, question: Question) -> int:
        """The byte a printer in this state answers with (escpos.md 2c)."""
        match question:
            case Question.PRINTER:
                bits = 0x08 * (self.trouble is not None)
            case Question.OFFLINE:
                bits = 0x04 * self.cover_open | 0x20 * self.paper_out | 0x40 * self.error
            case Question.ERROR:
                bits = 0x08 * self.cutter_jammed | 0x20 * self.broken | 0x40 * self.overheated
            case Question.PAPER:
                bits = 0x0C * (self.paper_low or self.paper_out) | 0x60 * self.paper_out
        return _STATUS | bits

    @property
    def paper_answer(self) -> int:
        """The byte that answers GS r 1."""
        return 0x03 * (self.paper_low or self.paper_out) | 0x0C * self.paper_out


def read_status(answers: Mapping[Question, int]) -> PrinterStatus:
    """The state that these answers tell; a question not asked counts as all well.

    A mechanical error that is not the cutter's counts as `broken`: it has no remedy of its own.
    """
    offline = answers.get(Question.OFFLINE, 0)
    error = answers.get(Question.ERROR, 0)
    paper = answers.get(Question.PAPER, 0)
    return PrinterStatus(
        cover_open=bool(offline & 0x04),
        paper_out=bool(paper & 0x60) or bool(offline & 0x20),
        paper_low=bool(paper & 0x0C) and not paper & 0x60,
        cutter_jammed=bool(error & 0x08),
        overheated=bool(error & 0x40),
        broken=bool(error & 0x24) or bool(offline & 0x40 and not error & 0x6C),
    )


class Kind(Enum):
    """What an answer from a printer is."""

    STATUS = "answer to DLE EOT"
    PAPER = "answer to GS r"
    CLEARED = "buffers cleared"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the printer that somebody may wait for."""

    kind: Kind
    byte: int


@dataclass(slots=True)
class AnswerReader:
    """Sorts a printer's bytes by their masks: ASB, flow control and noise may come in between."""

    _asb_left: int = field(default=0, init=False)
    _cleared: int = field(default=0, init=False)

    def feed(self, data: bytes) -> list[Answer]:
        """Take bytes as they came; return the answers among them."""
        return [answer for byte in data if (answer := self._take(byte)) is not None]

    def _take(self, byte: int) -> Answer | None:
        if byte == BUFFERS_CLEARED[self._cleared]:
            self._cleared = (self._cleared + 1) % len(BUFFERS_CLEARED)
            return None if self._cleared else Answer(Kind.CLEARED, byte)
        self._cleared = 0
        if byte & _KIND_MASK == _STATUS:
            return Answer(Kind.STATUS, byte)
        if byte & _KIND_MASK == _ASB:
            self._asb_left = 3
            return None
        if byte & _PLAIN_MASK:
            return None
        if self._asb_left:
            self._asb_left -= 1
            return None
        return Answer(Kind.PAPER, byte)
