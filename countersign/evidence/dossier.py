"""The two sides of one transaction put together; and said plainly, what of it is missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from acquirer.books import DamagedError, StoreError
from countersign.evidence.bank_side import (
    BankSide,
    Seen,
    Viewer,
    Wanted,
    bank_side,
    handwriting,
    wanted_by,
)
from countersign.evidence.journal_side import JournalSide, journal_side
from countersign.journal_reader import UnknownEntryError
from countersign.settings import terminal_config
from countersign.state import StateError, StateFolder
from drivers.chip_memory import ChipFileError
from drivers.journal.errors import JournalError
from receipts.wording import Wording


class NothingToReadError(Exception):
    """Theirs: neither a journal nor a bank is there; says where it was looked."""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where the two sides are: a terminal's state folder, a bank's database and its key file."""

    folder: StateFolder
    url: str
    key: Path


@dataclass(frozen=True, slots=True)
class Missing:
    """A side that says nothing, and why; `detail` is the reason as the program gave it."""

    words: Wording
    detail: str
    is_unknown: bool = False
    """There is something to read, and this transaction is not in it."""
    is_damaged: bool = False
    """There is something, and it is not what was written."""
    terminal_id: str = ""
    """Whose journal it is that has no such transaction."""


@dataclass(frozen=True, slots=True)
class Dossier:
    """All there is to one transaction; of the two sides one at least is there.

    `seen` is what there is of a hand; None where handwriting stays masked.
    """

    ref: str
    made_at: datetime
    journal: JournalSide | Missing
    bank: BankSide | Missing
    seen: Seen | None = None

    @property
    def name(self) -> str:
        """What the transaction is called: terminal, batch, voucher and reference."""
        if isinstance(self.bank, BankSide):
            key, reference = self.bank.sale.key, self.bank.sale.reference
            return f"{key.terminal_id} {key.batch:06d}-{key.trace:06d} {reference}".strip()
        assert isinstance(self.journal, JournalSide)
        entry = self.journal.entry
        reference = entry.answer.reference if entry.answer else ""
        return f"{self.journal.config.terminal_id} {entry.key} {reference}".strip()


def gather(sources: Sources, ref: str, now: datetime, viewer: Viewer | None = None) -> Dossier:
    """Look `ref` up on both sides. A `viewer` sees the handwriting, and the bank notes it first.

    Errors: UnknownEntryError where no side knows it, NothingToReadError where there is neither;
    with a viewer StoreError and StateError as well.
    """
    journal = _journal(sources.folder, ref)
    bank = _bank(sources, ref, journal, now)
    if isinstance(journal, Missing) and isinstance(bank, Missing):
        both = f"journal: {journal.detail}; bank: {bank.detail}"
        if journal.is_unknown or bank.is_unknown:
            raise UnknownEntryError(both)
        raise NothingToReadError(both)
    dossier = Dossier(ref, now, journal, bank)
    if viewer is None:
        return dossier
    if isinstance(bank, Missing):
        raise StateError(
            f"handwriting is shown only where the bank can note it: {bank.detail}",
            "只有银行能记下是谁看的，才显示笔迹",
        )
    seen = handwriting(sources.url, sources.key, bank.sale.key, viewer, now)
    return replace(dossier, bank=_bank(sources, ref, journal, now), seen=seen)


def _journal(folder: StateFolder, ref: str) -> JournalSide | Missing:
    if not folder.journal.is_file():
        words = Wording("没有终端日志", "There is no terminal's journal")
        return Missing(words, f"there is none in {folder.path}")
    try:
        return journal_side(folder, ref)
    except UnknownEntryError as error:
        words = Wording("终端日志里没有这笔交易", "The terminal's journal has no such transaction")
        terminal_id = terminal_config(folder).terminal_id
        return Missing(words, str(error), is_unknown=True, terminal_id=terminal_id)
    except (JournalError, ChipFileError) as error:
        words = Wording("终端日志不能读", "The terminal's journal cannot be read")
        return Missing(words, str(error), is_damaged=True)


def _bank(
    sources: Sources, ref: str, journal: JournalSide | Missing, now: datetime
) -> BankSide | Missing:
    try:
        return bank_side(sources.url, sources.key, _wanted(ref, journal), now)
    except UnknownEntryError as error:
        words = Wording("银行账里没有这笔交易", "The bank's books have no such transaction")
        return Missing(words, str(error), is_unknown=True)
    except DamagedError as error:
        words = Wording("银行账已损坏", "The bank's books are damaged")
        return Missing(words, str(error), is_damaged=True)
    except (StoreError, StateError) as error:
        words = Wording("没有银行账，或不能读", "The bank's books are not here or cannot be read")
        return Missing(words, str(error))


def _wanted(ref: str, journal: JournalSide | Missing) -> Wanted:
    """The journal's own entry is looked for by all of its key; else what was written by itself."""
    if isinstance(journal, Missing):
        return wanted_by(ref)
    key = journal.entry.key
    terminal_id = journal.config.terminal_id
    return Wanted(terminal_id=terminal_id, batch=key.batch, trace=key.trace)
