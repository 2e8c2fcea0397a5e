"""A printer obeys when it answers in turn; half a command is ended, and no slip vanishes in it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drivers import printer_profiles
from drivers.clock import VirtualClock
from drivers.escpos.answers import process_id_request
from drivers.escpos.status import BUFFERS_CLEARED, CLEAR_BUFFERS, PAPER_STATUS_REQUEST
from drivers.print_job import Proof
from drivers.printer import ThermalPrinter
from drivers.printer_link import STATUS_WITHIN_S, PrinterLink
from drivers.printer_steps import slip_steps
from drivers.printer_turn import AFRESH, PATIENCE_S, WHITE_BYTES, PrinterTurn
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.memory_line import MemoryLine
from terminal.faults import CameOut, PrinterFault, PrinterTrouble
from tests.drivers.scripted_line import ScriptedTransport, silence, table
from tests.receipts.facts import DOCUMENTS

DOCUMENT, _ = DOCUMENTS["unsigned_merchant_zh_58"]
NUMBER = process_id_request(b"ASK1")
PROOFS = {PAPER_STATUS_REQUEST: b"\x00"}
NUMBERS = {NUMBER: b'\x37"ASK1\x00'}


def turn(transport: ScriptedTransport, profile: str = "generic58") -> PrinterTurn:
    return PrinterTurn(PrinterLink(transport), printer_profiles.load(profile))


# How a printer proves


@pytest.mark.parametrize(
    ("profile", "answers", "proof"),
    [
        ("epson80", NUMBERS | PROOFS, Proof.PROCESS_ID),
        ("epson80", PROOFS, Proof.PAPER_STATUS),
        ("generic58", NUMBERS | PROOFS, Proof.PAPER_STATUS),
        ("status58", {}, Proof.STATUS),
        ("dumb58", NUMBERS | PROOFS, Proof.TAKEN),
    ],
)
def test_a_printer_proves_by_the_best_way_its_model_knows_and_it_answers_to(
    profile: str, answers: dict[bytes, bytes], proof: Proof
) -> None:
    transport = ScriptedTransport(table(answers))
    assert turn(transport, profile).find_proof() is proof
    assert transport.waited_s == 0


def test_a_model_that_would_print_the_question_is_not_asked_it() -> None:
    transport = ScriptedTransport(table(PROOFS))
    turn(transport, "sprt80").find_proof()
    assert b"\x1d(H" not in transport.heard


def test_a_way_it_was_not_heard_to_answer_in_is_not_asked_for_again() -> None:
    transport = ScriptedTransport(table(PROOFS))
    asked = turn(transport, "epson80")
    asked.find_proof()
    transport.heard.clear()
    assert asked.find_proof() is Proof.PAPER_STATUS
    assert bytes(transport.heard) == PAPER_STATUS_REQUEST


def test_a_printer_that_should_prove_and_does_not_is_never_believed() -> None:
    transport = ScriptedTransport(silence)
    assert turn(transport).find_proof() is None
    assert transport.heard.count(0) >= sum(WHITE_BYTES)
    assert transport.waited_s <= PATIENCE_S + 4 * STATUS_WITHIN_S
    assert not turn(ScriptedTransport(silence)).obeys()


def test_in_the_middle_of_a_document_it_is_asked_and_sent_no_white() -> None:
    transport = ScriptedTransport(silence)
    assert not turn(transport).obeys()
    assert bytes(transport.heard) == PAPER_STATUS_REQUEST
    assert turn(ScriptedTransport(silence), "status58").obeys(), "there is nothing to ask it"


def test_a_printer_that_answers_is_sent_its_question_and_nothing_else() -> None:
    transport = ScriptedTransport(table(PROOFS))
    turn(transport).find_proof()
    assert bytes(transport.heard) == PAPER_STATUS_REQUEST


# Half a command


def test_no_more_white_is_sent_than_it_takes() -> None:
    transport = ScriptedTransport(silence)

    def reply(data: bytes) -> bytes:
        return table(PROOFS)(data) if transport.heard.count(0) >= 512 else b""

    transport.reply = reply
    assert turn(transport).find_proof() is Proof.PAPER_STATUS
    assert bytes(transport.heard).endswith(bytes(512) + AFRESH + PAPER_STATUS_REQUEST)


def test_what_white_does_not_end_is_cleared_on_reception() -> None:
    transport = ScriptedTransport(silence)

    def reply(data: bytes) -> bytes:
        if CLEAR_BUFFERS in transport.heard:
            return table(PROOFS | {CLEAR_BUFFERS: BUFFERS_CLEARED})(data)
        return b""

    transport.reply = reply
    assert turn(transport).find_proof() is Proof.PAPER_STATUS


def test_a_printer_at_work_for_another_program_is_waited_for_and_not_cleared() -> None:
    """It answers all it was asked when it comes to it; none of that proves a piece of the job."""
    transport = ScriptedTransport(silence)
    real = transport.read

    def read(limit: int, within_s: float) -> bytes:
        if within_s and transport.waited_s >= 2 * STATUS_WITHIN_S and transport.reply is silence:
            transport.reply = table(PROOFS)
            return b"\x00" * bytes(transport.heard).count(PAPER_STATUS_REQUEST)
        return real(limit, within_s)

    transport.read = read  # type: ignore[method-assign]
    asked = turn(transport)
    assert asked.find_proof() is Proof.PAPER_STATUS
    assert CLEAR_BUFFERS not in transport.heard


def test_an_answer_that_comes_late_is_none_to_the_next_question() -> None:
    transport = ScriptedTransport(silence)
    asked = turn(transport)
    assert not asked.obeys()
    transport.reply = table({PAPER_STATUS_REQUEST: b"\x00\x00"})
    before_s = transport.waited_s
    assert asked.obeys()
    assert transport.waited_s == before_s, "both have come"
    transport.reply = table(PROOFS)
    assert asked.obeys()


def test_an_abandoned_jobs_answers_are_waited_for() -> None:
    transport = ScriptedTransport(table({PAPER_STATUS_REQUEST: b"\x00\x00\x00"}))
    asked = turn(transport)
    asked.settle(missing=9, answers=2)
    assert asked.find_proof() is Proof.PAPER_STATUS
    assert bytes(transport.heard) == bytes(9) + PAPER_STATUS_REQUEST
    assert transport.waited_s == 0


def test_a_line_that_stops_in_the_white_is_left_in_time() -> None:
    transport = ScriptedTransport(silence)
    transport.room = 100
    assert turn(transport).find_proof() is None
    assert transport.waited_s < 60


def test_a_printer_that_waits_for_its_button_is_cleared_at_once() -> None:
    """GS ^: white would fill its buffer, and wait there with it."""
    transport = ScriptedTransport(silence)

    def reply(data: bytes) -> bytes:
        cleared = CLEAR_BUFFERS in transport.heard
        waiting = {b"\x10\x04\x01": b"\x3a", CLEAR_BUFFERS: BUFFERS_CLEARED}
        return table(waiting | (PROOFS if cleared else {}))(data)

    transport.reply = reply
    assert turn(transport).find_proof() is Proof.PAPER_STATUS
    assert bytes(512) not in transport.heard


def test_a_silent_printer_is_sent_what_ends_its_command() -> None:
    transport = ScriptedTransport(silence)
    turn(transport).rouse()
    assert bytes(transport.heard).lstrip(b"\x00") == AFRESH


# What somebody else may have left in a printer

LEFT: dict[str, bytes] = {
    "a picture's head": b"\x1dv0\x00\x30\x00\xff\x00" + b"\x55" * 100,
    "a picture without end": b"\x1dv0\x00\xff\xff\xff\xff",
    "a graphics command of 4 GB": b"\x1d8L\xff\xff\xff\xff0p0",
    "a code of 64 KB": b"\x1d(k\xff\xff1P0",
    "a line of dots": b"\x1b*\x21\xff\x03",
    "a bar code": b"\x1dkI\xff{BHELLO",
    "a bar code without end": b"\x1dk\x04123",
    "tab stops": b"\x1bD\x05\x09",
    "NV pictures": b"\x1cq\x01\xff\xff\xff\xff",
    "half a Hanzi": b"\x1c&\xd2",
    "an ESC": b"\x1b",
    "half a real-time command": b"\x10\x14\x08",
    "a page": b"\x1bLHELLO",
    "a printer that is not to listen": b"\x1b=\x00",
    "a macro that waits for the button": b"\x1d:HELLO\n\x1d:\x1d^\x05\x00\x01",
    "settings of the user's": b"\x1d(E\x03\x00\x01IN",
}
NO_WAY_OUT = "settings of the user's"
"""But the power switch."""


def after(left: bytes, profile: str) -> tuple[VirtualPrinter, Callable[[], None]]:
    """A printer left so, and the driver's print on it."""
    model = printer_profiles.load(profile)
    machine = VirtualPrinter(model)
    line = MemoryLine(machine, VirtualClock())
    printer = ThermalPrinter(line.connect, model)
    machine.receive(left)
    return machine, lambda: printer.print(DOCUMENT)


