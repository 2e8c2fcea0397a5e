"""The status dialogue of receipt printers: what is asked, and the bytes both ends agree on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

from drivers.escpos.encoder import command
from drivers.escpos.table import BY_NAME
from terminal.faults import PrinterTrouble

_STATUS = 0x12
"""The bits every answer to DLE EOT has set."""
_ASB = 0x10
_ASB_END = 0x0F

_ASB_GROUPS = {
    0x01: b"\x04\x00\x00\x00",  # drawer
    0x02: b"\x68\x01\x00\x00",  # online, with what makes it offline
    0x04: b"\x00\x6c\x00\x00",  # errors
    0x08: b"\x00\x00\x0f\x00",  # paper
    0x40: b"\x00\x02\x00\x00",  # the feed button
}
"""A bit of GS a's n -> the bits of the four bytes whose change is reported (Epson's reference)."""

PAPER_STATUS_REQUEST = command("GS r", what="paper")
"""GS r 1: answered only when all that came before it has been processed."""

CLEAR_BUFFERS = command("DLE DC4", function="clear buffers")
"""DLE DC4 8: drop everything received and not yet printed."""

BUFFERS_CLEARED = b"\x37\x25\x00"
"""The printer's word that it has done so."""

RECOVER = command("DLE ENQ", how="go on printing")
"""DLE ENQ 1: go on printing after an error was put right."""

RECOVER_CLEARED = command("DLE ENQ", how="clear the buffers")
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
        return BY_NAME["DLE EOT"].raw(bytes((self,)))


@dataclass(frozen=True, slots=True)
class PrinterStatus:
    """How a printer is; all False is a printer ready to print.

    `stuck` is a mechanical error other than the cutter's, put right like it; `broken` ends with the
    power alone, `overheated` by itself. `low_stops`: told to stop at the near end of the paper
    already. `feeding`: by the feed button; `waiting`: for that button. `drawer_high` is the level
    of the drawer's pin 3.
    """

    cover_open: bool = False
    paper_out: bool = False
    paper_low: bool = False
    cutter_jammed: bool = False
    overheated: bool = False
    broken: bool = False
    stuck: bool = False
    low_stops: bool = False
    drawer_high: bool = False
    feeding: bool = False
    button_down: bool = False
    waiting: bool = False

    @property
    def trouble(self) -> PrinterTrouble | None:
        """What a person must put right first, or None."""
        if self.cover_open:
            return PrinterTrouble.COVER_OPEN
        if self.paper_stops:
            return PrinterTrouble.NO_PAPER
        if self.cutter_jammed or self.broken or self.stuck:
            return PrinterTrouble.CUTTER
        return PrinterTrouble.OVERHEAT if self.overheated else None

    @property
    def error(self) -> bool:
        """Whether the printer's error lamp is on."""
        return self.cutter_jammed or self.overheated or self.broken or self.stuck

    @property
    def recoverable(self) -> bool:
        """Whether there is an error that DLE ENQ ends."""
        return self.cutter_jammed or self.stuck

    @property
    def paper_stops(self) -> bool:
        """Whether it does not print because of the paper."""
        return self.paper_out or (self.paper_low and self.low_stops)

    @property
    def offline(self) -> bool:
        """Whether it obeys nothing but real-time commands."""
        return self.cover_open or self.paper_stops or self.error or self.feeding or self.waiting

    def answer(self, question: Question) -> int:
        """The byte a printer in this state answers with (escpos.md 2c)."""
        match question:
            case Question.PRINTER:
                bits = 0x04 * self.drawer_high | 0x08 * self.offline | 0x20 * self.waiting
                bits |= 0x40 * self.button_down
            case Question.OFFLINE:
                bits = 0x04 * self.cover_open | 0x08 * self.feeding | 0x20 * self.paper_stops
                bits |= 0x40 * self.error
            case Question.ERROR:
                bits = self._errors
            case Question.PAPER:
                bits = 0x0C * self._near_end | 0x60 * self.paper_out
        return _STATUS | bits

    @property
    def paper_answer(self) -> int:
        """The byte that answers GS r 1."""
        return 0x03 * self._near_end | 0x0C * self.paper_out

    @property
    def drawer_answer(self) -> int:
        """The byte that answers GS r 2."""
        return 0x01 * self.drawer_high

    @property
    def asb(self) -> bytes:
        """The four bytes sent by themselves (GS a, escpos.md 2c)."""
        first = 0x04 * self.drawer_high | 0x08 * self.offline
        first |= 0x20 * self.cover_open | 0x40 * self.feeding
        second = 0x01 * self.waiting | 0x02 * self.button_down | self._errors
        return bytes((_ASB | first, second, self.paper_answer, _ASB_END))

    @property
    def _errors(self) -> int:
        return (
            0x04 * self.stuck
            | 0x08 * self.cutter_jammed
            | 0x20 * self.broken
            | 0x40 * self.overheated
        )

    @property
    def _near_end(self) -> bool:
        return self.paper_low or self.paper_out


def asb_changed(mask: int, before: bytes, now: bytes) -> bool:
    """Whether two ASBs differ in what GS a with this `mask` reports."""
    return any(
        mask & group and any((a ^ b) & bits for a, b, bits in zip(before, now, shown, strict=True))
        for group, shown in _ASB_GROUPS.items()
    )


def read_status(answers: Mapping[Question, int]) -> PrinterStatus:
    """The state that these answers tell; a question not asked counts as all well.

    An error that is of no known kind counts as `broken`.
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
        broken=bool(error & 0x20) or bool(offline & 0x40 and not error & 0x6C),
        stuck=bool(error & 0x04),
    )
