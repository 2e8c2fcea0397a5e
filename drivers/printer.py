"""The driver of a receipt printer: a document comes out whole, once, or a fault says how far."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from drivers.escpos import slip
from drivers.escpos.status import PrinterStatus
from drivers.print_job import PIECE_BYTES, PrintJob, Proof, cut
from drivers.printer_link import CalledOffError, PrinterLink
from drivers.printer_profiles import PrinterProfile
from drivers.printer_steps import slip_steps
from drivers.printer_turn import STUCK, PrinterTurn
from drivers.transport.port import LinkDownError, Transport
from receipts.slip import Document
from terminal.faults import CameOut, PrinterFault, PrinterTrouble
from terminal.messages import plain, text

PROOF_POLL_S = 0.25
"""Between two looks at the paper and the cover while a piece is being printed."""

PROOF_POLLS = 24
"""Six seconds: a piece is a hand's breadth of paper, and a slow printer needs two for it."""

MAX_NOISES = 64
"""A back channel that keeps talking does not make a wait longer than this."""

BUFFER_SHARE = 0.75
"""How much of the printer's buffer a job may fill: room is left for questions."""

LEAST_PIECE_BYTES = 256
"""Smaller pieces would be more questions than lines, whatever the printer's buffer is."""

PIECES_A_BUFFER = 4


@dataclass(frozen=True, slots=True)
class _LeftOver:
    """An abandoned job in the printer: `missing` bytes of half a command, answers to GS r due."""

    missing: int
    answers: int


