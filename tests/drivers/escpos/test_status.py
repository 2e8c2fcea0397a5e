"""The status bytes keep to their fixed patterns, and both ends read the same out of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.escpos.status import PrinterStatus, Question, read_status
from terminal.faults import PrinterTrouble

STATUSES = st.builds(PrinterStatus, *[st.booleans()] * 6)


@given(STATUSES, st.sampled_from(Question))
def test_every_answer_has_the_fixed_bits(status: PrinterStatus, question: Question) -> None:
    assert status.answer(question) & 0x93 == 0x12


@given(STATUSES)
def test_what_a_printer_says_is_what_the_driver_reads(status: PrinterStatus) -> None:
    read = read_status({question: status.answer(question) for question in Question})
    assert read.trouble is status.trouble
    assert (read.paper_low or read.paper_out) == (status.paper_low or status.paper_out)


@pytest.mark.parametrize(
    ("status", "answers"),
    [
        (PrinterStatus(), "12 12 12 12"),
        (PrinterStatus(paper_out=True), "1a 32 12 7e"),
        (PrinterStatus(cover_open=True), "1a 16 12 12"),
        (PrinterStatus(paper_low=True), "12 12 12 1e"),
        (PrinterStatus(cutter_jammed=True), "1a 52 1a 12"),
        (PrinterStatus(overheated=True), "1a 52 52 12"),
        (PrinterStatus(broken=True), "1a 52 32 12"),
    ],
)
def test_the_bits_are_those_of_the_manuals(status: PrinterStatus, answers: str) -> None:
    assert bytes(status.answer(question) for question in Question) == bytes.fromhex(answers)


@pytest.mark.parametrize(
    ("status", "byte"),
    [
        (PrinterStatus(), 0x00),
        (PrinterStatus(paper_low=True), 0x03),
        (PrinterStatus(paper_out=True), 0x0F),
    ],
)
def test_gs_r_tells_the_paper_in_pairs_of_bits(status: PrinterStatus, byte: int) -> None:
    assert status.paper_answer == byte


@pytest.mark.parametrize(
    ("answers", "trouble"),
    [
        ({Question.OFFLINE: 0x16, Question.PAPER: 0x7E}, PrinterTrouble.COVER_OPEN),
        ({Question.OFFLINE: 0x32}, PrinterTrouble.NO_PAPER),
        ({Question.PAPER: 0x72}, PrinterTrouble.NO_PAPER),
        ({Question.PAPER: 0x1E}, None),
        ({Question.OFFLINE: 0x52, Question.ERROR: 0x1A}, PrinterTrouble.CUTTER),
        ({Question.OFFLINE: 0x52, Question.ERROR: 0x52}, PrinterTrouble.OVERHEAT),
        ({Question.OFFLINE: 0x52, Question.ERROR: 0x12}, PrinterTrouble.CUTTER),
    ],
)
def test_the_trouble_is_the_one_to_put_right_first(
    answers: dict[Question, int], trouble: PrinterTrouble | None
) -> None:
    assert read_status(answers).trouble is trouble


def test_an_error_of_no_known_kind_is_not_called_the_cutters() -> None:
    status = read_status({Question.OFFLINE: 0x52, Question.ERROR: 0x12})
    assert (status.broken, status.cutter_jammed) == (True, False)
