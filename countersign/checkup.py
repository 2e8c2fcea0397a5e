"""Whether this machine can run a terminal: Python, fonts, state folder, the ports of printers."""

from __future__ import annotations

import os
import sys
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum

from countersign.state import StateError, StateFolder, found_key
from drivers.printer_probe import Probed
from drivers.printer_search import FoundPort, Search
from drivers.refusals import refusal
from drivers.transport.serial_port import DEFAULT_BAUD
from terminal.faults import CameOut, PrinterFault

MOST_AUDIT_ROWS = 100_000
"""Books of more take minutes to be verified."""
OLDEST_PYTHON = (3, 11)
PROBE_IT = "countersign doctor --probe asks it who it is (an unknown device may print that)"


class How(StrEnum):
    """How it is with what was looked at."""

    WELL = "well"
    NOTE = "note"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it is, and what to do about it ('' where there is nothing)."""

    what: str
    how: How
    says: str
    todo: str = ""


def python() -> Finding:
    """The Python this runs on."""
    version = sys.version_info
    says = f"{version.major}.{version.minor}.{version.micro}"
    if version[:2] < OLDEST_PYTHON:
        return Finding("Python", How.TROUBLE, says, "install Python 3.11 or newer")
    return Finding("Python", How.WELL, says)


def fonts() -> Finding:
    """The dot font of the paper, which comes with the program."""
    from receipts.dots import GETA, glyph

    try:
        whole = any(glyph("签")) and glyph("签") != glyph(GETA)
    except (OSError, ValueError, AssertionError) as error:
        return Finding("fonts", How.TROUBLE, f"the dot font does not read: {error}", _REINSTALL)
    if not whole:
        return Finding("fonts", How.TROUBLE, "the dot font has no Hanzi", _REINSTALL)
    return Finding("fonts", How.WELL, "24 dots, all of GBK")


_REINSTALL = "install countersign again"


def screen() -> Finding:
    """Whether the window can show Chinese."""
    encoding = (sys.stdout.encoding or "").lower().replace("-", "")
    if encoding != "utf8":
        todo = "set LANG to a UTF-8 locale, such as C.UTF-8"
        return Finding("screen", How.TROUBLE, f"the locale writes {encoding}", todo)
    return Finding("screen", How.WELL, "UTF-8")


def state(folder: StateFolder) -> tuple[Finding, ...]:
    """The folder of a terminal: its rights, who works in it, whether journal and books read."""
    from drivers.transport.holders import holders

    try:
        is_there = folder.path.exists()
    except OSError as error:
        return (Finding("state", How.TROUBLE, refusal(error, folder.path).say("en")),)
    if not is_there:
        says = f"{folder.path}: no terminal has been here yet"
        return (Finding("state", How.NOTE, says),)
    if not os.access(folder.path, os.R_OK | os.W_OK | os.X_OK):
        says = f"{folder.path} may not be read and written"
        return (Finding("state", How.TROUBLE, says, "check its rights, or choose another --state"),)
    found = [Finding("state", How.WELL, str(folder.path))]
    held = holders(str(folder.lock)) if folder.lock.exists() else ()
    if held:
        says = f"a terminal is running in it: {', '.join(map(str, held))}"
        found.append(Finding("lock", How.NOTE, says))
    if folder.journal.exists():
        found.append(_journal(folder))
    elif folder.secure_element.exists():
        found += _lost_journal(folder)
    if folder.bank.exists() and not folder.bank_key.exists():
        says = f"{folder.bank_key} is missing: it opens the signatures in {folder.bank.name}"
        found.append(Finding("bank", How.TROUBLE, says, "put it back; no other key will do"))
    elif folder.bank.exists():
        found.append(_bank(folder))
    return tuple(found)


def _lost_journal(folder: StateFolder) -> tuple[Finding, ...]:
    """A secure element that has sealed a journal, and the journal is not there."""
    from countersign.journal_reader import keys_of
    from drivers.chip_memory import ChipFileError
    from drivers.journal.errors import JournalMissingError

    try:
        is_bound = bool(keys_of(folder).journal_id)
    except ChipFileError as error:
        return (Finding("secure element", How.TROUBLE, str(error)),)
    lost = str(JournalMissingError(str(folder.journal)))
    return (Finding("journal", How.TROUBLE, lost),) if is_bound else ()


def _journal(folder: StateFolder) -> Finding:
    from countersign.journal_reader import read
    from drivers.chip_memory import ChipFileError
    from drivers.journal.errors import JournalError
    from drivers.journal.noted_head import note_path

    try:
        reading = read(folder)
    except (JournalError, ChipFileError) as error:
        return Finding("journal", How.TROUBLE, str(error))
    if reading.damage:
        todo = "`countersign journal verify` shows the damage; nothing was deleted"
        return Finding("journal", How.TROUBLE, reading.damage, todo)
    head = note_path(str(folder.journal))
    if len(reading.book) and not head.exists():
        says = f"{head} is gone: nobody can tell whether an older journal was put back"
        todo = "compare with `countersign host report`; the next start signs on anew and notes it"
        return Finding("journal", How.TROUBLE, says, todo)
    entries = sum(1 for _ in reading.book.newest())
    says = f"readable; entries: {entries}, unsigned: {reading.book.unsigned_count}"
    return Finding("journal", How.WELL, says)


def _bank(folder: StateFolder) -> Finding:
    """Whether the books of the folder's own bank are what was written; as `host verify` looks."""
    from acquirer.books import StoreError
    from acquirer.keys import BankKeys
    from acquirer.store import SqlStore
    from acquirer.verification import verify

    verify_it = f"`countersign host verify --state {folder.path}` names each"
    try:
        keys = BankKeys(found_key(folder.bank_key))
        with closing(SqlStore.reader(folder.bank_url)) as books:
            rows = books.head().audit_seq
            if rows > MOST_AUDIT_ROWS:
                says = f"books of {rows} audit rows, which were not read"
                return Finding("bank", How.NOTE, says, f"{verify_it} record that was changed")
            broken = verify(books, keys)
    except (StateError, StoreError) as error:
        return Finding("bank", How.TROUBLE, str(error))
    if broken:
        says = f"{len(broken)} records are not what was written, first {broken[0]}"
        return Finding("bank", How.TROUBLE, says, f"{verify_it}; nothing was changed")
    return Finding("bank", How.WELL, f"{rows} audit rows and all they cover, all right")


