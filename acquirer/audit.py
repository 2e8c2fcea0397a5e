"""The bank's audit: an append-only chain, each row sealed to all that came before it."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from acquirer.records import Action, AuditRow, Head


@dataclass(frozen=True, slots=True)
class Actor:
    """Who changes something: a name, a role, and the way the change came in."""

    who: str
    role: str
    origin: str


@dataclass(frozen=True, slots=True)
class Note:
    """One change that is about to be written: what was done, to what, and why.

    `covers` is what acquirer.covering writes for the last note of a commit.
    """

    action: Action
    subject: str
    why: str
    covers: str = ""


Fields = tuple[int, datetime, str, str, str, str, str, str, str]
"""A row without its MAC: seq, at, who, role, origin, action, subject, why, covers."""


class AuditBrokenError(Exception):
    """Theirs: a stored audit row is not the one that was written; `seq` is the first such row."""

    def __init__(self, seq: int, reason: str) -> None:
        super().__init__(f"audit row {seq}: {reason}; rows before it are intact, none after counts")
        self.seq = seq
        self.reason = reason


class Chain:
    """Writes and checks the chain under one key (32 bytes)."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def row(self, head: Head, at: datetime, actor: Actor, note: Note) -> AuditRow:
        """The row that follows `head`."""
        seq = head.audit_seq + 1
        who = (actor.who, actor.role, actor.origin)
        fields = (seq, at, *who, note.action, note.subject, note.why, note.covers)
        return AuditRow(*fields, mac=self.mac(head.audit_mac, fields))

    def verify(self, rows: Iterable[AuditRow], head: Head) -> int:
        """Check every row from the first to `head`; return how many.

        Errors: AuditBrokenError names the first row that was changed, is missing, or was cut off.
        """
        previous = ""
        seq = 0
        for row in rows:
            seq += 1
            if row.seq != seq:
                raise AuditBrokenError(seq, "it is missing")
            expected = self.mac(previous, _fields(row))
            if not hmac.compare_digest(row.mac, expected):
                raise AuditBrokenError(seq, "it was changed")
            previous = row.mac
        if (seq, previous) != (head.audit_seq, head.audit_mac):
            raise AuditBrokenError(seq + 1, "it was cut off")
        return seq

    def seal(self, head: Head) -> str:
        """What is noted with the end of the chain outside the books (acquirer.noted_head)."""
        return hmac.digest(
            self._key, f"head {head.audit_seq} {head.audit_mac}".encode(), "sha256"
        ).hex()

    def mac(self, previous: str, fields: Fields) -> str:
        """What chains a row of these fields to the row whose MAC is `previous`."""
        seq, at, *texts = fields
        data = _json([previous, seq, at.isoformat(), *texts])
        return hmac.digest(self._key, data.encode(), "sha256").hex()


_json = json.JSONEncoder(separators=(",", ":")).encode


def _fields(row: AuditRow) -> Fields:
    who = (row.who, row.role, row.origin)
    return (row.seq, row.at, *who, row.action, row.subject, row.why, row.covers)
