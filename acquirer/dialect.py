"""Messages to facts and decisions to messages: the only file of the bank that knows field numbers.

The dialect is cup-terminal.md, section 1; the e-signature message section 2.4.
"""

from __future__ import annotations

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import TypeVar

from acquirer.records import Route, TransactionKey
from wire import iso8583, resign_messages, slip_tags, tlv
from wire.cup_fields import Field44, Field48Totals, Field60, Field61, Field63
from wire.errors import MalformedError
from wire.iso8583 import FieldValue, Message
from wire.mac import MAC_BYTES, Maker
from wire.pan import Pan
from wire.resign_messages import InPlaceOf
from wire.tlv import Tlv

MACED_CODES = frozenset({"00", "10"})
"""Answers with these codes carry F64 (cup-terminal.md 1.4); an upload's also with 94, its 00."""

_ECHOED = (3, 4, 11, 25, 41, 42, 49, 60)
M = TypeVar("M")
SAID_BY_TERMINALS = frozenset(
    {
        *(Route.SALE, Route.TERMINAL_LAST, Route.TERMINAL_SELECTED, Route.BACKUP_TERMINAL),
        *(Route.SUPPORT, Route.BANK),
    }
)
"""Routes that a terminal may name in an upload; by the others a signature comes to the bank itself:

on a page, as a photo, or with a question of its own (a link's with 812, an automatic one with 815).
"""
_EMPTY_MAC = bytes(MAC_BYTES)
_OUR_TAGS = b"\xff"
"""All private elements begin with it (wire.resign_messages)."""


class Kind(Enum):
    """What a request asks for (cup-terminal.md 1.3)."""

    SIGN_ON = auto()
    ECHO = auto()
    SALE = auto()
    VOID = auto()
    REVERSAL = auto()
    UPLOAD = auto()
    UPLOAD_PART = auto()
    SETTLE = auto()
    STATUS = auto()
    ASK_LINK = auto()
    POLL_LINK = auto()
    FETCH = auto()
    USE_CODE = auto()
    COMPLETE = auto()
    ENROL = auto()
    SEND_SLIP = auto()
    PARAMETERS = auto()
    PARAMETERS_TAKEN = auto()
    UNKNOWN = auto()


_KINDS: Mapping[tuple[str, str, str], Kind] = {
    ("0800", "00", "001"): Kind.SIGN_ON,
    ("0800", "00", "003"): Kind.SIGN_ON,
    ("0800", "00", "004"): Kind.SIGN_ON,
    ("0820", "00", "301"): Kind.ECHO,
    ("0200", "22", "000"): Kind.SALE,
    ("0200", "23", "000"): Kind.VOID,
    ("0400", "22", "000"): Kind.REVERSAL,
    ("0400", "23", "000"): Kind.REVERSAL,
    ("0500", "00", "201"): Kind.SETTLE,
    ("0800", "00", resign_messages.PARAMETERS): Kind.PARAMETERS,
    ("0820", "00", resign_messages.PARAMETERS_TAKEN): Kind.PARAMETERS_TAKEN,
    ("0820", "07", resign_messages.STATUS): Kind.STATUS,
    ("0820", "07", resign_messages.ASK_LINK): Kind.ASK_LINK,
    ("0820", "07", resign_messages.POLL_LINK): Kind.POLL_LINK,
    ("0820", "07", resign_messages.FETCH): Kind.FETCH,
    ("0820", "07", resign_messages.USE_CODE): Kind.USE_CODE,
    ("0820", "07", resign_messages.COMPLETE): Kind.COMPLETE,
    ("0820", "07", resign_messages.ENROL): Kind.ENROL,
    ("0820", "07", resign_messages.SEND_SLIP): Kind.SEND_SLIP,
    ("0820", "07", "800"): Kind.UPLOAD,
    **{("0820", "07", f"80{part}"): Kind.UPLOAD_PART for part in range(1, 10)},
}
REQUESTS = tuple(sorted({mti for mti, _, _ in _KINDS}))
"""The message types that the bank answers."""
_FINANCIAL = frozenset({Kind.SALE, Kind.VOID, Kind.REVERSAL})
_PROCESSING = {"22": "000000", "23": "200000"}
"""F3 of a sale and of a void (cup-terminal.md 1.3)."""


