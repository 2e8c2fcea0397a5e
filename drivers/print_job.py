"""A document on its way to a printer: cut into pieces, and what is known of each."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property

from drivers.escpos.answers import Answer, Kind, process_id_request
from drivers.escpos.encoder import command
from drivers.escpos.slip import BAND_ROWS
from drivers.escpos.status import PAPER_STATUS_REQUEST
from drivers.escpos.table import BY_NAME
from receipts.paper import DOTS_PER_MM, TALL_LINE_DOTS
from terminal.faults import CameOut

PIECE_BYTES = 1024
"""A piece ends with the step that reaches this: four of them fill the smallest usual buffer."""

SPARE_S = 1.0
"""What a printer that proves nothing is given beyond the time its motor needs."""

NAME_REQUEST = command("GS I", what="model name")
"""GS I 67, the model's name: asked in turn like GS r, but told apart from its answer."""

_RASTER = BY_NAME["GS v 0"].prefix
_ID_DIGITS = 36**4
"""Ids are written in four digits of base 36."""


class Proof(Enum):
    """How a printer lets us know that a piece is on paper, the best first."""

    PROCESS_ID = "it sends back the number that ends the piece"
    PAPER_STATUS = "it answers a question that ends the piece"
    STATUS = "it has had the time, and reports no trouble"
    TAKEN = "the line has taken every byte"


@dataclass(frozen=True, slots=True)
class _Due:
    """An answer the printer owes: when it comes, `size` more bytes of the job are on paper."""

    kind: Kind
    id: bytes
    size: int


@dataclass
class PrintJob:
    """The pieces of one document; whole commands stand in each, so that a status question between
    two of them is never mistaken for data.

    A printer obeys in turn, so its answers come in the order of their questions. One that comes
    before the answer to an earlier piece tells that this piece is `lost`: the printer was switched
    off with it inside, or has thrown it away.
    """

    pieces: tuple[bytes, ...]
    proof: Proof = Proof.PAPER_STATUS
    names_itself: bool = False
    place: int = 0
    taken_of_piece: int = 0
    lost: bool = False
    _due: list[_Due] = field(default_factory=list)
    _asked: int = 0

    @property
    def left(self) -> bool:
        """Whether there are bytes still to send."""
        return self.place < len(self.pieces)

    @property
    def begun(self) -> bool:
        """Whether the printer has any byte of it."""
        return self.place > 0 or self.taken_of_piece > 0

    @property
    def between_pieces(self) -> bool:
        """Whether the printer may be asked something now."""
        return self.taken_of_piece == 0

    @property
    def unproven(self) -> int:
        """Pieces the printer was given whole and has not spoken of."""
        return sum(due.size > 0 for due in self._due)

    @property
    def unproven_bytes(self) -> int:
        """What may stand in the printer's buffer."""
        return sum(due.size for due in self._due)

    @property
    def known(self) -> bool:
        """Whether everything the printer was given is proven."""
        return self.between_pieces and not self.unproven

    @property
    def came_out(self) -> CameOut:
        """What can be said of the paper."""
        if self.lost:
            return CameOut.UNKNOWN
        return CameOut.PART if self.begun else CameOut.NOTHING

    def print_s(self, speed_mm_s: int) -> float:
        """Seconds of printing, guessed by its lines and pictures: rather too many."""
        lines = sum(piece.count(b"\n") for piece in self.pieces)
        bands = sum(piece.count(_RASTER) for piece in self.pieces)
        dots = lines * TALL_LINE_DOTS + bands * BAND_ROWS
        return dots / (speed_mm_s * DOTS_PER_MM) + SPARE_S

    @property
    def rest_of_piece(self) -> bytes:
        """What is still to be sent of the piece at hand, with the question at its end."""
        return (self.pieces[self.place] + self._question)[self.taken_of_piece :]

    def took(self, count: int) -> None:
        """The line has taken so many bytes of `rest_of_piece`."""
        size = len(self.rest_of_piece) + self.taken_of_piece
        self.taken_of_piece += count
        if self.taken_of_piece == size:
            self.place, self.taken_of_piece = self.place + 1, 0
            self._owe(size)

    def probe(self) -> bytes:
        """What to ask a printer that lets us wait: if it has lost a piece, the answer tells.

        b"" where no answer could. It must be sent whole.
        """
        assert self.between_pieces, "a question inside a piece is part of its data"
        if self.proof is Proof.PROCESS_ID:
            question = self._question
            self._owe(0)
            return question
        if self.proof is Proof.PAPER_STATUS and self.names_itself:
            self._due.append(_Due(Kind.NAME, b"", 0))
            return NAME_REQUEST
        return b""

    def heard(self, answer: Answer) -> None:
        """The printer has said something; what it does not owe us is not for this job."""
        id = answer.body if answer.kind is Kind.DONE else b""
        for place, due in enumerate(self._due):
            if (due.kind, due.id) == (answer.kind, id):
                self.lost |= any(earlier.size for earlier in self._due[:place])
                del self._due[: place + 1]
                return

    @property
    def _question(self) -> bytes:
        """What ends the piece at hand."""
        match self.proof:
            case Proof.PROCESS_ID:
                return process_id_request(self._id)
            case Proof.PAPER_STATUS:
                return PAPER_STATUS_REQUEST
            case Proof.STATUS | Proof.TAKEN:
                return b""

    def _owe(self, size: int) -> None:
        """The question has been sent behind `size` bytes."""
        if self.proof is Proof.PROCESS_ID:
            self._due.append(_Due(Kind.DONE, self._id, size))
            self._asked += 1
        elif self.proof is Proof.PAPER_STATUS:
            self._due.append(_Due(Kind.PAPER, b"", size))

    @property
    def _id(self) -> bytes:
        """Another one for every question, and for every document: no late answer fits two."""
        return _base36((self._first_id + self._asked) % _ID_DIGITS)

    @cached_property
    def _first_id(self) -> int:
        crc = 0
        for piece in self.pieces:
            crc = zlib.crc32(piece, crc)
        return crc


def cut(steps: Iterable[bytes], piece_bytes: int = PIECE_BYTES) -> tuple[bytes, ...]:
    """The steps of a document (drivers.escpos.slip) put together to pieces."""
    pieces = []
    piece = bytearray()
    for step in steps:
        piece += step
        if len(piece) >= piece_bytes:
            pieces.append(bytes(piece))
            piece.clear()
    if piece:
        pieces.append(bytes(piece))
    return tuple(pieces)


def _base36(number: int) -> bytes:
    digits = bytearray()
    for _ in range(4):
        number, digit = divmod(number, 36)
        digits.append(b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"[digit])
    return bytes(reversed(digits))
