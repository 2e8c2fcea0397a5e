"""A document on its way to a printer: cut into pieces, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from drivers.escpos.status import PAPER_STATUS_REQUEST
from terminal.faults import CameOut

PIECE_BYTES = 1024
"""A piece ends with the step that reaches this: four of them fill the smallest usual buffer."""


@dataclass(slots=True)
class PrintJob:
    """The pieces of one document; whole commands stand in each, so that a status question between
    two of them is never mistaken for data.

    A proof is the printer's answer to the question at the end of a piece: all before it is done.
    """

    pieces: tuple[bytes, ...]
    asks_proof: bool = True
    place: int = 0
    taken_of_piece: int = 0
    unproven: list[int] = field(default_factory=list)  # sizes of the pieces sent, oldest first
    lost: bool = False

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
    def known(self) -> bool:
        """Whether everything the printer was given is proven."""
        return self.between_pieces and not self.unproven

    @property
    def unproven_bytes(self) -> int:
        """What may stand in the printer's buffer."""
        return sum(self.unproven)

    @property
    def came_out(self) -> CameOut:
        """What can be said of the paper."""
        if self.lost:
            return CameOut.UNKNOWN
        return CameOut.PART if self.begun else CameOut.NOTHING

    @property
    def rest_of_piece(self) -> bytes:
        """What is still to be sent of the piece at hand, with the question at its end."""
        proof = PAPER_STATUS_REQUEST if self.asks_proof else b""
        return (self.pieces[self.place] + proof)[self.taken_of_piece :]

    def took(self, count: int) -> None:
        """The line has taken so many bytes of `rest_of_piece`."""
        piece = len(self.rest_of_piece) + self.taken_of_piece
        self.taken_of_piece += count
        if self.taken_of_piece == piece:
            self.place, self.taken_of_piece = self.place + 1, 0
            if self.asks_proof:
                self.unproven.append(piece)

    def proved(self) -> None:
        """The printer has answered the oldest question."""
        del self.unproven[0]


def cut(steps: Iterable[bytes]) -> tuple[bytes, ...]:
    """The steps of a document (drivers.escpos.slip) put together to pieces."""
    pieces = []
    piece = bytearray()
    for step in steps:
        piece += step
        if len(piece) >= PIECE_BYTES:
            pieces.append(bytes(piece))
            piece.clear()
    if piece:
        pieces.append(bytes(piece))
    return tuple(pieces)
