"""A conversation ends in time whatever the printer says, and takes no stray byte for an answer."""

from __future__ import annotations

import pytest

from drivers.escpos.answers import Answer, Kind
from drivers.escpos.status import (
    BUFFERS_CLEARED,
    CLEAR_BUFFERS,
    RECOVER,
    RECOVER_CLEARED,
    PrinterStatus,
)
from drivers.printer_link import (
    LOOK_UP_S,
    MAX_READS,
    RECOVERED_WITHIN_S,
    STATUS_WITHIN_S,
    TAKEN_WITHIN_S,
    CalledOffError,
    PrinterLink,
)
from drivers.transport.port import LinkDownError, PortStatus
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
    assert reads <= 2 * MAX_READS


def test_a_line_that_takes_no_question_is_silent() -> None:
    transport = ScriptedTransport(table(WELL))
    transport.room = 2
    assert PrinterLink(transport).status() is None


def test_the_newest_of_several_answers_counts() -> None:
    """A USB printer may keep an answer until the next one is fetched."""
    assert link(table(WELL | {PAPER: b"\x7e\x12"})).status() == PrinterStatus()


def test_what_is_said_in_turn_is_kept_apart_from_status() -> None:
    talk = link(table({b"\x1dr\x01": b"\x00\x10\x00\x0f\x0f\x0f\x12"}))
    talk.send(b"\x1dr\x01")
    assert talk.listen(1.0)
    assert talk.told() == [Answer(Kind.PAPER, b"\x00"), Answer(Kind.PAPER, b"\x0f")]
    assert talk.told() == []


def test_half_a_name_that_was_given_up_swallows_no_status() -> None:
    transport = ScriptedTransport(table({b"": b""}))
    talk = PrinterLink(transport)
    transport.reply = table(dict.fromkeys(WELL, b"_TM"))
    assert talk.status() is None
    transport.reply = table(WELL | {OFFLINE: b"\x52", ERROR: b"\x52"})
    assert talk.status() == PrinterStatus(overheated=True)


# Recovery


def test_an_error_that_was_put_right_is_over_when_the_printer_says_so() -> None:
    jammed = table(WELL | {OFFLINE: b"\x52", ERROR: b"\x1a"})
    transport = ScriptedTransport(jammed)
    asked = 0

    def reply(data: bytes) -> bytes:
        nonlocal asked
        asked += data.count(OFFLINE) * (RECOVER in transport.heard)
        return (table(WELL) if asked > 3 else jammed)(data)

    transport.reply = reply
    assert PrinterLink(transport).recovered_status() == PrinterStatus()
    assert 0 < transport.waited_s < RECOVERED_WITHIN_S


def test_an_error_that_stays_is_told_in_time() -> None:
    transport = ScriptedTransport(table(WELL | {OFFLINE: b"\x52", ERROR: b"\x1a"}))
    assert PrinterLink(transport).recovered_status() == PrinterStatus(cutter_jammed=True)
    assert transport.waited_s == pytest.approx(RECOVERED_WITHIN_S)


def test_clearing_is_done_when_the_printer_says_so() -> None:
    talk = link(table({CLEAR_BUFFERS: b"\x00" + BUFFERS_CLEARED, b"\x1dr\x01": b"\x00"}))
    talk.send(b"\x1dr\x01")
    assert talk.clear_buffers()
    assert talk.told() == []


def test_a_printer_in_an_error_clears_when_it_is_told_to_recover_without() -> None:
    transport = ScriptedTransport(table(WELL | {OFFLINE: b"\x52", ERROR: b"\x1a"}))
    jammed = transport.reply

    def reply(data: bytes) -> bytes:
        return (table(WELL) if RECOVER_CLEARED in transport.heard else jammed)(data)

    transport.reply = reply
    assert PrinterLink(transport).clear_buffers()


def test_a_printer_that_cannot_clear_says_nothing() -> None:
    transport = ScriptedTransport(silence)
    assert not PrinterLink(transport).clear_buffers()
    transport.room = 3
    assert not PrinterLink(transport).clear_buffers()
    assert transport.waited_s <= 3 * STATUS_WITHIN_S


# The line


def test_a_line_that_stops_now_and_then_takes_all_of_it() -> None:
    transport = ScriptedTransport(silence)
    transport.room = 0
    writes = 0
    real = transport.write

    def write(data: bytes, within_s: float) -> int:
        nonlocal writes
        writes += 1
        transport.room = 2 if writes % 9 == 0 else 0
        return real(data, within_s)

    transport.write = write  # type: ignore[method-assign]
    assert PrinterLink(transport).send(b"abcdef") == 6
    assert bytes(transport.heard) == b"abcdef"


def test_a_line_that_stays_stopped_is_left_in_time() -> None:
    transport = ScriptedTransport(silence)
    transport.room = 4
    assert PrinterLink(transport).send(b"abcdef") == 4
    assert transport.waited_s == pytest.approx(TAKEN_WITHIN_S)


def test_bytes_taken_before_the_line_broke_are_counted() -> None:
    transport = ScriptedTransport(silence)
    real = transport.write

    def write(data: bytes, within_s: float) -> int:
        count = real(data[:2], within_s)
        transport.down = True
        return count

    transport.write = write  # type: ignore[method-assign]
    talk = PrinterLink(transport)
    assert talk.send(b"abcdef") == 2
    with pytest.raises(LinkDownError):
        talk.send(b"cdef")


def test_who_calls_it_off_waits_no_longer() -> None:
    transport = ScriptedTransport(silence)
    transport.room = 0
    talk = PrinterLink(transport, lambda: transport.waited_s >= 2 * LOOK_UP_S)
    with pytest.raises(CalledOffError):
        talk.send(b"A")
    with pytest.raises(CalledOffError):
        talk.listen(60.0)
    assert transport.waited_s == pytest.approx(2 * LOOK_UP_S)


# The port beside the bytes


class Port(ScriptedTransport):
    """A USB port."""

    def __init__(self, byte: int | None) -> None:
        super().__init__(silence, answers=False)
        self.byte = byte

    def port_status(self) -> PortStatus | None:
        return None if self.byte is None else PortStatus.of(self.byte)


@pytest.mark.parametrize(
    ("byte", "status"),
    [
        (0x18, PrinterStatus()),
        (0x38, PrinterStatus(paper_out=True)),
        (0x30, PrinterStatus(paper_out=True, broken=True)),
        (0x00, PrinterStatus()),
        (None, PrinterStatus()),
    ],
)
def test_the_port_tells_of_a_printer_that_never_answers(
    byte: int | None, status: PrinterStatus
) -> None:
    assert PrinterLink(Port(byte)).port_status() == status


def test_a_way_without_such_a_port_is_believed() -> None:
    assert link(silence).port_status() == PrinterStatus()


def test_a_name_is_what_it_answers_and_none_where_it_does_not() -> None:
    transport = ScriptedTransport(table({b"\x1dIB": b"_EPSON\x00"}))
    talk = PrinterLink(transport)
    assert talk.ask_name(b"\x1dIB", 0.3) == b"EPSON"
    assert transport.waited_s == 0
    assert talk.ask_name(b"\x1dIC", 0.3) is None
    assert transport.waited_s == pytest.approx(0.3)
    transport.room = 1
    assert talk.ask_name(b"\x1dIB", 0.3) is None
