"""A conversation ends in time whatever the printer says, and takes no stray byte for an answer."""

from __future__ import annotations

import pytest

from drivers.escpos.status import BUFFERS_CLEARED, CLEAR_BUFFERS, PrinterStatus
from drivers.printer_link import MAX_READS, STATUS_WITHIN_S, PrinterLink
from tests.drivers.scripted_line import Reply, ScriptedTransport, silence, table

OFFLINE, ERROR, PAPER = b"\x10\x04\x02", b"\x10\x04\x03", b"\x10\x04\x04"
WELL = {OFFLINE: b"\x12", ERROR: b"\x12", PAPER: b"\x12"}


def link(reply: Reply) -> PrinterLink:
    return PrinterLink(ScriptedTransport(reply))


@pytest.mark.parametrize(
    ("answers", "status"),
    [
        (WELL, PrinterStatus()),
        (WELL | {PAPER: b"\x7e"}, PrinterStatus(paper_out=True)),
        (WELL | {OFFLINE: b"\x16"}, PrinterStatus(cover_open=True)),
        (WELL | {OFFLINE: b"\x52", ERROR: b"\x1a"}, PrinterStatus(cutter_jammed=True)),
        (WELL | {PAPER: b"\x10\x00\x0f\x0f\x12"}, PrinterStatus()),
    ],
)
def test_the_status_is_what_the_printer_says(
    answers: dict[bytes, bytes], status: PrinterStatus
) -> None:
    assert link(table(answers)).status() == status


def test_the_kind_of_error_is_asked_only_when_there_is_one() -> None:
    transport = ScriptedTransport(table(WELL))
    PrinterLink(transport).status()
    assert bytes(transport.heard) == OFFLINE + PAPER


@pytest.mark.parametrize("silent", [OFFLINE, PAPER])
def test_a_printer_that_leaves_out_an_answer_is_silent(silent: bytes) -> None:
    answers = {request: answer for request, answer in WELL.items() if request != silent}
    transport = ScriptedTransport(table(answers))
    assert PrinterLink(transport).status() is None
    assert transport.waited_s <= 2 * STATUS_WITHIN_S


def test_an_error_whose_kind_is_not_told_is_silence() -> None:
    answers = {OFFLINE: b"\x52", PAPER: b"\x12"}
    assert link(table(answers)).status() is None


def test_an_answer_left_over_from_before_is_not_taken_for_this_one() -> None:
    transport = ScriptedTransport(table(WELL | {b"old": b"\x7e"}))
    talk = PrinterLink(transport)
    talk.send(b"old")
    assert talk.status() == PrinterStatus()


def test_a_back_channel_that_only_talks_is_silent() -> None:
    reads = 0

    class Chatter(ScriptedTransport):
        def read(self, limit: int, within_s: float) -> bytes:
            nonlocal reads
            reads += 1
            return b"\xff" * limit

    assert PrinterLink(Chatter(silence)).status() is None
    assert reads <= MAX_READS + 1


def test_a_line_that_takes_no_question_is_silent() -> None:
    transport = ScriptedTransport(table(WELL))
    transport.room = 2
    assert PrinterLink(transport).status() is None


def test_proofs_are_counted_apart_from_status() -> None:
    talk = link(table({b"\x1dr\x01": b"\x00\x10\x00\x0f\x0f\x0f\x12"}))
    talk.send(b"\x1dr\x01")
    assert talk.listen(1.0)
    assert talk.proofs == 2


def test_clearing_is_done_when_the_printer_says_so() -> None:
    talk = link(table({CLEAR_BUFFERS: b"\x00" + BUFFERS_CLEARED, b"\x1dr\x01": b"\x00"}))
    talk.send(b"\x1dr\x01")
    assert talk.clear_buffers()
    assert talk.proofs == 0


def test_a_printer_that_cannot_clear_says_nothing() -> None:
    transport = ScriptedTransport(silence)
    assert not PrinterLink(transport).clear_buffers()
    transport.room = 3
    assert not PrinterLink(transport).clear_buffers()
    assert transport.waited_s <= 2 * STATUS_WITHIN_S
