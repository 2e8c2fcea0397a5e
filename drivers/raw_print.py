"""Bytes of any origin to a printer, as they are: asked before, watched meanwhile, proved after."""

from __future__ import annotations

from drivers.escpos.status import PAPER_STATUS_REQUEST, PrinterStatus
from drivers.printer_link import PrinterLink
from terminal.faults import CameOut, PrinterFault, PrinterTrouble

PROOF_POLL_S = 1.0
"""Between two looks at a printer that is still printing."""

PROOF_POLLS = 300
"""Five minutes: 50 mm/s, the slowest head there is, prints a third of a roll meanwhile."""


def ready_status(link: PrinterLink, *, answers: bool) -> PrinterStatus:
    """How a printer is that can print; one that never answers is believed to be well.

    Errors: PrinterFault where it cannot print or says nothing; LinkDownError.
    """
    if not answers:
        return PrinterStatus()
    return _checked(link.status(), CameOut.NOTHING)


def print_raw(link: PrinterLink, data: bytes, *, answers: bool) -> None:
    """Send the bytes; return when the printer says they are printed, or has taken them.

    Errors: PrinterFault, LinkDownError.
    """
    ready_status(link, answers=answers)
    came_out = CameOut.NOTHING
    while data:
        taken = link.send(data)
        if not taken:
            raise PrinterFault(PrinterTrouble.SILENT, came_out, "it takes no more bytes")
        data, came_out = data[taken:], CameOut.UNKNOWN
    if answers:
        _await_proof(link)


def _await_proof(link: PrinterLink) -> None:
    """GS r 1 is answered when all that came before it has been printed."""
    link.proofs = 0
    link.send(PAPER_STATUS_REQUEST)
    for _ in range(PROOF_POLLS):
        link.listen(PROOF_POLL_S)
        if link.proofs:
            return
        _checked(link.status(), CameOut.UNKNOWN)
    raise PrinterFault(PrinterTrouble.SILENT, CameOut.UNKNOWN, "it never said it was done")


def _checked(status: PrinterStatus | None, came_out: CameOut) -> PrinterStatus:
    if status is None:
        raise PrinterFault(PrinterTrouble.SILENT, came_out)
    if status.trouble is not None:
        raise PrinterFault(status.trouble, came_out)
    return status
