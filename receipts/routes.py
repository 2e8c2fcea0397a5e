"""By which way a signature came later (resign.md, Routes), as a slip says it."""

from __future__ import annotations

from collections.abc import Mapping

from receipts.wording import Wording

ROUTES: Mapping[str, Wording] = {
    "TERMINAL_LAST": Wording("终端上一笔", "TERMINAL, LAST"),
    "TERMINAL_SELECTED": Wording("终端列表", "TERMINAL, LIST"),
    "OTHER_DEVICE": Wording("持卡人手机", "CUSTOMER PHONE"),
    "PHONE_APP": Wording("商户手机页", "MERCHANT PHONE"),
    "BACKUP_TERMINAL": Wording("备用终端", "SPARE TERMINAL"),
    "SUPPORT": Wording("客服", "SUPPORT DESK"),
    "BANK": Wording("银行", "BANK"),
    "PAPER": Wording("纸质签购单", "PAPER SLIP"),
}
"""By the name the bank and the journal know it by; the sale's own prompt is no later way."""
