"""Raw bytes to a printer: none where it cannot print, and the word 'done' only when it is so."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from drivers import printer_profiles
from drivers.clock import VirtualClock
from drivers.escpos.slip import encode
from drivers.printer_link import PrinterLink
from drivers.raw_print import print_raw, ready_status
from drivers.transport.nowhere import NowhereTransport
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.memory_line import MemoryLine
from receipts.paper import MM58
from receipts.slip import Cut, Document, Text
from terminal.faults import CameOut, PrinterFault, PrinterTrouble

SLIP = encode(Document((*(Text(f"LINE {n}") for n in range(9)), Cut()), "test"), MM58)


@pytest.fixture
def machine() -> VirtualPrinter:
    return VirtualPrinter(printer_profiles.load("generic58"))


@pytest.fixture
def link(machine: VirtualPrinter) -> Iterator[PrinterLink]:
    line = MemoryLine(machine, VirtualClock())
    opened = PrinterLink(line.connect())
    yield opened
    opened.close()
    line.close()


def test_the_bytes_are_printed_as_they_are(machine: VirtualPrinter, link: PrinterLink) -> None:
    print_raw(link, SLIP, answers=True)
    (slip,) = machine.slips
    assert slip.text.split() == [word for n in range(9) for word in ("LINE", str(n))]
    assert SLIP in slip.source


def test_a_printer_in_trouble_gets_nothing(machine: VirtualPrinter, link: PrinterLink) -> None:
    machine.open_cover()
    with pytest.raises(PrinterFault) as met:
        print_raw(link, SLIP, answers=True)
    assert (met.value.trouble, met.value.came_out) == (
        PrinterTrouble.COVER_OPEN,
        CameOut.NOTHING,
    )
    machine.close_cover()
    assert machine.tear_off() is None


def test_paper_that_ends_meanwhile_is_told_and_how_far_it_came_is_not_known(
    machine: VirtualPrinter, link: PrinterLink
) -> None:
    machine.end_paper(after_rows=60)
    with pytest.raises(PrinterFault) as met:
        print_raw(link, SLIP, answers=True)
    assert (met.value.trouble, met.value.came_out) == (PrinterTrouble.NO_PAPER, CameOut.UNKNOWN)


def test_a_printer_that_never_answers_is_silent(machine: VirtualPrinter, link: PrinterLink) -> None:
    machine.mute()
    with pytest.raises(PrinterFault) as met:
        ready_status(link, answers=True)
    assert met.value.trouble is PrinterTrouble.SILENT


def test_a_way_without_answers_is_believed() -> None:
    link = PrinterLink(NowhereTransport())
    assert ready_status(link, answers=False).trouble is None
    print_raw(link, SLIP, answers=False)
