"""A device or file opens to write, or a sentence says why not."""

from __future__ import annotations

import fcntl
import os
import re
import struct
from pathlib import Path

import pytest

from drivers.transport import device_file
from drivers.transport.device_file import SENT_WITHIN_S, open_device, open_file
from drivers.transport.port import LinkDownError, PortStatus, StatusPort


def test_a_file_is_made_and_added_to(tmp_path: Path) -> None:
    file = tmp_path / "slips.bin"
    for part in (b"one\n", b"two\n"):
        transport = open_file(str(file))
        assert not transport.answers
        transport.write(part, 1.0)
        transport.close()
    assert file.read_bytes() == b"one\ntwo\n"
    assert file.stat().st_mode & 0o077 == 0


def test_a_device_is_written_to_and_listened_to(tmp_path: Path) -> None:
    device = tmp_path / "lp0"
    os.mkfifo(device)
    transport = open_device(str(device))
    assert transport.answers
    transport.write(b"abc", 1.0)
    assert transport.read(10, 1.0) == b"abc"
    transport.close()


def test_a_usb_printers_port_tells_how_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = tmp_path / "lp0"
    os.mkfifo(device)
    transport = open_device(str(device))
    assert isinstance(transport, StatusPort)
    assert transport.port_status() is None, "a pipe tells nothing"

    def ioctl(_: int, request: int, answer: bytes) -> bytes:
        assert request == 0x060B
        return struct.pack("I", 0x30)

    monkeypatch.setattr(fcntl, "ioctl", ioctl)
    assert transport.port_status() == PortStatus(paper_empty=True, error=True)
    transport.close()


def test_closing_a_usb_printer_waits_for_what_is_on_its_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    device = tmp_path / "lp0"
    os.mkfifo(device)
    transport = open_device(str(device))
    waited: list[float] = []
    monkeypatch.setattr(device_file, "ready_to_write", lambda _, within_s: waited.append(within_s))
    transport.close()
    transport.close()
    assert waited == [SENT_WITHIN_S]


def test_a_device_that_is_not_there_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(LinkDownError, match=r"there is no .*lp9: plug the printer in"):
        open_device(str(tmp_path / "lp9"))
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(LinkDownError, match="is a folder: name a file in it"):
        open_file(str(tmp_path))


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (PermissionError(13, "Permission denied"), r"no permission for /dev/usb/lp0: join its gro"),
        (OSError(16, "Device or resource busy"), r"/dev/usb/lp0 is in use"),
        (OSError(30, "Read-only file system"), r"lp0 cannot be opened: Read-only file system"),
    ],
)
def test_what_the_system_refuses_is_said_in_words(
    error: OSError, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise error

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(LinkDownError) as refusal:
        open_device("/dev/usb/lp0")
    assert re.search(sentence, str(refusal.value))
