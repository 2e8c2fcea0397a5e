"""What the bank asks of its books: a few look-ups, and one commit for all a message changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from acquirer import covering, shelves
from acquirer.audit import Actor, Chain, Note
from acquirer.desk_records import DeskRecord
from acquirer.records import (
    Action,
    AuditRow,
    Batch,
    CardState,
    Head,
    Payout,
    SignatureAttempt,
    Sum,
    TerminalState,
    Transaction,
    TransactionKey,
)
from acquirer.shelves import Shelf


class StoreError(Exception):
    """Theirs: the books cannot be used; says which, why, and what to do."""


class NotNowError(StoreError):
    """Theirs: nothing was written, and all of it may be tried again; says what keeps it off."""


class DamagedError(StoreError):
    """Theirs: what lies there cannot be read as books of ours; says where it ends."""


@dataclass(frozen=True, slots=True)
class Changes:
    """All that one message changes; a record replaces the one of the same key."""

    head: Head
    terminals: tuple[TerminalState, ...] = ()
    cards: tuple[CardState, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    payouts: tuple[Payout, ...] = ()
    attempts: tuple[SignatureAttempt, ...] = ()
    erased: tuple[SignatureAttempt, ...] = ()
    """Attempts that are there, without what retention took from them."""
    batches: tuple[Batch, ...] = ()
    desk: tuple[DeskRecord, ...] = ()
    audit: tuple[AuditRow, ...] = ()
    seal: str = ""
    """Over the head, for the note of it outside the books (acquirer.noted_head)."""


K = TypeVar("K", bound=DeskRecord)


class Reader(Protocol):
    """The books as a report reads them."""

    def head(self) -> Head:
        """The counters as of the last commit."""

    def transactions(self, limit: int) -> tuple[Transaction, ...]:
        """The newest transactions, newest first."""

    def sums(self) -> tuple[Sum, ...]:
        """All transactions by what they are and where their money is, however many there are."""

    def settled(self, merchant_id: str, terminal_id: str, batch: int) -> Batch | None:
        """The batch, if it is settled."""

    def payout(self, key: TransactionKey) -> Payout | None:
        """The payout of one transaction."""

    def attempts(self, key: TransactionKey) -> tuple[SignatureAttempt, ...]:
        """Every signature uploaded for one transaction, oldest first."""

    def audit(self) -> Iterator[AuditRow]:
        """All audit rows, oldest first."""

    def rows(self, shelf: Shelf[Any]) -> Iterator[tuple[Any, ...]]:
        """Every row of a shelf as it stands there, by its key; broken text is kept as it is."""

    def flaws(self) -> tuple[str, ...]:
        """What the database itself finds wrong with its pages, indices and tables; reads all."""

    def noted(self) -> bytes | None:
        """The note of the audit's end outside the books (acquirer.noted_head); b"" where it is
        gone, None where these books keep none."""

    def close(self) -> None:
        """Let the books go."""


class Store(Reader, Protocol):
    """The books as the bank keeps them. One writer; whoever calls takes turns."""

    def terminal(self, terminal_id: str) -> TerminalState | None:
        """The latest sign-on of a terminal."""

    def card(self, card_digest: str) -> CardState | None:
        """The PIN count of a card."""

    def transaction(self, key: TransactionKey) -> Transaction | None:
        """One transaction."""

    def signed_by_another(self, ink_digest: str, card_digest: str) -> bool:
        """Whether the same ink was accepted for another card."""

    def highest_trace(self, merchant_id: str, terminal_id: str, batch: int) -> int:
        """The highest trace of a batch of a terminal; 0 for none."""

    def next_due(self) -> datetime | None:
        """When the next released payout is due."""

    def due_payouts(self, until: datetime, limit: int) -> tuple[Payout, ...]:
        """Released payouts due at `until` or before, earliest first."""

    def paid_minor(self, merchant_id: str, day: date) -> int:
        """What was paid out to a merchant on one day."""

    def by_reference(self, reference: str) -> Transaction | None:
        """The transaction of a reference number (F37)."""

    def unsigned(self, merchant_id: str) -> tuple[Transaction, ...]:
        """A merchant's approved transactions that lack a signature, oldest first."""

    def sales_of(self, merchant_id: str, limit: int) -> tuple[Transaction, ...]:
        """A merchant's newest transactions, newest first."""

    def in_batch(self, merchant_id: str, terminal_id: str, batch: int) -> tuple[Transaction, ...]:
        """All transactions of a terminal's batch, by trace."""

    def kept_until(self, until: datetime, limit: int) -> tuple[SignatureAttempt, ...]:
        """Attempts of `until` or before that still hold something of a hand, oldest first."""

    def trail(self, subject: str) -> tuple[AuditRow, ...]:
        """What the audit says of one subject, oldest first; reads all of it."""

    def one(self, kind: type[K], *key: str | int | TransactionKey) -> K | None:
        """The record that people made under this key."""

    def many(self, kind: type[K], **where: Any) -> tuple[K, ...]:
        """The records that people made whose fields equal `where` (a `key` too), by their key."""

    def commit(self, changes: Changes) -> None:
        """Write all of `changes` durably, or nothing. Errors: StoreError, after which the store
        takes nothing more; NotNowError, after which it does."""


