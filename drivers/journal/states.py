"""The state tables: what their rows must hold, and whether that follows from the events."""

from __future__ import annotations

from typing import NamedTuple

from drivers.journal.notary import txn_of
from terminal.entry import Entry
from terminal.journal import Terminal


class StoreRow(NamedTuple):
    """What a journal says of itself."""

    store_id: str
    terminal: str
    key_id: str


class EntryRow(NamedTuple):
    """One row of the table `entry`, columns in their order; those from `seq` on change."""

    txn: int
    first: int
    kind: str
    amount_minor: int
    currency: str
    card: str
    pan_hash: bytes
    operator: str
    started_at: str
    seq: int
    payment: str
    slip: str
    signature: str
    reversal_tries: int
    upload_tries: int
    attempts: int
    prints: int


class TerminalRow(NamedTuple):
    """The one row of the table `terminal`, without its key."""

    seq: int
    batch: int
    last_trace: int
    operator: str
    signed_on_at: str | None


def entry_row(entry: Entry, first: int, seq: int, pan_hash: bytes) -> EntryRow:
    """The row of `entry`, whose first event was number `first` and whose newest is `seq`."""
    return EntryRow(
        txn_of(entry.key),
        first,
        entry.kind,
        entry.amount_minor,
        entry.currency,
        entry.pan.masked,
        pan_hash,
        entry.operator,
        entry.started_at.isoformat(),
        *changing(entry, seq),
    )


def changing(entry: Entry, seq: int) -> tuple[int, str, str, str, int, int, int, int]:
    """The columns of `EntryRow` from `seq` on."""
    return (
        seq,
        entry.payment,
        entry.slip,
        entry.signature,
        entry.reversal_tries,
        entry.upload_tries,
        len(entry.attempts),
        entry.prints,
    )


def terminal_row(terminal: Terminal, seq: int) -> TerminalRow:
    """The row of the counters as of event `seq`."""
    at = terminal.signed_on_at
    moment = None if at is None else at.isoformat()
    return TerminalRow(seq, terminal.batch, terminal.last_trace, terminal.operator, moment)
