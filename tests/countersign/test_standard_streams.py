"""Output that is full, closed, torn off or not UTF-8 ends a command well, or does not end it."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

COUNTERSIGN = (sys.executable, "-m", "countersign")


def run(
    *words: str, home: Path, shell: str = "", **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """The program with its descriptors redirected as `shell` says."""
    return subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {shell}', "sh", *COUNTERSIGN, *words],
        capture_output=True,
        stdin=subprocess.DEVNULL,
        env=os.environ | {"XDG_DATA_HOME": str(home)} | environment,
        check=False,
    )


COMMANDS = pytest.mark.parametrize(
    "command", [("--version",), ("--help",), ("card", "list")], ids=" ".join
)


@pytest.mark.slow
@COMMANDS
def test_output_that_finds_no_room_is_a_device_fault_in_a_sentence(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    done = run(*command, home=tmp_path, shell="> /dev/full")
    assert (done.returncode, done.stderr) == (
        3,
        b"countersign: standard output finds no room on its disk: free some space\n",
    )


@pytest.mark.slow
@COMMANDS
def test_output_that_is_closed_is_a_device_fault_in_a_sentence(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    done = run(*command, home=tmp_path, shell=">&-")
    assert (done.returncode, done.stderr) == (
        3,
        b"countersign: standard output is not open: send it to a file or a screen\n",
    )


@COMMANDS
def test_a_reader_that_goes_ends_it_as_quietly_as_any_other_program(
    command: tuple[str, ...], tmp_path: Path
) -> None:
    ours, theirs = os.pipe()
    os.close(ours)
    done = subprocess.run(
        [*COUNTERSIGN, *command],
        stdout=theirs,
        stderr=subprocess.PIPE,
        env=os.environ | {"XDG_DATA_HOME": str(tmp_path)},
        check=False,
    )
    os.close(theirs)
    assert (done.returncode, done.stderr) == (-signal.SIGPIPE, b"")


@pytest.mark.slow
@pytest.mark.parametrize("shell", ["2> /dev/full", "2>&-"])
def test_an_error_that_cannot_be_told_keeps_its_exit_code(shell: str, tmp_path: Path) -> None:
    assert run("host", "report", home=tmp_path, shell=shell).returncode == 3
    assert run("card", "show", home=tmp_path, shell=shell).returncode == 2


@pytest.mark.slow
def test_a_file_written_while_output_is_closed_holds_what_it_should(tmp_path: Path) -> None:
    story, report = tmp_path / "story.pos", tmp_path / "report.xml"
    story.write_text("sees READY\n")
    done = run("play", str(story), "--junit", str(report), home=tmp_path, shell=">&- <&-")
    assert done.returncode == 3
    assert not report.exists()
    assert run("run", home=tmp_path, shell="<&-").returncode == 2


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["latin-1", "cp1252"])
def test_an_encoding_without_hanzi_still_says_all(encoding: str, tmp_path: Path) -> None:
    def said(encoding: str, *words: str) -> Any:
        done = run("card", "list", *words, home=tmp_path, PYTHONIOENCODING=encoding)
        assert (done.returncode, done.stderr) == (0, b"")
        return done.stdout.decode(encoding)

    assert "\\u94f6\\u8054" in said(encoding)  # 银联
    assert json.loads(said(encoding, "--json")) == json.loads(said("utf-8", "--json"))


@pytest.mark.slow
def test_a_name_that_is_no_text_can_be_said(tmp_path: Path) -> None:
    done = run("journal", "list", "--state", os.fsdecode(b"/nowhere/\xff"), home=tmp_path)
    assert done.returncode == 3
    assert b"/nowhere/\\udcff" in done.stderr
