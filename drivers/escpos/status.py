"""The status dialogue of receipt printers: what is asked, and the bytes both ends agree on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from terminal.faults import PrinterTrouble

_STATUS = 0x12
"""The bits every answer to DLE EOT has set."""

PAPER_STATUS_REQUEST = b"\x1d\x72\x01"
"""GS r 1: answered only when all that came before it has been processed."""

CLEAR_BUFFERS = bytes.fromhex("10 14 08 01 03 14 01 06 02 08")
"""DLE DC4 8: drop everything received and not yet printed."""

BUFFERS_CLEARED = b"\x37\x25\x00"
"""The printer's word that it has done so."""

RECOVER = b"\x10\x05\x01"
"""DLE ENQ 1: go on printing after an error was put right."""

RECOVER_CLEARED = b"\x10\x05\x02"
"""DLE ENQ 2: the same, without what was received and not yet printed."""


class Question(IntEnum):
    """The n of DLE EOT n."""

    PRINTER = 1
    OFFLINE = 2
    ERROR = 3
    PAPER = 4

    @property
    def request(self) -> bytes:
        """The three bytes that ask it, answered on reception."""
        return b"\x10\x04" + bytes([self])


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
