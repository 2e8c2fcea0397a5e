"""The printer's own pages come out whole, whatever was set before."""

from __future__ import annotations

from tests.drivers.virtual_printer.bench import feed, printer

STATUS, PATTERN = b"\x1d(A\x02\x00\x00\x02", b"\x1d(A\x02\x00\x00\x03"


def test_the_status_page_shows_model_memory_and_switches() -> None:
    machine = printer("epson80")
    feed(machine, b"\x1ba\x02\x1d!\x77" + STATUS)
    lines = machine.slips[0].text.splitlines()
    assert lines[:4] == [
        "*** TEST PRINT ***",
        "EPSON TM-T88III",
        "Firmware 1.00 ESC/POS",
        "Serial CS00000001",
    ]
    assert "Switches 8: 00000000" in lines


def test_the_pattern_rolls_on_by_a_character_a_line() -> None:
    machine = printer()
    feed(machine, PATTERN)
    lines = machine.slips[0].text.splitlines()
    assert lines[1][:31] == lines[0].ljust(32)[1:32]
    assert (len(lines), len(lines[1])) == (95, 32)
