"""Directories and files are made private, whole, and with their names flushed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from drivers import durable


@pytest.fixture
def flushed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of what is flushed, in order."""
    names: list[str] = []
    fsync = os.fsync

    def watched(handle: int) -> None:
        names.append(Path(os.readlink(f"/proc/self/fd/{handle}")).name)
        fsync(handle)

    monkeypatch.setattr(os, "fsync", watched)
    return names


def test_every_new_directory_is_flushed_into_the_one_above(
    tmp_path: Path, flushed: list[str]
) -> None:
    durable.make_directory(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
    assert flushed == [tmp_path.name, "a"]


def test_a_directory_that_is_there_is_left_alone(tmp_path: Path, flushed: list[str]) -> None:
    durable.make_directory(tmp_path)
    assert flushed == []


def test_a_file_is_flushed_before_it_takes_its_name_and_then_its_name(
    tmp_path: Path, flushed: list[str]
) -> None:
    path = tmp_path / "file"
    durable.replace(path, b"old")
    flushed.clear()
    durable.replace(path, b"new")
    assert path.read_bytes() == b"new"
    assert flushed == ["file.new", tmp_path.name]
    assert [*tmp_path.iterdir()] == [path]
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_file_that_cannot_be_written_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    durable.replace(path, b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        durable.replace(path, b"new")
    assert path.read_bytes() == b"old"
