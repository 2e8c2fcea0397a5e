"""Whatever a printer says is sorted by its bits, in any split and with noise in between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.escpos.answers import (
    MAX_BLOCK_BYTES,
    Answer,
    AnswerReader,
    Kind,
    process_id_request,
)
from drivers.escpos.status import BUFFERS_CLEARED, PrinterStatus, Question

REPORT = b"\x18\x00\x0c\x0f"
DONE = b'\x37"0042\x00'
NAME = b"_TM-T88III\x00"
WHOLE = [
    Answer(Kind.STATUS, b"\x7e"),
    Answer(Kind.REPORT, REPORT),
    Answer(Kind.PAPER, b"\x0f"),
    Answer(Kind.DONE, b"0042"),
    Answer(Kind.NAME, b"TM-T88III"),
    Answer(Kind.CLEARED, b""),
]
BYTES = b"\x7e" + REPORT + b"\x0f" + DONE + NAME + BUFFERS_CLEARED


@given(st.lists(st.integers(0, len(BYTES)), max_size=5))
def test_every_kind_is_told_in_any_split(cuts: list[int]) -> None:
    reader, found, at = AnswerReader(), [], 0
    for cut in [*sorted(cuts), len(BYTES)]:
        found += reader.feed(BYTES[at:cut])
        at = cut
    assert found == WHOLE


@given(st.builds(PrinterStatus, *[st.booleans()] * 6), st.sampled_from(Question))
def test_every_status_there_is_is_one(status: PrinterStatus, question: Question) -> None:
    byte = bytes((status.answer(question),))
    assert AnswerReader().feed(byte) == [Answer(Kind.STATUS, byte)]


@given(st.integers(0, 6))
def test_a_report_may_come_between_any_two_answers(place: int) -> None:
    answers = b"\x12\x00\x12\x00\x12\x00"
    read = AnswerReader().feed(answers[:place] + REPORT + answers[place:])
    assert b"".join(answer.body for answer in read if answer.kind is not Kind.REPORT) == answers


@given(st.integers(1, 3))
def test_a_status_may_come_in_the_middle_of_a_report(place: int) -> None:
    read = AnswerReader().feed(REPORT[:place] + b"\x12" + REPORT[place:])
    assert [answer.kind for answer in read] == [Kind.STATUS, Kind.REPORT]


def test_a_status_may_come_in_the_middle_of_a_name() -> None:
    read = AnswerReader().feed(NAME[:4] + b"\x12" + NAME[4:])
    assert [answer.kind for answer in read] == [Kind.STATUS, Kind.NAME]


def test_flow_control_and_noise_are_no_answers() -> None:
    assert AnswerReader().feed(b"\x11\x13\xff\x80\x91") == []


def test_a_reply_of_another_command_is_none_of_ours() -> None:
    assert AnswerReader().feed(b"\x37\x21abc\x00\x37\x00") == []


@pytest.mark.parametrize("noise", [b"_\xff", b"_" + b"A" * MAX_BLOCK_BYTES])
def test_noise_that_begins_like_a_name_swallows_no_answer(noise: bytes) -> None:
    assert AnswerReader().feed(noise + b"\x52") == [Answer(Kind.STATUS, b"\x52")]


def test_a_half_answer_that_was_given_up_swallows_no_answer() -> None:
    reader = AnswerReader()
    reader.feed(b"_TM" + REPORT[:2])
    reader.forget()
    assert reader.feed(b"\x52\x00") == [Answer(Kind.STATUS, b"\x52"), Answer(Kind.PAPER, b"\x00")]


def test_a_job_is_numbered_in_epsons_way() -> None:
    assert process_id_request(b"0042").hex(" ") == "1d 28 48 06 00 30 30 30 30 34 32"
