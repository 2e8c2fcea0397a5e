"""Bytes of any origin to a printer, as they are: asked before, watched meanwhile, proved after."""

from __future__ import annotations

from drivers.escpos.status import PrinterStatus
from drivers.print_job import PrintJob, Proof
from drivers.printer_link import PrinterLink
from drivers.printer_profiles import PrinterProfile
from drivers.printer_turn import STUCK, PrinterTurn
from terminal.faults import CameOut, PrinterFault, PrinterTrouble
from terminal.messages import text

PROOF_POLL_S = 1.0
"""Between two looks at a printer that is still printing."""

PROOF_POLLS = 300
"""Five minutes: 50 mm/s, the slowest head there is, prints a third of a roll meanwhile."""


def ready_status(link: PrinterLink, profile: PrinterProfile) -> PrinterStatus:
    """How a printer is that can print; one that never answers is believed to be well.

    Errors: PrinterFault where it cannot print or says nothing; LinkDownError.
    """
    if link.answers and profile.answers:
        return _checked(link.status(), CameOut.NOTHING)
    return _checked(link.port_status(), CameOut.NOTHING)


def print_raw(link: PrinterLink, data: bytes, profile: PrinterProfile) -> None:
    """Send the bytes; return when the printer says they are printed, or has taken them.

    They end between two commands (drivers.escpos.ending), or it says nothing for five minutes.
    Errors: PrinterFault, LinkDownError.
    """
    job = PrintJob((data,), _proof(link, profile))
    while job.left:
        taken = link.send(job.rest_of_piece)
        if not taken:
            raise PrinterFault(PrinterTrouble.SILENT, job.came_out, text("printer.stopped"))
        job.took(taken)
    if job.proof is Proof.STATUS:
        _watch(link, job.print_s(profile.speed_mm_s))
    for _ in range(PROOF_POLLS):
        if not job.unproven:
            return
        link.listen(PROOF_POLL_S)
        for answer in link.told():
            job.heard(answer)
        if job.unproven:
            _checked(link.status(), CameOut.UNKNOWN)
    raise PrinterFault(PrinterTrouble.SILENT, CameOut.UNKNOWN, text("printer.never_done"))


def _proof(link: PrinterLink, profile: PrinterProfile) -> Proof:
    """How a printer proves that can print and stands between two commands, brought there or not."""
    turn = PrinterTurn(link, profile)
    try:
        ready_status(link, profile)
    except PrinterFault as fault:
        if fault.trouble is not PrinterTrouble.SILENT:
            raise
        turn.rouse()
        ready_status(link, profile)
    proof = turn.find_proof()
    if proof is None:
        raise PrinterFault(PrinterTrouble.SILENT, CameOut.NOTHING, STUCK)
    return proof


def _watch(link: PrinterLink, seconds: float) -> None:
    """Nothing proves it printed: it is, when there was the time and no trouble."""
    for _ in range(min(PROOF_POLLS, round(seconds / PROOF_POLL_S))):
        link.listen(PROOF_POLL_S)
        _checked(link.status(), CameOut.UNKNOWN)


def _checked(status: PrinterStatus | None, came_out: CameOut) -> PrinterStatus:
    if status is None:
        raise PrinterFault(PrinterTrouble.SILENT, came_out)
    if status.trouble is not None:
        raise PrinterFault(status.trouble, came_out)
    return status
