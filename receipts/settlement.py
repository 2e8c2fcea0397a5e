"""The settlement report (结算总计单): what a batch came to, and what of it nobody signed.

Labels: cup-terminal.md section 3.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from receipts.sections import field, ruled, title
from receipts.slip import Block, Cut, Document, Feed, Pair, Text
from receipts.wording import Language, Wording, label, mark, money
from wire.cup_fields import Totals

TITLE = Wording("结算总计单", "SETTLEMENT REPORT")
BALANCED = Wording("对账平", "BALANCED")
NOT_UPLOADED = Wording("签名未成功上送明细", "SIGNATURES NOT UPLOADED")
_MERCHANT_NO = Wording("商户编号", "MERCHANT NO")
_TERMINAL_NO = Wording("终端编号", "TERMINAL NO")
_OPERATOR_NO = Wording("操作员号", "OPERATOR NO")
_BATCH_NO = Wording("批次号", "BATCH NO")
_DATE_TIME = Wording("日期/时间", "DATE/TIME")
_KINDS = (
    Wording("内卡 借记", "DOMESTIC DEBIT"),
    Wording("内卡 贷记", "DOMESTIC CREDIT"),
    Wording("外卡 借记", "FOREIGN DEBIT"),
    Wording("外卡 贷记", "FOREIGN CREDIT"),
)


@dataclass(frozen=True, slots=True)
class Line:
    """One transaction whose signature the bank does not have; the card is masked."""

    kind: Wording
    card_masked: str
    voucher: str
    amount_minor: int


@dataclass(frozen=True, slots=True)
class SettlementReport:
    """What the report says; `at` is local time."""

    merchant_name: str
    merchant_id: str
    terminal_id: str
    operator: str
    batch: str
    at: datetime
    domestic: Totals
    foreign: Totals
    unsigned: tuple[Line, ...] = ()
    currency: str = "RMB"
    decimals: int = 2


def settlement_slip(facts: SettlementReport, language: Language) -> Document:
    """The report in one language or both."""
    sections = (
        title(TITLE, language),
        _origin(facts, language),
        _totals(facts, language),
        _unsigned(facts, language),
    )
    return Document((*ruled(sections), Feed(), Cut()), mark(TITLE, language))


def _origin(facts: SettlementReport, language: Language) -> Iterator[Block]:
    yield Text(facts.merchant_name, bold=True)
    yield from field(_MERCHANT_NO, facts.merchant_id, language)
    yield from field(_TERMINAL_NO, facts.terminal_id, language)
    yield from field(_OPERATOR_NO, facts.operator, language)
    yield from field(_BATCH_NO, facts.batch, language)
    yield from field(_DATE_TIME, f"{facts.at:%Y/%m/%d %H:%M:%S}", language)


def _totals(facts: SettlementReport, language: Language) -> Iterator[Block]:
    halves = (facts.domestic, facts.foreign)
    rows = [
        row
        for half in halves
        for row in (
            (half.debit_count, half.debit_minor),
            (half.credit_count, half.credit_minor),
        )
    ]
    for kind, (count, amount_minor) in zip(_KINDS, rows, strict=True):
        yield Text(label(kind, language))
        yield Pair(f"{count}", money(amount_minor, facts.currency, facts.decimals))
    yield Text(mark(BALANCED, language), bold=True)


def _unsigned(facts: SettlementReport, language: Language) -> Iterator[Block]:
    if facts.unsigned:
        yield Text(label(NOT_UPLOADED, language), bold=True)
    for line in facts.unsigned:
        amount = money(line.amount_minor, facts.currency, facts.decimals)
        yield Text(f"{line.card_masked} {mark(line.kind, language)}")
        yield Pair(line.voucher, amount)
