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
    assert row.fits(server)
    for _ in range(2):
        assert not row.is_on(server)
        row.act(server, True)
        assert row.is_on(server)
        assert row.face(server).on
        row.act(server, False)
    assert not row.face(server).on


def test_a_model_has_the_faults_of_its_parts() -> None:
    machine = VirtualPrinter(printer_profiles.load("dumb58"))
    with PrinterServer(machine, Doors()) as server:
        missing = {row.id for row in ROWS if not row.fits(server)}
    assert missing >= {"knife", "mute"}


def test_a_jammed_cutter_and_a_hot_head_stop_the_printer(server: PrinterServer) -> None:
    rows = {row.id: row for row in ROWS}
    rows["knife"].act(server, True)
    server.machine.receive(b"A\n\x1dV\x00")
    assert server.machine.status.cutter_jammed
    rows["knife"].act(server, False)
    server.machine.receive(b"\x10\x05\x01")
    assert len(server.machine.slips) == 1
    rows["hot"].act(server, True)
    assert server.machine.status.overheated


def test_every_fault_has_its_own_letter_and_two_words_in_both_languages() -> None:
    assert len({row.letter for row in ROWS}) == len({row.id for row in ROWS}) == len(ROWS)
    assert all(row.letter.isupper() and all((*row.label, *row.undo)) for row in ROWS)
