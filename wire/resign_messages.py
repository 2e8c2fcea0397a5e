"""What our own messages 810 to 814 and pushed parameters carry in field 62: private elements.

They are extensions, in no acquirer's specification (docs/attach-a-host.md). Each message is a
frozen value whose fields are elements of one table, tags FFA0 to FFEF; a field that is None is
left out. `encode` and `decode` raise MalformedError naming the element.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, TypeVar

from wire import tlv
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
POINT_BYTES = 3

Points = tuple[tuple[int, int, bool], ...]
"""x from 0 to 511, y from 0 to 255, and whether a stroke begins here."""
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
    """814 answered: the challenge to compare, tries left, or until when may be signed now."""

    challenge: str | None = None
    tries_left: int | None = None
    until: datetime | None = None


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


class _Element(NamedTuple):
    """How one field stands in the list; `kind` of the messages that are repeated within it."""

    tag: int
    write: Callable[[Any], bytes]
    read: Callable[[bytes], Any]
    kind: type[Any] | None = None


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
        elif values:
            found[name] = _read(f"{path}.{name}", element, values[0])
    try:
        return kind(**found)
    except TypeError:
        missing = [name for name in _needed(kind) if name not in found]
        raise MalformedError(f"{path}.{missing[0]}", 0, "it is missing") from None


def _written(name: str, element: _Element, value: Any) -> bytes:
    try:
        return element.write(value)
    except (ValueError, OverflowError, UnicodeEncodeError):
        raise MalformedError(f"F62.{name}", 0, f"{value!r} cannot be written") from None


def _read(path: str, element: _Element, value: bytes) -> Any:
    try:
        return element.read(value)
    except (ValueError, UnicodeDecodeError):
        raise MalformedError(path, 0, "not as it is written here") from None


def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))


def _needed(kind: type[Any]) -> list[str]:
    return [f.name for f in dataclasses.fields(kind) if f.default is dataclasses.MISSING]


def _text(tag: int) -> _Element:
    """Printable ASCII: what else a stranger sends is no text to a database or a screen."""

    def read(data: bytes) -> str:
        text = data.decode("ascii")
        if not text.isprintable():
            raise ValueError
        return text

    return _Element(tag, lambda text: text.encode("ascii"), read)


def _number(tag: int, size: int) -> _Element:
    def read(data: bytes) -> int:
        if len(data) != size:
            raise ValueError
        return int.from_bytes(data, "big")

    return _Element(tag, lambda number: number.to_bytes(size, "big"), read)


def _digits(tag: int, count: int) -> _Element:
    def write(number: int) -> bytes:
        return bytes.fromhex(f"{number:0{count}d}")

    def read(data: bytes) -> int:
        if len(data) * 2 != count or not data.hex().isdecimal():
            raise ValueError
        return int(data.hex())

    return _Element(tag, write, read)


def _moment(tag: int) -> _Element:
    """YYYYMMDDhhmmss, BCD."""

    def read(data: bytes) -> datetime:
        digits = data.hex()
        if len(digits) != 14 or not digits.isdecimal():
            raise ValueError
        return datetime.fromisoformat(f"{digits[:8]}T{digits[8:]}")

    return _Element(tag, lambda at: bytes.fromhex(f"{at:%Y%m%d%H%M%S}"), read)


def _digest(tag: int) -> _Element:
    def read(data: bytes) -> str:
        if len(data) != 32:
            raise ValueError
        return data.hex()

    return _Element(tag, bytes.fromhex, read)


def _write_points(points: Points) -> bytes:
    if not all(0 <= x < 512 and 0 <= y < 256 for x, y, _ in points):
        raise ValueError
    packed = (begins << 17 | x << 8 | y for x, y, begins in points)
    return b"".join(point.to_bytes(POINT_BYTES, "big") for point in packed)


def _read_points(data: bytes) -> Points:
    starts = range(0, len(data), POINT_BYTES)
    numbers = [int.from_bytes(data[at : at + POINT_BYTES], "big") for at in starts]
    if len(data) % POINT_BYTES or any(number >> 18 for number in numbers):
        raise ValueError
    return tuple((n >> 8 & 0x1FF, n & 0xFF, bool(n >> 17)) for n in numbers)


def _repeated(tag: int, kind: type[Any]) -> _Element:
    return _Element(tag, encode, bytes, kind)


_ELEMENTS = {
    "terminal_id": _text(0xFFA0),
    "batch": _digits(0xFFA1, 6),
    "trace": _digits(0xFFA2, 6),
    "reference": _text(0xFFA3),
    "payment": _text(0xFFA4),
    "signature": _text(0xFFA5),
    "route": _text(0xFFA6),
    "at": _moment(0xFFA7),
    "image_digest": _digest(0xFFA8),
    "code": _text(0xFFA9),
    "auth_code": _text(0xFFAA),
    "amount_minor": _digits(0xFFAB, 12),
    "card_masked": _text(0xFFAC),
    "settlement_date": _text(0xFFAD),
    "agreed_by": _text(0xFFAE),
    "token": _text(0xFFB0),
    "url": _text(0xFFB1),
    "expires_at": _moment(0xFFB2),
    "state": _text(0xFFB3),
    "version": _number(0xFFB4, 1),
    "seen": _number(0xFFB5, 2),
    "points": _Element(0xFFB6, _write_points, _read_points),
    "revoke": _number(0xFFB7, 1),
    "read_out": _text(0xFFC0),
    "challenge": _text(0xFFC1),
    "tries_left": _number(0xFFC2, 1),
    "until": _moment(0xFFC3),
    "limit_minor": _digits(0xFFC8, 12),
    "withdraw": _number(0xFFC9, 1),
    "push": _number(0xFFD0, 4),
    "electronic": _number(0xFFD1, 1),
    "within_s": _number(0xFFD2, 2),
    "redos": _number(0xFFD3, 1),
    "image_min_bytes": _number(0xFFD4, 2),
    "image_max_bytes": _number(0xFFD5, 2),
    "mandatory": _number(0xFFD6, 1),
    "upload_at_once": _number(0xFFD7, 1),
    "upload_tries": _number(0xFFD8, 1),
    "store_size": _number(0xFFD9, 2),
    "tries_per_route": _number(0xFFDA, 1),
    "hard_deadline_days": _number(0xFFDB, 1),
    "auto_limit_minor": _digits(0xFFDC, 12),
    "auto_enrolled": _number(0xFFDD, 1),
    "refused": _text(0xFFDE),
    "asked": _repeated(0xFFE0, Original),
    "status": _repeated(0xFFE1, Status),
}
