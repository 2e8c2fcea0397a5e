"""A signature that this terminal takes for a transaction of another one of the same merchant.

The transaction is not this terminal's: no money, batch or slip of it is kept here, only what the
bank told of it and each attempt to have it signed, by which the other terminal's way is cut short.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from terminal.entry import Attempt, AttemptOutcome, month_of
from terminal.states import Signature


@dataclass(frozen=True, slots=True, order=True)
class OtherKey:
    """Terminal, batch and trace: with the merchant the bank's key of any transaction."""

    terminal_id: str
    batch: int
    trace: int

    def __str__(self) -> str:
        return f"{self.terminal_id}-{self.batch:06d}-{self.trace:06d}"


@dataclass(frozen=True, slots=True)
class OtherSale:
    """A transaction of another terminal as the bank told it (813)."""

    key: OtherKey
    amount_minor: int
    card_masked: str
    at: datetime
    reference: str
    auth_code: str
    settlement_date: str


@dataclass(frozen=True, slots=True)
class Brought:
    """What was tried here for one of them, and how far its signature is on its way."""

    sale: OtherSale
    signature: Signature = Signature.UNSIGNED
    attempts: tuple[Attempt, ...] = ()
    image: bytes = field(default=b"", repr=False)
    upload_tries: int = 0
    upload_code: str = ""

    @property
    def is_to_be_sent(self) -> bool:
        """True while a captured signature waits for the bank."""
        return self.signature is Signature.SIGNED

    def was_signed_before(self, month: int) -> bool:
        """Whether the newest signature given for it is of an earlier month."""
        signed = [one for one in self.attempts if one.outcome is AttemptOutcome.SIGNED]
        return bool(signed) and month_of(signed[-1].at) < month

    @property
    def signed_attempt(self) -> Attempt:
        """The newest attempt that gave a signature; there must be one."""
        signed = [one for one in self.attempts if one.outcome is AttemptOutcome.SIGNED]
        return signed[-1]
