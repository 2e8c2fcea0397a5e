"""What a script may do to printer and bank: every act happens, every undo undoes it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from countersign.printer_acts import ACTS
from countersign.rig import Rig, RigError
from countersign.rig_faults import BANK_FAULTS, bank_fault, faults_waiting, printer_fault
from terminal.faults import HostTrouble, PrinterFault, PrinterTrouble
from terminal.messages import text


@pytest.fixture
def pos() -> Iterator[Rig]:
    with Rig() as rig:
        yield rig


def trouble_of(pos: Rig) -> PrinterTrouble | None:
    try:
        pos.station.printer.check()
    except PrinterFault as fault:
        return fault.trouble
    return None


@pytest.mark.parametrize(
    ("act", "trouble", "undo"),
    [
        ("paper_out", PrinterTrouble.NO_PAPER, "reload"),
        ("cover_open", PrinterTrouble.COVER_OPEN, "cover_close"),
        ("unplug", PrinterTrouble.CABLE, "plug"),
        ("silent", PrinterTrouble.SILENT, "answers"),
        ("garbage", PrinterTrouble.SILENT, "clean"),
        ("off", PrinterTrouble.SILENT, "on"),
    ],
)
def test_what_happens_to_the_printer_is_felt_until_it_is_undone(
    pos: Rig, act: str, trouble: PrinterTrouble, undo: str
) -> None:
    printer_fault(pos.station, act)
    assert trouble_of(pos) is trouble
    printer_fault(pos.station, undo)
    assert trouble_of(pos) is None


def test_a_slow_line_takes_the_scripts_time_until_it_is_quick(pos: Rig) -> None:
    clock = pos.station.clock
    took_s = []
    for act in ("slow", "quick"):
        printer_fault(pos.station, act)
        began = clock.monotonic()
        pos.station.printer.check()
        took_s.append(clock.monotonic() - began)
    assert took_s[0] > 0.05
    assert took_s[1] == 0


@pytest.mark.parametrize(
    ("act", "trouble"),
    [
        ("silent", HostTrouble.NO_ANSWER),
        ("late", HostTrouble.NO_ANSWER),
        ("lose_answer", HostTrouble.NO_ANSWER),
        ("wrong_mac", HostTrouble.WRONG_MAC),
        ("close", HostTrouble.CLOSED),
        ("garbage", HostTrouble.GARBAGE),
        ("down", HostTrouble.NOT_SENT),
    ],
)
def test_what_the_bank_does_is_felt_by_the_next_sale(
    pos: Rig, act: str, trouble: HostTrouble
) -> None:
    pos.keys("12.00 ENTER")
    bank_fault(pos.station, act)
    pos.swipe()
    pos.sees(text(f"host.{trouble}"))


def test_a_bank_that_is_up_again_sells(pos: Rig) -> None:
    bank_fault(pos.station, "down")
    bank_fault(pos.station, "up")
    pos.keys("12.00 ENTER")
    pos.swipe()
    pos.sees("PLEASE SIGN")


def test_an_act_nobody_knows_names_all_there_are(pos: Rig) -> None:
    with pytest.raises(RigError, match=", ".join(ACTS)):
        printer_fault(pos.station, "burns")
    with pytest.raises(RigError, match=", ".join(BANK_FAULTS)):
        bank_fault(pos.station, "burns")


@pytest.mark.parametrize("mti", ["9999", "0210", "abc", "200"])
def test_a_message_no_terminal_sends_names_all_there_are(pos: Rig, mti: str) -> None:
    with pytest.raises(RigError, match=rf"'{mti}'; there are: 0200, 0400, 0500, 0800, 0820"):
        bank_fault(pos.station, "silent", mti)
    assert faults_waiting(pos.station) == ()


def test_a_door_is_shut_for_every_message(pos: Rig) -> None:
    with pytest.raises(RigError, match="leave '0200' out"):
        bank_fault(pos.station, "down", "0200")


def test_what_was_ordered_waits_for_its_message(pos: Rig) -> None:
    bank_fault(pos.station, "silent", "0200")
    assert len(faults_waiting(pos.station)) == 1
    pos.keys("12.00 ENTER")
    pos.swipe()
    assert faults_waiting(pos.station) == ()


def test_a_printer_that_is_not_ours_is_left_to_hands() -> None:
    with Rig(printer="none:") as pos, pytest.raises(RigError, match="by hand"):
        printer_fault(pos.station, "paper_out")
