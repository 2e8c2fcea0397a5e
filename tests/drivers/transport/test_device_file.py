"""A device or file opens to write, or a sentence says why not."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from drivers.transport.device_file import open_device, open_file
from drivers.transport.port import LinkDownError


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
