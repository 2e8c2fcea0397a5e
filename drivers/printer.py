"""The driver of a receipt printer: a document comes out whole, once, or a fault says how far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from drivers.escpos import slip
from drivers.escpos.status import PAPER_STATUS_REQUEST, RECOVER, PrinterStatus
from drivers.print_job import PrintJob, cut
from drivers.printer_link import PrinterLink
from drivers.printer_profiles import PrinterProfile
from drivers.transport.port import LinkDownError, Transport
from receipts.slip import Document
from terminal.faults import CameOut, PrinterFault, PrinterTrouble

PROOF_POLL_S = 0.25
"""Between two looks at the paper and the cover while a piece is being printed."""

PROOF_POLLS = 24
"""Six seconds: a piece is a hand's breadth of paper, and a slow printer needs two for it."""

MAX_NOISES = 64
"""A back channel that keeps talking does not make a wait longer than this."""

SETTLED_S = 1.0
"""When left-overs of an abandoned job have been printed, the printer is quiet for so long."""

BUFFER_SHARE = 0.75
"""How much of the printer's buffer a job may fill: room is left for questions."""

MAX_LEFT_OVER_ANSWERS = 256


@dataclass(frozen=True, slots=True)
class _LeftOver:
    """An abandoned job in the printer: `missing` bytes of a half-sent command, answers due."""

    missing: int
    answers: int


class ThermalPrinter:
    """Prints through the way that `connect` opens; called by one thread at a time.

    Every method returns in bounded time: all waits are for one answer or for the line to take
    bytes, each limited, and each piece of a job is sent once.
    """

    def __init__(self, connect: Callable[[], Transport], profile: PrinterProfile) -> None:
        self._connect = connect
        self._profile = profile
        self._link: PrinterLink | None = None
        self._job: PrintJob | None = None
        self._left_over: _LeftOver | None = None
        self._half_slip = False  # paper of an abandoned job may still hang out

    def print(self, document: Document) -> None:
        """Print and return when it is out. Errors: PrinterFault; then `finish` or `abandon`."""
        self.abandon()
        steps = slip.steps(document, self._profile.paper, self._profile.dialect)
        self._job = PrintJob(cut(steps))
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
        job, self._job = self._job, None
        if job is None or not job.begun:
            return
        self._half_slip = True
        if job.known:
            return
        missing = len(job.rest_of_piece) if job.taken_of_piece else 0
        self._left_over = _LeftOver(missing, len(job.unproven))
        if self._link is not None and self._answers(self._link):
            try:
                if self._link.clear_buffers():
                    self._left_over = None
            except LinkDownError:
                self._hang_up()

    def check(self) -> None:
        """Return if the printer is ready. Errors: PrinterFault."""
        self.status()

    def status(self) -> PrinterStatus:
        """How the printer is, which is ready. Errors: PrinterFault when it is not."""
        job = self._job
        if job is not None and not job.between_pieces:
            raise PrinterFault(PrinterTrouble.SILENT, job.came_out, "it takes no more bytes")
        try:
            _, status = self._ready(job)
        except LinkDownError as error:
            self._hang_up()
            came_out = CameOut.NOTHING if job is None else job.came_out
            raise PrinterFault(PrinterTrouble.CABLE, came_out, str(error)) from error
        return status

    def close(self) -> None:
        """Give the way to the printer free."""
        self._hang_up()

    # One job

    def _run(self, job: PrintJob) -> None:
        try:
            link = self._begin(job)
            while job.left or job.unproven:
                if job.left and self._has_room_for_next(job):
                    self._send(link, job)
                else:
                    self._await_proof(link, job)
        except LinkDownError as error:
            self._hang_up()
            job.lost = not job.known
            raise PrinterFault(PrinterTrouble.CABLE, job.came_out, str(error)) from error
        self._job = None

    def _begin(self, job: PrintJob) -> PrinterLink:
        """The link, when the printer is ready and has nothing of another job."""
        if not job.between_pieces:
            return self._open()  # the half-sent piece would swallow a question
        link, _ = self._ready(job)
        if not job.begun:
            job.asks_proof = self._answers(link)
            self._clear_the_way(link)
        return link

    def _send(self, link: PrinterLink, job: PrintJob) -> None:
        count = link.send(job.rest_of_piece)
        if count == 0:
            raise PrinterFault(PrinterTrouble.SILENT, job.came_out, "it takes no more bytes")
        job.took(count)

    def _has_room_for_next(self, job: PrintJob) -> bool:
        room = self._profile.receive_buffer_bytes * BUFFER_SHARE - job.unproven_bytes
        return not job.unproven or len(job.pieces[job.place]) <= room

    def _await_proof(self, link: PrinterLink, job: PrintJob) -> None:
        """Wait until the oldest piece is printed, looking at the printer meanwhile."""
        polls = noises = 0
        while not link.proofs:
            if link.listen(PROOF_POLL_S) and noises < MAX_NOISES:
                noises += 1
                continue
            polls += 1
            status = link.status()
            if link.proofs:
                break
            if status is None or polls >= PROOF_POLLS:
                job.lost = True
                raise PrinterFault(
                    PrinterTrouble.SILENT, job.came_out, "" if status is None else _LOST
                )
            if status.trouble is not None:
                raise _fault(status, job.came_out)
        link.proofs -= 1
        job.proved()

    # The way to the printer

    def _ready(self, job: PrintJob | None) -> tuple[PrinterLink, PrinterStatus]:
        """An open link to a printer without trouble; a way that died unused is opened anew.

        Errors: PrinterFault, LinkDownError.
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
        if status is None:
            if job is not None and not known:
                job.lost = True
                came_out = job.came_out
            raise PrinterFault(PrinterTrouble.SILENT, came_out)
        if status.trouble is not None:
            raise _fault(status, came_out)
        return link, status

    def _ask_status(self, link: PrinterLink) -> PrinterStatus | None:
        if not self._answers(link):
            return PrinterStatus()
        status = link.status()
        if status is not None and status.error:
            link.send(RECOVER)
            status = link.status()
        return status

    def _open(self) -> PrinterLink:
        """Errors: LinkDownError."""
        if self._link is None:
            self._link = PrinterLink(self._connect())
        return self._link

    def _hang_up(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()

    def _answers(self, link: PrinterLink) -> bool:
        return self._profile.answers and link.answers

    # After an abandoned job

    def _clear_the_way(self, link: PrinterLink) -> None:
        """Leave nothing of an abandoned job in the printer, and its paper cut off."""
        if self._left_over is not None:
            self._flush(link, self._left_over)
            self._left_over = None
        if self._half_slip:
            link.send(slip.INITIALISE + slip.end_of_slip(self._profile.dialect))
            self._half_slip = False
        link.proofs = 0

    def _flush(self, link: PrinterLink, left: _LeftOver) -> None:
        """Clear the buffers; or end the half-sent command with white and wait for quiet."""
        if not self._answers(link):
            link.send(bytes(left.missing))
            return
        if link.clear_buffers():
            return
        link.send(bytes(left.missing) + PAPER_STATUS_REQUEST)
        for _ in range(MAX_LEFT_OVER_ANSWERS):
            if link.proofs > left.answers or not link.listen(SETTLED_S):
                return


_LOST = "it was off or cleared in between"


def _fault(status: PrinterStatus, came_out: CameOut) -> PrinterFault:
    assert status.trouble is not None
    broken = "it reports an error: switch it off and on" if status.broken else ""
    return PrinterFault(status.trouble, came_out, broken)