@dataclass(frozen=True, slots=True)
class Request:
    """What every request says: who, of which batch and trace, and what it wants."""

    message: Message
    encoded: bytes = field(repr=False)
    kind: Kind
    network: str
    key: TransactionKey

    @property
    def mti(self) -> str:
        """The message type, "0200"."""
        return self.message.mti


@dataclass(frozen=True, slots=True)
class SaleFacts:
    """What a sale or its reversal says of the payment."""

    pan: Pan
    amount_minor: int
    currency: str
    expiry: str
    entry_mode: str
    pin_block: bytes | None = field(default=None, repr=False)
    reason: str = ""
    auth_code: str = ""
    """Of the original (F38), which a reversal says where its answer had come."""
    in_place_of: InPlaceOf | None = None


@dataclass(frozen=True, slots=True)
class VoidFacts:
    """Which sale a void undoes: batch and trace (F61), reference (F37), authorisation code (F38).

    The code is '' where it is not said.
    """

    batch: int
    trace: int
    reference: str
    auth_code: str


@dataclass(frozen=True, slots=True)
class UploadFacts:
    """What a signature upload says of its original, and what it brings.

    `elements` is F55 as it came, `items` what it lists, None where it is no list. What of ours
    stands in it (docs/attach-a-host.md) is the sale's own route and '' where it is absent.
    """

    pan: Pan | None
    amount_minor: int
    settlement_date: str
    reference: str
    elements: bytes = field(repr=False)
    items: tuple[Tlv, ...] | None = field(repr=False)
    image: bytes = field(repr=False)
    original_terminal: str = ""
    operator: str = ""
    route: Route = Route.SALE
    generation: int = 0
    strokes_digest: str = ""
    device_mac: str = ""


def is_request(encoded: bytes) -> bool:
    """Whether the message type asks for an answer (ISO 8583: third digit even)."""
    return len(encoded) >= 2 and encoded[1] >> 4 & 1 == 0


def read(encoded: bytes) -> Request:
    """The request in `encoded`. Errors: MalformedError naming the field and the place."""
    message = iso8583.decode(encoded)
    said = Field60.decode(message.text(60))
    kind = _KINDS.get((message.mti, said.kind, said.network), Kind.UNKNOWN)
    if kind in _FINANCIAL and message.text(3) != _PROCESSING[said.kind]:
        kind = Kind.UNKNOWN
    if kind in _FINANCIAL:
        message.text(25)  # mandatory, though nothing here depends on it (cup-terminal.md 1.6)
    needs_trace = kind not in (Kind.ECHO, Kind.UNKNOWN)
    trace = int(message.text(11)) if needs_trace or message.get(11) else 0
    key = TransactionKey(message.text(42), message.text(41), int(said.batch), trace)
    return Request(message, encoded, kind, said.network, key)


def read_payment(message: Message) -> SaleFacts:
    """The payment of a sale or reversal. Errors: MalformedError."""
    track2 = _text(message, 35)
    number, _, rest = track2.partition("=")
    pan = Pan(_text(message, 2) or number)
    if number and pan.digits != number:
        raise MalformedError("F35", 0, "the track is another card's than F2")
    pin_block = message.get(52)
    return SaleFacts(
        pan=pan,
        amount_minor=int(message.text(4)),
        currency=message.text(49),
        expiry=_text(message, 14) or rest[:4],
        entry_mode=message.text(22),
        pin_block=pin_block if isinstance(pin_block, bytes) else None,
        reason=message.text(39) if message.mti == "0400" else "",
        auth_code=_text(message, 38),
        in_place_of=_in_place_of(message),
    )


def read_void(message: Message) -> VoidFacts:
    """The original of a void. Errors: MalformedError."""
    original = Field61.decode(message.text(61))
    batch, trace = int(original.batch), int(original.trace)
    return VoidFacts(batch, trace, message.text(37), _text(message, 38))


def read_totals(message: Message) -> Field48Totals:
    """F48 of a settlement. Errors: MalformedError."""
    return Field48Totals.decode(message.text(48))


def read_private(message: Message, kind: type[M]) -> M:
    """F62 of one of our own messages. Errors: MalformedError."""
    return resign_messages.decode(kind, message.binary(62))


