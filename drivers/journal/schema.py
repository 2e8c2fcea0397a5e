"""The journal's tables: one that only grows, and three that can be derived from it again."""

from __future__ import annotations

from collections.abc import Iterable

from drivers.event_codec import EVENT_TYPES
from terminal.states import Payment, Signature, SlipState

APPLICATION_ID = 0x4353_474E
"""'CSGN' in the header of the file: what a Countersign journal is known by."""

FORMAT = 4
"""user_version of the file; a program refuses a higher one than it knows, and writes to no lower
one: its table takes none of the events that came later."""

PAGE_BYTES = 4096
"""Also the size of a sector the disk writes whole; every event fits one page."""


def _one_of(column: str, values: Iterable[str]) -> str:
    """SQLite builds the set of an IN anew for every row, which costs more than the row itself."""
    listed = f",{','.join(values)},"
    return f"{column} TEXT NOT NULL CHECK (instr('{listed}', ',' || {column} || ','))"


SCHEMA = f"""
CREATE TABLE store (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    store_id TEXT NOT NULL CHECK (length(store_id) = 32),
    terminal TEXT NOT NULL,
    key_id TEXT NOT NULL
) STRICT;

CREATE TABLE event (
    seq INTEGER PRIMARY KEY CHECK (seq > 0),
    ts TEXT NOT NULL,
    {_one_of("type", EVENT_TYPES)},
    txn INTEGER CHECK (txn > 0),
    key_id TEXT NOT NULL,
    header TEXT NOT NULL,
    body BLOB NOT NULL,
    previous BLOB NOT NULL CHECK (length(previous) = 32),
    mac BLOB NOT NULL CHECK (length(mac) = 32)
) STRICT;

CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event
BEGIN SELECT RAISE(ABORT, 'events are only appended'); END;

CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
BEGIN SELECT RAISE(ABORT, 'events are only appended'); END;

CREATE TABLE entry (
    txn INTEGER PRIMARY KEY CHECK (txn > 0),
    first INTEGER NOT NULL CHECK (first > 0),
    kind TEXT NOT NULL,
    amount_minor INTEGER NOT NULL CHECK (amount_minor >= 0),
    currency TEXT NOT NULL,
    card TEXT NOT NULL CHECK (card GLOB '*[*]*'),
    pan_hash BLOB NOT NULL CHECK (length(pan_hash) = 16),
    operator TEXT NOT NULL,
    started_at TEXT NOT NULL,
    seq INTEGER NOT NULL CHECK (seq >= first),
    {_one_of("payment", Payment)},
    {_one_of("slip", SlipState)},
    {_one_of("signature", Signature)},
    reversal_tries INTEGER NOT NULL CHECK (reversal_tries >= 0),
    upload_tries INTEGER NOT NULL CHECK (upload_tries >= 0),
    attempts INTEGER NOT NULL CHECK (attempts >= 0),
    prints INTEGER NOT NULL CHECK (prints >= 0)
) STRICT;

CREATE TABLE terminal (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    seq INTEGER NOT NULL CHECK (seq >= 0),
    batch INTEGER NOT NULL CHECK (batch BETWEEN 0 AND 999999),
    last_trace INTEGER NOT NULL CHECK (last_trace BETWEEN 0 AND 999999),
    operator TEXT NOT NULL,
    signed_on_at TEXT
) STRICT;

CREATE TABLE pending_secret (
    txn INTEGER PRIMARY KEY CHECK (txn > 0),
    seq INTEGER NOT NULL CHECK (seq > 0),
    body BLOB NOT NULL
) STRICT;
"""
"""txn: batch x 1,000,000 + trace. first: seq of the entry's Intended; seq: the event the row is as
new as. What must be reversed or uploaded are the entries in those states."""

INSERT_EVENT = "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_ENTRY = "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
UPDATE_ENTRY = """
UPDATE entry SET seq = ?, payment = ?, slip = ?, signature = ?, reversal_tries = ?,
    upload_tries = ?, attempts = ?, prints = ? WHERE txn = ?"""
UPDATE_TERMINAL = """
UPDATE terminal SET seq = ?, batch = ?, last_trace = ?, operator = ?, signed_on_at = ?"""
INSERT_SECRET = "INSERT INTO pending_secret VALUES (?, ?, ?)"
DELETE_SECRET = "DELETE FROM pending_secret WHERE txn = ?"
SELECT_SECRET = "SELECT seq, body FROM pending_secret WHERE txn = ?"
SELECT_EVENTS = "SELECT seq, ts, type, txn, key_id, header, body, previous, mac FROM event"
SELECT_TERMINAL = "SELECT seq, batch, last_trace, operator, signed_on_at FROM terminal"
