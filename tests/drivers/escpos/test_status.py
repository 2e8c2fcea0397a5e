"""The status bytes keep to their fixed patterns, and both ends read the same out of them."""

from __future__ import annotations

from dataclasses import fields

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.escpos.status import PrinterStatus, Question, asb_changed, read_status
from terminal.faults import PrinterTrouble

STATUSES = st.builds(PrinterStatus, *[st.booleans()] * len(fields(PrinterStatus)))


@given(STATUSES, st.sampled_from(Question))
def test_every_answer_has_the_fixed_bits(status: PrinterStatus, question: Question) -> None:
    assert status.answer(question) & 0x93 == 0x12


@given(STATUSES)
def test_what_a_printer_says_is_what_the_driver_reads(status: PrinterStatus) -> None:
    read = read_status({question: status.answer(question) for question in Question})
    assert read.trouble is status.trouble
    assert (read.paper_low or read.paper_out) == (status.paper_low or status.paper_out)


@pytest.mark.parametrize(
    ("status", "eot", "gs_r", "asb"),
    [
        (PrinterStatus(), "12 12 12 12", "00 00", "10 00 00 0f"),
        (PrinterStatus(drawer_high=True), "16 12 12 12", "00 01", "14 00 00 0f"),
        (PrinterStatus(paper_low=True), "12 12 12 1e", "03 00", "10 00 03 0f"),
        (PrinterStatus(paper_out=True), "1a 32 12 7e", "0f 00", "18 00 0f 0f"),
        (PrinterStatus(cover_open=True), "1a 16 12 12", "00 00", "38 00 00 0f"),
        (PrinterStatus(cutter_jammed=True), "1a 52 1a 12", "00 00", "18 08 00 0f"),
        (PrinterStatus(stuck=True), "1a 52 16 12", "00 00", "18 04 00 0f"),
        (PrinterStatus(overheated=True), "1a 52 52 12", "00 00", "18 40 00 0f"),
        (PrinterStatus(broken=True), "1a 52 32 12", "00 00", "18 20 00 0f"),
        (PrinterStatus(button_down=True), "52 12 12 12", "00 00", "10 02 00 0f"),
        (PrinterStatus(feeding=True), "1a 1a 12 12", "00 00", "58 00 00 0f"),
        (PrinterStatus(waiting=True), "3a 12 12 12", "00 00", "18 01 00 0f"),
        (PrinterStatus(low_stops=True), "12 12 12 12", "00 00", "10 00 00 0f"),
        (PrinterStatus(low_stops=True, paper_low=True), "1a 32 12 1e", "03 00", "18 00 03 0f"),
    ],
)
def test_the_bits_are_those_of_the_manuals(
    status: PrinterStatus, eot: str, gs_r: str, asb: str
) -> None:
    assert bytes(status.answer(question) for question in Question) == bytes.fromhex(eot)
    assert bytes((status.paper_answer, status.drawer_answer)) == bytes.fromhex(gs_r)
    assert status.asb == bytes.fromhex(asb)


@given(STATUSES)
def test_every_report_has_the_fixed_bits_and_paper_in_pairs(status: PrinterStatus) -> None:
    first, second, paper, last = status.asb
    assert (first & 0x93, second & 0x90, paper & 0x90, last) == (0x10, 0, 0, 0x0F)
    assert paper & 0x03 in (0x00, 0x03)
    assert paper & 0x0C in (0x00, 0x0C)


@given(STATUSES)
def test_a_report_says_what_the_questions_answer(status: PrinterStatus) -> None:
    printer, offline, error, paper = (status.answer(question) for question in Question)
    first, second, third, _ = status.asb
    assert first & 0x0C == printer & 0x0C
    assert bool(first & 0x20) is bool(offline & 0x04)
    assert bool(first & 0x40) is bool(offline & 0x08)
    assert second & 0x6C == error & 0x6C
    assert bool(second & 0x02) is bool(printer & 0x40)
    assert bool(second & 0x01) is bool(printer & 0x20)
    assert bool(second & 0x6C) is bool(offline & 0x40)
    assert (third & 0x03) << 2 == paper & 0x0C
    assert (third & 0x0C) << 3 == paper & 0x60


@pytest.mark.parametrize(
    ("mask", "changed", "reported"),
    [
        (0x01, PrinterStatus(drawer_high=True), True),
        (0x02, PrinterStatus(drawer_high=True), False),
        (0x02, PrinterStatus(cover_open=True), True),
        (0x04, PrinterStatus(cover_open=True), False),
        (0x02, PrinterStatus(overheated=True), True),
        (0x04, PrinterStatus(overheated=True), True),
        (0x08, PrinterStatus(overheated=True), False),
        (0x08, PrinterStatus(paper_low=True), True),
        (0x47, PrinterStatus(paper_low=True), False),
        (0x40, PrinterStatus(button_down=True), True),
        (0x0F, PrinterStatus(button_down=True), False),
        (0x00, PrinterStatus(*[True] * 12), False),
        (0xFF, PrinterStatus(), False),
    ],
)
def test_only_what_was_asked_for_is_reported(
    mask: int, changed: PrinterStatus, reported: bool
) -> None:
    assert asb_changed(mask, PrinterStatus().asb, changed.asb) is reported


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
        ({Question.OFFLINE: 0x52, Question.ERROR: 0x16}, PrinterTrouble.CUTTER),
    ],
)
def test_the_trouble_is_the_one_to_put_right_first(
    answers: dict[Question, int], trouble: PrinterTrouble | None
) -> None:
    assert read_status(answers).trouble is trouble


def test_an_error_of_no_known_kind_is_not_called_the_cutters() -> None:
    status = read_status({Question.OFFLINE: 0x52, Question.ERROR: 0x12})
    assert (status.broken, status.cutter_jammed) == (True, False)


@pytest.mark.parametrize(
    ("status", "recoverable"),
    [
        (PrinterStatus(cutter_jammed=True), True),
        (PrinterStatus(stuck=True), True),
        (PrinterStatus(overheated=True, broken=True, cover_open=True), False),
    ],
)
def test_dle_enq_ends_what_a_hand_has_put_right(status: PrinterStatus, recoverable: bool) -> None:
    assert status.recoverable is recoverable
