"""`countersign doctor`: what is there and what to do, on any machine, with or without a printer."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from countersign.cli import app
from drivers import printer_search
from drivers.printer_search import FoundPort, Search
from drivers.virtual_printer.pty_line import PtyLine
from tests.countersign.states import damage, state
from tests.drivers.virtual_printer.bench import printer


@pytest.fixture
def line(tmp_path: Path) -> Iterator[PtyLine]:
    """A virtual printer at a serial port."""
    with PtyLine(printer(), tmp_path / "printer") as line:
        yield line


@pytest.fixture(autouse=True)
def _nothing_plugged_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer_search, "find_ports", lambda: Search(()))


def run(*words: object, state: Path) -> Result:
    return CliRunner().invoke(app, ["doctor", *map(str, words), "--state", str(state)])


def test_a_machine_with_nothing_plugged_in_is_well(tmp_path: Path) -> None:
    result = run(state=tmp_path)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "no port with a printer was found" in result.stdout
    assert "ok  Python: 3." in result.stdout


def test_the_same_for_programs(tmp_path: Path) -> None:
    found = json.loads(run("--json", state=tmp_path).stdout)
    assert [one["what"] for one in found] == ["Python", "fonts", "screen", "state", "printers"]
    assert set(found[0]) == {"what", "how", "says", "todo"}


def test_without_being_asked_to_it_sends_a_port_nothing(line: PtyLine, tmp_path: Path) -> None:
    result = run("--port", line.link, state=tmp_path)
    assert result.exit_code == 0
    assert "doctor --probe asks it who it is" in result.stdout
    assert line._pump._machine.held_bytes == 0


def test_a_printer_at_a_port_is_asked_who_it_is(line: PtyLine, tmp_path: Path) -> None:
    result = run("--port", line.link, "--probe", state=tmp_path)
    assert result.exit_code == 0
    assert f"use 'serial://{line.link}' with --profile generic58" in result.stdout
    assert "answers at 115200 baud" in result.stdout


def test_every_port_found_is_asked(
    line: PtyLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ports = (FoundPort(line.url, "USB Serial"), FoundPort("usb:///dev/usb/lp9", "", group="lp"))
    monkeypatch.setattr(printer_search, "find_ports", lambda: Search(ports))
    result = run("--probe", state=tmp_path)
    assert result.exit_code == 1
    assert "--profile generic58" in result.stdout
    assert "join the group lp" in result.stdout


def test_a_strip_shows_which_characters_it_has(line: PtyLine, tmp_path: Path) -> None:
    result = run("--port", line.link, "--print", state=tmp_path)
    assert result.exit_code == 0
    (slip,) = line._pump._machine.slips
    for words in ("1 银联", "3 镕堃"):
        assert words in result.stdout
        assert words in slip.text
    assert "page 17 АБВГДЕЖЗИЙКЛ: cp866" in result.stdout


@pytest.mark.slow
def test_a_printer_in_trouble_is_a_device_fault(line: PtyLine, tmp_path: Path) -> None:
    line._pump._machine.end_paper()
    result = run("--port", line.link, "--print", state=tmp_path)
    assert result.exit_code == 3
    assert "load a roll" in result.stdout


def test_a_port_that_does_not_open_or_answer_is_a_device_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("drivers.printer_link.STATUS_WITHIN_S", 0.01)
    result = run("--port", tmp_path / "ttyUSB9", "--probe", state=tmp_path)
    assert (result.exit_code, "plug the printer in" in result.stdout) == (3, True)
    master, slave = os.openpty()
    result = run("--port", os.ttyname(slave), "--probe", state=tmp_path)
    assert (result.exit_code, "nothing answers" in result.stdout) == (3, True)
    os.close(master)
    os.close(slave)


def test_an_address_of_the_network_may_be_asked_too(tmp_path: Path) -> None:
    assert "doctor --probe" in run("--port", "tcp://192.0.2.7", state=tmp_path).stdout


def test_a_journal_that_is_damaged_is_not_so(tmp_path: Path) -> None:
    damage(state(tmp_path), 3)
    result = run(state=tmp_path)
    assert (result.exit_code, "!!  journal:" in result.stdout) == (1, True)


@pytest.mark.parametrize("words", [["--print"], ["--port", "pigeon:"]])
def test_what_cannot_be_meant_is_wrong_usage(words: list[str], tmp_path: Path) -> None:
    result = run(*words, state=tmp_path)
    assert (result.exit_code, result.stderr.startswith("countersign: ")) == (2, True)
