"""What is written down of people and by people: accounts, links, cases, codes, paper, releases."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from acquirer.records import Action, Route, TransactionKey


class Role(StrEnum):
    """What somebody with an account may do."""

    MERCHANT = "MERCHANT"
    AGENT = "AGENT"
    """The support desk's."""
    BANK_AGENT = "BANK_AGENT"
    SUPERVISOR = "SUPERVISOR"
    """Of agents: may do what they do, and confirm what one of them asked for."""


class LinkState(StrEnum):
    """What may still be done with a sign link; past its time an open one is no use either."""

    OPEN = "OPEN"
    USED = "USED"
    REVOKED = "REVOKED"


class CaseState(StrEnum):
    """How far a case of the desk is."""

    OPEN = "OPEN"
    MATCHED = "MATCHED"
    CLOSED = "CLOSED"


class PaperState(StrEnum):
    """How far the proof of a pen-signed slip is."""

    OWED = "OWED"
    WAITING = "WAITING"
    ACCEPTED = "ACCEPTED"
    REJECTED = "REJECTED"
    REPLACED = "REPLACED"


class ReleaseState(StrEnum):
    """Whether the second person agreed."""

    ASKED = "ASKED"
    CONFIRMED = "CONFIRMED"
    REFUSED = "REFUSED"


class PushState(StrEnum):
    """How far changed parameters are on their way to the terminal."""

    PENDING = "PENDING"
    FETCHED = "FETCHED"
    TAKEN = "TAKEN"
    REFUSED = "REFUSED"


class DeskRecord:
    """Anything that people make the bank write down."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Account(DeskRecord):
    """Somebody who may log in. `password_hash` is argon2's; a code waits for one purpose alone.

    `failures` and `locked_until` count what came from devices that are not bound.
    """

    login: str
    name: str
    role: Role
    merchant_id: str
    password_hash: str = field(repr=False)
    failures: int = 0
    locked_until: datetime | None = None
    pending_device: str = ""
    """Digest of the device that gave the right password and is not bound yet."""
    code_hash: str = field(default="", repr=False)
    code_for: str = ""
    code_expires_at: datetime | None = None
    code_tries: int = 0
    wants: str = ""
    """What its owner waits for from the desk: PASSWORD, or nothing."""
    wants_since: datetime | None = None


PASSWORD = "password"
"""What an account wants whose password is forgotten, and what the desk's code is for."""


@dataclass(frozen=True, slots=True)
class Device(DeskRecord):
    """A phone or browser that is bound to an account, known by the digest of its secret."""

    login: str
    device_digest: str
    bound_at: datetime
    last_seen_at: datetime
    failures: int = 0
    locked_until: datetime | None = None
    is_bound: int = 1
    """0 once the desk has forgotten the account's devices."""


@dataclass(frozen=True, slots=True)
class SignLink(DeskRecord):
    """A one-time link to sign one transaction; the token itself is known to who got it alone."""

    key: TransactionKey
    token_hash: str
    route: Route
    opened_by: str
    opened_at: datetime
    expires_at: datetime
    state: LinkState
    ended_at: datetime | None = None
    case_number: int = 0
    device_digest: str = ""
    """Of the first device that opened it; no other may."""


@dataclass(frozen=True, slots=True)
class SlipLink(DeskRecord):
    """An address where a cardholder finds a slip; the token itself is known to who got it alone."""

    key: TransactionKey
    token_hash: str
    opened_by: str
    opened_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Window(DeskRecord):
    """Room beyond deadline and try limit for one transaction, made by the desk."""

    key: TransactionKey
    until: datetime
    signatures_left: int
    opened_by: str
    opened_at: datetime
    why: str


@dataclass(frozen=True, slots=True)
class ReadOutCode(DeskRecord):
    """A code an agent read out for one transaction (reliability.md); only its hash is kept."""

    key: TransactionKey
    number: int
    challenge: str
    code_hash: str = field(repr=False)
    issued_by: str
    issued_at: datetime
    expires_at: datetime
    tries_left: int
    used_at: datetime | None = None
    case_number: int = 0


@dataclass(frozen=True, slots=True)
class Case(DeskRecord):
    """A call at the desk: what was told, what was verified, and which transaction it is about."""

    number: int
    route: Route
    opened_by: str
    opened_at: datetime
    merchant_id: str
    told: str
    state: CaseState = CaseState.OPEN
    terminal_id: str = ""
    batch: int = 0
    trace: int = 0
    verified: str = ""
    locked_until: datetime | None = None

    @property
    def key(self) -> TransactionKey | None:
        """The transaction that was matched."""
        if not self.terminal_id:
            return None
        return TransactionKey(self.merchant_id, self.terminal_id, self.batch, self.trace)


@dataclass(frozen=True, slots=True)
class CaseAction(DeskRecord):
    """One thing that was done in a case."""

    case_number: int
    number: int
    at: datetime
    who: str
    role: str
    action: Action
    why: str


@dataclass(frozen=True, slots=True)
class PaperProof(DeskRecord):
    """A slip signed by pen: owed, then a photo of it, then what a reviewer said.

    `image_sealed` is a JPEG of our own making, empty while it is owed and after retention.
    """

    key: TransactionKey
    number: int
    state: PaperState
    by: str
    at: datetime
    image_digest: str = ""
    image_size_bytes: int = 0
    image_sealed: bytes = field(default=b"", repr=False)
    reviewer: str = ""
    reviewed_at: datetime | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Release(DeskRecord):
    """Money to go out without a signature: one person asks, another decides."""

    key: TransactionKey
    number: int
    case_number: int
    asked_by: str
    asked_at: datetime
    why: str
    state: ReleaseState = ReleaseState.ASKED
    decided_by: str = ""
    decided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Waiver(DeskRecord):
    """Who let a transaction go without a signature: the desk, or a rule up to `limit_minor`."""

    key: TransactionKey
    route: Route
    by: str
    at: datetime
    limit_minor: int = 0


@dataclass(frozen=True, slots=True)
class Enrolment(DeskRecord):
    """A signature that a cardholder lets a merchant use again, known by the card's keyed digest.

    `image_sealed` is the picture as it was stored with the transaction `learnt_from`; empty once it
    is withdrawn or over.
    """

    merchant_id: str
    card_digest: str
    card_masked: str
    learnt_from: str
    by: str
    at: datetime
    expires_at: datetime
    image_sealed: bytes = field(repr=False)
    withdrawn_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Redo(DeskRecord):
    """A sale of the same terminal, `by_batch` and `by_trace`, that was tried in place of `key`.

    `agreed_by`: the operator who let it be charged although there was money for `key` already.
    """

    key: TransactionKey
    number: int
    by_batch: int
    by_trace: int
    at: datetime
    agreed_by: str = ""


@dataclass(frozen=True, slots=True)
class ParameterPush(DeskRecord):
    """Changed signature parameters for one terminal; `parameters` as wire.resign_messages writes.

    Announced in the header of the terminal's next answer, fetched, then taken.
    """

    number: int
    terminal_id: str
    parameters: str
    pushed_by: str
    at: datetime
    state: PushState = PushState.PENDING
    taken_at: datetime | None = None
    refusal: str = ""
    """The terminal's own words where it does not take them."""
