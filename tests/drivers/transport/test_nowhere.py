"""The way that leads nowhere takes everything and says nothing."""

from __future__ import annotations

from drivers.transport.nowhere import NowhereTransport


def test_every_byte_is_taken_and_none_comes_back() -> None:
    transport = NowhereTransport()
    assert transport.write(bytes(1 << 20), 0.0) == 1 << 20
    assert transport.read(1, 60.0) == b""
    assert not transport.answers
