"""Records are kept, told in parts that the computer takes one by one, and listed by their keys."""

from __future__ import annotations

import pytest

from tests.drivers.virtual_printer.bench import feed, printer, skipped

ACK, NAK, CAN = b"\x06", b"\x15", b"\x18"


def function(number: int, rest: bytes = b"") -> bytes:
    parameters = b"\x00" + bytes([number]) + b"\x00" + rest
    return b"\x1d(C" + len(parameters).to_bytes(2, "little") + parameters


def keep(key: bytes, contents: bytes) -> bytes:
    return function(1, key + contents)


def test_a_record_is_told_as_it_was_kept_and_outlives_the_power() -> None:
    machine = printer()
    feed(machine, keep(b"AB", b"old") + keep(b"AB", b"Hello"))
    machine.power_off()
    machine.power_on()
    assert feed(machine, function(50, b"AB")) == b"\x37\x70\x40Hello\x00"


@pytest.mark.parametrize("number", [0, 48])
def test_a_record_that_is_dropped_or_never_was_is_told_empty(number: int) -> None:
    machine = printer()
    feed(machine, keep(b"AB", b"Hello") + function(number, b"AB"))
    assert feed(machine, function(2, b"AB")) == b"\x37\x70\x40\x00"


def test_a_long_record_comes_in_parts_each_when_the_one_before_was_taken() -> None:
    machine = printer()
    feed(machine, keep(b"AB", b"1" * 80 + b"2" * 80 + b"3"))
    assert feed(machine, function(2, b"AB")) == b"\x37\x70\x41" + b"1" * 80 + b"\x00"
    assert feed(machine, NAK) == b"\x37\x70\x41" + b"1" * 80 + b"\x00"
    assert feed(machine, ACK) == b"\x37\x70\x41" + b"2" * 80 + b"\x00"
    assert feed(machine, ACK) == b"\x37\x70\x403\x00"
    assert feed(machine, ACK + b"A\n") == b""
    assert machine.piece.text == "A\n"


@pytest.mark.parametrize(("said", "text"), [(CAN + b"A\n", "A\n"), (b"A\n", "A\n")])
def test_a_computer_that_wants_no_more_gets_no_more(said: bytes, text: str) -> None:
    machine = printer()
    feed(machine, keep(b"AB", b"1" * 81) + function(2, b"AB"))
    assert (feed(machine, said), machine.piece.text) == (b"", text)
    assert feed(machine, ACK) == b""


def test_used_and_free_bytes_count_keys_and_ends_too() -> None:
    machine = printer()
    feed(machine, keep(b"AB", b"Hello"))
    assert feed(machine, function(3) + function(4)) == b"\x37\x288\x00\x37\x291016\x00"


def test_the_keys_are_listed() -> None:
    machine = printer()
    assert feed(machine, function(5)) == b"\x37\x72\x40\x00"
    feed(machine, ACK + keep(b"AB", b"1") + keep(b"CD", b"2"))
    assert feed(machine, function(53)) == b"\x37\x72\x40ABCD\x00"


def test_all_records_are_dropped_at_once() -> None:
    machine = printer()
    feed(machine, keep(b"AB", b"1") + function(6, b"CLR"))
    assert feed(machine, function(3)) == b"\x37\x280\x00"


def test_a_record_that_does_not_fit_is_not_kept() -> None:
    assert skipped(keep(b"AB", b"x" * 1022)) == ["GS ( C 1"]


def write(address: int, contents: bytes) -> bytes:
    return (
        b"\x1cg1\x00"
        + address.to_bytes(4, "little")
        + len(contents).to_bytes(2, "little")
        + contents
    )


def read(address: int, size: int) -> bytes:
    return b"\x1cg2\x00" + address.to_bytes(4, "little") + size.to_bytes(2, "little")


def test_bytes_are_read_where_they_were_written() -> None:
    machine = printer()
    feed(machine, write(2, b"Hello") + write(4, b"LL"))
    assert feed(machine, read(0, 9)) == b"_  HeLLo  \x00"
    assert feed(machine, function(5)) == b"\x37\x72\x40\x00"


@pytest.mark.parametrize(
    "order", [write(1020, b"Hello"), write(0, b"x" * 1025), read(0, 81), read(1020, 5), read(0, 0)]
)
def test_there_is_nothing_beyond_the_memory(order: bytes) -> None:
    assert len(skipped(order)) == 1
