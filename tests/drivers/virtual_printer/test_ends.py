"""Both kinds of end hand over what waits, keep their limits and tell when it is over."""

from __future__ import annotations

import os
import socket

import pytest

from drivers.virtual_printer.ends import BufferEnd, DescriptorEnd, EndGoneError


def test_a_descriptor_is_read_until_it_is_empty_and_then_watched_again() -> None:
    ours, theirs = socket.socketpair()
    theirs.setblocking(False)
    end = DescriptorEnd(theirs.detach())
    ours.send(b"ABCD")
    assert (end.watched, end.waits) == (end.descriptor, False)
    end.look()
    assert (end.watched, end.waits) == (None, True)
    assert (end.take(4), end.waits) == (b"ABCD", True)
    assert (end.take(4), end.waits) == (b"", False)
    end.put(b"E")
    assert ours.recv(4) == b"E"
    ours.close()
    with pytest.raises(EndGoneError):
        end.take(4)
    end.close()


def test_a_descriptor_is_closed_once_and_said_so_once() -> None:
    read, write = os.pipe()
    closed: list[bool] = []
    end = DescriptorEnd(read, lambda: closed.append(True))
    end.close()
    end.close()
    os.close(write)
    assert closed == [True]


def test_a_buffer_hands_out_what_was_put_in_and_keeps_its_limit() -> None:
    end = BufferEnd(capacity=4)
    end.outgoing += b"ABC"
    assert (end.waits, end.room) == (True, 1)
    assert end.take(2) == b"AB"
    end.put(b"123")
    end.put(b"456")
    assert end.incoming == b"1234"


def test_a_buffer_that_is_gone_is_emptied_first() -> None:
    end = BufferEnd(capacity=4)
    end.outgoing += b"A"
    end.gone = True
    assert end.take(4) == b"A"
    assert end.waits
    with pytest.raises(EndGoneError):
        end.take(4)


def test_a_closed_buffer_holds_nothing() -> None:
    end = BufferEnd(capacity=4)
    end.outgoing += b"A"
    end.close()
    with pytest.raises(EndGoneError):
        end.take(4)
