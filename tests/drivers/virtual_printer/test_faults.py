"""Each fault happens, is seen, and can be put right; what it does to the printer is told by it."""

from __future__ import annotations

import pytest

from drivers.clock import VirtualClock
from drivers.virtual_printer.faults import BY_NAME, FAULTS, UnknownFaultError, Victim, switch
from drivers.virtual_printer.memory_line import MemoryLine
from tests.drivers.virtual_printer.bench import CUT, feed, printer


def victim() -> Victim:
    machine = printer()
    return Victim(machine, MemoryLine(machine, VirtualClock()))


@pytest.mark.parametrize("name", BY_NAME)
def test_a_fault_is_seen_until_it_is_put_right(name: str) -> None:
    hit, fault = victim(), BY_NAME[name]
    seen = [fault.is_on(hit)]
    for on in (True, False):
        switch(hit, name, on=on)
        seen.append(fault.is_on(hit))
    assert seen == [False, True, False]


def test_no_two_faults_are_called_alike() -> None:
    for names in zip(*[(f.name, f.zh, f.undo_zh, f.en, f.undo_en) for f in FAULTS], strict=True):
        assert len(set(names)) == len(FAULTS)


def test_an_unknown_fault_is_answered_with_those_there_are() -> None:
    with pytest.raises(UnknownFaultError, match="no fault 'fire'; there are: paper_out, paper_low"):
        switch(victim(), "fire")


@pytest.mark.parametrize(
    ("name", "eot"),
    [
        ("paper_out", "1a 32 12 7e"),
        ("paper_low", "12 12 12 1e"),
        ("cover", "1a 16 12 12"),
        ("overheat", "1a 52 52 12"),
        ("cutter_jam", "1a 52 1a 12"),
        ("paper_jam", "1a 52 16 12"),
        ("broken", "1a 52 32 12"),
        ("drawer", "16 12 12 12"),
        ("feed_button", "52 12 12 12"),
        ("mute", ""),
        ("power_cycle", ""),
    ],
)
def test_the_printer_tells_it_once_it_has_met_it(name: str, eot: str) -> None:
    hit = victim()
    switch(hit, name)
    answers = feed(hit.machine, b"A\n" + CUT)
    answers += b"".join(feed(hit.machine, b"\x10\x04" + bytes([n])) for n in (1, 2, 3, 4))
    assert answers == bytes.fromhex(eot)


def test_paper_can_end_some_rows_later() -> None:
    hit = victim()
    switch(hit, "paper_out", after_rows=40)
    feed(hit.machine, b"A\nB\n")
    assert hit.machine.piece.bitmap.height == 40


@pytest.mark.parametrize("name", ["cutter_jam", "paper_jam"])
def test_a_jam_that_is_cleared_ends_by_dle_enq(name: str) -> None:
    hit = victim()
    switch(hit, name)
    feed(hit.machine, b"A\n" + CUT)
    switch(hit, name, on=False)
    before = hit.machine.slips
    feed(hit.machine, b"\x10\x05\x01")
    assert (before, [slip.text for slip in hit.machine.slips]) == ((), ["A\n"])