def ports(search: Search) -> tuple[Finding, ...]:
    """The ports found, without having sent them anything."""
    found = [_port(port) for port in search.ports]
    found += [Finding("USB", How.NOTE, missed) for missed in search.missed]
    if not search.ports:
        todo = "plug it in; a network printer needs no port: tcp://host:9100"
        found.append(Finding("printers", How.NOTE, "no port with a printer was found", todo))
    return tuple(found)


def _port(port: FoundPort) -> Finding:
    says = port.title or "a port"
    if port.trouble:
        why, _, todo = port.trouble.partition(": ")
        return Finding(port.url, How.TROUBLE, f"{says}; {why}", todo)
    return Finding(port.url, How.WELL, says, PROBE_IT)


def answer(url: str, probed: Probed | None) -> Finding:
    """What came back from an address that was asked."""
    if probed is None:
        return Finding(url, How.TROUBLE, "nothing answers", SILENT)
    says = [
        " ".join(probed.names.get(name, "") for name in ("maker", "model")).strip() or "a printer"
    ]
    if "firmware" in probed.names:
        says.append(f"firmware {probed.names['firmware']}")
    if probed.baud_bps is not None:
        says.append(f"answers at {probed.baud_bps} baud")
    if probed.wires is not None:
        says.append(f"its lines: {' '.join(probed.wires) or 'none on'}")
    if probed.proof is None:
        return Finding(url, How.TROUBLE, "; ".join(says), DEAF)
    says.append(f"it proves a slip so: {probed.proof.value}")
    if probed.trouble is not None:
        todo = str(PrinterFault(probed.trouble, CameOut.NOTHING))
        return Finding(url, How.TROUBLE, "; ".join(says), todo)
    return Finding(
        url,
        How.WELL,
        "; ".join(says),
        f"use '{address(url, probed)}' with --profile {probed.profile}",
    )


SILENT = (
    "is it on and is the cable one with both directions? Set flow and baud as on its self-test "
    "page; a printer that never answers prints by --profile dumb58"
)

DEAF = (
    "it answers DLE EOT and nothing that waits its turn: it stands in half a command, switch it "
    "off and on and ask again; one that never answers GS r prints by --profile status58"
)


def address(url: str, probed: Probed) -> str:
    """The address to print by: the port's own, with what was found out about the line."""
    options = []
    if probed.baud_bps not in (None, DEFAULT_BAUD):
        options.append(f"baud={probed.baud_bps}")
    if probed.flow is not None:
        options.append(f"flow={probed.flow}")
    return f"{url}?{'&'.join(options)}" if options else url
