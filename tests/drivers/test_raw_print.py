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
from tests.drivers.scripted_line import ScriptedTransport, silence, table

GENERIC, DUMB = printer_profiles.load("generic58"), printer_profiles.load("dumb58")
STATUS_ALONE = printer_profiles.load("status58")
SLIP = encode(Document((*(Text(f"LINE {n}") for n in range(9)), Cut()), "test"), MM58)


@pytest.fixture
def machine() -> VirtualPrinter:
    return VirtualPrinter(GENERIC)


@pytest.fixture
def link(machine: VirtualPrinter) -> Iterator[PrinterLink]:
    line = MemoryLine(machine, VirtualClock())
    opened = PrinterLink(line.connect())
    yield opened
    opened.close()
    line.close()


def test_the_bytes_are_printed_as_they_are(machine: VirtualPrinter, link: PrinterLink) -> None:
    print_raw(link, SLIP, GENERIC)
    (slip,) = machine.slips
    assert slip.text.split() == [word for n in range(9) for word in ("LINE", str(n))]
    assert SLIP in slip.source


def test_a_printer_in_trouble_gets_nothing(machine: VirtualPrinter, link: PrinterLink) -> None:
    machine.open_cover()
    with pytest.raises(PrinterFault) as met:
        print_raw(link, SLIP, GENERIC)
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
        print_raw(link, SLIP, GENERIC)
    assert (met.value.trouble, met.value.came_out) == (PrinterTrouble.NO_PAPER, CameOut.UNKNOWN)


def test_a_printer_that_never_answers_is_silent(machine: VirtualPrinter, link: PrinterLink) -> None:
    machine.mute()
    with pytest.raises(PrinterFault) as met:
        ready_status(link, GENERIC)
    assert met.value.trouble is PrinterTrouble.SILENT


def test_a_way_without_answers_is_believed() -> None:
    link = PrinterLink(NowhereTransport())
    assert ready_status(link, DUMB).trouble is None
    print_raw(link, SLIP, DUMB)


WELL = {b"\x10\x04\x02": b"\x12", b"\x10\x04\x04": b"\x12"}


def test_a_model_that_proves_nothing_is_watched_for_as_long_as_it_must_print() -> None:
    transport = ScriptedTransport(table(WELL))
    print_raw(PrinterLink(transport), SLIP, STATUS_ALONE)
    assert transport.waited_s == pytest.approx(2, abs=1)  # nine lines
    assert bytes(transport.heard).count(b"\x10\x04\x02") > 2


def test_trouble_while_it_is_watched_is_told() -> None:
    transport = ScriptedTransport(table(WELL))

    def reply(data: bytes) -> bytes:
        if SLIP in data:
            transport.reply = table(WELL | {b"\x10\x04\x04": b"\x7e"})
        return table(WELL)(data)

    transport.reply = reply
    with pytest.raises(PrinterFault) as met:
        print_raw(PrinterLink(transport), SLIP, STATUS_ALONE)
    assert (met.value.trouble, met.value.came_out) == (PrinterTrouble.NO_PAPER, CameOut.UNKNOWN)


HALF_A_PICTURE = b"\x1dv0\x00\x30\x00\x18\x00" + bytes(100)


def test_half_a_command_of_somebody_else_does_not_swallow_the_bytes(
    machine: VirtualPrinter, link: PrinterLink
) -> None:
    machine.receive(HALF_A_PICTURE)
    print_raw(link, SLIP, GENERIC)
    (slip,) = machine.slips
    assert [f"LINE {n}" in slip.text for n in range(9)] == [True] * 9


def test_a_printer_that_stays_stuck_gets_nothing_and_is_told() -> None:
    transport = ScriptedTransport(table(WELL))
    with pytest.raises(PrinterFault, match="Stuck: switch it off and on") as met:
        print_raw(PrinterLink(transport), SLIP, GENERIC)
    assert (met.value.trouble, met.value.came_out) == (PrinterTrouble.SILENT, CameOut.NOTHING)
    assert SLIP not in transport.heard


def test_a_printer_that_answers_nothing_in_half_a_command_is_roused() -> None:
    transport = ScriptedTransport(silence)
    well = table(WELL | {b"\x1dr\x01": b"\x00"})
    transport.reply = lambda data: well(data) if transport.heard.count(0) > 500 else b""
    print_raw(PrinterLink(transport), SLIP, GENERIC)
    assert bytes(transport.heard).endswith(SLIP + b"\x1dr\x01")
