"""Jobs sent by LPD are printed whole, one after another, while other lines wait."""

from __future__ import annotations

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from drivers.clock import SystemClock
from drivers.virtual_printer import lpd_line
from drivers.virtual_printer.cable import Wiring
from drivers.virtual_printer.floor import Floor
from drivers.virtual_printer.lpd_line import LpdLine
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.tcp_line import TcpLine
from tests.drivers.virtual_printer.bench import CUT, printer
from tests.drivers.virtual_printer.test_lpd_session import control_file, data_file
from tests.drivers.virtual_printer.test_network_line import client, turned_away, until
from tests.programs import need


@pytest.fixture
def machine() -> VirtualPrinter:
    return printer()


@pytest.fixture
def line(machine: VirtualPrinter) -> Iterator[LpdLine]:
    with LpdLine(machine) as line:
        yield line


def say(line: LpdLine, words: bytes) -> bytes:
    """A whole conversation."""
    with socket.create_connection(line.address, 10) as caller:
        caller.sendall(words)
        caller.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: caller.recv(4096), b""))


def send(line: LpdLine, content: bytes) -> None:
    assert say(line, b"\x02lp\n" + control_file() + data_file(content)) == b"\0" * 5


def test_jobs_are_printed_in_their_order(line: LpdLine, machine: VirtualPrinter) -> None:
    for number in range(5):
        send(line, b"slip %d\n" % number + CUT)
    until(lambda: len(machine.slips) == 5)
    assert [slip.text for slip in machine.slips] == [f"slip {number}\n" for number in range(5)]
    until(lambda: say(line, b"\x03lp\n") == b"ready\nno entries\n")  # a moment later


def test_a_job_waits_for_paper_and_the_queue_says_so(
    line: LpdLine, machine: VirtualPrinter
) -> None:
    machine.end_paper()
    send(line, b"A\n" * 5000 + CUT)
    send(line, b"B\n" + CUT)
    state = say(line, b"\x03lp\n").decode()
    assert state.startswith("not ready: no paper\n")
    assert "active shop       1" in state
    machine.reload()
    until(lambda: len(machine.slips) >= 2 and machine.slips[-1].text == "B\n")
    machine.power_off()
    assert say(line, b"\x03lp\n").startswith(b"the printer is switched off")


def test_a_removed_job_stops_where_it_is(line: LpdLine, machine: VirtualPrinter) -> None:
    machine.end_paper()
    send(line, b"A\n" * 50_000)
    until(lambda: machine.room == 0)
    assert say(line, b"\x05lp shop 1\n") == b"job 1 dequeued\n"
    machine.reload()
    send(line, CUT)
    until(lambda: machine.slips)
    assert machine.held_bytes == 0
    assert len(machine.slips[0].text) < 10_000


def test_what_was_taken_in_is_printed_though_the_cable_is_pulled(
    line: LpdLine, machine: VirtualPrinter
) -> None:
    machine.end_paper()
    send(line, b"A\n" * 5000 + CUT)
    half = socket.create_connection(line.address, 10)
    half.sendall(b"\x02lp\n\x036 dfA001vm\nhal")
    until(lambda: half.recv(2, socket.MSG_PEEK) == b"\0\0")
    half.recv(2)
    line.pull()
    line.pull()
    assert not line.plugged
    assert half.recv(10) == b""
    half.close()
    machine.reload()
    until(lambda: machine.slips)
    line.plug()
    assert say(line, b"\x01lp\n") == b"\0"


@pytest.mark.slow
def test_other_lines_wait_for_a_job_and_a_job_for_them() -> None:
    machine, clock = printer(), SystemClock()
    wiring = Wiring(clock, floor=Floor(clock))
    with LpdLine(machine, wiring=wiring) as line, TcpLine(machine, wiring=wiring) as network:
        with client(network) as first:
            until(lambda: network.taken)
            send(line, b"job\n" + CUT)
            first.sendall(b"first\n" + CUT)
            until(lambda: machine.slips)
        until(lambda: len(machine.slips) == 2)
        machine.end_paper()
        send(line, b"A\n" * 5000)
        until(lambda: machine.room == 0)
        assert turned_away(network)
    assert [slip.text for slip in machine.slips] == ["first\n", "job\n"]


def test_too_many_callers_are_sent_away(line: LpdLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lpd_line, "MAX_CALLERS", 1)
    with socket.create_connection(line.address, 10) as first:
        first.sendall(b"\x02lp\n")
        assert first.recv(1) == b"\0"
        assert turned_away(line)


def test_a_foreign_client_prints_asks_and_removes(
    line: LpdLine, machine: VirtualPrinter, tmp_path: Path
) -> None:
    host, port = line.address

    def run(*words: str) -> str:
        program = {"rlpr": need("rlpr"), "rlpq": need("rlpq"), "rlprm": need("rlprm")}[words[0]]
        there = ["--no-bind", f"--printhost={host}", f"--port={port}", "--printer=lp"]
        done = subprocess.run(
            [program, *there, *words[1:]], capture_output=True, text=True, timeout=20
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    (tmp_path / "slip").write_bytes(b"from rlpr\n" + CUT)
    run("rlpr", str(tmp_path / "slip"))
    until(lambda: machine.slips)
    assert machine.slips[0].text == "from rlpr\n"
    machine.end_paper()
    (tmp_path / "slip").write_bytes(b"A\n" * 5000)
    run("rlpr", str(tmp_path / "slip"))
    assert "not ready: no paper" in run("rlpq")
    assert "dequeued" in run("rlprm", "2")