def copies(machine: VirtualPrinter) -> int:
    """Slips that end in the whole document; another program's lines may stand before it.

    Its words tell: paper that was fed backwards has its dots among those of others.
    """
    fresh = VirtualPrinter(machine.profile)
    fresh.receive(b"".join(slip_steps(DOCUMENT, machine.profile)))
    return sum(slip.text.endswith(fresh.slips[0].text) for slip in machine.slips)


@pytest.mark.parametrize("profile", ["generic58", "epson80", "sprt80"])
@pytest.mark.parametrize("what", LEFT)
def test_a_slip_after_half_a_command_is_printed_whole_or_known_not_to_be(
    what: str, profile: str
) -> None:
    machine, act = after(LEFT[what], profile)
    if what == NO_WAY_OUT and machine.profile.knows("GS ( E"):
        with pytest.raises(PrinterFault, match="switch it off and on") as met:
            act()
        assert (met.value.trouble, met.value.came_out) == (PrinterTrouble.SILENT, CameOut.NOTHING)
        assert copies(machine) == 0
    else:
        act()
        assert copies(machine) == 1


def test_a_stuck_printer_prints_the_slip_after_its_power_switch() -> None:
    model = printer_profiles.load("generic58")
    machine = VirtualPrinter(model)
    printer = ThermalPrinter(MemoryLine(machine, VirtualClock()).connect, model)
    machine.receive(LEFT[NO_WAY_OUT])
    with pytest.raises(PrinterFault, match="switch it off and on"):
        printer.print(DOCUMENT)
    machine.power_off()
    machine.power_on()
    printer.finish()
    assert copies(machine) == 1


@pytest.mark.parametrize("what", ["a bar code", "a picture's head"])
def test_half_a_command_that_comes_between_two_slips_swallows_nothing_of_the_second(
    what: str,
) -> None:
    """The way is open all the time; another door of the same printer has let it in."""
    machine, act = after(b"", "generic58")
    act()
    machine.receive(LEFT[what])
    act()
    assert copies(machine) == 2


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=64), st.sampled_from(["generic58", "epson80"]))
def test_whatever_bytes_were_left_a_slip_counts_as_printed_only_when_it_is(
    left: bytes, profile: str
) -> None:
    machine, act = after(left, profile)
    try:
        act()
    except PrinterFault:
        assert copies(machine) == 0
    else:
        assert copies(machine) == 1
