"""The bank's books in memory, for simulations: the same contract as the SQL store, no disk."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any

from acquirer import shelves
from acquirer.books import Changes, K
from acquirer.desk_records import DeskRecord
from acquirer.records import (
    AuditRow,
    Batch,
    CardState,
    Head,
    Kind,
    Payment,
    Payout,
    PayoutState,
    SignatureAttempt,
    Sum,
    TerminalState,
    Transaction,
    TransactionKey,
    Verdict,
)
from acquirer.shelves import Shelf


class MemoryStore:
    """Books that live as long as the process."""

    def __init__(self) -> None:
        self._head = Head()
        self._terminals: dict[str, TerminalState] = {}
        self._cards: dict[str, CardState] = {}
        self._transactions: dict[TransactionKey, Transaction] = {}
        self._payouts: dict[TransactionKey, Payout] = {}
        self._attempts: dict[TransactionKey, list[SignatureAttempt]] = {}
        self._audit: list[AuditRow] = []
        self._highest: dict[tuple[str, str, int], int] = {}
        self._cards_by_ink: dict[str, set[str]] = {}
        self._due: list[tuple[datetime, TransactionKey]] = []
        self._paid: dict[tuple[str, date], int] = {}
        self._by_reference: dict[str, TransactionKey] = {}
        self._batches: dict[tuple[str, str, int], Batch] = {}
        self._desk: dict[type[DeskRecord], dict[str, DeskRecord]] = {
            kind: {} for kind in shelves.DESK
        }

    def head(self) -> Head:
        """The counters as of the last commit."""
        return self._head

    def terminal(self, terminal_id: str) -> TerminalState | None:
        """The latest sign-on of a terminal."""
        return self._terminals.get(terminal_id)

    def card(self, card_digest: str) -> CardState | None:
        """The PIN count of a card."""
        return self._cards.get(card_digest)

    def transaction(self, key: TransactionKey) -> Transaction | None:
        """One transaction."""
        return self._transactions.get(key)

    def transactions(self, limit: int) -> tuple[Transaction, ...]:
        """The newest transactions, newest first."""
        return tuple(islice(reversed(self._transactions.values()), limit))

    def sums(self) -> tuple[Sum, ...]:
        """All transactions by what they are and where their money is."""
        amounts: dict[tuple[Kind, Payment, PayoutState | None], list[int]] = {}
        for key, sale in self._transactions.items():
            payout = self._payouts.get(key)
            state = (sale.kind, sale.payment, payout.state if payout else None)
            amounts.setdefault(state, []).append(sale.amount_minor)
        return tuple(Sum(*state, len(each), sum(each)) for state, each in amounts.items())

    def payout(self, key: TransactionKey) -> Payout | None:
        """The payout of one transaction."""
        return self._payouts.get(key)

    def attempts(self, key: TransactionKey) -> tuple[SignatureAttempt, ...]:
        """Every signature uploaded for one transaction, oldest first."""
        return tuple(self._attempts.get(key, ()))

    def signed_by_another(self, ink_digest: str, card_digest: str) -> bool:
        """Whether the same ink was accepted for another card."""
        return bool(self._cards_by_ink.get(ink_digest, set()) - {card_digest})

    def highest_trace(self, merchant_id: str, terminal_id: str, batch: int) -> int:
        """The highest trace a batch of a terminal has seen; 0 for none."""
        return self._highest.get((merchant_id, terminal_id, batch), 0)

    def next_due(self) -> datetime | None:
        """When the next released payout is due."""
        while self._due and not self._is_due(*self._due[0]):
            heapq.heappop(self._due)
        return self._due[0][0] if self._due else None

    def due_payouts(self, until: datetime, limit: int) -> tuple[Payout, ...]:
        """Released payouts due at `until` or before, earliest first."""
        due = sorted({entry for entry in self._due if entry[0] <= until and self._is_due(*entry)})
        return tuple(self._payouts[key] for _, key in due[:limit])

    def paid_minor(self, merchant_id: str, day: date) -> int:
        """What was paid out to a merchant on one day."""
        return self._paid.get((merchant_id, day), 0)

    def flaws(self) -> tuple[str, ...]:
        """Nothing can be wrong with pages that are not there."""
        return ()

    def noted(self) -> bytes | None:
        """Nothing is outside of what lives as long as the process."""
        return None

    def audit(self) -> Iterator[AuditRow]:
        """All audit rows, oldest first."""
        return iter(self._audit)

    def rows(self, shelf: Shelf[Any]) -> Iterator[tuple[Any, ...]]:
        """Every row of a shelf, by its key."""
        places = [shelf.names.index(name) for name in shelf.key]
        rows = map(shelf.row, self._standing(shelf))
        return iter(sorted(rows, key=lambda row: [row[at] for at in places]))

    def by_reference(self, reference: str) -> Transaction | None:
        """The transaction of a reference number (F37)."""
        key = self._by_reference.get(reference)
        return self._transactions[key] if key else None

    def unsigned(self, merchant_id: str) -> tuple[Transaction, ...]:
        """A merchant's approved transactions that lack a signature, oldest first."""
        found = (t for t in self._transactions.values() if t.is_open)
        of_merchant = (t for t in found if t.key.merchant_id == merchant_id)
        return tuple(sorted(of_merchant, key=lambda t: (t.at, t.number)))

    def sales_of(self, merchant_id: str, limit: int) -> tuple[Transaction, ...]:
        """A merchant's newest transactions, newest first."""
        newest = reversed(self._transactions.values())
        return tuple(islice((t for t in newest if t.key.merchant_id == merchant_id), limit))

    def in_batch(self, merchant_id: str, terminal_id: str, batch: int) -> tuple[Transaction, ...]:
        """All transactions of a terminal's batch, by trace."""
        wanted = (merchant_id, terminal_id, batch)
        found = [t for t in self._transactions.values() if shelves.key_row(t.key)[:3] == wanted]
        return tuple(sorted(found, key=lambda t: t.key.trace))

    def settled(self, merchant_id: str, terminal_id: str, batch: int) -> Batch | None:
        """The batch, if it is settled."""
        return self._batches.get((merchant_id, terminal_id, batch))

    def kept_until(self, until: datetime, limit: int) -> tuple[SignatureAttempt, ...]:
        """Attempts of `until` or before that still hold something of a hand, oldest first."""
        every = (attempt for kept in self._attempts.values() for attempt in kept)
        found = [attempt for attempt in every if attempt.image_sealed and attempt.at <= until]
        return tuple(sorted(found, key=lambda a: (a.at, a.key, a.number))[:limit])

    def trail(self, subject: str) -> tuple[AuditRow, ...]:
        """What the audit says of one subject, oldest first."""
        return tuple(row for row in self._audit if row.subject == subject)

    def one(self, kind: type[K], *key: str | int | TransactionKey) -> K | None:
        """The record that people made under this key."""
        found = self._desk[kind].get("/".join(map(str, shelves.plain_key(key))))
        assert found is None or isinstance(found, kind)
        return found

    def many(self, kind: type[K], **where: Any) -> tuple[K, ...]:
        """The records that people made whose fields equal `where`, by their key."""
        shelf: Shelf[K] = shelves.DESK[kind]
        wanted = {shelf.names.index(name): v for name, v in shelf.plain(where).items()}
        found = (row for row in self.rows(shelf) if all(row[at] == v for at, v in wanted.items()))
        return tuple(map(shelf.record, found))

    def commit(self, changes: Changes) -> None:
        """Take all of `changes`."""
        for terminal in changes.terminals:
            self._terminals[terminal.terminal_id] = terminal
        for card in changes.cards:
            self._cards[card.card_digest] = card
        for transaction in changes.transactions:
            key = transaction.key
            self._transactions[key] = transaction
            if transaction.reference:
                self._by_reference[transaction.reference] = key
            batch = (key.merchant_id, key.terminal_id, key.batch)
            self._highest[batch] = max(self._highest.get(batch, 0), key.trace)
        for payout in changes.payouts:
            self._put_payout(payout)
        for attempt in changes.attempts:
            self._attempts.setdefault(attempt.key, []).append(attempt)
            if attempt.verdict is Verdict.ACCEPTED:
                cards = self._cards_by_ink.setdefault(attempt.ink_digest, set())
                cards.add(attempt.card_digest)
        for attempt in changes.erased:
            self._attempts[attempt.key][attempt.number - 1] = attempt
        for settled in changes.batches:
            self._batches[settled.merchant_id, settled.terminal_id, settled.batch] = settled
        for record in changes.desk:
            shelf = shelves.DESK[type(record)]
            self._desk[type(record)][shelf.place(shelf.row(record))] = record
        self._audit.extend(changes.audit)
        self._head = changes.head

    def close(self) -> None:
        """Nothing to let go."""

    def _standing(self, shelf: Shelf[Any]) -> list[Any]:
        every: dict[Shelf[Any], Iterable[Any]] = {
            shelves.TERMINALS: self._terminals.values(),
            shelves.CARDS: self._cards.values(),
            shelves.TRANSACTIONS: self._transactions.values(),
            shelves.PAYOUTS: self._payouts.values(),
            shelves.ATTEMPTS: (a for kept in self._attempts.values() for a in kept),
            shelves.BATCHES: self._batches.values(),
            shelves.AUDIT: self._audit,
            **{shelves.DESK[kind]: found.values() for kind, found in self._desk.items()},
        }
        return list(every[shelf])

    def _put_payout(self, payout: Payout) -> None:
        key = payout.key
        self._payouts[key] = payout
        if payout.state is PayoutState.RELEASED and payout.due_at is not None:
            heapq.heappush(self._due, (payout.due_at, key))
        if payout.state is PayoutState.PAID and payout.paid_at is not None:
            day = (key.merchant_id, payout.paid_at.date())
            self._paid[day] = self._paid.get(day, 0) + payout.amount_minor

    def _is_due(self, at: datetime, key: TransactionKey) -> bool:
        payout = self._payouts[key]
        return payout.state is PayoutState.RELEASED and payout.due_at == at
