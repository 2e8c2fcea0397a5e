"""The sign slip of a sale: what stands on it, in which order, on whose copy.

Order and labels: cup-terminal.md section 3. The merchant's copy carries the signature block; the
cardholder's copy never does. A card number reaches a slip masked or not at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import assert_never

from receipts.routes import ROUTES
from receipts.sections import emphasised, field, ruled, title
from receipts.slip import (
    Align,
    Block,
    Copy,
    Cut,
    Document,
    Feed,
    Pair,
    Picture,
    Qr,
    Size,
    Text,
)
from receipts.wording import Language, Wording, label, mark, money, sentences
from wire.bitmap import Bitmap


@dataclass(frozen=True, slots=True)
class NotRequired:
    """Nobody need sign; `text` says why (see `waived_below`), None where the reason is the PIN.

    `automatic`: a rule of the terminal decided it.
    """

    text: Wording | None = None
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class Unsigned:
    """A signature is owed; the block has room for a pen."""


@dataclass(frozen=True, slots=True)
class Resigned:
    """A signature that came later: when (local time), by which of the ROUTES, at whose desk."""

    at: datetime
    route: str
    operator: str


@dataclass(frozen=True, slots=True)
class Signed:
    """The signature with the transaction's 8-character feature code.

    `bitmap` is None where it was signed elsewhere and only the bank holds the picture.
    """

    bitmap: Bitmap | None
    feature_code: str
    resigned: Resigned | None = None
    automatic: bool = False
    """The terminal completed it by itself, with what the cardholder enrolled."""


SignatureMark = NotRequired | Unsigned | Signed


@dataclass(frozen=True, slots=True)
class SaleSlip:
    """What a sale's slip says. Empty texts are left out with their labels.

    `card_masked` shows at most the first 6 and last 4 digits; `entry_letter` is M, S, I, F, C or Q;
    or '' where another terminal read it, which also leaves `kind` open;
    `currency` is as printed ("RMB"), with `decimals` digits after the point; `at` is local time.
    """

    merchant_name: str
    merchant_id: str
    terminal_id: str
    operator: str
    issuer: str
    acquirer: str
    card_masked: str
    entry_letter: str
    kind: Wording | None
    batch: str
    voucher: str
    auth_code: str
    reference: str
    at: datetime
    amount_minor: int
    signature: SignatureMark
    currency: str = "RMB"
    decimals: int = 2
    remarks: tuple[str, ...] = ()
    duplicate: bool = False
    original: str = ""
    """The voucher number of what is undone here."""
    voided: bool = False

    def __post_init__(self) -> None:
        assert not _UNMASKED.search(self.card_masked), "an unmasked card number reached a slip"


# More digits together than the six that may be shown, blanks between them or not.
_UNMASKED = re.compile(r"(?:\d ?){7}")

SALE = Wording("消费", "SALE")
VOID = Wording("消费撤销", "VOID")
VOIDED = Wording("已撤销", "VOIDED")
TITLE = Wording("银联POS签购单", "POS SALES SLIP")
DUPLICATED = Wording("重打印凭证", "DUPLICATED")
UNSIGNED = Wording("待签名", "UNSIGNED")
AUTO_SIGNED = Wording("自动签名", "AUTO-SIGNED")
RELEASED = Wording("免签名，银行已放款", "NO SIGNATURE: RELEASED BY THE BANK")
_BY_ENROLMENT = Wording("按持卡人留存签名", "BY THE CARDHOLDER'S ENROLLED SIGNATURE")
RE_SIGNED = Wording("补签名", "RE-SIGNED")
_RESIGNED = Wording("补签", "RE-SIGNED")
_OPERATOR = Wording("操作员", "OP")
_MERCHANT_NAME = Wording("商户名称", "MERCHANT NAME")
_MERCHANT_NO = Wording("商户编号", "MERCHANT NO")
_TERMINAL_NO = Wording("终端编号", "TERMINAL NO")
_OPERATOR_NO = Wording("操作员号", "OPERATOR NO")
_ISSUER = Wording("发卡行", "ISSUER")
_ACQUIRER = Wording("收单行", "ACQUIRER")
_CARD_NO = Wording("卡号", "CARD NO")
_TRANS_TYPE = Wording("交易类型", "TRANS TYPE")
_BATCH_NO = Wording("批次号", "BATCH NO")
_VOUCHER_NO = Wording("凭证号", "VOUCHER NO")
_ORIGINAL = Wording("原凭证号", "ORIG VOUCHER")
_AUTH_NO = Wording("授权码", "AUTH NO")
_REFER_NO = Wording("参考号", "REFER NO")
_DATE_TIME = Wording("日期/时间", "DATE/TIME")
_AMOUNT = Wording("金额", "AMOUNT")
_REMARKS = Wording("备注", "REFERENCE")
_SIGNATURE = Wording("持卡人签名", "CARDHOLDER SIGNATURE")
_AT_THE_BANK = Wording("签名由银行保存", "THE SIGNATURE IS KEPT AT THE BANK")
_FEATURE_CODE = Wording("特征码", "FEATURE CODE")
_ACKNOWLEDGED = Wording(
    "本人确认以上交易，同意将其记入本卡账户",
    "I ACKNOWLEDGE SATISFACTORY RECEIPT OF RELATIVE GOODS/SERVICES",
)
_SCAN = Wording("参考号扫码", "REFERENCE TO SCAN")
_COPIES = {
    Copy.MERCHANT: Wording("商户存根", "MERCHANT COPY"),
    Copy.CARDHOLDER: Wording("持卡人存根", "CARDHOLDER COPY"),
}

REFERENCE_DOTS = 4
"""Half a millimetre to a square: the code of twelve digits is 11 mm wide."""
PEN_LINES = 4
"""Room for a pen on an unsigned slip, 15 mm."""


def sale_slip(facts: SaleSlip, copy: Copy, language: Language) -> Document:
    """The slip of one sale, for one copy, in one language or both."""
    sections = (
        _head(copy, language),
        _merchant(facts, language),
        _transaction(facts, language),
        _remarks(facts, language),
        _signature(facts, copy, language),
        _foot(copy, language),
    )
    blocks = (*ruled(sections), Cut())
    return Document(blocks, mark(TITLE, language), copy)


def waived_below(limit_minor: int, *, automatic: bool = False) -> NotRequired:
    """The text of a small contactless sale without signature (cup-terminal.md 2.1); CNY."""
    limit = f"{limit_minor / 100:.2f}".removesuffix(".00")
    return NotRequired(
        Wording(
            f"交易金额未超{limit}元，免密免签",
            f"AMOUNT NOT OVER {limit} YUAN, NO PIN AND NO SIGNATURE NEEDED",
        ),
        automatic,
    )


def _head(copy: Copy, language: Language) -> Iterator[Block]:
    yield from title(TITLE, language)
    yield Feed()
    yield _copy_line(copy, language)


def _copy_line(copy: Copy, language: Language) -> Block:
    """Whose copy it is."""
    words = _COPIES[copy]
    if language == "both":
        return Pair(words.zh, words.en)
    return Text(mark(words, language), align=Align.CENTRE)


def _merchant(facts: SaleSlip, language: Language) -> Iterator[Block]:
    yield Text(label(_MERCHANT_NAME, language))
    yield Text(facts.merchant_name, bold=True)
    yield from field(_MERCHANT_NO, facts.merchant_id, language)
    yield from field(_TERMINAL_NO, facts.terminal_id, language)
    yield from field(_OPERATOR_NO, facts.operator, language)


def _transaction(facts: SaleSlip, language: Language) -> Iterator[Block]:
    yield from field(_ISSUER, facts.issuer, language)
    yield from field(_ACQUIRER, facts.acquirer, language)
    card = f"{facts.card_masked} {facts.entry_letter}".rstrip()
    yield from emphasised(_CARD_NO, card, Size.TALL, language)
    if facts.kind is not None:
        kind = mark(facts.kind, language)
        yield from emphasised(_TRANS_TYPE, kind, Size.LARGE, language)
    yield from field(_BATCH_NO, facts.batch, language)
    yield from field(_VOUCHER_NO, facts.voucher, language)
    yield from field(_ORIGINAL, facts.original, language)
    yield from field(_AUTH_NO, facts.auth_code, language)
    yield from field(_REFER_NO, facts.reference, language)
    when = f"{facts.at:%Y/%m/%d %H:%M:%S}"
    yield from field(_DATE_TIME, when, language)
    amount = money(facts.amount_minor, facts.currency, facts.decimals)
    yield from emphasised(_AMOUNT, amount, Size.LARGE, language)


def _remarks(facts: SaleSlip, language: Language) -> Iterator[Block]:
    if facts.remarks:
        yield Text(label(_REMARKS, language))
        yield from map(Text, facts.remarks)


def _signature(facts: SaleSlip, copy: Copy, language: Language) -> Iterator[Block]:
    if facts.duplicate:
        yield _marked(DUPLICATED, language)
    if facts.voided:
        yield _marked(VOIDED, language)
    match facts.signature:
        case NotRequired():
            if facts.signature.automatic:
                yield _marked(AUTO_SIGNED, language)
            if facts.signature.text:
                yield from sentences(facts.signature.text, language)
        case Unsigned():
            if not facts.voided:  # nobody owes a signature for money that went back
                yield from _unsigned(facts.reference, copy, language)
        case Signed():
            yield from _signed(facts.signature, copy, language)
        case _:
            assert_never(facts.signature)


def _unsigned(reference: str, copy: Copy, language: Language) -> Iterator[Block]:
    yield _marked(UNSIGNED, language)
    if copy is Copy.MERCHANT:
        yield Text(label(_SIGNATURE, language))
        yield Feed(PEN_LINES)
        yield from sentences(_ACKNOWLEDGED, language)
        if reference:
            yield Text(mark(_SCAN, language), align=Align.CENTRE)
            yield Qr(reference, REFERENCE_DOTS)


def _signed(signed: Signed, copy: Copy, language: Language) -> Iterator[Block]:
    if signed.resigned:
        yield _marked(RE_SIGNED, language)
    if signed.automatic:
        yield _marked(AUTO_SIGNED, language)
        yield from sentences(_BY_ENROLMENT, language)
    if copy is Copy.MERCHANT:
        yield Text(label(_SIGNATURE, language))
        if signed.bitmap is not None:
            yield Picture(signed.bitmap)
        else:
            yield from sentences(_AT_THE_BANK, language)
        code = f"{label(_FEATURE_CODE, language)} {signed.feature_code}"
        yield Text(code, align=Align.CENTRE)
    if signed.resigned:
        yield from _late(signed.resigned, language)
    if copy is Copy.MERCHANT:
        yield Feed()
        yield from sentences(_ACKNOWLEDGED, language)


def _late(late: Resigned, language: Language) -> Iterator[Block]:
    yield Text(f"{mark(_RESIGNED, language)} {late.at:%Y/%m/%d %H:%M:%S}")
    way = "途径" if language == "zh" else "FROM"
    route = f"{way} {mark(ROUTES[late.route], language)}"
    who = f"{mark(_OPERATOR, language)} {late.operator}" if late.operator else ""
    said = (route, who) if language == "both" else (f"{route} {who}".rstrip(),)
    yield from map(Text, filter(None, said))


def _marked(words: Wording, language: Language) -> Block:
    return Text(mark(words, language), Size.TALL, Align.CENTRE, bold=True)


def _foot(copy: Copy, language: Language) -> Iterator[Block]:
    words = _COPIES[copy]
    together = f"{words.zh} {words.en}" if language == "both" else mark(words, language)
    yield Text(together, align=Align.CENTRE)
