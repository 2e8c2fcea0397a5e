"""Questions answered in turn: byte for byte as in Epson's ESC/POS reference."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drivers import printer_profiles
from drivers.clock import VirtualClock
from drivers.virtual_printer.machine import VirtualPrinter
from tests.drivers.virtual_printer.bench import CUT, feed, printer, skipped

ASK_DONE = b"\x1d(H\x06\x00\x30\x30SLIP"
DONE = b"\x37\x22SLIP\x00"


def counter(number: int) -> bytes:
    return b"\x1dg2\x00" + number.to_bytes(2, "little")


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (b"\x1dI\x01", b"\x20"),
        (b"\x1dI\x31", b"\x20"),
        (b"\x1dI\x02", b"\x03"),
        (b"\x1dI\x32", b"\x03"),
        (b"\x1dI\x03", b"\x01"),
        (b"\x1dI\x33", b"\x01"),
        (b"\x1dI\x21", b"\x3d\x21\x43\x40\x40\x00"),
        (b"\x1dIA", b"_1.00 ESC/POS\x00"),
        (b"\x1dIB", b"_EPSON\x00"),
        (b"\x1dIC", b"_TM-T88III\x00"),
        (b"\x1dID", b"_CS00000001\x00"),
        (b"\x1dIE", b"_CHINA GB18030\x00"),
        (b"\x1dr\x01", b"\x00"),
        (b"\x1dr\x31", b"\x00"),
        (b"\x1dr\x02", b"\x00"),
        (b"\x1dr\x04", b"\x00"),
        (b"\x1bv", b"\x00"),
        (b"\x1bu\x00", b"\x00"),
        (ASK_DONE, DONE),
    ],
)
def test_a_printer_that_is_well_answers(asked: bytes, answer: bytes) -> None:
    assert feed(printer("epson80"), asked) == answer


@pytest.mark.parametrize("asked", [b"\x1dI\x05", b"\x1dr\x03", b"\x1bu\x01", counter(22)])
def test_what_there_is_not_is_not_answered(asked: bytes) -> None:
    assert len(skipped(asked)) == 1


def test_a_printer_without_hanzi_and_knife_says_so() -> None:
    machine = VirtualPrinter(
        replace(printer_profiles.load("raster58"), answers=True, only=frozenset())
    )
    assert feed(machine, b"\x1dI\x02" + b"\x1dIE") == b"\x00"


@pytest.mark.parametrize("asked", [b"\x1dr\x02", b"\x1bu\x30"])
def test_an_open_drawer_is_told(asked: bytes) -> None:
    assert feed(printer(), b"\x1bp\x00\x19\x19" + asked) == b"\x01"


@pytest.mark.parametrize("asked", [b"\x1dr\x01", b"\x1bv"])
def test_paper_that_is_about_to_end_is_told(asked: bytes) -> None:
    machine = printer()
    machine.end_paper(after_rows=1000)
    assert feed(machine, asked) == b"\x03"


def test_done_is_said_when_all_before_it_is_on_paper() -> None:
    machine = printer("epson80")
    machine.end_paper(after_rows=10)
    assert feed(machine, b"A\n" + ASK_DONE) == b""
    machine.reload()
    assert machine.take_answers() == DONE


def test_a_model_that_knows_no_process_ids_does_not_answer_them() -> None:
    for profile in ("sprt80", "generic58"):
        assert feed(printer(profile), ASK_DONE) == b""


def test_changes_are_reported_from_the_order_on_and_at_once() -> None:
    machine = printer()
    assert feed(machine, b"\x1da\xff") == bytes.fromhex("10 00 00 0f")
    machine.open_cover()
    machine.close_cover()
    assert machine.take_answers() == bytes.fromhex("38 00 00 0f 10 00 00 0f")


@pytest.mark.parametrize("off", [b"\x1da\x00", b"\x1b@"])
def test_reports_end_by_order_and_by_esc_at(off: bytes) -> None:
    machine = printer()
    feed(machine, b"\x1da\xff" + off)
    machine.open_cover()
    assert machine.take_answers() == b""


def test_a_model_without_reports_sends_none() -> None:
    machine = VirtualPrinter(replace(printer_profiles.load("generic58"), asb=False))
    assert feed(machine, b"\x1da\xff") == b""


def test_counters_count_lines_rows_cuts_and_hours() -> None:
    clock = VirtualClock()
    machine = printer(clock=clock)
    machine.receive(b"\n\n" + CUT)
    for _ in range(100):
        clock.sleep(100)
        machine.work()
    asked = b"".join(counter(number) for number in (20, 21, 50, 70))
    assert feed(machine, asked) == b"_2\x00_60\x00_1\x00_2\x00"


def test_a_cleared_counter_begins_anew_and_its_total_goes_on() -> None:
    machine = printer()
    feed(machine, b"\n" + b"\x1dg0\x00\x14\x00" + b"\n")
    assert feed(machine, counter(20) + counter(148)) == b"_1\x00_2\x00"


def test_a_total_cannot_be_cleared() -> None:
    assert skipped(b"\x1dg0\x00\x94\x00") == ["GS g 0"]


def test_esc_at_sets_everything_back() -> None:
    machine = printer()
    feed(machine, b"\x1ba\x01\x1bE\x01A\n\x1b@B\n")
    first, second = machine.piece.marks
    assert (first.x_dots > 0, first.bold, second.x_dots, second.bold) == (True, True, 0, False)
