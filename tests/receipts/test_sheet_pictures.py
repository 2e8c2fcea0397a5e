"""A slip upon a page of A4: whole, and no higher than it said."""

from __future__ import annotations

from receipts import sheet_pdf
from receipts.paper import MM58
from receipts.sheet_pictures import slip_rows
from tests.receipts.facts import DOCUMENTS


def test_every_slip_finds_room_on_one_page() -> None:
    room = sheet_pdf.PAGE_HEIGHT - sheet_pdf.TOP - sheet_pdf.BOTTOM
    heights = {
        name: slip_rows(document) for name, (document, paper) in DOCUMENTS.items() if paper is MM58
    }
    heading = 40
    assert {name: height for name, height in heights.items() if height + heading > room} == {}
    assert min(heights.values()) > 50
