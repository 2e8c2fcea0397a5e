"""Real-time commands at once, all others in turn; changes reported by themselves (escpos.md 2c)."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from drivers import printer_profiles
from drivers.clock import VirtualClock
from drivers.escpos.status import BUFFERS_CLEARED, CLEAR_BUFFERS
from drivers.escpos.table import BY_NAME
from drivers.virtual_printer.control import AT_ONCE_S
from drivers.virtual_printer.events import BytesLost, NotUnderstood
from drivers.virtual_printer.machine import VirtualPrinter
from tests.drivers.virtual_printer.bench import CUT, PAPER_STATUS, feed, heard, printer

ASB_ON = b"\x1da\xff"
READY, COVER_OPEN = bytes.fromhex("10 00 00 0f"), bytes.fromhex("38 00 00 0f")
RASTER = b"\x1dv0\x00\x03\x00\x04\x00"  # three bytes a row, four rows
ASK = b"\x10\x04\x01"
POWER_OFF = b"\x10\x14\x02\x01\x08"
LET_POWER_OFF = b"\x1d(D\x03\x00\x14\x02\x01"


def reporting(profile: str = "generic58") -> VirtualPrinter:
    machine = printer(profile)
    assert feed(machine, ASB_ON) == READY
    return machine


def stalled(machine: VirtualPrinter) -> VirtualPrinter:
    """With an open cover and a buffer that is full to the last byte."""
    machine.open_cover()
    machine.receive(b"\n" * machine.profile.receive_buffer_bytes)
    machine.take_answers()
    return machine


def test_a_change_is_reported_in_the_middle_of_a_picture() -> None:
    machine = reporting()
    machine.receive(RASTER + b"\xff" * 5)
    machine.open_cover()
    assert machine.take_answers() == COVER_OPEN
    machine.close_cover()
    machine.receive(b"\xff" * 7)
    assert machine.take_answers() == READY
    assert machine.piece.bitmap.height == 4


def test_a_change_is_reported_between_two_answers() -> None:
    machine = reporting()
    machine.receive(ASK)
    machine.open_cover()
    machine.receive(ASK)
    assert machine.take_answers() == b"\x12" + COVER_OPEN + b"\x1a"


def test_the_paper_ending_by_itself_is_reported_too() -> None:
    machine = reporting()
    with machine.hands_on() as mechanics:
        mechanics.parts.roll.near_end_rows = 20
        mechanics.parts.roll.rows_left = 60
    feed(machine, b"A\n")
    machine.receive(b"B\n")
    assert machine.take_answers() == bytes.fromhex("18 00 0f 0f")


def test_the_near_end_is_reported_before_the_next_command_is_obeyed() -> None:
    machine = reporting()
    with machine.hands_on() as mechanics:
        mechanics.parts.roll.near_end_rows = 20
        mechanics.parts.roll.rows_left = 45
    assert feed(machine, b"A\n" + PAPER_STATUS) == bytes.fromhex("10 00 03 0f") + b"\x03"


@pytest.mark.parametrize(("mask", "reported"), [(1, False), (2, True), (4, False), (8, False)])
def test_only_what_was_asked_for_is_reported(mask: int, reported: bool) -> None:
    machine = printer()
    feed(machine, b"\x1da" + bytes([mask]))
    machine.open_cover()
    assert (machine.take_answers() == COVER_OPEN) is reported


def test_with_a_full_buffer_a_question_is_answered_and_only_its_bytes_are_lost() -> None:
    machine = stalled(printer())
    events = heard(machine)
    assert (machine.room, machine.filled_bytes) == (0, 4096)
    machine.receive(ASK)
    assert (machine.take_answers(), BytesLost(3) in events) == (b"\x1a", True)


@pytest.mark.parametrize(
    ("asked", "answer"),
    [
        (b"\x10\x04\x07\x01", b"\x12"),
        (b"\x10\x04\x08\x03", b"\x12"),
        (b"\x10\x04\x12\x01", b"\x12"),
        (b"\x10\x14\x07\x01", COVER_OPEN),
        (b"\x10\x04\x05", b""),
    ],
)
def test_other_questions_are_answered_at_once_too(asked: bytes, answer: bytes) -> None:
    machine = printer()
    machine.open_cover()
    assert feed(machine, asked) == answer


def test_a_question_stays_in_the_buffer_and_comes_to_nothing() -> None:
    machine = printer()
    machine.open_cover()
    feed(machine, b"A" + ASK + b"B\n")
    assert machine.held_bytes == 6
    events = heard(machine)
    machine.close_cover()
    assert machine.piece.text == "AB\n"
    assert not any(isinstance(event, NotUnderstood) for event in events)


def test_a_question_inside_a_command_is_its_parameter_too() -> None:
    machine = printer()
    assert feed(machine, b"\x1b3" + ASK + b"A\n") == b"\x12"
    assert machine.piece.text == "A\n"
    assert machine.piece.bitmap.height == 24  # ESC 3 16, and the line is 24 dots high


def test_while_a_block_is_on_the_line_no_question_is_heard() -> None:
    machine = printer()
    machine.receive(b"\x1dIB")
    begun = machine.take_answers(4)
    machine.receive(ASK)
    assert begun + machine.take_answers() == b"_Countersign\x00"
    assert feed(machine, ASK) == b"\x12"


def test_dle_enq_2_recovers_without_what_was_received() -> None:
    machine = printer()
    with machine.hands_on() as mechanics:
        mechanics.parts.knife_blocked = True
    feed(machine, b"A\n" + CUT + b"lost\n")
    with machine.hands_on() as mechanics:
        mechanics.parts.knife_blocked = False
    assert feed(machine, b"\x10\x05\x02" + ASK) == b"\x12"
    feed(machine, b"B\n")
    assert machine.piece.text == "A\nB\n"


@pytest.mark.parametrize("order", [b"\x10\x05\x01", b"\x10\x05\x02"])
def test_dle_enq_does_nothing_where_there_is_no_error(order: bytes) -> None:
    machine = printer()
    machine.end_paper()
    feed(machine, b"A\n" + order)
    machine.reload()
    assert machine.piece.text == "A\n"


def test_a_pulse_is_given_even_while_it_is_offline_but_not_in_an_error() -> None:
    machine = printer()
    machine.open_cover()
    feed(machine, b"\x10\x14\x01\x00\x01")
    assert machine.parts.drawer_open
    machine.close_drawer()
    with machine.hands_on() as mechanics:
        mechanics.parts.broken = True
    feed(machine, b"\x10\x14\x01\x00\x01")
    assert not machine.parts.drawer_open


def test_after_the_power_off_sequence_it_is_dead_until_the_power_comes_back() -> None:
    machine = printer()
    assert feed(machine, LET_POWER_OFF + POWER_OFF) == b""  # the mask comes in its turn
    assert feed(machine, POWER_OFF) == b"\x3b\x30\x00"
    assert (feed(machine, b"A\n" + ASK), machine.busy, machine.powered) == (b"", True, True)
    machine.power_off()
    machine.power_on()
    assert (feed(machine, b"B\n" + ASK), machine.piece.text) == (b"\x12", "B\n")


def test_clearing_ends_half_a_picture_and_is_said() -> None:
    machine = printer()
    machine.receive(RASTER + b"\xff")
    assert feed(machine, CLEAR_BUFFERS + b"A\n") == BUFFERS_CLEARED
    assert machine.piece.text == "A\n"


def test_a_dle_that_fills_the_buffer_of_some_printers_clears_them() -> None:
    profile = replace(printer_profiles.load("generic58"), dle_when_full_clears=True)
    machine = VirtualPrinter(profile)
    machine.open_cover()
    machine.receive(b"A" * 4095 + b"\x10")
    machine.close_cover()
    feed(machine, b"\nB\n")
    assert (machine.held_bytes, machine.piece.marks[-1].text) == (0, "B")


def test_dle_enq_0_presses_the_button_somebody_waits_for() -> None:
    machine = printer()
    with machine.hands_on() as mechanics:
        mechanics.await_button()
    machine.receive(b"A\n")
    assert feed(machine, ASK) == b"\x3a"
    assert (feed(machine, b"\x10\x05\x00" + ASK), machine.piece.text) == (b"\x12", "A\n")


def test_bytes_in_one_go_are_more_than_the_buffer_holds_and_none_is_lost() -> None:
    machine = printer()
    events = heard(machine)
    machine.receive(b"A\n" * 10_000)
    assert not any(isinstance(event, BytesLost) for event in events)
    total = sum(slip.text.count("A") for slip in (*machine.slips, machine.piece))
    assert total == 10_000


def test_receiptios_flushing_of_a_half_eaten_command_is_survived() -> None:
    machine = printer()
    machine.receive(b"\x1dv0\x00\x30\x00\x50\x00" + b"\xff" * 100)
    answers = b""
    for _ in range(3):
        answers += feed(machine, b"\x00" * 8192 + b"\x1b@" + ASB_ON)
    assert answers == READY * 3


class Stopwatch(VirtualClock):
    """Some time passes whenever one looks."""

    def monotonic(self) -> float:
        self.sleep(0.001)
        return super().monotonic()


@pytest.mark.slow
def test_a_macro_of_hours_keeps_nobody_waiting_who_asks_or_looks() -> None:
    machine = printer(clock=Stopwatch())
    machine.receive(b"\x1d:" + b"\x1bE\x01" * 600 + b"\x1d:\x1d^\xff\x00\x00" + b"A\n")
    assert machine.wait_s == 0.0
    assert feed(machine, ASK) == b"\x12"
    turns = 0
    while machine.wait_s is not None:
        machine.work()
        turns += 1
    assert turns > 255 * 600 * 0.001 / AT_ONCE_S
    assert machine.piece.text == "A\n"


# Bytes of any kind, and how a printer comes back from them


@pytest.mark.parametrize("seed", range(24))
def test_whatever_it_was_sent_it_answers_on_reception_and_obeys_after_its_power_switch(
    seed: int,
) -> None:
    chance = Random(seed)
    machine = printer(chance.choice(["generic58", "epson80", "sprt80", "nt5890k"]))
    commands = [one for one in BY_NAME.values() if one.name != "text"]
    for _ in range(60):
        command = chance.choice(commands)
        selector = chance.choice(command.selectors) if command.selectors else b""
        machine.receive(command.raw(selector + chance.randbytes(chance.choice([0, 1, 2, 4, 40]))))
        machine.take_answers()
    for question in (b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x03", b"\x10\x04\x04"):
        (answer,) = feed(machine, question)
        assert answer & 0x93 == 0x12
    machine.power_off()
    machine.power_on()
    assert feed(machine, b"A\n" + PAPER_STATUS) == b"\x00"


FLUSH = bytes(8192) + b"\x1b@"
WAIT_FOR_BUTTON = b"\x1d:A\n\x1d:\x1d^\x01\x00\x01"


@pytest.mark.parametrize(
    ("left", "way_out"),
    [
        (RASTER, FLUSH),
        (b"\x1dv0\x00\xff\xff\xff\xff", CLEAR_BUFFERS),
        (b"\x1b=\x00", b"\x1b=\x01"),
        (b"\x1d(E\x03\x00\x01IN", b"\x1d(E\x04\x00\x02OUT"),
        (WAIT_FOR_BUTTON, b"\x10\x05\x00"),
        (WAIT_FOR_BUTTON, CLEAR_BUFFERS),
    ],
)
def test_what_answers_nothing_in_turn_has_a_way_out_on_the_line(
    left: bytes, way_out: bytes
) -> None:
    machine = printer("epson80")
    feed(machine, left)
    assert feed(machine, PAPER_STATUS) == b""
    assert feed(machine, ASK)[-1] & 0x93 == 0x12
    feed(machine, way_out)
    assert feed(machine, PAPER_STATUS)[-1:] == b"\x00"
