"""A byte on a serial line, bit by bit: what arrives where both ends are not set alike."""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from drivers.virtual_printer.pacing import Framing, PortSettings


def received(data: bytes, sender: PortSettings, receiver: PortSettings) -> Iterator[int | None]:
    """The bytes a receiver makes of bytes sent back to back; None for a parity or framing error.

    A receiver waits for the edge of a start bit and then looks at the middle of each of its own
    bits. With both ends alike it finds what was sent.
    """
    if (sender.baud_bps, sender.framing) == (receiver.baud_bps, receiver.framing):
        yield from data
        return
    level = [bit for byte in data for bit in _bits(byte, sender.framing)]
    step = sender.baud_bps / receiver.baud_bps
    at = 0.0
    while (edge := _edge(level, at)) is not None:
        at = edge + step / 2
        if _level(level, at):
            continue  # too short for a start bit
        found, at = _byte(level, at, step, receiver.framing)
        yield found


def _byte(level: list[int], at: float, step: float, framing: Framing) -> tuple[int | None, float]:
    """One byte after the middle of its start bit, and the middle of its stop bit."""
    byte = 0
    for place in range(framing.data_bits):
        at += step
        byte |= _level(level, at) << place
    wrong = False
    if framing.parity != "N":
        at += step
        wrong = _level(level, at) != _parity(byte, framing)
    at += step
    wrong = wrong or not _level(level, at)
    return (None if wrong else byte), at


def _bits(byte: int, framing: Framing) -> Iterator[int]:
    """Start bit, data from the lowest bit on, parity, stop bits; one and a half count as two."""
    byte &= (1 << framing.data_bits) - 1
    yield 0
    yield from (byte >> place & 1 for place in range(framing.data_bits))
    if framing.parity != "N":
        yield _parity(byte, framing)
    yield from [1] * ceil(framing.stop_bits)


def _parity(byte: int, framing: Framing) -> int:
    match framing.parity:
        case "E":
            return byte.bit_count() & 1
        case "O":
            return ~byte.bit_count() & 1
        case "M":
            return 1
        case _:
            return 0


def _edge(level: list[int], at: float) -> int | None:
    """The next place at which the line falls; it rests high before the first bit."""
    place = max(0, int(at))
    before = 1 if place == 0 and at == 0 else level[place] if place < len(level) else 1
    start = place if place == 0 and at == 0 else place + 1
    for here in range(start, len(level)):
        if before and not level[here]:
            return here
        before = level[here]
    return None


def _level(level: list[int], at: float) -> int:
    place = int(at)
    return level[place] if place < len(level) else 1
