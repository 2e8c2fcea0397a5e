"""Every byte is printed as a number, with the character it would be behind it."""

from __future__ import annotations

from drivers.virtual_printer import hex_dump
from drivers.virtual_printer.machine import VirtualPrinter
from tests.drivers.virtual_printer.bench import feed, printer

DUMP = b"\x1d(A\x02\x00\x00\x01"


def lines(machine: VirtualPrinter) -> list[str]:
    return machine.piece.text.splitlines()


def test_a_row_is_numbers_and_characters() -> None:
    machine = printer()
    feed(machine, DUMP + b"\x1d!\x11")
    assert lines(machine) == ["1d 21 11                .!."]


def test_more_than_a_row_goes_on_in_the_next() -> None:
    machine = printer()
    feed(machine, DUMP + b"JKLMNOPQRS")
    assert lines(machine) == ["4a 4b 4c 4d 4e 4f 50 51 JKLMNOPQ", "52 53                   RS"]


def test_a_row_fits_the_narrowest_paper() -> None:
    assert hex_dump.ROW_BYTES * 3 + hex_dump.ROW_BYTES <= 32
