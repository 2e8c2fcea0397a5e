"""Work that few bytes can ask for is counted where it is done, and ends where its limit is."""

from __future__ import annotations

from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.toil import Toil
from tests.drivers.virtual_printer.bench import feed, printer
from wire.bitmap import Bitmap


def limited(toil: Toil) -> VirtualPrinter:
    machine = printer()
    with machine.hands_on() as mechanics:
        mechanics.toil = toil
    return machine


def test_it_is_over_beyond_either_limit() -> None:
    assert not Toil().over
    assert not Toil(9, 9, rows=9, steps=9).over
    assert Toil(9, 9, rows=10).over
    assert Toil(9, 9, steps=10).over


def test_a_picture_counts_by_its_rows_and_its_bytes() -> None:
    toil = Toil()
    toil.drew(Bitmap.blank(640, 100))
    assert toil.steps == 100 + 80 * 100 // 32


def test_paper_is_counted_and_no_command_is_obeyed_when_it_is_too_much() -> None:
    machine = limited(Toil(most_rows=60))
    feed(machine, b"A\n" * 9)
    assert machine.piece.text == "A\n" * 3
    assert machine.held_bytes == 12


def test_a_macros_commands_are_counted_in_each_of_its_rounds() -> None:
    toil = Toil()
    feed(limited(toil), b"\x1d:A\x1bE\x01\x1d:\x1d^\x05\x00\x00")
    assert toil.steps == 2 * 5 * 4


def test_a_page_counts_what_stands_on_it_whenever_it_is_printed() -> None:
    toil = Toil()
    feed(limited(toil), b"\x1bLA\x1bT\x00B\x1b\x0c\x1b\x0c")
    assert toil.steps == 2 * 2 * 10


def test_a_code_counts_though_it_cannot_be_printed() -> None:
    toil = Toil()
    feed(limited(toil), b"\x1d(k\x23\x031P0" + b"A" * 800 + b"\x1d(k\x03\x001Q0" * 3)
    assert toil.steps >= 3 * 100
