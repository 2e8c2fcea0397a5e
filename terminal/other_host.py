"""Another terminal's transaction to ISO 8583 fields and back: `terminal.host` for what is not ours.

docs/attach-a-host.md, 813 and the upload of a signature that another terminal brings.
"""

from __future__ import annotations

from terminal import host
from terminal.brought import Brought, OtherKey, OtherSale
from terminal.config import Config
from terminal.entry import SALE
from wire import feature_code, gbk, resign_messages, slip_tags, tlv
from wire.cup_fields import Field60
from wire.errors import MalformedError
from wire.iso8583 import FieldValue, Message
from wire.resign_messages import Fetched
from wire.tlv import Tlv


def read_fetched(message: Message) -> OtherSale:
    """The transaction that 813 was answered with. Errors: MalformedError."""
    told = resign_messages.decode(Fetched, message.binary(62))
    amount = message.text(4)
    if not amount.isdecimal():
        raise MalformedError("F4", 0, "no amount")
    return OtherSale(
        key=OtherKey(told.terminal_id, told.batch, told.trace),
        amount_minor=int(amount),
        card_masked=told.card_masked,
        at=told.at,
        reference=message.text(37),
        auth_code=_text(message, 38),
        settlement_date=_text(message, 15),
    )


def code_of(sale: OtherSale) -> str:
    """The feature code (交易特征码), the same as at its own terminal."""
    return feature_code.online(sale.settlement_date or None, sale.reference or None)


def other_upload(config: Config, brought: Brought, operator: str) -> Message:
    """0820 电子签名上送: the original's key, amount, date and reference; F41 and MAC are ours."""
    sale = brought.sale
    fields: dict[int, FieldValue] = {
        4: f"{sale.amount_minor:012d}",
        11: f"{sale.key.trace:06d}",
        15: sale.settlement_date,
        37: sale.reference,
        41: config.terminal_id,
        42: config.merchant_id,
        55: _elements(config, brought, operator),
        60: Field60(
            host.SIGNATURE_TYPE,
            f"{sale.key.batch:06d}",
            host.SIGNATURE_WHOLE,
            host.READER_MAGSTRIPE,
            host.NO_CONDITION,
        ).encode(),
        62: brought.image,
        64: host.EMPTY_MAC,
    }
    return Message("0820", {number: value for number, value in fields.items() if value})


def _elements(config: Config, brought: Brought, operator: str) -> bytes:
    """F55: what is known of the slip, whose it is (FF65), and by which way it was signed."""
    sale, signed = brought.sale, brought.signed_attempt
    return tlv.encode(
        [
            Tlv(slip_tags.MERCHANT_NAME, gbk.clip(config.merchant_name, host.MERCHANT_NAME_BYTES)),
            Tlv(slip_tags.TRANSACTION, host.NAMES[SALE].encode("gbk")),
            Tlv(slip_tags.OPERATOR, bytes.fromhex(operator)),
            Tlv(slip_tags.DATE_TIME, bytes.fromhex(f"{sale.at:%Y%m%d%H%M%S}")),
            Tlv(slip_tags.AUTHORISATION, sale.auth_code.encode("ascii", "replace")),
            Tlv(slip_tags.ORIGINAL_TERMINAL, sale.key.terminal_id.encode("ascii")),
            Tlv(slip_tags.ROUTE, signed.route.encode("ascii")),
            Tlv(slip_tags.GENERATION, bytes([min(signed.generation, 255)])),
            Tlv(slip_tags.STROKES_DIGEST, bytes.fromhex(signed.strokes_digest)),
            Tlv(slip_tags.DEVICE_MAC, bytes.fromhex(signed.device_mac)),
        ]
    )


def _text(message: Message, number: int) -> str:
    value = message.get(number)
    return value if isinstance(value, str) else ""
