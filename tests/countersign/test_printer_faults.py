"""Every fault of a served printer happens, shows that it did, and is undone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from countersign.printer_faults import ROWS, PrinterFaultRow
from drivers import printer_profiles
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.server import Doors, PrinterServer


@pytest.fixture
def server() -> Iterator[PrinterServer]:
    machine = VirtualPrinter(printer_profiles.load("epson80"))
    with PrinterServer(machine, Doors()) as server:
        yield server


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_fault_happens_and_is_undone_as_often_as_one_likes(
    server: PrinterServer, row: PrinterFaultRow
) -> None:
    for _ in range(2):
        assert not row.is_on(server)
        row.act(server, True)
        assert row.is_on(server)
        assert row.face(server).on
        row.act(server, False)
    assert not row.face(server).on


def test_every_fault_has_its_own_letter_and_two_words_in_both_languages() -> None:
    assert len({row.letter for row in ROWS}) == len({row.id for row in ROWS}) == len(ROWS)
    assert all(row.letter.isupper() and all((*row.label, *row.undo)) for row in ROWS)
