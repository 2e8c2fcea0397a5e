"""A transport with a printer of its own brings it and takes it away."""

from __future__ import annotations

import threading

import pytest

from drivers.virtual_printer.own import open_own


@pytest.mark.parametrize("in_memory", [True, False])
def test_the_printer_lives_as_long_as_the_transport(in_memory: bool) -> None:
    threads = threading.active_count()
    transport = open_own(in_memory)
    assert transport.answers
    transport.write(b"\x10\x04\x01", 1.0)
    assert transport.read(1, 10.0) == b"\x12"
    transport.close()
    transport.close()
    assert threading.active_count() == threads
