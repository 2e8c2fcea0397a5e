"""A serial port opens for us alone, or a sentence says what is wrong with it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest
import serial

from drivers.transport.port import LinkDownError
from drivers.transport.serial_port import Flow, Parity, SerialSettings, open_serial
from drivers.virtual_printer.pty_line import PtyLine
from tests.drivers.virtual_printer.bench import printer


def refused(path: str) -> str:
    with pytest.raises(LinkDownError) as refusal:
        open_serial(path, SerialSettings())
    return str(refusal.value)


def test_a_port_that_is_not_there() -> None:
    assert (
        refused("/dev/ttyNO9")
        == "there is no /dev/ttyNO9: plug the printer in, or name another port"
    )


def test_a_file_is_no_port(tmp_path: Path) -> None:
    file = tmp_path / "slips.bin"
    file.write_bytes(b"")
    assert "is no serial port: use usb:" in refused(str(file))


def test_a_folder_is_no_port(tmp_path: Path) -> None:
    assert "is no serial port" in refused(str(tmp_path))


def test_a_port_in_use() -> None:
    with PtyLine(printer()) as line:
        first = line.connect()
        assert "is in use: end the other program" in refused(str(line.link))
        first.close()


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(13, "Permission denied"), r"no permission for /dev/tty0: join its group"),
        (OSError(71, "Protocol error"), r"/dev/tty0 cannot be opened as a serial port: .*Protocol"),
        (ValueError("Invalid baud rate: 7"), r"cannot be opened as a serial port: Invalid baud"),
    ],
)
def test_what_the_system_refuses_is_said_in_words(
    error: Exception, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(serial, "Serial", refuse)
    assert re.search(sentence, refused("/dev/tty0"))


def test_every_setting_reaches_the_port(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: dict[str, Any] = {}
    real = serial.Serial

    def remember(path: str, baud: int, **settings: Any) -> serial.Serial:
        asked.update(settings, baud=baud)
        return real(path, baud, **settings)

    monkeypatch.setattr(serial, "Serial", remember)
    master, slave = os.openpty()
    for flow in Flow:
        transport = open_serial(os.ttyname(slave), SerialSettings(9600, flow, Parity.NONE))
        transport.close()
        switches = {name: asked[name] for name in ("rtscts", "xonxoff", "dsrdtr")}
        assert [name for name, on in switches.items() if on] == [flow][: flow is not Flow.NONE]
        assert (asked["baud"], asked["parity"], asked["exclusive"]) == (9600, "N", True)
    os.close(master)
    os.close(slave)
