"""Entries to ISO 8583 requests: field numbers stand here, in `other_host` and in `host_answers`.

The dialect is cup-terminal.md, section 1; the e-signature message section 2.4 and 2.5.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from terminal.config import Config
from terminal.effects import AnswerKey
from terminal.entry import SALE, VOID, Entry, EntryKey
from terminal.events import Closing
from terminal.intents import Link
from wire import feature_code, gbk, resign_messages, slip_tags, tlv
from wire.cup_fields import Field48Totals, Field60, Field61
from wire.framing import Frame, Header
from wire.iso8583 import FieldValue, Message
from wire.pan import Pan
from wire.tlv import Tlv

SALE_PROCESSING = "000000"
VOID_PROCESSING = "200000"
SALE_TYPE = "22"
VOID_TYPE = "23"
MANAGEMENT_TYPE = "00"
SIGNATURE_TYPE = "07"
SIGNATURE_WHOLE = "800"
SETTLE = "201"
SIGN_ON_DOUBLE_LENGTH = "003"
READER_MAGSTRIPE = "2"
NO_CONDITION = "0"
PIN_LENGTH_LIMIT = "12"
PIN_BLOCK_FORMAT = "2600000000000000"
"""F53: X9.8 with PAN, double-length key (cup-terminal.md 1.4)."""
REASON_NO_ANSWER = "98"
REASON_BAD_MAC = "A0"
REASON_POWER_CUT = "98"
MERCHANT_NAME_BYTES, REMARK_BYTES = 40, 60
"""FF00 and FF40 of the e-signature's F55 (2.5)."""
NAMES = {SALE: "消费", VOID: "消费撤销"}
"""FF01 for each kind of transaction (1.3)."""
EMPTY_MAC = bytes(8)


@dataclass(frozen=True, slots=True)
class SaleFacts:
    """What a sale's request says that its entry does not keep."""

    track2: str = field(default="", repr=False)
    track3: str = field(default="", repr=False)
    pin_block: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class SaleHead:
    """What identifies a sale on the wire, before it has an entry."""

    key: EntryKey
    amount_minor: int
    currency: str
    pan: Pan
    expiry: str
    entry_mode: str
    link: Link | None = None


def sale_request(config: Config, head: SaleHead, facts: SaleFacts) -> Message:
    """0200 消费, with F64 still to be filled."""
    fields: dict[int, FieldValue] = {
        2: head.pan.digits,
        3: SALE_PROCESSING,
        4: _amount(head.amount_minor),
        11: _trace(head.key),
        14: head.expiry,
        22: head.entry_mode,
        25: "00",
        35: facts.track2,
        36: facts.track3,
        41: config.terminal_id,
        42: config.merchant_id,
        49: head.currency,
        53: "0" * 16,
        60: _field_60(SALE_TYPE, head.key.batch),
        62: head.link.encoded() if head.link else b"",
    }
    if facts.pin_block:
        fields |= {26: PIN_LENGTH_LIMIT, 52: facts.pin_block, 53: PIN_BLOCK_FORMAT}
    return _maced("0200", {number: value for number, value in fields.items() if value})


def void_request(config: Config, key: EntryKey, sale: Entry) -> Message:
    """0200 消费撤销 of `sale`; what the card said then is enough, it need not be there again."""
    answer = sale.answer
    assert answer is not None
    fields: dict[int, FieldValue] = {
        2: sale.pan.digits,
        3: VOID_PROCESSING,
        4: _amount(sale.amount_minor),
        11: _trace(key),
        14: sale.expiry,
        22: without_pin(sale.entry_mode),
        25: "00",
        37: answer.reference,
        38: answer.auth_code,
        41: config.terminal_id,
        42: config.merchant_id,
        49: sale.currency,
        53: "0" * 16,
        60: _field_60(VOID_TYPE, key.batch),
        61: Field61(f"{sale.key.batch:06d}", _trace(sale.key)).encode(),
    }
    return _maced("0200", {number: value for number, value in fields.items() if value})


