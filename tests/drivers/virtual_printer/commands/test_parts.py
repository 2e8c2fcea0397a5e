"""The drawer opens, the buzzer sounds, marked paper is fed to its marks, the test page prints."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drivers import printer_profiles
from drivers.virtual_printer.events import DrawerKicked, Sounded
from drivers.virtual_printer.machine import VirtualPrinter
from tests.drivers.virtual_printer.bench import feed, heard, printer, skipped

MARK = b"\x1d\x0c"


@pytest.mark.parametrize(
    ("order", "event"),
    [
        (b"\x1bp\x00\x19\xfa", DrawerKicked(2, 50)),
        (b"\x1bp1\x19\xfa", DrawerKicked(5, 50)),
        (b"\x10\x14\x01\x00\x02", DrawerKicked(2, 200)),
        (b"\x07", Sounded(1)),
        (b"\x1bB\x03\x02", Sounded(3)),
        (b"\x1b(A\x04\x00\x30\x31\x05\x0a", Sounded(5)),
        (b"\x1b(A\x03\x00\x61\x01\x04", Sounded(4)),
        (b"\x10\x14\x03\x00\x01\x02\x03\x04", Sounded(2)),
    ],
)
def test_it_is_heard_of(order: bytes, event: object) -> None:
    machine = printer()
    events = heard(machine)
    feed(machine, order)
    assert event in events


def test_there_are_two_drawers_at_most() -> None:
    assert skipped(b"\x1bp\x02\x19\xfa") == ["ESC p"]


def test_an_opened_drawer_is_reported_until_a_hand_closes_it() -> None:
    machine = printer()
    feed(machine, b"\x1da\x01")
    assert feed(machine, b"\x1bp\x00\x19\xfa") == bytes.fromhex("14 00 00 0f")
    machine.close_drawer()
    assert machine.take_answers() == bytes.fromhex("10 00 00 0f")


def test_marked_paper_is_fed_to_the_mark_after_the_line() -> None:
    machine = printer("sprt80")
    machine.reload(mark_every_mm=50)
    feed(machine, b"A" + MARK)
    assert (machine.piece.text, machine.piece.bitmap.height) == ("A\n", 400)


@pytest.mark.parametrize(
    ("direction", "height"), [(b"\x00", 408), (b"\x30", 408), (b"\x01", 392), (b"\x31", 392)]
)
def test_printing_begins_at_the_offset_from_the_mark(direction: bytes, height: int) -> None:
    machine = printer("sprt80")
    machine.reload(mark_every_mm=50)
    feed(machine, b"\x1d(F\x04\x00\x01" + direction + b"\x08\x00" + MARK)
    assert machine.piece.bitmap.height == height


def test_marked_paper_is_cut_at_its_own_offset() -> None:
    machine = printer("sprt80")
    machine.reload(mark_every_mm=50)
    feed(machine, b"\x1d(F\x04\x00\x02\x00\x10\x00" + MARK + b"\x1dV\x00")
    assert machine.slips[0].bitmap.height == 416


def test_plain_paper_stays_where_it_is() -> None:
    machine = printer("sprt80")
    feed(machine, MARK)
    assert machine.piece.bitmap.height == 0


@pytest.mark.parametrize("order", [MARK, b"\x1d(F\x04\x00\x01\x00\x08\x00"])
def test_a_model_without_the_sensor_knows_no_marks(order: bytes) -> None:
    assert len(skipped(order)) == 1


@pytest.mark.parametrize("order", [b"\x12T", b"\x1d(A\x02\x00\x00\x02", b"\x1d(A\x02\x00\x00\x32"])
def test_the_test_page_says_who_the_printer_is(order: bytes) -> None:
    machine = printer()
    feed(machine, order)
    assert machine.slips[0].has("Countersign generic58")


def test_the_rolling_pattern_holds_every_character() -> None:
    machine = printer()
    feed(machine, b"\x1d(A\x02\x00\x00\x03")
    text = machine.slips[0].text
    assert set(map(chr, range(0x21, 0x7F))) <= set(text)


def test_without_a_knife_the_test_page_hangs_out() -> None:
    profile = replace(printer_profiles.load("generic58"), cutter=False)
    machine = VirtualPrinter(profile)
    feed(machine, b"\x12T")
    assert machine.slips == ()
    assert machine.piece.has("TEST PRINT")


def test_a_hex_dump_lasts_until_the_power_goes() -> None:
    machine = printer()
    feed(machine, b"\x1d(A\x02\x00\x00\x01" + b"\x1b@" + b"AB\n")
    machine.power_off()
    machine.power_on()
    feed(machine, b"A\n")
    lines = machine.piece.text.splitlines()
    assert [line.split() for line in lines] == [
        ["1b", "40", ".@"],
        ["41", "42", "AB"],
        ["0a", "."],
        ["A"],
    ]


def test_there_is_no_other_test() -> None:
    assert skipped(b"\x1d(A\x02\x00\x00\x40") == ["GS ( A"]
