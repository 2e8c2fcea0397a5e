"""What a terminal's journal can say of one transaction, and whether it is to be believed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import apsw

from countersign.journal_reader import UnknownEntryError, find, keys_of, read
from countersign.settings import terminal_config
from countersign.state import StateFolder
from drivers.journal import audit
from drivers.journal.audit import VerifyReport
from drivers.journal.errors import JournalError
from drivers.journal.image import image_of, opened
from drivers.journal.notary import EventRow, txn_of
from drivers.journal.reading import BadRecordError, events_of
from drivers.secure_element import SecureElement
from receipts.signature import rasterise
from receipts.slip import Copy, Document
from receipts.slips import sale_slip
from terminal import host
from terminal.config import Config
from terminal.entry import Attempt, Entry
from terminal.flows.signature import binding_record, device_bound
from terminal.slips import sale_facts
from wire.bitmap import Bitmap


@dataclass(frozen=True, slots=True)
class JournalSide:
    """One entry as its terminal wrote it down.

    `report` is of the whole journal. `binding` is the record a signature is bound to, '' where the
    bank gave no answer it could be made of. `chain` are the entry's records, oldest first.
    """

    config: Config
    report: VerifyReport
    entry: Entry
    binding: str
    sealed: tuple[bool | None, ...]
    """Of each attempt: whether the device's MAC is its own; None where it made none."""
    chain: tuple[EventRow, ...]

    def slip(self, handwriting: Bitmap | None) -> Document | None:
        """The merchant's copy as it stands now; without the handwriting the pad shows its code."""
        if self.entry.answer is None:
            return None
        drawn = handwriting or rasterise((), host.code_of(self.entry))
        picture = drawn if self.entry.image or handwriting else None
        facts = sale_facts(self.config, self.entry, picture, is_duplicate=True)
        return sale_slip(facts, Copy.MERCHANT, "both")


def journal_side(folder: StateFolder, ref: str) -> JournalSide:
    """Find the entry of `ref` and all that belongs to it; nothing is written.

    What a damaged journal says is what stands before the damage. Errors: UnknownEntryError,
    JournalError, ChipFileError, SettingsError.
    """
    config, element = terminal_config(folder), keys_of(folder)
    report = audit.verify(folder.journal, element)
    reading = read(folder)
    try:
        entry = find(reading.book, ref)
    except UnknownEntryError as error:
        if reading.damage:
            raise JournalError(f"it is damaged at {reading.damage}, and before: {error}") from None
        raise
    return JournalSide(
        config=config,
        report=report,
        entry=entry,
        binding=binding_record(config, entry) if entry.answer else "",
        sealed=tuple(_is_sealed(config, element, entry, each) for each in entry.attempts),
        chain=_chain(folder.journal, txn_of(entry.key)),
    )


def _is_sealed(
    config: Config, element: SecureElement, entry: Entry, attempt: Attempt
) -> bool | None:
    if not attempt.device_mac:
        return None
    bound = device_bound(config, entry, attempt.strokes_digest, attempt.image_digest)
    return element.device_mac(bound) == attempt.device_mac


def _chain(journal: Path, txn: int) -> tuple[EventRow, ...]:
    """Every record of one transaction that can be read."""
    found: list[EventRow] = []
    try:
        with opened(image_of(journal), journal) as connection:
            found.extend(row for row in events_of(connection) if row.txn == txn)
    except (BadRecordError, TypeError, UnicodeDecodeError, apsw.Error):
        pass  # the report names it; what stands before it is here
    return tuple(found)