def without_pin(entry_mode: str) -> str:
    """F22 of a void: the card as it was read, and no PIN this time."""
    return entry_mode[:2] + "2"


def reversal_request(config: Config, entry: Entry) -> Message:
    """0400 under the original's trace; it needs no track and no PIN."""
    is_void = entry.kind == VOID
    fields: dict[int, FieldValue] = {
        2: entry.pan.digits,
        3: VOID_PROCESSING if is_void else SALE_PROCESSING,
        4: _amount(entry.amount_minor),
        11: _trace(entry.key),
        14: entry.expiry,
        22: entry.entry_mode,
        25: "00",
        38: entry.answer.auth_code if entry.answer else "",
        39: entry.reversal_reason,
        41: config.terminal_id,
        42: config.merchant_id,
        49: entry.currency,
        60: _field_60(VOID_TYPE if is_void else SALE_TYPE, entry.key.batch),
    }
    return _maced("0400", {number: value for number, value in fields.items() if value})


def signature_upload(config: Config, entry: Entry) -> Message:
    """0820 电子签名上送: key, amount, date and reference are the original's (2.4)."""
    assert entry.answer is not None
    fields: dict[int, FieldValue] = {
        2: entry.pan.digits,
        4: _amount(entry.amount_minor),
        11: _trace(entry.key),
        15: entry.answer.settlement_date,
        37: entry.answer.reference,
        41: config.terminal_id,
        42: config.merchant_id,
        55: slip_elements(config, entry),
        60: _field_60(SIGNATURE_TYPE, entry.key.batch, SIGNATURE_WHOLE),
        62: entry.image,
    }
    return _maced("0820", {number: value for number, value in fields.items() if value})


def private_request(
    config: Config, batch: int, trace: int, network: str, question: Any, reference: str = ""
) -> Message:
    """0820 with one of our own questions in F62 (docs/attach-a-host.md); F37 where it is by it."""
    asked = b"" if question is None else resign_messages.encode(question)
    fields: dict[int, FieldValue] = {
        11: f"{trace:06d}",
        37: reference,
        41: config.terminal_id,
        42: config.merchant_id,
        60: _field_60(SIGNATURE_TYPE, batch, network),
        62: asked,
    }
    return _maced("0820", {number: value for number, value in fields.items() if value})


def settlement_request(
    config: Config, closing: Closing, totals: Field48Totals, operator: str
) -> Message:
    """0500 批结算 with the terminal's own totals; it carries no MAC (1.7)."""
    return Message(
        "0500",
        {
            11: f"{closing.trace:06d}",
            41: config.terminal_id,
            42: config.merchant_id,
            48: totals.encode(),
            49: config.currency.numeric,
            60: Field60(MANAGEMENT_TYPE, f"{closing.batch:06d}", SETTLE).encode(),
            63: operator + " ",
        },
    )


def sign_on_request(config: Config, batch: int, trace: int, operator: str) -> Message:
    """0800 签到, asking for double-length working keys."""
    return Message(
        "0800",
        {
            11: f"{trace:06d}",
            41: config.terminal_id,
            42: config.merchant_id,
            60: Field60(MANAGEMENT_TYPE, f"{batch:06d}", SIGN_ON_DOUBLE_LENGTH).encode(),
            63: operator + " ",
        },
    )


def framed(config: Config, encoded: bytes) -> Frame:
    """The message with its TPDU and header: class 60 for what a stripe began (1.1)."""
    header = Header(application="60", version=config.software)
    return Frame(config.tpdu, header.encode(), encoded)


def answer_key(config: Config, request: Message) -> AnswerKey:
    """What the answer to `request` must repeat."""
    mti = request.mti
    is_money = mti in {"0200", "0400"}
    return AnswerKey(
        mti=f"{mti[:2]}{int(mti[2]) + 1}{mti[3]}",
        trace=request.text(11),
        terminal_id=config.terminal_id,
        merchant_id=config.merchant_id,
        batch="" if mti == "0800" else Field60.decode(request.text(60)).batch,
        amount=request.text(4) if is_money else "",
        reference=request.text(37) if mti == "0820" and request.get(37) else "",
    )


