"""A descriptor that fills up, ends or fails is told apart, and only bytes taken are counted."""

from __future__ import annotations

import os
import socket

import pytest

from drivers.transport.descriptor import DescriptorTransport
from drivers.transport.port import LinkDownError


@pytest.fixture
def pair() -> tuple[DescriptorTransport, socket.socket]:
    ours, theirs = socket.socketpair()
    ours.setblocking(False)
    return DescriptorTransport(ours.fileno(), "the port", ours.close), theirs


Pair = tuple[DescriptorTransport, socket.socket]


def test_a_line_that_is_stopped_takes_what_fits(pair: Pair) -> None:
    transport, theirs = pair
    taken = transport.write(bytes(1 << 22), 0.05)
    assert 0 < taken < 1 << 22
    assert transport.write(b"A", 0.01) == 0
    transport.close()
    theirs.close()


def test_bytes_taken_before_the_line_broke_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    results: list[int | OSError] = [2, OSError(5, "Input/output error"), OSError(5, "I/O")]

    def write(_: int, data: bytes) -> int:
        result = results.pop(0)
        if isinstance(result, OSError):
            raise result
        return result

    monkeypatch.setattr(os, "write", write)
    transport = DescriptorTransport(-1, "the port", lambda: None)
    assert transport.write(b"abc", 1.0) == 2
    with pytest.raises(LinkDownError, match="the port is gone"):
        transport.write(b"c", 1.0)


def test_the_other_end_leaving_is_the_end(pair: Pair) -> None:
    transport, theirs = pair
    theirs.close()
    with pytest.raises(LinkDownError, match="was closed at the other end"):
        transport.read(1, 1.0)
    transport.close()


def test_a_device_that_has_nothing_to_say_has_not_left(pair: Pair) -> None:
    transport, theirs = pair
    patient = DescriptorTransport(transport._descriptor, "the device", lambda: None, ends=False)
    theirs.close()
    assert patient.read(1, 0.1) == b""
    transport.close()


def test_a_descriptor_that_fails_to_read_is_gone(pair: Pair) -> None:
    transport, theirs = pair
    theirs.close()
    broken = DescriptorTransport(os.open("/proc/self/mem", os.O_RDONLY), "the port", lambda: None)
    with pytest.raises(LinkDownError, match=r"the port is gone \(Input/output error\)"):
        broken.read(1, 0.1)
    os.close(broken._descriptor)
    transport.close()


def test_a_closed_one_says_so(pair: Pair) -> None:
    transport, theirs = pair
    theirs.close()
    transport.close()
    with pytest.raises(LinkDownError, match="the port is closed"):
        transport.read(1, 0)
