"""What the bank asks of its books: a few look-ups, and one commit for all a message changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from acquirer.audit import Actor, Chain, Note
from acquirer.records import (
    Action,
    AuditRow,
    CardState,
    Head,
    Payout,
    SignatureAttempt,
    TerminalState,
    Transaction,
    TransactionKey,
)


class StoreError(Exception):
    """Theirs: the books cannot be used; says which, why, and what to do."""


@dataclass(frozen=True, slots=True)
class Changes:
    """All that one message changes; a record replaces the one of the same key."""

    head: Head
    terminals: tuple[TerminalState, ...] = ()
    cards: tuple[CardState, ...] = ()
    transactions: tuple[Transaction, ...] = ()
    payouts: tuple[Payout, ...] = ()
    attempts: tuple[SignatureAttempt, ...] = ()
    audit: tuple[AuditRow, ...] = ()


class Reader(Protocol):
    """The books as a report reads them."""

    def head(self) -> Head:
        """The counters as of the last commit."""

    def transactions(self, limit: int) -> tuple[Transaction, ...]:
        """The newest transactions, newest first."""

    def payout(self, key: TransactionKey) -> Payout | None:
        """The payout of one transaction."""

    def attempts(self, key: TransactionKey) -> tuple[SignatureAttempt, ...]:
        """Every signature uploaded for one transaction, oldest first."""

    def audit(self) -> Iterator[AuditRow]:
        """All audit rows, oldest first."""

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

    def commit(self, changes: Changes) -> None:
        """Write all of `changes` durably, or nothing."""


Record = TerminalState | CardState | Transaction | Payout | SignatureAttempt

R = TypeVar("R", TerminalState, CardState, Transaction, Payout, SignatureAttempt)


class Work:
    """What one message is about to change, gathered until its single commit."""

    def __init__(self, store: Store, chain: Chain, now: datetime, actor: Actor) -> None:
        self.store = store
        self.now = now
        self._chain = chain
        self._actor = actor
        self._head = store.head()
        self._records: dict[type[Record], list[Record]] = {}
        self._audit: list[AuditRow] = []

    def next_number(self) -> int:
        """A number the bank has never given out before."""
        head = self._head
        self._head = Head(head.number + 1, head.audit_seq, head.audit_mac)
        return self._head.number

    def put(self, record: Record) -> None:
        """Write a record; it replaces the one of its key."""
        self._records.setdefault(type(record), []).append(record)

    def note(self, action: Action, subject: object, why: str) -> None:
        """Add a row to the audit."""
        note = Note(action, str(subject), why)
        row = self._chain.row(self._head, self.now, self._actor, note)
        self._head = Head(self._head.number, row.seq, row.mac)
        self._audit.append(row)

    def commit(self) -> None:
        """Write it all at once; nothing at all where nothing changed."""
        if self._records or self._audit:
            self.store.commit(
                Changes(
                    self._head,
                    terminals=self._of(TerminalState),
                    cards=self._of(CardState),
                    transactions=self._of(Transaction),
                    payouts=self._of(Payout),
                    attempts=self._of(SignatureAttempt),
                    audit=tuple(self._audit),
                )
            )

    def _of(self, kind: type[R]) -> tuple[R, ...]:
        return tuple(record for record in self._records.get(kind, ()) if isinstance(record, kind))
