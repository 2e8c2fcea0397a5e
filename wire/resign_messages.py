"""What our own messages 810 to 814 and pushed parameters carry in field 62: private elements.

They are extensions, in no acquirer's specification (docs/attach-a-host.md). Each message is a
frozen value whose fields are elements of one table, tags FFA0 to FFEF; a field that is None is
left out. `encode` and `decode` raise MalformedError naming the element.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from wire import element_kinds as kinds
from wire import tlv
from wire.element_kinds import Element
from wire.element_kinds import Points as Points
from wire.errors import MalformedError
from wire.tlv import Tlv

STATUS, ASK_LINK, POLL_LINK, FETCH, USE_CODE = "810", "811", "812", "813", "814"
COMPLETE, ENROL, SEND_SLIP = "815", "816", "817"
"""60.3 of 0820 with 60.1 = 07."""
PARAMETERS, PARAMETERS_TAKEN = "360", "361"
"""60.3 of 0800 and 0820 with 60.1 = 00 (cup-terminal.md 1.3)."""

MAX_ASKED = 6
"""Transactions of one status query: as many answers fit field 62."""
MAX_POINTS = 300
"""Points of one poll's answer: what a hand draws in three seconds, 900 bytes."""
M = TypeVar("M")


@dataclass(frozen=True, slots=True)
class Original:
    """The transaction that is meant; `terminal_id` where it is another terminal's."""

    batch: int
    trace: int
    terminal_id: str | None = None


