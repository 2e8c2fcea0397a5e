"""The chip's file: sealed, replaced whole, private, and every way of being unusable in words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from drivers.chip_memory import ChipFile, ChipFileError, ChipMemory, OperatorPin

ROOT_KEY = bytes(range(64))
MEMORY = ChipMemory(
    root=b"R" * 32,
    tmk=b"T" * 16,
    mac_algorithm="cup-ecb",
    operators={"01": OperatorPin(b"s" * 16, 2, b"d" * 32)},
    pik=b"P" * 16,
    mak=b"M" * 16,
    journal_id="00" * 16,
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "state" / "secure_element.json"
    ChipFile.create(path, ROOT_KEY).write(MEMORY)
    return path


def test_what_was_written_is_read_back(path: Path) -> None:
    assert ChipFile.open(path).read() == MEMORY


def test_nobody_else_may_read_the_files(path: Path) -> None:
    modes = {file.name: file.stat().st_mode & 0o777 for file in path.parent.iterdir()}
    assert modes == {"secure_element.json": 0o600, "secure_element.key": 0o600}
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_no_key_lies_in_the_file_in_any_spelling(path: Path) -> None:
    content = path.read_bytes()
    for secret in (MEMORY.root, MEMORY.tmk, MEMORY.pik, MEMORY.mak, b"d" * 32, ROOT_KEY):
        assert secret[:8] not in content
        assert secret[:8].hex().encode() not in content


def test_writing_again_replaces_the_file_and_leaves_nothing_beside_it(path: Path) -> None:
    ChipFile.open(path).write(ChipMemory(b"r" * 32, b"t" * 8, "x99", {}))
    assert ChipFile.open(path).read().tmk == b"t" * 8
    assert sorted(file.name for file in path.parent.iterdir()) == [
        "secure_element.json",
        "secure_element.key",
    ]


def test_half_a_file_of_an_interrupted_write_does_no_harm(path: Path) -> None:
    path.with_name("secure_element.json.new").write_bytes(b'{"vers')
    file = ChipFile.open(path)
    assert file.read() == MEMORY
    file.write(MEMORY)
    assert file.read() == MEMORY


def test_a_second_chip_never_takes_the_place_of_the_first(path: Path) -> None:
    with pytest.raises(ChipFileError, match="exists already"):
        ChipFile.create(path, ROOT_KEY)
    assert ChipFile.open(path).read() == MEMORY


def test_a_root_key_left_by_an_interrupted_creation_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "secure_element.json"
    ChipFile.create(path, bytes(64))
    ChipFile.create(path, ROOT_KEY).write(MEMORY)
    assert ChipFile.open(path).read() == MEMORY


def test_a_file_under_another_key_is_refused(path: Path) -> None:
    path.with_suffix(".key").write_text("00" * 64)
    with pytest.raises(ChipFileError, match=r"was changed, or secure_element.key .* is not its"):
        ChipFile.open(path).read()


def test_a_changed_file_is_refused(path: Path) -> None:
    outside = json.loads(path.read_bytes())
    outside["sealed"] = "A" + outside["sealed"][1:] if outside["sealed"][0] != "A" else "B"
    path.write_text(json.dumps(outside))
    with pytest.raises(ChipFileError, match="was changed"):
        ChipFile.open(path).read()


@pytest.mark.parametrize("content", ["", "{}", "[]", '{"version":1}', "\x00", '{"version":"x"}'])
def test_a_file_of_something_else_is_refused(path: Path, content: str) -> None:
    path.write_text(content)
    with pytest.raises(ChipFileError, match=r"is no secure element's file: put the right one back"):
        ChipFile.open(path).read()


def test_a_file_of_a_newer_version_is_refused(path: Path) -> None:
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"version": 3}))
    with pytest.raises(ChipFileError, match=r"has format 3, .* start the newer program"):
        ChipFile.open(path).read()


def test_a_file_of_an_older_version_is_left_to_the_older_program(path: Path) -> None:
    path.write_text(json.dumps(json.loads(path.read_bytes()) | {"version": 1}))
    with pytest.raises(ChipFileError, match=r"writes format 2: finish with the program"):
        ChipFile.open(path).read()


@pytest.mark.parametrize("suffix", [".json", ".key"])
def test_a_missing_file_is_named(path: Path, suffix: str) -> None:
    path.with_suffix(suffix).unlink()
    with pytest.raises(ChipFileError, match=f"secure_element{suffix} is missing: put it back"):
        ChipFile.open(path).read()


@pytest.mark.parametrize("content", ["", "00", "zz" * 64])
def test_a_key_file_without_a_key_is_named(path: Path, content: str) -> None:
    path.with_suffix(".key").write_text(content)
    with pytest.raises(ChipFileError, match=r"secure_element.key holds no root key"):
        ChipFile.open(path)


def test_a_directory_that_takes_no_file_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ChipFileError, match="cannot be written"):
        ChipFile.create(tmp_path / "file" / "secure_element.json", ROOT_KEY)


def test_nothing_of_it_shows_a_key(path: Path) -> None:
    file = ChipFile.open(path)
    for shown in (repr(file), str(file), repr(MEMORY), str(MEMORY)):
        assert "T" * 8 not in shown
        assert repr(ROOT_KEY)[2:20] not in shown
