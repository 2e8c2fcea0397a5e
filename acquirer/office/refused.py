"""What somebody is told who may not do what he asked for: why, until when, and what is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from acquirer.images import Flaw
from acquirer.objections import Objection
from acquirer.records import Route


class Reason(StrEnum):
    """Why not. The first part are the archive's own words, by the same names."""

    NO_SALE = Objection.NO_SALE
    """There is none, or it is somebody else's: the same words for both."""
    UNDONE = Objection.UNDONE
    TOO_LATE = Objection.TOO_LATE
    SETTLED = Objection.SETTLED
    TOO_MANY = Objection.TOO_MANY
    COPIED = Objection.COPIED
    SIZE = Flaw.SIZE
    UNREADABLE = Flaw.UNREADABLE
    WATERMARK = Flaw.WATERMARK
    BLANK = Flaw.BLANK
    TOO_LITTLE_INK = Flaw.TOO_LITTLE_INK

    SIGNED = "SIGNED"
    """Somebody else was first; what came later is kept beside it."""
    USED = "USED"
    EXPIRED = "EXPIRED"
    REVOKED = "REVOKED"
    UNKNOWN = "UNKNOWN"
    OTHER_DEVICE = "OTHER_DEVICE"
    """The link is open on another device; or this one is not bound to the account."""
    NOT_ALLOWED = "NOT_ALLOWED"
    """Not with this role."""
    WRONG = "WRONG"
    """Login or password, or a code; which of them is not told."""
    LOCKED = "LOCKED"
    WEAK_PASSWORD = "WEAK_PASSWORD"
    COMMON_PASSWORD = "COMMON_PASSWORD"
    """One of those that are tried first."""
    NO_MATCH = "NO_MATCH"
    AMBIGUOUS = "AMBIGUOUS"
    """More than one fits: the terminal, or a closer time, tells them apart."""
    NEEDLESS = "NEEDLESS"
    """It is signed, accepted on paper or released."""
    NOT_MATCHED = "NOT_MATCHED"
    """The case has no transaction yet."""
    MATCHED = "MATCHED"
    """The case has its transaction, and what was done in it was done for that one."""
    CLOSED = "CLOSED"
    NOT_HELD = "NOT_HELD"
    NO_RELEASE = "NO_RELEASE"
    DECIDED = "DECIDED"
    """Somebody has said yes or no to this release, at `until`."""
    SAME_PERSON = "SAME_PERSON"
    NO_REASON = "NO_REASON"
    """What was asked needs a reason in words."""
    NO_WORDS = "NO_WORDS"
    """A note has to say something."""
    NO_PAPER = "NO_PAPER"
    UNSEEN_PAPER = "UNSEEN_PAPER"
    """Whoever decides has not looked at it."""
    NEWER_PAPER = "NEWER_PAPER"
    """Another photo has come since the one that was looked at."""
    NO_PICTURE = "NO_PICTURE"
    """Neither JPEG nor PNG, or not whole."""
    TOO_LARGE = "TOO_LARGE"
    ERASED = "ERASED"
    NO_SUCH_TERMINAL = "NO_SUCH_TERMINAL"
    NO_SUCH_ACCOUNT = "NO_SUCH_ACCOUNT"
    NO_PHONE = "NO_PHONE"
    """No phone is bound to the account."""
    NO_SUCH_MERCHANT = "NO_SUCH_MERCHANT"
    BAD_PARAMETERS = "BAD_PARAMETERS"


@dataclass(frozen=True, slots=True)
class Refused:
    """Why not. `until` is when it may be tried again, or when it ended; `left` counts tries.

    `ways` are the routes that are left where a signature cannot come by the one that was tried.
    """

    reason: Reason
    until: datetime | None = None
    left: int | None = None
    ways: tuple[Route, ...] = ()
