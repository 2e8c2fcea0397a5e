"""Every fault of a printer has its letter, happens, shows that it did, and is undone."""

from __future__ import annotations

import pytest

from countersign.printer_faults import LETTERS, faces, has, toggle
from drivers import printer_profiles
from drivers.virtual_printer.faults import BY_NAME, Victim
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.server import Doors, PrinterServer


def test_every_fault_has_a_letter_of_its_own() -> None:
    assert set(LETTERS) == set(BY_NAME)
    assert len(set(LETTERS.values())) == len(LETTERS)
    assert all(letter.isupper() for letter in LETTERS.values())


@pytest.mark.parametrize("name", LETTERS)
def test_a_switch_makes_it_happen_and_undoes_it(name: str) -> None:
    machine = VirtualPrinter(printer_profiles.load("epson80"))
    with PrinterServer(machine, Doors()) as server:
        victim = Victim(machine, server)
        for _ in range(2):
            toggle(victim, name)
            assert [fault.id for fault in faces(victim) if fault.on] == [name]
            toggle(victim, name)
            assert not any(fault.on for fault in faces(victim))


def test_a_model_has_the_faults_of_its_parts() -> None:
    missing = {name for name in LETTERS if not has(printer_profiles.load("dumb58"), name)}
    assert missing >= {"cutter_jam", "mute"}


def test_a_jammed_cutter_and_a_hot_head_stop_the_printer() -> None:
    machine = VirtualPrinter(printer_profiles.load("epson80"))
    with PrinterServer(machine, Doors()) as server:
        victim = Victim(machine, server)
        toggle(victim, "cutter_jam")
        machine.receive(b"A\n\x1dV\x00")
        assert machine.status.cutter_jammed
        toggle(victim, "cutter_jam")
        machine.receive(b"\x10\x05\x01")
        assert len(machine.slips) == 1
        toggle(victim, "overheat")
        assert machine.status.overheated
