"""Printers other than the virtual one: dumb, chatty, forgetful, jammed; none fools the driver."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from drivers import printer_profiles
from drivers.escpos.slip import encode
from drivers.escpos.status import CLEAR_BUFFERS, RECOVER
from drivers.print_job import NAME_REQUEST
from drivers.printer import PROOF_POLL_S, ThermalPrinter
from drivers.printer_link import LOOK_UP_S
from drivers.transport.addresses import read_address
from drivers.transport.port import LinkDownError, PortStatus
from drivers.virtual_printer.decode import decode
from receipts import strip
from receipts.slip import Cut, Document, Text
from terminal.faults import CameOut, PrinterFault, PrinterTrouble
from tests.drivers.scripted_line import Reply, ScriptedTransport, silence, table
from tests.receipts.facts import DOCUMENTS

PROFILE = printer_profiles.load("generic58")
DOCUMENT, PAPER = DOCUMENTS["signed_merchant_both_58"]
OTHER, _ = DOCUMENTS["unsigned_merchant_zh_58"]
WHOLE, OTHER_WHOLE = strip.render(DOCUMENT, PAPER), strip.render(OTHER, PAPER)


def fault(act: Callable[[], object]) -> PrinterFault:
    with pytest.raises(PrinterFault) as met:
        act()
    return met.value


def says(met: PrinterFault) -> tuple[PrinterTrouble, CameOut]:
    return met.trouble, met.came_out


WELL = {
    b"\x10\x04\x02": b"\x12",
    b"\x10\x04\x03": b"\x12",
    b"\x10\x04\x04": b"\x12",
    b"\x1dr\x01": b"\x00",
}


def scripted(reply: Reply, profile: str = "generic58") -> tuple[ThermalPrinter, ScriptedTransport]:
    transport = ScriptedTransport(reply)
    return ThermalPrinter(lambda: transport, printer_profiles.load(profile)), transport


def test_a_model_that_never_answers_is_never_asked() -> None:
    printer, transport = scripted(silence, "dumb58")
    printer.print(DOCUMENT)
    assert transport.waited_s == 0
    assert b"\x10\x04" not in transport.heard
    assert b"\x1dr" not in transport.heard
    (slip,) = decode(bytes(transport.heard), printer_profiles.load("dumb58")).slips
    assert slip.text.startswith(decode(encode(DOCUMENT, PAPER)).slips[0].text)


def test_a_slip_printed_to_a_file_is_the_slip_and_nothing_else(tmp_path: Path) -> None:
    printer = ThermalPrinter(read_address(f"file://{tmp_path}/slips.bin").open, PROFILE)
    printer.print(DOCUMENT)
    printer.print(OTHER)
    printer.close()
    slips = decode((tmp_path / "slips.bin").read_bytes()).slips
    assert [slip.bitmap for slip in slips] == [WHOLE, OTHER_WHOLE]


def test_a_line_that_stops_goes_on_at_the_byte_where_it_stopped() -> None:
    printer, transport = scripted(table(WELL), "dumb58")
    transport.room = 700
    met = fault(lambda: printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.SILENT, CameOut.PART)
    assert "It takes no more bytes" in str(met)
    assert says(fault(printer.check)) == (PrinterTrouble.SILENT, CameOut.PART)
    transport.room = None
    printer.finish()
    (slip,) = decode(bytes(transport.heard)).slips
    assert slip.text.rstrip() == decode(encode(DOCUMENT, PAPER)).text.rstrip()


def test_reports_between_the_answers_do_not_confuse_it() -> None:
    asb = b"\x10\x00\x00\x0f"
    printer, transport = scripted(table({key: asb + answer for key, answer in WELL.items()}))
    printer.print(DOCUMENT)
    assert [slip.bitmap for slip in decode(bytes(transport.heard)).slips] == [WHOLE]


def test_a_jammed_knife_is_told_and_ordered_to_go_on_once_it_is_free() -> None:
    jam = {b"\x10\x04\x02": b"\x52", b"\x10\x04\x03": b"\x1a"}
    printer, transport = scripted(table(WELL | jam))
    met = fault(lambda: printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.CUTTER, CameOut.NOTHING)
    assert RECOVER in transport.heard
    transport.reply = table(WELL)
    printer.finish()


def test_an_error_without_a_remedy_of_its_own_says_what_to_do() -> None:
    broken = {b"\x10\x04\x02": b"\x52", b"\x10\x04\x03": b"\x32"}
    printer, _ = scripted(table(WELL | broken))
    assert "switch it off and on" in str(fault(printer.check))


def forgetful(answers: dict[bytes, bytes]) -> tuple[ThermalPrinter, ScriptedTransport]:
    """A printer that proves it can prove, and afterwards loses what it is sent."""
    printer, transport = scripted(silence)

    def reply(data: bytes) -> bytes:
        asked_first = b"\x1dr\x01" not in transport.heard[: -len(data)]
        return table(WELL | answers if asked_first or b"\x1dr\x01" not in data else {})(data)

    transport.reply = reply
    return printer, transport


def test_a_printer_that_loses_what_it_was_sent_is_given_up_in_time() -> None:
    printer, transport = forgetful({})
    met = fault(lambda: printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.SILENT, CameOut.UNKNOWN)
    assert transport.waited_s < 10


def test_a_printer_that_loses_what_it_was_sent_and_knows_its_name_is_found_out_at_once() -> None:
    printer, transport = forgetful({NAME_REQUEST: b"_XP-58\x00"})
    met = fault(lambda: printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.SILENT, CameOut.UNKNOWN)
    assert "It was off or cleared in between" in str(met)
    assert transport.waited_s < 2 * PROOF_POLL_S


def test_a_line_that_stops_in_a_question_leaves_the_slip_unknown() -> None:
    printer, transport = forgetful({})
    real = transport.write

    def write(data: bytes, within_s: float) -> int:
        if data == NAME_REQUEST:
            transport.room = 1
        return real(data, within_s)

    transport.write = write  # type: ignore[method-assign]
    met = fault(lambda: printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.SILENT, CameOut.UNKNOWN)
    assert "It takes no more bytes" in str(met)


def test_a_printer_that_numbers_its_jobs_is_asked_by_number() -> None:
    numbers = re.compile(rb"\x1d\(H\x06\x0000(.{4})|(\x10\x04[\x02\x04])|(\x1dr\x01)")

    def reply(data: bytes) -> bytes:
        answers = []
        for number, status, _ in numbers.findall(data):
            answers.append(b'7"' + number + b"\x00" if number else b"\x12" if status else b"\x00")
        return b"".join(answers)

    printer, transport = scripted(reply, "epson80")
    printer.print(DOCUMENT)
    printer.print(DOCUMENT)
    heard = bytes(transport.heard)
    assert heard.count(b"\x1dr\x01") == 1
    assert heard.count(b"\x1d(H") > 5


def test_a_printer_that_is_stuck_when_a_slip_is_to_go_on_gets_nothing_and_the_slip_waits() -> None:
    """The cable was out while nothing was on its way, and something has left half a command."""
    printer, transport = scripted(silence)
    real, pulls = transport.write, True

    def write(data: bytes, within_s: float) -> int:
        if len(data) > 20 and transport.reply is helped and pulls:
            raise LinkDownError("the cable is out")
        return real(data, within_s)

    def covered(data: bytes) -> bytes:
        begun = len(transport.heard) > 2000
        open_cover = {b"\x10\x04\x02": b"\x16", b"\x1dr\x01": b""} if begun else {}
        return table(WELL | open_cover)(data)

    def helped(data: bytes) -> bytes:
        return table(WELL | {NAME_REQUEST: b"\x00" * 9})(data)

    transport.write, transport.reply = write, covered  # type: ignore[method-assign]
    assert fault(lambda: printer.print(DOCUMENT)).trouble is PrinterTrouble.COVER_OPEN
    transport.reply = helped
    assert says(fault(printer.finish)) == (PrinterTrouble.CABLE, CameOut.PART)
    transport.reply, heard = table(UNPROVEN), len(transport.heard)
    assert says(fault(printer.finish)) == (PrinterTrouble.SILENT, CameOut.PART)
    assert len(transport.heard) - heard < 20, "white would stand in the middle of the slip"
    transport.reply, pulls = table(WELL), False
    printer.finish()


UNPROVEN = {key: answer for key, answer in WELL.items() if key != b"\x1dr\x01"}


def test_a_model_that_proves_nothing_is_watched_until_it_must_be_done() -> None:
    printer, transport = scripted(table(UNPROVEN), "status58")
    printer.print(DOCUMENT)
    assert transport.waited_s > WHOLE.height / 8 / PROFILE.speed_mm_s


def test_trouble_of_a_model_that_proves_nothing_is_told_between_two_pieces() -> None:
    printer, transport = scripted(silence, "status58")

    def reply(data: bytes) -> bytes:
        out = {b"\x10\x04\x04": b"\x7e"} if len(transport.heard) > 2000 else {}
        return table(UNPROVEN | out)(data)

    transport.reply = reply
    met = fault(lambda: printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.NO_PAPER, CameOut.PART)
    assert len(transport.heard) < 4000
    transport.reply = table(UNPROVEN)
    printer.finish()
    (slip,) = decode(bytes(transport.heard)).slips
    assert slip.text.rstrip() == decode(encode(DOCUMENT, PAPER)).text.rstrip()


def test_a_printer_that_leaves_out_the_proof_of_its_model_is_sent_nothing_of_a_slip() -> None:
    printer, transport = scripted(table(UNPROVEN))
    met = fault(lambda: printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.SILENT, CameOut.NOTHING)
    assert "Stuck: switch it off and on" in str(met)
    assert encode(DOCUMENT, PAPER)[:40] not in transport.heard
    transport.reply = table(WELL)
    printer.finish()
    assert bytes(transport.heard).endswith(b"\x1dr\x01")


def test_a_port_that_tells_of_paper_is_believed_about_a_printer_that_never_answers() -> None:
    class Port(ScriptedTransport):
        byte = 0x38

        def port_status(self) -> PortStatus:
            return PortStatus.of(self.byte)

    port = Port(silence)
    printer = ThermalPrinter(lambda: port, printer_profiles.load("dumb58"))
    assert says(fault(lambda: printer.print(DOCUMENT))) == (
        PrinterTrouble.NO_PAPER,
        CameOut.NOTHING,
    )
    port.byte = 0x18
    printer.finish()
    (slip,) = decode(bytes(port.heard), printer_profiles.load("dumb58")).slips
    assert slip.text


def test_a_back_channel_full_of_noise_does_not_hold_it_for_ever() -> None:
    printer, transport = scripted(table(WELL))
    reads = 0

    def read(limit: int, within_s: float) -> bytes:
        nonlocal reads
        reads += 1
        return b"\xff"

    printer.check()
    transport.read = read  # type: ignore[method-assign]
    assert fault(lambda: printer.print(DOCUMENT)).trouble is PrinterTrouble.SILENT
    assert reads < 10_000


def test_half_a_picture_left_in_a_printer_that_cannot_clear_is_ended_with_white() -> None:
    printer, transport = scripted(silence, "dumb58")
    taken = encode(DOCUMENT, PAPER).index(b"\x1dv0") + 200
    transport.room = taken
    fault(lambda: printer.print(DOCUMENT))
    printer.abandon()
    transport.room = None
    printer.print(OTHER)
    (paper,) = decode(bytes(transport.heard), printer_profiles.load("dumb58")).slips
    other = decode(encode(OTHER, PAPER)).slips[0].text
    assert paper.text.rstrip("\n").endswith(other.rstrip("\n"))


def test_what_an_abandoned_job_still_prints_is_waited_for() -> None:
    """A printer that cannot clear its buffer prints the rest before it answers for the new job."""
    printer, transport = forgetful({})
    fault(lambda: printer.print(DOCUMENT))
    owed = bytes(transport.heard).count(b"\x1dr\x01") - 1
    printer.abandon()
    late = b"\x00" * owed
    transport.reply = lambda data: table(WELL)(data).replace(b"\x00", late + b"\x00", 1)
    transport.heard.clear()
    printer.print(OTHER)
    assert bytes(transport.heard).index(b"\x1dr\x01") > bytes(transport.heard).index(CLEAR_BUFFERS)


def test_a_short_document_is_asked_for_before_it_and_behind_it() -> None:
    printer, transport = scripted(table(WELL))
    printer.print(Document((Text("A"), Cut()), "short"))
    transport.heard.clear()
    printer.print(Document((Text("A"), Cut()), "short"))
    assert bytes(transport.heard).count(b"\x1dr\x01") == 2
    assert bytes(64) not in transport.heard, "no white is sent to a printer that answers"


def test_who_calls_a_slip_off_does_not_wait_for_a_printer_that_hangs() -> None:
    printer, transport = scripted(table(WELL))
    printer.check()
    real = transport.read

    def read(limit: int, within_s: float) -> bytes:
        if within_s:
            printer.call_off()
        return real(limit, within_s)

    transport.reply = silence
    transport.read = read  # type: ignore[method-assign]
    met = fault(lambda: printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.SILENT, CameOut.NOTHING)
    assert transport.waited_s <= LOOK_UP_S
    transport.reply, transport.read = table(WELL), real  # type: ignore[method-assign]
    printer.print(DOCUMENT)


def test_a_document_that_is_escpos_already_is_printed_by_the_same_rules() -> None:
    printer, transport = scripted(table(WELL))
    printer.print_steps([b"\x1b@", *(b"line %d\n" % n for n in range(500))])
    heard = bytes(transport.heard)
    assert heard.count(b"\x1dr\x01") > 3
    assert heard.replace(b"\x1dr\x01", b"").count(b"line") == 500