class ThermalPrinter:
    """Prints through the way that `connect` opens; called by one thread at a time.

    Every method returns in bounded time: all waits are for one answer or for the line to take
    bytes, each limited, and each piece of a job is sent once. Only `call_off` may be called by
    another thread.
    """

    _turn: PrinterTurn  # of the link that is open

    def __init__(self, connect: Callable[[], Transport], profile: PrinterProfile) -> None:
        self._connect = connect
        self._profile = profile
        self._link: PrinterLink | None = None
        self._job: PrintJob | None = None
        self._left_over: _LeftOver | None = None
        self._half_slip = False  # paper of an abandoned job may still hang out
        self._called_off = threading.Event()

    def print(self, document: Document) -> None:
        """Print and return when it is out. Errors: PrinterFault; then `finish` or `abandon`."""
        self.print_steps(slip_steps(document, self._profile))

    def print_steps(self, steps: Iterable[bytes]) -> None:
        """The same for a document that is ESC/POS already: whole commands, or lines with their end.

        Errors: PrinterFault.
        """
        self.abandon()
        whole = self._profile.receive_buffer_bytes // PIECES_A_BUFFER
        self._job = PrintJob(cut(steps, max(LEAST_PIECE_BYTES, min(PIECE_BYTES, whole))))
        self._run(self._job)

    def finish(self) -> None:
        """Continue the job a fault has stopped, where it stopped.

        Errors: PrinterFault; with UNKNOWN, every time, once the printer may have lost bytes.
        """
        assert self._job is not None, "nothing to finish"
        if self._job.lost:
            raise PrinterFault(PrinterTrouble.SILENT, CameOut.UNKNOWN, _LOST)
        self._run(self._job)

    def abandon(self) -> None:
        """Drop the job, and what the printer still holds of it as far as it lets us."""
        self._called_off.clear()
        job, self._job = self._job, None
        if job is None or not job.begun:
            return
        self._half_slip = True
        if job.known:
            return
        missing = len(job.rest_of_piece) if job.taken_of_piece else 0
        self._left_over = _LeftOver(missing, job.unproven * (job.proof is Proof.PAPER_STATUS))
        link = self._link
        if link is not None and self._answers(link) and not link.silent:
            try:
                if link.clear_buffers():
                    self._left_over = None
            except (LinkDownError, CalledOffError):
                self._hang_up()

    def call_off(self) -> None:
        """End what another thread waits for in `print` or `finish`: it meets a PrinterFault."""
        self._called_off.set()

    def check(self) -> None:
        """Return if the printer is ready. Errors: PrinterFault."""
        self.status()

    def status(self) -> PrinterStatus:
        """How the printer is, which is ready. Errors: PrinterFault when it is not."""
        job = self._job
        if job is not None and not job.between_pieces:
            raise PrinterFault(PrinterTrouble.SILENT, job.came_out, _STOPPED)
        with self._faults(job):
            return self._ready(job)[1]

    def close(self) -> None:
        """Give the way to the printer free."""
        self._hang_up()

    # One job

    def _run(self, job: PrintJob) -> None:
        with self._faults(job):
            link = self._begin(job)
            while job.left or job.unproven:
                if job.left and self._has_room_for_next(job):
                    self._send(link, job)
                else:
                    self._await_proof(link, job)
            self._believe(link, job)
        self._job = None

    def _begin(self, job: PrintJob) -> PrinterLink:
        """The link, when the printer is ready, obeys, and has nothing of another job."""
        if not job.between_pieces:
            return self._open()  # the half-sent piece would swallow a question
        link, _ = self._ready(job)
        if not job.begun:
            job.proof = self._clear_the_way(link)
            job.names_itself = self._profile.knows("GS I")
        elif not job.unproven:
            if not self._turn.obeys():
                raise PrinterFault(PrinterTrouble.SILENT, job.came_out, STUCK)
        else:
            self._probe(link, job)  # it may have been switched off while somebody helped it
            while job.unproven:
                self._await_proof(link, job)
        return link

    def _send(self, link: PrinterLink, job: PrintJob) -> None:
        count = link.send(job.rest_of_piece)
        if count == 0:
            raise PrinterFault(PrinterTrouble.SILENT, job.came_out, _STOPPED)
        job.took(count)
        if job.proof is Proof.STATUS and job.between_pieces:
            self._look(link, job)

    def _has_room_for_next(self, job: PrintJob) -> bool:
        room = self._profile.receive_buffer_bytes * BUFFER_SHARE - job.unproven_bytes
        return not job.unproven or len(job.pieces[job.place]) <= room

    def _await_proof(self, link: PrinterLink, job: PrintJob) -> None:
        """Wait until the oldest piece is printed, looking at the printer meanwhile."""
        unproven, polls, noises = job.unproven, 0, 0
        while not self._hears_proof(link, job, unproven):
            if link.listen(PROOF_POLL_S) and noises < MAX_NOISES:
                noises += 1
                continue
            polls += 1
            self._look(link, job)
            if self._hears_proof(link, job, unproven):
                break
            if polls >= PROOF_POLLS:
                job.lost = True
                raise PrinterFault(PrinterTrouble.SILENT, job.came_out, _LOST)
            self._probe(link, job)

    def _probe(self, link: PrinterLink, job: PrintJob) -> None:
        """Errors: PrinterFault where the line stops in the question: the rest would be data."""
        question = job.probe()
        if link.send(question) < len(question):
            job.lost = True
            raise PrinterFault(PrinterTrouble.SILENT, job.came_out, _STOPPED)

    def _hears_proof(self, link: PrinterLink, job: PrintJob, unproven: int) -> bool:
        """Whether fewer pieces than that are unproven. Errors: PrinterFault when one is lost."""
        for answer in link.told():
            job.heard(answer)
        if job.lost:
            raise PrinterFault(PrinterTrouble.SILENT, job.came_out, _LOST)
        return job.unproven < unproven

    def _look(self, link: PrinterLink, job: PrintJob) -> None:
        """Errors: PrinterFault where the printer is in trouble or says nothing."""
        status = link.status()
        if status is None:
            job.lost = True
            raise PrinterFault(PrinterTrouble.SILENT, job.came_out)
        if status.trouble is not None:
            raise _fault(status, job.came_out)

    def _believe(self, link: PrinterLink, job: PrintJob) -> None:
        """All is sent. Where nothing proves it printed: watch it for as long as it must take."""
        if job.proof is Proof.STATUS:
            for _ in range(round(job.print_s(self._profile.speed_mm_s) / PROOF_POLL_S)):
                link.listen(PROOF_POLL_S)
                self._look(link, job)
        elif job.proof is Proof.TAKEN:
            status = link.port_status()
            if status.trouble is not None:
                raise _fault(status, job.came_out)

    # The way to the printer

    @contextmanager
    def _faults(self, job: PrintJob | None) -> Iterator[None]:
        """A way that is cut, and a wait that is called off, are faults that say how far it came."""
        came_out = CameOut.NOTHING
        try:
            yield
        except LinkDownError as error:
            self._hang_up()
            if job is not None:
                job.lost = not job.known
                came_out = job.came_out
            raise PrinterFault(PrinterTrouble.CABLE, came_out, plain(str(error))) from error
        except CalledOffError as error:
            came_out = CameOut.NOTHING if job is None else job.came_out
            raise PrinterFault(
                PrinterTrouble.SILENT, came_out, text("printer.called_off")
            ) from error

    def _ready(self, job: PrintJob | None) -> tuple[PrinterLink, PrinterStatus]:
        """An open link to a printer without trouble; a way that died unused is opened anew.

        Errors: PrinterFault, LinkDownError, CalledOffError.
        """
        known = job is None or job.known
        try:
            link = self._open()
            status = self._ask_status(link)
        except LinkDownError:
            if self._link is None or not known:
                raise
            self._hang_up()
            link = self._open()
            status = self._ask_status(link)
        came_out = CameOut.NOTHING if job is None else job.came_out
        if status is None and job is not None and not job.begun:
            self._turn.rouse()
            status = self._ask_status(link)
        if status is None:
            if job is not None and not known:
                job.lost = True
                came_out = job.came_out
            raise PrinterFault(PrinterTrouble.SILENT, came_out)
        if status.trouble is not None:
            raise _fault(status, came_out)
        return link, status

    def _ask_status(self, link: PrinterLink) -> PrinterStatus | None:
        return link.recovered_status() if self._answers(link) else link.port_status()

    def _open(self) -> PrinterLink:
        """Errors: LinkDownError."""
        if self._link is None:
            self._link = PrinterLink(self._connect(), self._called_off.is_set)
            self._turn = PrinterTurn(self._link, self._profile)
        return self._link

    def _hang_up(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def _answers(self, link: PrinterLink) -> bool:
        return self._profile.answers and link.answers

    # After an abandoned job

    def _clear_the_way(self, link: PrinterLink) -> Proof:
        """How the printer proves. Nothing of another job is left in it, and its paper is cut off.

        Errors: PrinterFault where it does not obey.
        """
        if self._left_over is not None:
            self._flush(link, self._left_over)
            self._left_over = None
        proof = self._turn.find_proof()
        if proof is None:
            raise PrinterFault(PrinterTrouble.SILENT, CameOut.NOTHING, STUCK)
        if self._half_slip:
            link.send(slip.INITIALISE + slip.end_of_slip(self._profile.dialect))
            self._half_slip = False
        link.told()
        return proof

    def _flush(self, link: PrinterLink, left: _LeftOver) -> None:
        """Clear the buffers, or end the half-sent command with white."""
        if not self._answers(link) or not link.clear_buffers():
            self._turn.settle(left.missing, left.answers)


_LOST = text("printer.lost")
_STOPPED = text("printer.stopped")


def _fault(status: PrinterStatus, came_out: CameOut) -> PrinterFault:
    assert status.trouble is not None
    broken = text("printer.broken") if status.broken else None
    return PrinterFault(status.trouble, came_out, broken)
