"""Whether a printer obeys: what it is asked in turn it answers, unless half a command eats it."""

from __future__ import annotations

from collections.abc import Iterable

from drivers.escpos import slip
from drivers.escpos.answers import Answer, Kind, process_id_request
from drivers.escpos.encoder import command
from drivers.escpos.status import PAPER_STATUS_REQUEST, Question
from drivers.print_job import Proof
from drivers.printer_link import MAX_READS, STATUS_WITHIN_S, PrinterLink
from drivers.printer_profiles import PrinterProfile
from terminal.messages import text

WHITE_BYTES = (512, 1536, 6144)
"""What ends half a command, longer each time it did not: together the 8192 NULs that receiptio
sends (escpos.md 1), twice the smallest usual buffer."""

ROUSING_BYTES = 2048
"""The same for a printer that says nothing at all: longer than any command of a slip (a band of
dots has 1.7 KB), and two seconds of a line of 9600 baud when the printer is merely off."""

PATIENCE_S = 5.0
"""A printer that still prints what another program has sent it answers when that is out."""

AFRESH = command("ESC =", listens=("printer",)) + slip.INITIALISE
"""Ends what else somebody may have left: a printer told not to listen, half a line, a page."""

STUCK = text("printer.stuck")
"""What a person is told where nothing brings it back."""

_WAITING = 0x20
"""DLE EOT 1: it goes on when its feed button is pressed (GS ^)."""


class PrinterTurn:
    """The questions in turn of one link. Errors of every call: LinkDownError, CalledOffError.

    A question that follows half a command is a part of its data: a picture's dots, a bar code. So
    does everything after it, while DLE EOT is answered on reception as if all were well. Only an
    answer in turn tells that the printer stands between two commands.
    """

    def __init__(self, link: PrinterLink, profile: PrinterProfile) -> None:
        self._link = link
        self._profile = profile
        self._proof: Proof | None = None  # until it has answered
        self._asked = 0
        self._owed = 0  # answers to GS r that are still to come, unless their questions were eaten

    def find_proof(self) -> Proof | None:
        """How this printer proves a piece: what its model should be able to, and what it answers.

        Ask before every document. A printer that leaves the question out is brought back to the
        beginning of a command; None where that fails, and then nothing it is sent is printed.
        """
        if not (self._link.answers and self._profile.answers):
            return Proof.TAKEN
        if not self._knows_questions:
            return Proof.STATUS
        return self._asked_proof() or self._flushed_proof()

    def obeys(self) -> bool:
        """The same in the middle of a document, where nothing may be sent that changes its look."""
        if not (self._link.answers and self._profile.answers and self._knows_questions):
            return True
        return self._asked_proof() is not None

    def settle(self, missing: int, answers: int) -> None:
        """End a half-sent command with white; so many answers to GS r are due for what was sent."""
        self._owed += answers
        self._link.send(bytes(missing))

    def rouse(self) -> None:
        """End half a command in a printer that answers nothing while it waits for the rest."""
        self._link.send(bytes(ROUSING_BYTES) + AFRESH, STATUS_WITHIN_S)

    # Inside

    @property
    def _knows_questions(self) -> bool:
        return self._profile.knows("GS r") or self._profile.knows("GS ( H")

    def _asked_proof(self) -> Proof | None:
        self._count(self._link.drain())
        self._ask()
        return self._hear(STATUS_WITHIN_S)

    def _flushed_proof(self) -> Proof | None:
        """White at first, which a printer that is merely busy skips; what would lose its work last.

        Nothing but the power switch ends a command whose data never does on a printer that does not
        know DLE DC4.
        """
        state = self._link.ask(Question.PRINTER)
        if state is None or not state & _WAITING:
            for size in WHITE_BYTES:
                proof = self._hear(0.0) if self._ask(bytes(size) + AFRESH) else None
                if proof is not None:
                    return proof
            proof = self._hear(PATIENCE_S)
            if proof is not None:
                return proof
        if not self._link.clear_buffers():
            return None
        self._ask(AFRESH)
        return self._hear(STATUS_WITHIN_S)

    def _ask(self, before: bytes = b"") -> bool:
        """All it may answer at once, so that nobody waits for an answer a printer does not have.

        A model that was heard to answer in one way is asked in that way alone.
        """
        question = b""
        if self._proof is not Proof.PAPER_STATUS and self._profile.knows("GS ( H"):
            self._asked += 1
            question += process_id_request(self._id)
        if self._proof is not Proof.PROCESS_ID and self._profile.knows("GS r"):
            self._owed += 1
            question += PAPER_STATUS_REQUEST
        return self._link.send(before + question) == len(before + question)

    def _hear(self, within_s: float) -> Proof | None:
        """The best way it has answered in. Once it has begun to, the rest comes soon or never."""
        best: Proof | None = None
        for _ in range(MAX_READS):
            best = self._count(self._link.told(), best)
            if best is not None and not self._owed:
                break
            if not self._link.listen(within_s if best is None else STATUS_WITHIN_S):
                break
        if best is not None:
            self._proof, self._owed = best, 0
        return best

    def _count(self, answers: Iterable[Answer], best: Proof | None = None) -> Proof | None:
        for answer in answers:
            if answer.kind is Kind.DONE and answer.body == self._id:
                best = Proof.PROCESS_ID
            elif answer.kind is Kind.PAPER and self._owed:
                self._owed -= 1
                best = best or Proof.PAPER_STATUS
        return best

    @property
    def _id(self) -> bytes:
        """Another one for every question: no late answer fits two."""
        return b"ASK%d" % (self._asked % 10)
