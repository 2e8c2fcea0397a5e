"""Short slips besides the sale: a signature the bank keeps, and the printer's test slip."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from receipts.paper import Paper
from receipts.patterns import comb, grey_labels, greys, ruler
from receipts.sections import field as labelled
from receipts.sections import ruled, title
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
from receipts.wording import Language, Wording, mark, sentences
from wire.bitmap import Bitmap

CONSENT = Wording("留存签名授权", "SIGNATURE ON FILE")
WITHDRAWN = Wording("留存签名撤回", "SIGNATURE WITHDRAWN")
_AGREED = Wording(
    "本人同意银行留存本签名，在本商户的交易中自动签名，可随时撤回。",
    "I AGREE THAT THE BANK KEEPS THIS SIGNATURE AND SIGNS MY SALES AT THIS MERCHANT WITH IT. I MAY "
    "WITHDRAW IT ANY TIME.",
)
_ERASED = Wording(
    "银行已删除为本卡留存的签名。", "THE BANK HAS ERASED THE SIGNATURE IT KEPT FOR THIS CARD."
)
PRINTER_TEST = Wording("打印机自检", "PRINTER TEST")


@dataclass(frozen=True, slots=True)
class OnFile:
    """A signature the bank keeps for a card's later sales here, up to `until`; None: no longer.

    `voucher` is of the sale that it was taken from; `signature` its picture, where it is here.
    """

    merchant_name: str
    merchant_id: str
    terminal_id: str
    operator: str
    card_masked: str
    voucher: str
    at: datetime
    until: datetime | None
    signature: Bitmap | None = field(default=None, repr=False)


def on_file_slip(facts: OnFile, language: Language) -> Document:
    """The cardholder's paper: what he agreed to, or that it is over."""
    heading = CONSENT if facts.until else WITHDRAWN
    sections = (
        title(heading, language),
        _origin(facts, language),
        _kept(facts, language),
        _said(facts, language),
    )
    return Document((*ruled(sections), Cut()), mark(heading, language), Copy.CARDHOLDER)


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
            *labelled(Wording("打印机", "PRINTER"), printer, language),
            *labelled(Wording("纸宽", "PAPER"), f"{paper.width_mm} mm", language),
            *labelled(Wording("日期/时间", "DATE/TIME"), f"{at:%Y/%m/%d %H:%M:%S}", language),
        ),
        _characters(paper, rare),
        _shapes(paper),
    )
    return Document((*ruled(sections), Cut()), mark(PRINTER_TEST, language))


def _origin(facts: OnFile, language: Language) -> Iterator[Block]:
    yield Text(facts.merchant_name, bold=True)
    yield from labelled(Wording("商户编号", "MERCHANT NO"), facts.merchant_id, language)
    yield from labelled(Wording("终端编号", "TERMINAL NO"), facts.terminal_id, language)
    yield from labelled(Wording("操作员号", "OPERATOR NO"), facts.operator, language)


def _kept(facts: OnFile, language: Language) -> Iterator[Block]:
    yield from labelled(Wording("卡号", "CARD NO"), facts.card_masked, language)
    yield from labelled(Wording("凭证号", "VOUCHER NO"), facts.voucher, language)
    yield from labelled(
        Wording("日期/时间", "DATE/TIME"), f"{facts.at:%Y/%m/%d %H:%M:%S}", language
    )
    if facts.until:
        until = f"{facts.until:%Y/%m/%d}"
        yield from labelled(Wording("有效期至", "VALID UNTIL"), until, language)


def _said(facts: OnFile, language: Language) -> Iterator[Block]:
    if facts.until and facts.signature:
        yield Picture(facts.signature)
    yield from sentences(_AGREED if facts.until else _ERASED, language)


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
