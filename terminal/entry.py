"""One transaction as the terminal remembers it, with every attempt to have it signed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from terminal.states import OPEN_SIGNATURES, Payment, Signature, SlipState
from wire.pan import Pan

SALE, VOID = "SALE", "VOID"
"""What kinds of transaction there are (cup-terminal.md 1.3)."""


class Route(StrEnum):
    """By which way a signature came (resign.md, the table of routes)."""

    SALE = "SALE"
    TERMINAL_LAST = "TERMINAL_LAST"
    TERMINAL_SELECTED = "TERMINAL_SELECTED"
    OTHER_DEVICE = "OTHER_DEVICE"
    PHONE_APP = "PHONE_APP"
    BACKUP_TERMINAL = "BACKUP_TERMINAL"
    SUPPORT = "SUPPORT"
    BANK = "BANK"
    PAPER = "PAPER"
    AUTO = "AUTO"


WITHOUT_MONEY = frozenset({Payment.DECLINED, Payment.REVERSED, Payment.VOIDED, Payment.REFUNDED})
"""What took none, or gave all of it back: resign.md, that closes an open signature."""

AT_THE_SALE = frozenset({Route.SALE, Route.AUTO})
"""The routes that are tried when the sale itself is made."""


class AttemptOutcome(StrEnum):
    """How one try to obtain a signature ended."""

    SIGNED = "SIGNED"
    WALKED_AWAY = "WALKED_AWAY"
    CANCELLED = "CANCELLED"
    NOBODY_ASKED = "NOBODY_ASKED"
    POWER_CUT = "POWER_CUT"
    NO_SLIP = "NO_SLIP"
    LINK_LOST = "LINK_LOST"
    """The phone's link could not be watched any more."""
    BAD_SIZE = "BAD_SIZE"
    AUTO_FAILED = "AUTO_FAILED"
    WAIVED = "WAIVED"
    """Somebody who may, or a rule, let it go without one."""


def month_of(at: datetime) -> int:
    """The month of a moment as a number; pictures of signatures are kept and erased by months."""
    return at.year * 12 + at.month - 1


@dataclass(frozen=True, slots=True, order=True)
class EntryKey:
    """Batch and trace: with merchant and terminal the bank's key of a transaction."""

    batch: int
    trace: int

    def __str__(self) -> str:
        return f"{self.batch:06d}-{self.trace:06d}"


@dataclass(frozen=True, slots=True)
class HostAnswer:
    """What the bank said of a transaction; texts as they came, '' where it said nothing."""

    code: str
    reference: str = ""
    auth_code: str = ""
    settlement_date: str = ""
    host_time: str = ""
    host_date: str = ""
    issuer: str = ""
    acquirer: str = ""
    organisation: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to obtain a signature; kept for ever, never replaced by a later one."""

    generation: int
    route: Route
    operator: str
    device: str
    at: datetime
    delay_s: int
    outcome: AttemptOutcome
    redos: int = 0
    feature_code: str = ""
    strokes_digest: str = ""
    image_digest: str = ""
    device_mac: str = ""
    why: str = ""
    """Of an automatic one that failed: NETWORK, SYSTEM, EXPIRED or REFUSED."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One transaction as the terminal knows it."""

    key: EntryKey
    kind: str
    amount_minor: int
    currency: str
    pan: Pan
    expiry: str
    entry_mode: str
    operator: str
    started_at: datetime
    signature: Signature
    payment: Payment = Payment.AUTHORISING
    slip: SlipState = SlipState.NOT_PRINTED
    answer: HostAnswer | None = None
    reversal_reason: str = ""
    reversal_tries: int = 0
    attempts: tuple[Attempt, ...] = ()
    image: bytes = field(default=b"", repr=False)
    upload_tries: int = 0
    upload_code: str = ""
    prints: int = 0
    original: EntryKey | None = None
    """The sale that a void undoes."""
    link_until: datetime | None = None
    """Until when the newest link to sign it on a phone may be used."""
    redo_of: EntryKey | None = None
    """The failed sale in whose place this one was charged."""
    waived_up_to_minor: int = 0
    """The limit under which it was waived; 0 where somebody decided it."""
    agreed_by: str = ""
    """The operator who let one intent be charged twice; '' where it was not."""
    voided_by: EntryKey | None = None
    """The void that undid it."""

    @property
    def told_payment(self) -> Payment:
        """Its payment as people are told of it: what was voided stays so.

        Journals of before settled it with its batch all the same, and their tables say SETTLED.
        """
        return self.payment if self.voided_by is None else Payment.VOIDED

    @property
    def is_open(self) -> bool:
        """True while a signature is still to be made good."""
        return self.payment is Payment.APPROVED and self.signature in OPEN_SIGNATURES

    @property
    def owed_signature(self) -> Signature:
        """Its signature as people are told of it: nobody owes one for what took no money."""
        is_owed = self.signature in OPEN_SIGNATURES
        is_over = self.told_payment in WITHOUT_MONEY
        return Signature.NOT_REQUIRED if is_over and is_owed else self.signature

    @property
    def is_to_be_sent(self) -> bool:
        """True while a captured signature waits for the bank; it takes none for a void."""
        return self.signature is Signature.SIGNED and self.told_payment is not Payment.VOIDED

    @property
    def was_settled_unsigned(self) -> bool:
        """True for a closed batch's sale that only other routes can still have signed."""
        return self.told_payment is Payment.SETTLED and self.signature in OPEN_SIGNATURES

    @property
    def effective_attempt(self) -> Attempt | None:
        """The newest attempt that gave a signature."""
        for attempt in reversed(self.attempts):
            if attempt.outcome is AttemptOutcome.SIGNED:
                return attempt
        return None

    def was_signed_before(self, month: int) -> bool:
        """Whether the newest signature given here is of an earlier month."""
        attempt = self.effective_attempt
        return attempt is not None and month_of(attempt.at) < month

    @property
    def is_resigned(self) -> bool:
        """True where the signature that counts came after the sale's own prompt had got none."""
        signed = self.effective_attempt
        if signed is None or signed.route in AT_THE_SALE:
            return False
        if signed.route is not Route.OTHER_DEVICE:  # which alone is offered at both times
            return True
        earlier = self.attempts[: self.attempts.index(signed)]
        return any(attempt.route in AT_THE_SALE for attempt in earlier)

    def tries_by(self, route: Route) -> int:
        """How many attempts this route has seen."""
        return sum(1 for attempt in self.attempts if attempt.route is route)
