"""Asks whatever hangs at an address who it is and how it is; an unknown device may print that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from drivers import printer_profiles
from drivers.escpos.encoder import command
from drivers.escpos.status import Question
from drivers.print_job import Proof
from drivers.printer_link import PrinterLink
from drivers.printer_profiles import PrinterProfile
from drivers.printer_turn import PrinterTurn
from drivers.transport.port import Transport
from drivers.transport.serial_port import Flow, SerialSettings, SerialTransport
from terminal.faults import PrinterTrouble

BAUDS_BPS = (115_200, 9_600, 38_400, 19_200, 57_600)
"""What receipt printers are set to, the commonest first."""

NAMED_WITHIN_S = 0.3
"""A name is short, and a printer that is idle answers at once."""

NAMES = {
    "firmware": command("GS I", what="firmware version"),
    "maker": command("GS I", what="maker"),
    "model": command("GS I", what="model name"),
    "serial": command("GS I", what="serial number"),
}
"""GS I 65 to 68 (Epson's reference)."""


@dataclass(frozen=True, slots=True)
class Probed:
    """What answered, at which speed, and what it is taken for.

    `wires` are the modem lines that are on, None where the port has none to look at. `flow` is what
    they make likely: a printer that keeps CTS or DSR up can take it down. `proof` is None where it
    answers on reception alone.
    """

    baud_bps: int | None = None
    names: dict[str, str] = field(default_factory=dict)
    wires: tuple[str, ...] | None = None
    proof: Proof | None = Proof.TAKEN
    profile: str = ""
    trouble: PrinterTrouble | None = None

    @property
    def flow(self) -> Flow | None:
        """The flow control to write in the address; None where nothing tells."""
        if self.wires and "CTS" in self.wires:
            return Flow.RTSCTS
        if self.wires and "DSR" in self.wires:
            return Flow.DSRDTR
        return None


def probe_serial(opener: Callable[[SerialSettings], Transport]) -> Probed | None:
    """Try the usual speeds at a serial port; None when nothing answers at any of them.

    Errors: LinkDownError.
    """
    for baud_bps in BAUDS_BPS:
        transport = opener(SerialSettings(baud_bps))
        wires = transport.signals if isinstance(transport, SerialTransport) else None
        found = probe(transport)
        if found is not None:
            return replace(found, baud_bps=baud_bps, wires=wires)
    return None


def probe(transport: Transport) -> Probed | None:
    """Ask, and close the way; None when nothing answers. Errors: LinkDownError."""
    link = PrinterLink(transport)
    try:
        if not link.answers or not _answers(link):
            return None
        names = {what: _name(link, request) for what, request in NAMES.items()}
        names = {what: name for what, name in names.items() if name}
        profile = likely_profile(names)
        status = link.status()
        trouble = status.trouble if status is not None else None
        proof = Proof.STATUS if trouble else PrinterTurn(link, profile).find_proof()
        return Probed(names=names, proof=proof, profile=profile.name, trouble=trouble)
    finally:
        link.close()


def likely_profile(names: dict[str, str]) -> PrinterProfile:
    """The profile of that model, else one of that maker, else the commonest."""
    profiles = [printer_profiles.load(name) for name in printer_profiles.names()]
    maker, model = names.get("maker", "").upper(), names.get("model", "").upper()
    for profile in profiles:
        if model and profile.model.upper() == model:
            return profile
    for profile in profiles:
        if maker and profile.manufacturer.upper() == maker:
            return profile
    return printer_profiles.load(printer_profiles.DEFAULT)


def _answers(link: PrinterLink) -> bool:
    """Twice the same: at a wrong speed noise, too, looks like a status now and then."""
    first = link.ask(Question.PRINTER)
    return first is not None and link.ask(Question.PRINTER) == first


def _name(link: PrinterLink, request: bytes) -> str:
    found = link.ask_name(request, NAMED_WITHIN_S)
    return found.decode("ascii", "replace").strip() if found else ""
