"""What the journal says when one asks it: what is still open, and who forgets signatures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from terminal.entry import VOID, AttemptOutcome, Entry
from terminal.journal import Book
from terminal.states import Payment, Signature, SlipState


@dataclass(frozen=True, slots=True)
class OpenMatters:
    """Transactions somebody still has to see to (resign.md, People), newest first; each may
    stand in more than one list."""

    unsigned: tuple[Entry, ...] = ()
    upload_failed: tuple[Entry, ...] = ()
    unprinted: tuple[Entry, ...] = ()
    reversal_due: tuple[Entry, ...] = ()

    def lists(self) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
        """The lists with their names."""
        return (
            ("unsigned", self.unsigned),
            ("upload_failed", self.upload_failed),
            ("unprinted", self.unprinted),
            ("reversal_due", self.reversal_due),
        )

    @property
    def count(self) -> int:
        """How many rows all lists have together."""
        return sum(len(entries) for _, entries in self.lists())


def open_matters(book: Book, before: datetime | None = None) -> OpenMatters:
    """What is open, of what began `before` a moment if one is given."""
    entries = [entry for entry in book.newest() if before is None or entry.started_at < before]
    return OpenMatters(
        unsigned=tuple(e for e in entries if e.is_open and not _upload_failed(e)),
        upload_failed=tuple(e for e in entries if e.is_open and _upload_failed(e)),
        unprinted=tuple(e for e in entries if _is_unprinted(e)),
        reversal_due=tuple(e for e in entries if e.payment is Payment.REVERSAL_DUE),
    )


def _upload_failed(entry: Entry) -> bool:
    return entry.signature is Signature.UPLOAD_FAILED


def _is_unprinted(entry: Entry) -> bool:
    without = {SlipState.NOT_PRINTED, SlipState.PRINT_FAILED}
    return entry.payment is Payment.APPROVED and entry.slip in without


@dataclass(frozen=True, slots=True)
class Forgetful:
    """How one operator does with signatures: asked for, forgotten at first, and still open."""

    operator: str
    asked: int = 0
    forgotten: int = 0
    still_open: int = 0
    open_minor: int = 0
    settled: int = 0
    """Unsigned in a batch that is settled: for the phone page and support, not for the terminal."""
    settled_minor: int = 0


def forgotten_by_operator(book: Book) -> tuple[Forgetful, ...]:
    """A row for each operator who had to have something signed, by number; all of the journal."""
    by_operator: dict[str, list[Entry]] = {}
    for entry in book:
        if entry.signature is not Signature.NOT_REQUIRED and entry.attempts:
            by_operator.setdefault(entry.operator, []).append(entry)
    return tuple(_row(operator, entries) for operator, entries in sorted(by_operator.items()))


def _row(operator: str, entries: list[Entry]) -> Forgetful:
    still_open = [entry for entry in entries if entry.is_open]
    settled = [entry for entry in entries if entry.was_settled_unsigned]
    return Forgetful(
        operator,
        asked=len(entries),
        forgotten=sum(e.attempts[0].outcome is not AttemptOutcome.SIGNED for e in entries),
        still_open=len(still_open),
        open_minor=_held_minor(still_open),
        settled=len(settled),
        settled_minor=_held_minor(settled),
    )


def _held_minor(entries: list[Entry]) -> int:
    """What is held back of the merchant's money; a void gives money back, and holds none."""
    return sum(entry.amount_minor for entry in entries if entry.kind != VOID)
