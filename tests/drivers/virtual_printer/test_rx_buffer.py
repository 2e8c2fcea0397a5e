"""The buffer loses bytes only when it is full, and is busy between its two marks (escpos.md 2d)."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers import printer_profiles
from drivers.virtual_printer.rx_buffer import ReceiveBuffer

PROFILE = replace(printer_profiles.load("epson80"), receive_buffer_bytes=100)
PICTURE = b"\x1dv0\x00\x10\x00\x20\x00"  # and 512 bytes of dots


def drain(buffer: ReceiveBuffer) -> bytes:
    """Take all whole commands; the bytes of them."""
    taken = b""
    while (token := buffer.take()) is not None:
        taken += token.raw
    buffer.settle()
    return taken


def test_what_does_not_fit_is_lost() -> None:
    buffer = ReceiveBuffer(PROFILE)
    assert (buffer.store(b"A" * 60), buffer.store(b"B" * 60), buffer.store(b"C")) == (60, 40, 0)
    assert drain(buffer) == b"A" * 60 + b"B" * 40


@given(st.lists(st.integers(0, 150), max_size=10))
def test_bytes_are_lost_only_when_it_is_full(sizes: list[int]) -> None:
    buffer = ReceiveBuffer(PROFILE)
    for size in sizes:
        free = buffer.free_bytes
        kept = buffer.store(b"A" * size)
        assert kept == min(size, free)
        assert buffer.filled_bytes + buffer.free_bytes == 100


@pytest.mark.parametrize(("bytes_in", "full"), [(83, False), (84, True), (100, True)])
def test_it_is_full_at_the_busy_mark(bytes_in: int, full: bool) -> None:
    buffer = ReceiveBuffer(PROFILE)
    buffer.store(b"\n" * bytes_in)
    assert buffer.full is full


def test_it_stays_full_until_the_ready_mark() -> None:
    buffer = ReceiveBuffer(PROFILE)
    buffer.store(b"\n" * 90)
    seen = []
    for _ in range(20):
        buffer.take()
        buffer.settle()
        seen.append(buffer.full)
    assert seen.index(False) == 15  # 75 left of 100: 25 are free; one more makes it 26


def test_a_picture_larger_than_the_buffer_goes_through() -> None:
    buffer = ReceiveBuffer(PROFILE)
    data = PICTURE + b"\xff" * 512
    for at in range(0, len(data), 50):
        assert buffer.store(data[at : at + 50]) == len(data[at : at + 50])
        if at + 50 < len(data):
            assert drain(buffer) == b""
    assert (drain(buffer), buffer.held_bytes, buffer.filled_bytes) == (data, 0, 0)


def test_what_comes_after_a_begun_picture_while_it_cannot_be_drawn_in_fills_it() -> None:
    buffer = ReceiveBuffer(PROFILE)
    buffer.store(PICTURE)
    drain(buffer)
    assert (buffer.store(b"\xff" * 200), buffer.full) == (100, True)
    assert (buffer.held_bytes, buffer.filled_bytes) == (108, 100)


def test_clearing_forgets_half_a_picture_too() -> None:
    buffer = ReceiveBuffer(PROFILE)
    buffer.store(PICTURE)
    drain(buffer)
    buffer.store(b"\xff" * 100)
    buffer.clear()
    assert (buffer.full, buffer.held_bytes) == (False, 0)
    buffer.store(b"A")
    assert drain(buffer) == b"A"


@pytest.mark.parametrize(
    ("quirk", "data", "clears"),
    [
        (True, b"\n" * 99 + b"\x10", True),
        (True, b"\n" * 98 + b"\x10", False),
        (True, b"\n" * 99 + b"A", False),
        (False, b"\n" * 99 + b"\x10", False),
    ],
)
def test_a_dle_that_fills_it_clears_some_printers(quirk: bool, data: bytes, clears: bool) -> None:
    buffer = ReceiveBuffer(replace(PROFILE, dle_when_full_clears=quirk))
    buffer.store(data)
    drain(buffer)
    assert buffer.clears_printer is clears
