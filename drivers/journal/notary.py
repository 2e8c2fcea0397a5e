"""The notary: turns events into sealed, chained rows, and rows back into events.

Every seal is bound to where it stands (terminal, store, key, kind, number, transaction), so that
a sealed body moved to another row no longer opens; every event's MAC covers the one before it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple, Protocol

from drivers import event_codec as codec
from terminal.entry import EntryKey, month_of
from terminal.events import Event, Forgotten, ForgottenForOther, Signed, SignedForOther
from wire.pan import Pan

TXN_BATCH = 1_000_000
"""F11 has six digits (cup-terminal.md 1.4)."""


class SealBrokenError(Exception):
    """Theirs: a sealed body does not open: changed, moved elsewhere, or under another key."""


class JournalKeys(Protocol):
    """What the journal needs of the secure element; no key ever leaves it."""

    @property
    def key_id(self) -> str:
        """Names the set of keys; stands in every record."""

    @property
    def journal_id(self) -> str:
        """The journal these keys belong to; '' before the first."""

    def new_journal_id(self) -> str:
        """A fresh name for a journal, 32 hex digits."""

    def bind_journal(self, journal_id: str) -> None:
        """Remember for good which journal belongs to these keys."""

    def seal(self, clear: bytes, place: bytes) -> bytes:
        """AES-SIV; `place` must be the same to open it again."""

    def unseal(self, sealed: bytes, place: bytes) -> bytes:
        """What was sealed at this place. Errors: SealBrokenError."""

    def chain_mac(self, record: bytes) -> bytes:
        """32 bytes of HMAC under the chain's own key."""

    def pan_hash(self, pan: Pan) -> bytes:
        """16 bytes that find a card again and tell nothing without the key."""

    def seal_hand(self, picture: bytes, month: int, place: bytes) -> bytes:
        """The picture sealed under the key of its month, which retention throws away."""

    def unseal_hand(self, sealed: bytes, month: int, place: bytes) -> bytes | None:
        """The picture; None once its key is gone. Errors: SealBrokenError."""

    def forget_hands(self, before: int) -> None:
        """Throw away the keys of all months before this one, for good."""

    def seal_for(self, txn: int, clear: bytes, place: bytes) -> bytes:
        """Seal under a fresh key of this transaction that lives in volatile memory alone."""

    def unseal_for(self, txn: int, sealed: bytes, place: bytes) -> bytes | None:
        """What was sealed for this transaction; None once its key is gone."""

    def drop_txn_key(self, txn: int) -> None:
        """Forget the transaction's key: what it sealed is erased wherever it still lies."""


class EventRow(NamedTuple):
    """One row of the table `event`, columns in their order."""

    seq: int
    ts: str
    type: str
    txn: int | None
    key_id: str
    header: str
    body: bytes
    previous: bytes
    mac: bytes


COLUMN_KINDS = (int, str, str, int | None, str, str, bytes, bytes, bytes)


def checked_row(columns: Sequence[object]) -> EventRow:
    """The row of these columns. Errors: TypeError where one is not of its kind."""
    for name, held, kind in zip(EventRow._fields, columns, COLUMN_KINDS, strict=True):
        if not isinstance(held, kind):
            raise TypeError(f"its column {name} is of another kind")
    return EventRow._make(columns)


def txn_of(key: EntryKey) -> int:
    """The number of a transaction in the tables: batch x 1,000,000 + trace."""
    return key.batch * TXN_BATCH + key.trace


def key_of(txn: int) -> EntryKey:
    """The transaction of a number in the tables."""
    return EntryKey(*divmod(txn, TXN_BATCH))


def moment_of(event: Event) -> str:
    """When it happened, as the column `ts` spells it."""
    if isinstance(event, (Signed, Forgotten, SignedForOther, ForgottenForOther)):
        return event.attempt.at.isoformat()
    return event.at.isoformat()


class Notary:
    """Seals, opens and chains the events of one store."""

    def __init__(self, keys: JournalKeys, terminal: str, store_id: str) -> None:
        self.keys = keys
        self.store_id = store_id
        self._key_id = keys.key_id
        self._store = f"{len(terminal)} {terminal} {store_id} {keys.key_id}"
        self.genesis = keys.chain_mac(f"genesis {store_id} {terminal}".encode())
        """What the first event's `previous` holds."""

    def event_row(self, seq: int, previous: bytes, event: Event) -> EventRow:
        """The row of `event`, sealed and chained to the one before."""
        kind, moment, key = type(event).__name__, moment_of(event), getattr(event, "key", None)
        txn = None if key is None else txn_of(key)
        header, body = codec.encode_event(self._with_hand_sealed(event, seq, txn))
        if body != codec.NOTHING_SEALED:
            sealed = self.keys.seal(body, self._place(kind, seq, txn))
        else:
            sealed = b""
        row = (seq, moment, kind, txn, self._key_id, header, sealed, previous)
        return EventRow(*row, self._mac(row))

    def mac_of(self, row: EventRow) -> bytes:
        """The MAC this row must bear, from all its other columns."""
        return self._mac(row[:-1])

    def event_of(self, row: EventRow) -> Event:
        """The event in a row. Errors: SealBrokenError, RecordError."""
        body = codec.NOTHING_SEALED
        if row.body:
            body = self.keys.unseal(row.body, self._place(row.type, row.seq, row.txn))
        event = codec.decode_event(row.type, row.header, body)
        if not isinstance(event, Signed | SignedForOther) or not event.image:
            return event
        place = self._place("hand", row.seq, row.txn)
        picture = self.keys.unseal_hand(event.image, month_of(event.attempt.at), place)
        return replace(event, image=picture or b"")

    def _with_hand_sealed(self, event: Event, seq: int, txn: int | None) -> Event:
        """A picture has a seal of its own, inside that of the record: it goes, the record stays."""
        if not isinstance(event, Signed | SignedForOther) or not event.image:
            return event
        place = self._place("hand", seq, txn)
        month = month_of(event.attempt.at)
        return replace(event, image=self.keys.seal_hand(event.image, month, place))

    def seal_secret(self, seq: int, txn: int, secret: bytes) -> bytes:
        """The request of a pending transaction, sealed under a key that dies with it."""
        return self.keys.seal_for(txn, secret, self._place("secret", seq, txn))

    def secret_of(self, seq: int, txn: int, body: bytes) -> bytes | None:
        """The pending request, None once its key is gone. Errors: SealBrokenError."""
        return self.keys.unseal_for(txn, body, self._place("secret", seq, txn))

    def _place(self, kind: str, seq: int, txn: int | None) -> bytes:
        return f"{self._store} {kind} {seq} {txn}".encode()

    def _mac(self, row: tuple[int, str, str, int | None, str, str, bytes, bytes]) -> bytes:
        """Over all columns of an event but the last; the lengths make the text unambiguous."""
        seq, ts, kind, txn, key_id, header, body, previous = row
        lengths = f"{seq} {txn} {len(ts)} {len(kind)} {len(key_id)} {len(header)} {len(body)}"
        text = f"{lengths}\n{ts}{kind}{key_id}{header}"
        return self.keys.chain_mac(text.encode() + body + previous)
