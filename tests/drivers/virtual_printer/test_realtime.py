"""Real-time commands are found wherever they stand, once each, in any split."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.escpos.status import CLEAR_BUFFERS, Question
from drivers.virtual_printer.realtime import (
    AskStatus,
    KickDrawer,
    Order,
    RealTime,
    RealTimeScanner,
    Sound,
)

COMMANDS: dict[bytes, RealTime] = {
    b"\x10\x04\x01": AskStatus(Question.PRINTER),
    b"\x10\x04\x04": AskStatus(Question.PAPER),
    b"\x10\x04\x07\x01": Order.TELL_NOTHING_MORE,
    b"\x10\x04\x08\x03": Order.TELL_NOTHING_MORE,
    b"\x10\x04\x12\x01": Order.TELL_NOTHING_MORE,
    b"\x10\x05\x00": Order.PRESS,
    b"\x10\x05\x01": Order.RESUME,
    b"\x10\x05\x02": Order.RESUME_CLEARED,
    b"\x10\x14\x01\x00\x01": KickDrawer(2, 100),
    b"\x10\x14\x01\x01\x08": KickDrawer(5, 800),
    b"\x10\x14\x02\x01\x08": Order.POWER_OFF,
    b"\x10\x14\x03\x00\x01\x04\x05\x06": Sound(4),
    b"\x10\x14\x07\x01": Order.TELL_ASB,
    CLEAR_BUFFERS: Order.CLEAR,
}
STREAMS = st.lists(
    st.one_of(st.sampled_from(list(COMMANDS)), st.binary(max_size=4), st.just(b"\x10"))
).map(b"".join)


def scan(*parts: bytes) -> list[tuple[int, RealTime]]:
    """Each command with the number of bytes of the whole stream at its end."""
    scanner, before, found = RealTimeScanner(), 0, []
    for part in parts:
        found += [(before + end, command) for end, command in scanner.scan(part)]
        before += len(part)
    return found


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_found_between_other_bytes(command: bytes) -> None:
    assert scan(b"\x10A" + command + b"B") == [(2 + len(command), COMMANDS[command])]


@pytest.mark.parametrize(
    "data",
    [
        b"\x10\x04\x05",
        b"\x10\x04\x07\x03",
        b"\x10\x05\x03",
        b"\x10\x14\x01\x02\x01",
        b"\x10\x14\x01\x00\x09",
        b"\x10\x14\x02\x01\x07",
        b"\x10\x14\x08\x01",
        b"\x04",
    ],
)
def test_what_only_looks_like_one_is_none(data: bytes) -> None:
    assert scan(data + b"\x00\x00") == []


@given(STREAMS, st.lists(st.integers(0, 60), max_size=6))
def test_any_split_finds_the_same_at_the_same_places(data: bytes, cuts: list[int]) -> None:
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    parts = [data[a:b] for a, b in itertools.pairwise(edges)]
    assert scan(*parts) == scan(data)


def test_clearing_forgets_one_that_has_only_begun() -> None:
    scanner = RealTimeScanner()
    assert list(scanner.scan(b"\x10\x04")) == []
    scanner.clear()
    assert list(scanner.scan(b"\x01")) == []
