"""Faults of the world that reach the firmware: theirs, not ours, each with what to do about it.

No sentence here ever holds a PAN, a track, a PIN or a key.
"""

from __future__ import annotations

from enum import StrEnum

from terminal.messages import Text


class Fault(Exception):  # noqa: N818 - the field says fault, and error means ours
    """Something outside the terminal did not do its part."""


class CardTrouble(StrEnum):
    """What can be wrong with a card at the reader."""

    UNREADABLE = "UNREADABLE"


class CardFault(Fault):
    """The card could not be read."""

    def __init__(self, trouble: CardTrouble) -> None:
        super().__init__("the card was not read whole: swipe it again, or take another card")
        self.trouble = trouble


class HostTrouble(StrEnum):
    """How an exchange with the bank can fail. Only NOT_SENT is sure that no byte left."""

    NOT_SENT = "NOT_SENT"
    NO_ANSWER = "NO_ANSWER"
    CLOSED = "CLOSED"
    GARBAGE = "GARBAGE"
    WRONG_MAC = "WRONG_MAC"


_HOST_SENTENCES = {
    HostTrouble.NOT_SENT: "could not connect, nothing was sent: check the bank's address and line",
    HostTrouble.NO_ANSWER: "no matching answer in time: what the bank did is unknown",
    HostTrouble.CLOSED: "the bank closed the connection: what it did is unknown",
    HostTrouble.GARBAGE: "the bank's bytes make no message: what it did is unknown",
    HostTrouble.WRONG_MAC: "the answer's MAC is wrong: sign on again",
}


class HostFault(Fault):
    """The exchange with the bank failed; `detail` says where, never what was in the message."""

    def __init__(self, trouble: HostTrouble, detail: Text | None = None) -> None:
        sentence = _HOST_SENTENCES[trouble]
        super().__init__(f"{sentence} ({detail.say('en')})" if detail else sentence)
        self.trouble = trouble
        self.detail = detail


class PrinterTrouble(StrEnum):
    """What can be wrong with the printer."""

    NO_PAPER = "NO_PAPER"
    COVER_OPEN = "COVER_OPEN"
    CABLE = "CABLE"
    SILENT = "SILENT"
    CUTTER = "CUTTER"
    OVERHEAT = "OVERHEAT"


class CameOut(StrEnum):
    """How much of the document is on paper when printing stopped."""

    NOTHING = "NOTHING"
    PART = "PART"
    UNKNOWN = "UNKNOWN"


_PRINTER_SENTENCES = {
    PrinterTrouble.NO_PAPER: "the printer is out of paper: load a roll",
    PrinterTrouble.COVER_OPEN: "the printer's cover is open: close it",
    PrinterTrouble.CABLE: "the printer is not connected: plug the cable in",
    PrinterTrouble.SILENT: "the printer does not answer: is it on, is the port the right one?",
    PrinterTrouble.CUTTER: "the cutter is jammed: clear it",
    PrinterTrouble.OVERHEAT: "the print head is too hot: wait a minute",
}


class PrinterFault(Fault):
    """Printing stopped; `came_out` says what is on paper."""

    def __init__(
        self, trouble: PrinterTrouble, came_out: CameOut, detail: Text | None = None
    ) -> None:
        sentence = _PRINTER_SENTENCES[trouble]
        super().__init__(f"{sentence} ({detail.say('en')})" if detail else sentence)
        self.trouble = trouble
        self.came_out = came_out
        self.detail = detail
