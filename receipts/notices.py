"""Short slips besides the sale: the notice of a reversal, and the printer's test slip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from receipts.paper import Paper
from receipts.patterns import comb, grey_labels, greys, ruler
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
    Rule,
    Size,
    Text,
)
from receipts.wording import Language, Wording, mark, money, sentences

REVERSAL = Wording("冲正通知", "REVERSAL")
_DUE = Wording(
    "交易结果未知，终端将自动冲正。请勿重复收款。",
    "RESULT UNKNOWN. THE TERMINAL WILL REVERSE IT. DO NOT CHARGE TWICE.",
)
_DONE = Wording("已冲正，本交易不入账。", "REVERSED. THE CARD IS NOT CHARGED.")
PRINTER_TEST = Wording("打印机自检", "PRINTER TEST")


@dataclass(frozen=True, slots=True)
class ReversalNotice:
    """A sale that must not stand: still to be reversed, or reversed (`done`)."""

    merchant_name: str
    merchant_id: str
    terminal_id: str
    operator: str
    card_masked: str
    batch: str
    voucher: str
    at: datetime
    amount_minor: int
    reason: Wording
    done: bool
    currency: str = "RMB"
    decimals: int = 2


def reversal_slip(facts: ReversalNotice, language: Language) -> Document:
    """The cashier's notice: a sale's outcome is unknown, or its reversal went through."""
    sections = (
        title(REVERSAL, language),
        _origin(facts, language),
        _sale(facts, language),
        (
            *sentences(facts.reason, language),
            *sentences(_DONE if facts.done else _DUE, language),
        ),
    )
    return Document((*ruled(sections), Cut()), mark(REVERSAL, language), Copy.MERCHANT)


RARE_HANZI = "镕堃喆禤芃垚犇瞾"
"""Of names and places: GBK has them, GB 2312 has not."""


def printer_test_slip(printer: str, paper: Paper, at: datetime, *, rare: bool = True) -> Document:
    """One of everything a slip needs from a printer, so that a person sees what does not work.

    `rare`: the printer should have more Hanzi than those of GB 2312.
    """
    language: Language = "both"
    sections = (
        title(PRINTER_TEST, language),
        (
            *field(Wording("打印机", "PRINTER"), printer, language),
            *field(Wording("纸宽", "PAPER"), f"{paper.width_mm} mm", language),
            *field(Wording("日期/时间", "DATE/TIME"), f"{at:%Y/%m/%d %H:%M:%S}", language),
        ),
        _characters(paper, rare),
        _shapes(paper),
    )
    return Document((*ruled(sections), Cut()), mark(PRINTER_TEST, language))


def _origin(facts: ReversalNotice, language: Language) -> Iterator[Block]:
    yield Text(facts.merchant_name, bold=True)
    yield from field(Wording("商户编号", "MERCHANT NO"), facts.merchant_id, language)
    yield from field(Wording("终端编号", "TERMINAL NO"), facts.terminal_id, language)
    yield from field(Wording("操作员号", "OPERATOR NO"), facts.operator, language)


def _sale(facts: ReversalNotice, language: Language) -> Iterator[Block]:
    yield from field(Wording("卡号", "CARD NO"), facts.card_masked, language)
    yield from field(Wording("批次号", "BATCH NO"), facts.batch, language)
    yield from field(Wording("凭证号", "VOUCHER NO"), facts.voucher, language)
    yield from field(Wording("日期/时间", "DATE/TIME"), f"{facts.at:%Y/%m/%d %H:%M:%S}", language)
    amount = money(facts.amount_minor, facts.currency, facts.decimals)
    yield from emphasised(Wording("金额", "AMOUNT"), amount, Size.LARGE, language)


def _characters(paper: Paper, rare: bool) -> Iterator[Block]:
    """A ruler of all columns, ASCII, Hanzi, every size, bold, the three places on the line."""
    yield from map(Text, ruler(paper))
    yield Text("|" + " " * (paper.columns - 2) + "|")
    yield Text("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    yield Text("abcdefghijklmnopqrstuvwxyz")
    yield Text("0123456789!\"#$%&'()*+,-./:;<=>?")
    yield Text("@[\\]^_`{|}~")
    yield Text("银联签购单补签名待签名￥１２，。")
    if rare:
        yield Text(f"生僻字：{RARE_HANZI}")
    yield Text("粗体 BOLD", bold=True)
    yield Text("倍宽 WIDE", Size.WIDE)
    yield Text("倍高 TALL", Size.TALL)
    yield Text("倍大 LARGE", Size.LARGE)
    yield Text("左 LEFT")
    yield Text("中 CENTRE", align=Align.CENTRE)
    yield Text("右 RIGHT", align=Align.RIGHT)
    yield Pair("左 LEFT", "右 RIGHT")


def _shapes(paper: Paper) -> Iterator[Block]:
    """Bars that show dead dots, shades that show how dark the head burns, a code to scan."""
    yield Picture(comb(paper))
    yield Feed()
    yield Picture(greys(paper))
    yield Text(grey_labels(paper))
    yield Qr("COUNTERSIGN PRINTER TEST")
    yield Feed()
    yield Rule()