Record = TerminalState | CardState | Transaction | Payout | SignatureAttempt | Batch | DeskRecord

_PARTS: dict[type[Any], tuple[str, Shelf[Any]]] = {
    TerminalState: ("terminals", shelves.TERMINALS),
    CardState: ("cards", shelves.CARDS),
    Transaction: ("transactions", shelves.TRANSACTIONS),
    Payout: ("payouts", shelves.PAYOUTS),
    SignatureAttempt: ("attempts", shelves.ATTEMPTS),
    Batch: ("batches", shelves.BATCHES),
    **{kind: ("desk", shelf) for kind, shelf in shelves.DESK.items()},
}
"""The part of `Changes` that a record of each kind belongs to, and its shelf."""


class Work:
    """What one message is about to change, gathered until its single commit."""

    def __init__(self, store: Store, chain: Chain, now: datetime, actor: Actor) -> None:
        self.store = store
        self.now = now
        self.actor = actor
        self._chain = chain
        self._number = store.head().number
        self._records: dict[str, list[Any]] = {}
        self._covered: list[tuple[Shelf[Any], Any]] = []
        self._notes: list[Note] = []

    def next_number(self) -> int:
        """A number the bank has never given out before."""
        self._number += 1
        return self._number

    def put(self, record: Record) -> None:
        """Write a record; it replaces the one of its key."""
        part, shelf = _PARTS[type(record)]
        self._put(part, shelf, record)

    def payout(self, key: TransactionKey) -> Payout | None:
        """The payout as this commit will leave it."""
        for record in reversed(self._records.get("payouts", [])):
            if record.key == key:
                assert isinstance(record, Payout)
                return record
        return self.store.payout(key)

    def erase(self, attempt: SignatureAttempt) -> None:
        """Write what retention leaves of an attempt that is there."""
        self._put("erased", shelves.ATTEMPTS, attempt)

    def note(self, action: Action, subject: object, why: str) -> None:
        """Add a row to the audit."""
        self._notes.append(Note(action, str(subject), why))

    def commit(self) -> None:
        """Write it all at once; nothing at all where nothing changed.

        The last row of the audit covers the records, so whoever writes one says why.
        """
        if not self._notes:
            assert not self._records, "a change nobody gave account of"
            return
        covers = covering.covers(self._number, self._covered)
        last = self._notes[-1]
        self._notes[-1] = Note(last.action, last.subject, last.why, covers)
        head = self.store.head()
        rows: list[AuditRow] = []
        for note in self._notes:
            row = self._chain.row(head, self.now, self.actor, note)
            head = Head(self._number, row.seq, row.mac)
            rows.append(row)
        parts = {part: tuple(records) for part, records in self._records.items()}
        self.store.commit(Changes(head, audit=tuple(rows), seal=self._chain.seal(head), **parts))

    def _put(self, part: str, shelf: Shelf[Any], record: Any) -> None:
        self._records.setdefault(part, []).append(record)
        self._covered.append((shelf, record))