def code_of(entry: Entry) -> str:
    """The feature code (交易特征码) of an approved entry."""
    answer = entry.answer
    assert answer is not None
    return feature_code.online(answer.settlement_date or None, answer.reference or None)


def happened_at(entry: Entry) -> datetime:
    """When the transaction took place: the bank's clock where it told, else the terminal's."""
    answer = entry.answer
    if answer is None or len(answer.host_date) != 4 or len(answer.host_time) != 6:
        return entry.started_at
    digits = answer.host_date + answer.host_time
    month, day, hour, minute, second = (digits[at : at + 2] for at in range(0, 10, 2))
    at = f"{entry.started_at.year}-{month}-{day}T{hour}:{minute}:{second}"
    try:
        return datetime.fromisoformat(at)
    except ValueError:
        return entry.started_at


def slip_elements(config: Config, entry: Entry) -> bytes:
    """F55 of the e-signature: the slip's elements as FFxx TLVs (2.5)."""
    answer = entry.answer
    assert answer is not None
    at = happened_at(entry)
    items = [
        Tlv(0xFF00, gbk.clip(config.merchant_name, MERCHANT_NAME_BYTES)),
        Tlv(0xFF01, NAMES[entry.kind].encode("gbk")),
        Tlv(0xFF02, bytes.fromhex(entry.operator)),
        Tlv(0xFF03, answer.acquirer.encode("ascii", "replace")),
        Tlv(0xFF04, answer.issuer.encode("ascii", "replace")),
        Tlv(0xFF05, bytes.fromhex(entry.expiry)),
        Tlv(0xFF06, bytes.fromhex(f"{at:%Y%m%d%H%M%S}")),
        Tlv(0xFF07, answer.auth_code.encode("ascii", "replace")),
        Tlv(0xFF0A, entry.currency.encode("ascii")),
        Tlv(0xFF40, gbk.clip("".join(answer.remarks), REMARK_BYTES)),
        Tlv(0xFF70, bytes.fromhex(f"{min(entry.prints or config.copies, 99):02d}")),
        *_original(entry),
        *_how_signed(entry),
    ]
    return tlv.encode(item for item in items if item.value)


def _original(entry: Entry) -> list[Tlv]:
    """What a void undoes."""
    if entry.original is None:
        return []
    return [
        Tlv(slip_tags.ORIGINAL_VOUCHER, bytes.fromhex(_trace(entry.original))),
        Tlv(slip_tags.ORIGINAL_BATCH, bytes.fromhex(f"{entry.original.batch:06d}")),
    ]


def _how_signed(entry: Entry) -> list[Tlv]:
    """Ours: by which way the signature came, and what seals it (docs/attach-a-host.md)."""
    signed = entry.effective_attempt
    if signed is None:
        return []
    return [
        Tlv(slip_tags.ROUTE, signed.route.encode("ascii")),
        Tlv(slip_tags.GENERATION, bytes([min(signed.generation, 255)])),
        Tlv(slip_tags.STROKES_DIGEST, bytes.fromhex(signed.strokes_digest)),
        Tlv(slip_tags.DEVICE_MAC, bytes.fromhex(signed.device_mac)),
    ]


def _maced(mti: str, fields: dict[int, FieldValue]) -> Message:
    return Message(mti, fields | {64: EMPTY_MAC})


def _amount(amount_minor: int) -> str:
    return f"{amount_minor:012d}"


def _trace(key: EntryKey) -> str:
    return f"{key.trace:06d}"


def _field_60(kind: str, batch: int, network: str = "000") -> str:
    return Field60(kind, f"{batch:06d}", network, READER_MAGSTRIPE, NO_CONDITION).encode()


def _text(message: Message, number: int) -> str:
    value = message.get(number)
    return value if isinstance(value, str) else ""