def read_upload(message: Message) -> UploadFacts:
    """The original and the picture of an upload. Errors: MalformedError."""
    pan, elements = _text(message, 2), message.binary(55)
    items = _items(elements)
    said = {item.tag: item.value for item in items or ()}
    return UploadFacts(
        pan=Pan(pan) if pan else None,
        amount_minor=int(message.text(4)),
        settlement_date=_text(message, 15),
        reference=_text(message, 37),
        elements=elements,
        items=items,
        image=message.binary(62),
        original_terminal=_ascii(said, slip_tags.ORIGINAL_TERMINAL),
        operator=said.get(slip_tags.OPERATOR, b"").hex(),
        route=_route(_ascii(said, slip_tags.ROUTE)),
        generation=int.from_bytes(said.get(slip_tags.GENERATION, b"")[:1], "big"),
        strokes_digest=said.get(slip_tags.STROKES_DIGEST, b"").hex(),
        device_mac=said.get(slip_tags.DEVICE_MAC, b"").hex(),
    )


def read_operator(message: Message) -> str:
    """The operator of a sign-on, '' where F63 is absent."""
    return Field63.decode(_text(message, 63)).first if message.get(63) else ""


def mac_fits(request: Request, maker: Maker) -> bool:
    """Whether the request carries the MAC that `maker` makes of it."""
    given = request.message.get(64)
    if not isinstance(given, bytes):
        return False
    return hmac.compare_digest(maker(iso8583.mac_input(request.encoded)), given)


def answer(
    request: Message, code: str, now: datetime, more: Mapping[int, FieldValue] | None = None
) -> Message:
    """The answer to `request`: its own fields echoed, the bank's time, F39 and `more`."""
    fields = {n: request.fields[n] for n in _ECHOED if n in request.fields}
    fields |= {12: f"{now:%H%M%S}", 13: f"{now:%m%d}", 39: code}
    return Message(answer_mti(request.mti), {**fields, **(more or {})})


def format_error(encoded: bytes, now: datetime) -> Message | None:
    """Code 30 to a message that cannot be read; None where not even its type can."""
    mti = encoded[:2].hex()
    if not mti.isdigit() or not is_request(encoded):
        return None
    return answer(Message(mti, {}), "30", now)


def parties(issuer: str, acquirer: str) -> str:
    """F44."""
    return Field44(issuer, acquirer).encode()


def remarks(organisation: str, issuer: str, acquirer: str) -> str:
    """F63 of an answer: whose card, and the texts printed under 备注."""
    return Field63(organisation, issuer=issuer, acquirer=acquirer).encode()


def with_batch(request: Message, batch: int) -> str:
    """F60 of a sign-on answer: the bank's own batch number."""
    said = Field60.decode(request.text(60))
    return Field60(said.kind, f"{batch:06d}", said.network).encode()


def sealed(message: Message, maker: Maker) -> bytes:
    """The encoded answer with the F64 of `maker`."""
    covered = iso8583.mac_input(iso8583.encode(message.with_fields({64: _EMPTY_MAC})))
    return covered + maker(covered)


def unsealed(encoded: bytes) -> Message:
    """The answer in `encoded`, without the F64 it may have had."""
    message = iso8583.decode(encoded)
    return Message(message.mti, {n: v for n, v in message.fields.items() if n != 64})


def answer_mti(mti: str) -> str:
    """0200 is answered with 0210."""
    return f"{mti[:2]}{int(mti[2]) + 1}{mti[3]}"


def _in_place_of(message: Message) -> InPlaceOf | None:
    """Ours in field 62 of a sale; another's, which has not our tags, says nothing to us."""
    ours = message.get(62)
    if message.mti != "0200" or not isinstance(ours, bytes) or ours[:1] != _OUR_TAGS:
        return None
    return resign_messages.decode(InPlaceOf, ours)


def _ascii(said: Mapping[int, bytes], tag: int) -> str:
    text = said.get(tag, b"").decode("latin-1")
    if not (text.isascii() and text.isprintable()):
        raise MalformedError(f"F55.{tlv.tag_name(tag)}", 0, "not printable ASCII")
    return text


def _route(name: str) -> Route:
    """Only what a terminal may say of itself: no desk speaks through it but with a code."""
    if name in SAID_BY_TERMINALS:
        return Route(name)
    if not name:
        return Route.SALE
    raise MalformedError(f"F55.{tlv.tag_name(slip_tags.ROUTE)}", 0, "no route of a terminal")


def _items(elements: bytes) -> tuple[Tlv, ...] | None:
    try:
        return tlv.decode(elements, "F55")
    except MalformedError:
        return None


def _text(message: Message, number: int) -> str:
    value = message.get(number)
    return value if isinstance(value, str) else ""
