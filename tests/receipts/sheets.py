"""A sheet with one of everything, for the tests that draw it."""

from __future__ import annotations

from receipts.sheet import (
    Exhibits,
    Figure,
    Finding,
    Heading,
    Paragraph,
    Sheet,
    Table,
    Verbatim,
    Verdict,
)
from receipts.signature import rasterise, sample
from receipts.wording import Wording
from tests.receipts.facts import CODE, DOCUMENTS

DIGEST = "0123456789abcdef" * 4
FIGURE = Figure(rasterise(sample(0), CODE), ("图一 figure one", f"SHA-256 {DIGEST}"))
SLIP = DOCUMENTS["resigned_merchant_both_58"][0]


def a_sheet(rows: int = 3, figures: int = 1) -> Sheet:
    """Headings, findings of each kind, a table of so many rows, a slip and so many pictures."""
    table = Table(
        (Wording("号", "No."), Wording("事项", "What")),
        (1, 9),
        tuple((str(row), f"第 {row} 行 row {row} {DIGEST}") for row in range(rows)),
    )
    return Sheet(
        Wording("证据", "EVIDENCE"),
        "10000001 000001-000002",
        (
            Heading(Wording("一、结果", "1. Found")),
            *(Finding(verdict, Wording("已核对", "checked"), DIGEST) for verdict in Verdict),
            table,
            Paragraph(Wording("这是一句话。" * 30, "This is a sentence. " * 30)),
            Verbatim(f"countersign statement\nimage-sha256 {DIGEST}\n{'x' * 300}"),
            Heading(Wording("二、图", "2. Pictures")),
            Exhibits(SLIP, (FIGURE,) * figures),
        ),
    )
