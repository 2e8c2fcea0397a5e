"""The drawer keeps the newest slips and saves each with what was printed on it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from countersign.slip_drawer import SlipDrawer
from drivers import printer_profiles
from drivers.escpos.slip import encode
from drivers.virtual_printer.machine import MAX_KEPT_SLIPS, VirtualPrinter
from drivers.virtual_printer.paper import Slip
from receipts.paper import MM58
from receipts.slip import Cut, Document, Text

AT = datetime.fromisoformat("2026-03-02T12:03:07")


def document(words: str) -> Document:
    return Document((Text(words), Cut()), words)


def slip(words: str) -> Slip:
    printer = VirtualPrinter(printer_profiles.load("generic58"))
    printer.receive(encode(document(words), MM58))
    return printer.slips[0]


def titles(drawer: SlipDrawer, *numbers: int) -> list[bytes]:
    """The title that stands in each slip's PDF, as far as one can see from outside."""
    pdfs = [drawer.save(number).pdf.read_bytes() for number in numbers]
    return [pdf.split(b"/Title (")[1].split(b")")[0] for pdf in pdfs]


def test_slips_are_saved_under_the_moment_they_came_out(tmp_path: Path) -> None:
    drawer = SlipDrawer(tmp_path / "slips", lambda: AT)
    drawer.printing(document("SALE"), stump=False)
    drawer.cut(slip("SALE"))
    saved = drawer.save(1)
    assert saved.png == tmp_path / "slips" / "20260302-120307-slip-0001.png"
    assert saved.png.read_bytes() == slip("SALE").png
    assert saved.pdf.with_suffix(".png") == saved.png
    assert titles(drawer, 1) == [b"SALE"]


def test_a_stump_is_saved_as_the_picture_it_is_and_not_as_the_slip_that_cut_it(
    tmp_path: Path,
) -> None:
    drawer = SlipDrawer(tmp_path, lambda: AT)
    drawer.printing(document("SECOND"), stump=True)
    drawer.cut(slip("FIRST, HALF"))
    drawer.cut(slip("SECOND"))
    assert titles(drawer, 1, 2) == [b"slip 1", b"SECOND"]


def test_the_oldest_slip_is_thrown_away_and_its_number_stays_free(tmp_path: Path) -> None:
    drawer = SlipDrawer(tmp_path, lambda: AT)
    for _ in range(MAX_KEPT_SLIPS + 1):
        drawer.cut(slip("SALE"))
    for number in (1, MAX_KEPT_SLIPS + 2):
        with pytest.raises(OSError, match="reprint it from the menu"):
            drawer.save(number)
    assert drawer.save(2) != drawer.save(MAX_KEPT_SLIPS + 1)
