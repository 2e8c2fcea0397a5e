"""Whatever hangs at a port is asked who it is; what does not answer is tried at every speed."""

from __future__ import annotations

import termios
from dataclasses import replace

import pytest

from drivers import printer_profiles
from drivers.clock import VirtualClock
from drivers.print_job import Proof
from drivers.printer_probe import BAUDS_BPS, Probed, likely_profile, probe, probe_serial
from drivers.transport import serial_port
from drivers.transport.nowhere import NowhereTransport
from drivers.transport.port import Transport
from drivers.transport.serial_port import Flow, SerialSettings, open_serial
from drivers.virtual_printer.memory_line import MemoryLine
from drivers.virtual_printer.pty_line import PtyLine
from terminal.faults import PrinterTrouble
from tests.drivers.scripted_line import ScriptedTransport, silence, table
from tests.drivers.virtual_printer.bench import printer

WELL = {
    b"\x10\x04\x01": b"\x12",
    b"\x10\x04\x02": b"\x12",
    b"\x10\x04\x04": b"\x12",
    b"\x1dr\x01": b"\x00",
}


def test_a_printer_tells_who_it_is_and_how_it_proves() -> None:
    machine = printer("generic58")
    found = probe(MemoryLine(machine, VirtualClock()).connect())
    assert found is not None
    assert (found.profile, found.proof, found.trouble) == ("generic58", Proof.PAPER_STATUS, None)
    assert found.names["model"] == machine.profile.model
    assert machine.tear_off() is None, "it is asked and prints nothing"


def test_a_printer_without_a_name_is_taken_for_the_commonest() -> None:
    found = probe(ScriptedTransport(table(WELL)))
    assert found == Probed(names={}, proof=Proof.PAPER_STATUS, profile="generic58")


def test_a_printer_that_answers_on_reception_alone_proves_nothing() -> None:
    answers = {key: answer for key, answer in WELL.items() if key[:1] == b"\x10"}
    found = probe(ScriptedTransport(table(answers)))
    assert found is not None
    assert (found.proof, found.trouble) == (None, None)


def test_a_printer_in_trouble_is_not_asked_to_prove_anything() -> None:
    transport = ScriptedTransport(table(WELL | {b"\x10\x04\x04": b"\x7e"}))
    found = probe(transport)
    assert found is not None
    assert found.trouble is PrinterTrouble.NO_PAPER
    assert b"\x1dr" not in transport.heard


@pytest.mark.parametrize("transport", [ScriptedTransport(silence), NowhereTransport()])
def test_what_never_answers_is_nobody(transport: Transport) -> None:
    assert probe(transport) is None


def test_noise_that_looks_like_an_answer_once_is_none() -> None:
    answers = iter((b"\x12", b"\x16", b"\x12"))
    assert probe(ScriptedTransport(lambda data: next(answers))) is None


def test_every_speed_is_tried_until_one_answers() -> None:
    tried: list[int] = []

    def opener(settings: SerialSettings) -> Transport:
        tried.append(settings.baud_bps)
        return ScriptedTransport(table(WELL) if settings.baud_bps == 38_400 else silence)

    found = probe_serial(opener)
    assert found is not None
    assert (found.baud_bps, tried) == (38_400, [115_200, 9_600, 38_400])
    assert probe_serial(lambda _: ScriptedTransport(silence)) is None


def test_a_port_without_modem_lines_tells_of_none() -> None:
    with PtyLine(printer()) as line:
        found = probe_serial(lambda settings: open_serial(str(line.link), settings))
    assert found is not None
    assert (found.baud_bps, found.wires, found.flow) == (BAUDS_BPS[0], None, None)


@pytest.mark.parametrize(
    ("bits", "wires", "flow"),
    [
        (termios.TIOCM_CTS | termios.TIOCM_DSR, ("CTS", "DSR"), Flow.RTSCTS),
        (termios.TIOCM_DSR, ("DSR",), Flow.DSRDTR),
        (0, (), None),
    ],
)
def test_the_lines_that_are_on_tell_which_flow_control_is_likely(
    bits: int, wires: tuple[str, ...], flow: Flow | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serial_port, "modem_lines", lambda _: bits)
    with PtyLine(printer()) as line:
        found = probe_serial(lambda settings: open_serial(str(line.link), settings))
    assert found is not None
    assert (found.wires, found.flow) == (wires, flow)


@pytest.mark.parametrize(
    ("names", "profile"),
    [
        ({"maker": "EPSON", "model": "TM-T88III"}, "epson80"),
        ({"maker": "Epson", "model": "TM-T20"}, "epson80"),
        ({"maker": "SPRT", "model": "SP-POS88"}, "sprt80"),
        ({"maker": "XPRINTER"}, "generic58"),
        ({}, "generic58"),
    ],
)
def test_the_profile_is_that_of_the_model_or_the_maker_or_the_commonest(
    names: dict[str, str], profile: str
) -> None:
    assert likely_profile(names) is printer_profiles.load(profile)


def test_nothing_is_said_of_lines_nobody_looked_at() -> None:
    assert replace(Probed(), wires=None).flow is None
