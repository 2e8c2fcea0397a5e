"""Answers leave whole and in order; those nobody reads are lost beyond a bound."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from drivers.virtual_printer.outbox import MAX_ANSWER_BYTES, Outbox

BLOCK = b"_TM-T88III\x00"


def test_answers_leave_in_order_in_any_pieces() -> None:
    outbox = Outbox()
    outbox.put(b"\x12")
    outbox.put(BLOCK)
    assert [outbox.take(4), outbox.take(4), outbox.take(99), outbox.take(9)] == [
        b"\x12_TM",
        b"-T88",
        b"III\x00",
        b"",
    ]


def test_an_answer_that_is_too_much_is_lost_whole() -> None:
    outbox = Outbox()
    assert outbox.put(b"\x12" * (MAX_ANSWER_BYTES - 1))
    assert (outbox.put(b"\x00\x00"), outbox.put(b"\x16"), outbox.put(b"\x16")) == (
        False,
        True,
        False,
    )


def test_a_block_is_on_the_line_from_its_first_byte_to_its_last() -> None:
    outbox = Outbox()
    outbox.put(BLOCK)
    seen = [outbox.inside_block]
    for _ in BLOCK:
        outbox.take(1)
        seen.append(outbox.inside_block)
    assert seen == [False] + [True] * (len(BLOCK) - 1) + [False]


def test_a_status_is_no_block() -> None:
    outbox = Outbox()
    outbox.put(b"\x10\x00\x00\x0f")
    outbox.take(1)
    assert not outbox.inside_block


def test_cleared_it_has_all_its_room_again() -> None:
    outbox = Outbox()
    outbox.put(b"\x12" * MAX_ANSWER_BYTES)
    outbox.take(1)
    outbox.clear()
    assert (outbox.take(1), outbox.put(b"\x12" * MAX_ANSWER_BYTES)) == (b"", True)


@given(st.lists(st.one_of(st.binary(min_size=1, max_size=9), st.integers(0, 12)), max_size=30))
def test_nothing_is_lost_or_doubled(steps: list[bytes | int]) -> None:
    outbox, said, heard = Outbox(), b"", b""
    for step in steps:
        if isinstance(step, bytes):
            said += step if outbox.put(step) else b""
        else:
            heard += outbox.take(step)
    assert heard + outbox.take(MAX_ANSWER_BYTES) == said
