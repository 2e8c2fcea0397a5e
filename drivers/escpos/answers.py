"""A printer's answers, told apart byte by byte: each kind has bits of its own, whatever they mix.

The masks are those of Epson's ESC/POS reference (escpos.md 2c): a status byte of DLE EOT is
0xx1xx10, the first of the four bytes of an unasked report (ASB) is 0xx1xx00, the three after it and
the answer to GS r have bits 4 and 7 clear. A block begins with 5F or 37 and ends with NUL.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

from drivers.escpos.encoder import command

_KIND_MASK = 0x93
_STATUS = 0x12
_REPORT = 0x10
_PLAIN_MASK = 0x90
_REPORT_BYTES = 4

NAME_HEAD = 0x5F
"""GS I 65 and above: who the printer is, in printable characters."""
REPLY_HEAD = 0x37
"""Replies of other commands; the byte after it says of which."""
PROCESS_ID = 0x22
CLEARED = 0x25
BLOCK_END = 0x00
MAX_PRINTABLE = 0x7E

MAX_BLOCK_BYTES = 80
"""No name is longer (Epson's reference, GS I); a block that goes on is noise."""

ID_BYTES = 4
"""A process id is so many printable characters (GS ( H, function 48)."""


class Kind(Enum):
    """What an answer from a printer is."""

    STATUS = "answer to DLE EOT"
    PAPER = "answer to GS r"
    REPORT = "unasked report of a change"
    NAME = "answer to GS I"
    DONE = "answer to GS ( H"
    CLEARED = "buffers cleared"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its byte or bytes, of a block those between its head and its end."""

    kind: Kind
    body: bytes


def process_id_request(id: bytes) -> bytes:
    """GS ( H, function 48: the printer sends the id back when all before it has been processed."""
    assert len(id) == ID_BYTES
    return _ASK_FOR_ID + id


_ASK_FOR_ID = command("GS ( H 48", id="0000")[:-ID_BYTES]
"""Every piece of every slip ends in one: the rest of it is written once."""

_REPLIES = {PROCESS_ID: Kind.DONE, CLEARED: Kind.CLEARED}


@dataclass(slots=True)
class AnswerReader:
    """Sorts a printer's bytes; flow control and noise that come in between are dropped."""

    _block: bytearray = field(default_factory=bytearray, init=False)
    _report: bytearray = field(default_factory=bytearray, init=False)

    def feed(self, data: bytes) -> list[Answer]:
        """Take bytes as they came; return the answers that are whole."""
        return [answer for byte in data if (answer := self._take(byte)) is not None]

    def _take(self, byte: int) -> Answer | None:
        if self._block and (byte >= 0x20 or byte == BLOCK_END):
            return self._in_block(byte)
        if byte in (NAME_HEAD, REPLY_HEAD):
            self._block.append(byte)
            return None
        kind = byte & _KIND_MASK
        if kind == _STATUS:
            return Answer(Kind.STATUS, bytes((byte,)))
        if kind == _REPORT:
            self._report[:] = bytes((byte,))
            return None
        if byte & _PLAIN_MASK:
            return None
        if self._report:
            return self._in_report(byte)
        return Answer(Kind.PAPER, bytes((byte,)))

    def forget(self) -> None:
        """Drop what is half there: nothing has come for so long that its end never will."""
        self._block.clear()
        self._report.clear()

    def _in_block(self, byte: int) -> Answer | None:
        if byte != BLOCK_END:
            self._block.append(byte)
            if byte > MAX_PRINTABLE or len(self._block) > MAX_BLOCK_BYTES:
                self._block.clear()
            return None
        block = bytes(self._block)
        self._block.clear()
        if block[0] == NAME_HEAD:
            return Answer(Kind.NAME, block[1:])
        kind = _REPLIES.get(block[1]) if len(block) > 1 else None
        return Answer(kind, block[2:]) if kind is not None else None

    def _in_report(self, byte: int) -> Answer | None:
        self._report.append(byte)
        if len(self._report) < _REPORT_BYTES:
            return None
        report = bytes(self._report)
        self._report.clear()
        return Answer(Kind.REPORT, report)
