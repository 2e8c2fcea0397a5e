"""The printer tells who it is."""

from __future__ import annotations

from tests.drivers.virtual_printer.bench import feed, printer


def test_the_printer_tells_who_it_is() -> None:
    machine = printer()
    assert feed(machine, b"\x1dI\x01\x1dI\x02") == b"\x20\x03"
    assert feed(machine, b"\x1dI\x43") == b"_generic58\0"
