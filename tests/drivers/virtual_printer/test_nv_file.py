"""What a printer keeps over power off outlives the program in a file, or is refused by a word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from drivers import printer_profiles
from drivers.virtual_printer import nv_file
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.memory import Memory
from drivers.virtual_printer.nv_file import NvFile, NvFileError
from tests.drivers.virtual_printer.bench import CUT, feed

PROFILE = printer_profiles.load("generic58")
KEEP = b"\x1d(C\x0a\x00\x00\x01\x00ABHello"
TELL = b"\x1d(C\x05\x00\x00\x02\x00AB"
COUNTER = b"\x1dg2\x00\x32\x00"


def test_another_program_finds_what_was_kept(tmp_path: Path) -> None:
    first = VirtualPrinter(PROFILE, nv=NvFile(tmp_path / "nv"))
    feed(first, KEEP)
    second = VirtualPrinter(PROFILE, nv=NvFile(tmp_path / "nv"))
    assert feed(second, TELL) == b"\x37\x70\x40Hello\x00"


def test_the_counters_are_kept_when_it_is_switched_off(tmp_path: Path) -> None:
    first = VirtualPrinter(PROFILE, nv=NvFile(tmp_path / "nv"))
    feed(first, b"A\n" + CUT)
    first.power_off()
    second = VirtualPrinter(PROFILE, nv=NvFile(tmp_path / "nv"))
    assert feed(second, COUNTER) == b"_1\x00"


def test_nothing_new_writes_nothing(tmp_path: Path) -> None:
    machine = VirtualPrinter(PROFILE, nv=NvFile(tmp_path / "nv"))
    feed(machine, b"A\n" + CUT)
    assert not (tmp_path / "nv").exists()


def test_a_file_that_cannot_be_written_is_told_and_stops_nothing(tmp_path: Path) -> None:
    kept = NvFile(tmp_path / "no folder" / "nv")
    machine = VirtualPrinter(PROFILE, nv=kept)
    assert feed(machine, KEEP + b"A\n" + TELL) == b"\x37\x70\x40Hello\x00"
    assert isinstance(kept.error, OSError)


@pytest.mark.parametrize(
    "content", ["", "[]", '{"user": 5}', '{"user": {"zz": ""}}', '{"user": {"41": 5}}', "\x00"]
)
def test_a_file_of_another_kind_is_refused(tmp_path: Path, content: str) -> None:
    (tmp_path / "nv").write_text(content)
    with pytest.raises(NvFileError, match=r"nv is no NV memory of this printer: .*; name another"):
        NvFile(tmp_path / "nv").load(Memory(PROFILE))


def test_the_memory_of_a_larger_model_is_refused(tmp_path: Path) -> None:
    feed(VirtualPrinter(PROFILE, nv=NvFile(tmp_path / "nv")), KEEP)
    smaller = replace(PROFILE, user_nv_bytes=4)
    with pytest.raises(NvFileError, match="user holds more than this model"):
        VirtualPrinter(smaller, nv=NvFile(tmp_path / "nv"))


def test_a_file_too_long_for_any_memory_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nv_file, "MAX_FILE_BYTES", 3)
    (tmp_path / "nv").write_text("{}  ")
    with pytest.raises(NvFileError, match="too long"):
        NvFile(tmp_path / "nv").load(Memory(PROFILE))