@dataclass(frozen=True, slots=True)
class StatusQuery:
    """810: what became of these transactions? Never more than MAX_ASKED."""

    asked: tuple[Original, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """How one transaction stands at the bank.

    `payment` is NOT_FOUND where it never came, else the ledger's word; `signature` one of
    NOT_REQUIRED, UNSIGNED, SIGNED, PAPER, WAIVED. Of the effective signature: `at`, `route` and
    `image_digest` (64 hex digits); of a waived one `at`, `route` and the limit it is under. The
    rest is as the bank answered the transaction itself.
    """

    batch: int
    trace: int
    payment: str
    signature: str | None = None
    at: datetime | None = None
    route: str | None = None
    image_digest: str | None = None
    code: str | None = None
    reference: str | None = None
    auth_code: str | None = None
    settlement_date: str | None = None
    amount_minor: int | None = None
    limit_minor: int | None = None


@dataclass(frozen=True, slots=True)
class StatusAnswer:
    """810 answered: one for each that was asked, in the same order."""

    status: tuple[Status, ...]


@dataclass(frozen=True, slots=True)
class LinkQuestion:
    """811: a one-time link to sign this transaction on a phone."""

    batch: int
    trace: int


@dataclass(frozen=True, slots=True)
class LinkAnswer:
    """811 answered: the address to show, the token to poll with, and when both end."""

    url: str
    token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SlipQuestion:
    """817: an address where the cardholder finds the slip; answered as 811, without a poll."""

    batch: int
    trace: int


@dataclass(frozen=True, slots=True)
class PollQuestion:
    """812: what has been drawn since `seen` points of this `version`? `revoke` 1 ends the link."""

    token: str
    version: int
    seen: int
    revoke: int | None = None


@dataclass(frozen=True, slots=True)
class PollAnswer:
    """812 answered: the link is OPEN, USED, REVOKED or EXPIRED; points from number `seen` on.

    Another `version` than was asked for begins at 0: something was taken away again. A used link
    tells the stored signature.
    """

    state: str
    version: int
    seen: int
    points: Points
    at: datetime | None = None
    image_digest: str | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """813 answered, beside F4, F15, F37 and F38: whose it is, and what its card looks like."""

    terminal_id: str
    batch: int
    trace: int
    card_masked: str
    at: datetime


@dataclass(frozen=True, slots=True)
class CodeQuestion:
    """814: use the code an agent read out; without one, only the challenge is asked for."""

    batch: int
    trace: int
    terminal_id: str | None = None
    read_out: str | None = None


@dataclass(frozen=True, slots=True)
class CodeAnswer:
    """814 answered: the challenge to compare, tries left, or until when may be signed now.

    `route` says whose code it is: SUPPORT, or BANK where the bank's own agent reads it out.
    """

    challenge: str | None = None
    tries_left: int | None = None
    until: datetime | None = None
    route: str | None = None


@dataclass(frozen=True, slots=True)
class CompleteQuestion:
    """815: complete this signature without the cardholder's hand, up to the terminal's limit."""

    batch: int
    trace: int
    limit_minor: int


@dataclass(frozen=True, slots=True)
class CompleteAnswer:
    """815 answered: done, ENROLLED with the stored signature's digest, or LIMIT without any."""

    state: str
    at: datetime
    image_digest: str | None = None


@dataclass(frozen=True, slots=True)
class EnrolQuestion:
    """816: keep the signature of this transaction for its card, or `withdraw` 1: forget it."""

    batch: int
    trace: int
    withdraw: int | None = None


@dataclass(frozen=True, slots=True)
class EnrolAnswer:
    """816 answered: until when it is kept; absent where it is forgotten."""

    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class InPlaceOf:
    """Of a sale (0200) that is charged in place of one that failed: which one.

    `agreed_by` is the operator who let it be charged although the first one was.
    """

    batch: int
    trace: int
    agreed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Parameters:
    """Changed parameters of signing (resign.md); what is None stays as it is.

    `push` is the number to name in 361 when they are taken.
    """

    push: int | None = None
    electronic: int | None = None
    within_s: int | None = None
    redos: int | None = None
    image_min_bytes: int | None = None
    image_max_bytes: int | None = None
    mandatory: int | None = None
    upload_at_once: int | None = None
    upload_tries: int | None = None
    store_size: int | None = None
    tries_per_route: int | None = None
    hard_deadline_days: int | None = None
    auto_limit_minor: int | None = None
    auto_enrolled: int | None = None


@dataclass(frozen=True, slots=True)
class PushAnswered:
    """361: this push is in force, or `refused` says in words why it is not."""

    push: int | None = None
    refused: str | None = None


LIMITS = {
    "electronic": (0, 1),
    "within_s": (15, 900),
    "redos": (1, 9),
    "image_min_bytes": (1, 900),
    "image_max_bytes": (150, 900),
    "mandatory": (0, 1),
    "upload_at_once": (0, 1),
    "upload_tries": (1, 9),
    "store_size": (1, 999),
    "tries_per_route": (1, 9),
    "hard_deadline_days": (0, 90),
    "auto_limit_minor": (0, 100_000_00),
    "auto_enrolled": (0, 1),
}
"""Least and most of each parameter that may be pushed (resign.md)."""


def encode(message: Any) -> bytes:
    """Field 62 of one message."""
    items: list[Tlv] = []
    for name in _names(type(message)):
        value, element = getattr(message, name), _ELEMENTS[name]
        if element.kind is not None:
            items += [Tlv(element.tag, encode(one)) for one in value]
        elif value is not None:
            items.append(Tlv(element.tag, _written(name, element, value)))
    return tlv.encode(items)


def decode(kind: type[M], data: bytes, path: str = "F62") -> M:
    """The message of this kind in `data`; elements it does not know are passed over."""
    items = tlv.decode(data, path)
    found: dict[str, Any] = {}
    for name in _names(kind):
        element = _ELEMENTS[name]
        values = [item.value for item in items if item.tag == element.tag]
        if element.kind is not None:
            found[name] = tuple(decode(element.kind, v, f"{path}.{name}") for v in values)
        elif len(values) > 1:
            raise MalformedError(f"{path}.{name}", 0, "it stands there twice")
        elif values:
            found[name] = _read(f"{path}.{name}", element, values[0])
    try:
        return kind(**found)
    except TypeError:
        missing = [name for name in _needed(kind) if name not in found]
        raise MalformedError(f"{path}.{missing[0]}", 0, "it is missing") from None


def _written(name: str, element: Element, value: Any) -> bytes:
    try:
        return element.write(value)
    except (ValueError, OverflowError, UnicodeEncodeError):
        raise MalformedError(f"F62.{name}", 0, f"{value!r} cannot be written") from None


def _read(path: str, element: Element, value: bytes) -> Any:
    try:
        return element.read(value)
    except (ValueError, UnicodeDecodeError):
        raise MalformedError(path, 0, "not as it is written here") from None


def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _needed(kind: type[Any]) -> list[str]:
    return [f.name for f in dataclasses.fields(kind) if f.default is dataclasses.MISSING]


def _repeated(tag: int, kind: type[Any]) -> Element:
    return Element(tag, encode, bytes, kind)


_ELEMENTS = {
    "terminal_id": kinds.text(0xFFA0),
    "batch": kinds.digits(0xFFA1, 6),
    "trace": kinds.digits(0xFFA2, 6),
    "reference": kinds.text(0xFFA3),
    "payment": kinds.text(0xFFA4),
    "signature": kinds.text(0xFFA5),
    "route": kinds.text(0xFFA6),
    "at": kinds.moment(0xFFA7),
    "image_digest": kinds.digest(0xFFA8),
    "code": kinds.text(0xFFA9),
    "auth_code": kinds.text(0xFFAA),
    "amount_minor": kinds.digits(0xFFAB, 12),
    "card_masked": kinds.text(0xFFAC),
    "settlement_date": kinds.text(0xFFAD),
    "agreed_by": kinds.text(0xFFAE),
    "token": kinds.text(0xFFB0),
    "url": kinds.text(0xFFB1),
    "expires_at": kinds.moment(0xFFB2),
    "state": kinds.text(0xFFB3),
    "version": kinds.number(0xFFB4, 1),
    "seen": kinds.number(0xFFB5, 2),
    "points": kinds.points(0xFFB6),
    "revoke": kinds.number(0xFFB7, 1),
    "read_out": kinds.text(0xFFC0),
    "challenge": kinds.text(0xFFC1),
    "tries_left": kinds.number(0xFFC2, 1),
    "until": kinds.moment(0xFFC3),
    "limit_minor": kinds.digits(0xFFC8, 12),
    "withdraw": kinds.number(0xFFC9, 1),
    "push": kinds.number(0xFFD0, 4),
    "electronic": kinds.number(0xFFD1, 1),
    "within_s": kinds.number(0xFFD2, 2),
    "redos": kinds.number(0xFFD3, 1),
    "image_min_bytes": kinds.number(0xFFD4, 2),
    "image_max_bytes": kinds.number(0xFFD5, 2),
    "mandatory": kinds.number(0xFFD6, 1),
    "upload_at_once": kinds.number(0xFFD7, 1),
    "upload_tries": kinds.number(0xFFD8, 1),
    "store_size": kinds.number(0xFFD9, 2),
    "tries_per_route": kinds.number(0xFFDA, 1),
    "hard_deadline_days": kinds.number(0xFFDB, 1),
    "auto_limit_minor": kinds.digits(0xFFDC, 12),
    "auto_enrolled": kinds.number(0xFFDD, 1),
    "refused": kinds.text(0xFFDE),
    "asked": _repeated(0xFFE0, Original),
    "status": _repeated(0xFFE1, Status),
}
