"""The options of the served line are read as they are written, and wrong ones are told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from countersign import printer_serving
from countersign.printer_serving import LineOptionError, obey, read_line, show, tell
from countersign.standard_streams import OutputLostError
from countersign.tui import launch
from drivers import printer_profiles
from drivers.printer_profiles.profile import Flow
from drivers.virtual_printer.faults import Victim
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.pacing import DipSwitches, Framing
from drivers.virtual_printer.server import Doors, PrinterServer


@pytest.mark.parametrize(
    ("baud", "dips"),
    [
        ("", DipSwitches()),
        ("auto", DipSwitches(paced=True)),
        ("9600", DipSwitches(9600, paced=True, strict=True)),
        ("19200/8e1", DipSwitches(19_200, Framing(8, "E"), paced=True, strict=True)),
    ],
)
def test_a_speed_is_a_number_with_its_framing_or_the_programs_own(
    baud: str, dips: DipSwitches
) -> None:
    assert read_line(baud, "rtscts", strict=True) == dips


def test_flow_and_strictness_are_as_said() -> None:
    assert read_line("9600", "xonxoff", strict=False) == DipSwitches(
        9600, flow=Flow.XONXOFF, paced=True
    )


@pytest.mark.parametrize(
    ("baud", "flow", "sentence"),
    [
        ("fast", "rtscts", "write a speed such as 9600, or auto"),
        ("0", "rtscts", "write a speed"),
        ("9600/8X1", "rtscts", "write it as 8N1"),
        ("9600", "flags", "write one of none, xonxoff"),
    ],
)
def test_what_cannot_be_meant_is_told(baud: str, flow: str, sentence: str) -> None:
    with pytest.raises(LineOptionError, match=sentence):
        read_line(baud, flow, strict=True)


def server() -> PrinterServer:
    return PrinterServer(VirtualPrinter(printer_profiles.load("generic58")), Doors())


def await_hands() -> None:
    """The thread that reads what is piped in has come to its end."""
    for thread in threading.enumerate():
        if thread.name == printer_serving.HANDS:
            thread.join()


def test_plain_lines_say_where_it_is_and_what_it_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def wait(_told: threading.Event, *lines: str) -> None:
        print(*lines, sep="\n")
        served.machine.receive(b"HELLO\n\x1dV\x00")

    with server() as served, Path("/dev/null").open() as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        monkeypatch.setattr(printer_serving, "wait_for_the_end", wait)
        tell(served)
        await_hands()
        assert capsys.readouterr().out == f"Generic Chinese 58 mm at {served.urls[0]}\nHELLO\n\n"


def test_each_line_of_input_happens_and_a_wrong_one_is_told(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with server() as served:
        obey(Victim(served.machine, served), [b"paper_out\n", b"\n", b"b\xfcrn\n", b"cover_open\n"])
        assert served.machine.status.paper_out
        assert served.machine.status.cover_open
    assert "the printer knows no 'b\ufffdrn'; there are: paper_out" in capsys.readouterr().err


def test_who_closes_what_is_piped_in_orders_nothing_more() -> None:
    def closed() -> Iterator[bytes]:
        yield b"paper_out\n"
        raise OSError(9, "Bad file descriptor")

    with server() as served:
        obey(Victim(served.machine, served), closed())
        assert served.machine.status.paper_out


def test_the_view_is_shown_in_the_language_asked_for(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    seen: list[object] = []
    monkeypatch.setattr(launch, "show_printer", lambda desk, language: seen.append(language))
    monkeypatch.setattr(printer_serving, "leave_as_on_ctrl_c", seen.append)
    with server() as served, Path("/dev/null").open() as window:
        monkeypatch.setattr("sys.stdin", window)
        show(served, tmp_path, "en")
    assert seen[-1] == "en"


def test_lines_that_nobody_takes_any_more_end_the_wait_and_not_the_printer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def lose(words: str) -> None:
        if "HELLO" in words:
            raise OutputLostError(BrokenPipeError(32, "Broken pipe"))

    def wait(told: threading.Event, *_lines: str) -> None:
        served.machine.receive(b"HELLO\n\x1dV\x00")
        assert told.is_set()

    with server() as served, Path("/dev/null").open() as nothing:
        monkeypatch.setattr("sys.stdin", nothing)
        monkeypatch.setattr("typer.echo", lose)
        monkeypatch.setattr(printer_serving, "wait_for_the_end", wait)
        with pytest.raises(OutputLostError):
            tell(served)
        await_hands()
        assert len(served.machine.slips) == 1
