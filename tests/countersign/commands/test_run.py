"""`countersign run`: what cannot be meant is refused before any screen is drawn; how it ends."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from countersign.cli import app


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--lang", "fr"], "zh and en"),
        (["--printer", "pigeon:"], "is no printer address"),
        (["--printer", "serial:///dev/ttyUSB0?baud=fast"], "such as 9600"),
        (["--host", "bank.example"], "tcp://127.0.0.1:9583"),
        (["--paper", "110"], "58 or 80"),
        (["--training", "--host", "tcp://h:1"], "practises with the embedded bank alone"),
        ([], "needs a screen and a keyboard"),
    ],
)
def test_what_cannot_be_meant_is_a_sentence_and_touches_nothing(
    tmp_path: Path, words: list[str], sentence: str
) -> None:
    result = CliRunner().invoke(app, ["run", "--state", str(tmp_path / "state"), *words])
    assert (result.exit_code, sentence in result.stderr) == (2, True)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("option", [True, False])
def test_parameters_that_are_not_allowed_are_named_with_their_line(
    tmp_path: Path, option: bool
) -> None:
    """By option, and where the state folder holds them."""
    config = tmp_path / "terminal.toml"
    config.write_text("copies = 3\n")
    where = ["--config", str(config)] if option else ["--state", str(tmp_path)]
    result = CliRunner().invoke(app, ["run", *where])
    assert result.exit_code == 2
    assert f"{config}, line 1: copies = 3" in result.stderr


PATIENCE_S = 20.0
CTRL_Q = b"\x11"


class Window:
    """The program in a terminal window of its own, as a person starts it."""

    def __init__(self, state: Path, temporary: Path) -> None:
        self.keyboard, screen = pty.openpty()
        environment = os.environ | {"TERM": "xterm-256color", "TMPDIR": str(temporary)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "countersign", "run", "--lang", "en", "--state", str(state)],
            stdin=screen,
            stdout=screen,
            stderr=screen,
            env=environment | {"COLUMNS": "110", "LINES": "45"},
            start_new_session=True,
        )
        os.close(screen)
        self._shown = b""

    def sees(self, words: bytes) -> None:
        """Wait until these words are drawn."""
        until = time.monotonic() + PATIENCE_S
        while words not in self._shown:
            assert time.monotonic() < until, self._shown[-2000:]
            self.look()

    def look(self) -> None:
        """Take what is drawn, or nobody would draw on."""
        if select.select([self.keyboard], [], [], 0.1)[0]:
            try:
                self._shown += os.read(self.keyboard, 65_536)
            except OSError:
                return  # the other end is gone

    def ends(self) -> tuple[int, float]:
        """Its exit code, and how many seconds that took."""
        begun = time.monotonic()
        while self.process.poll() is None:
            assert time.monotonic() < begun + PATIENCE_S, "it does not end"
            self.look()
        return self.process.returncode, time.monotonic() - begun

    def close(self) -> None:
        self.process.kill()
        self.process.wait()
        os.close(self.keyboard)


def _presses_ctrl_q(window: Window) -> None:
    os.write(window.keyboard, CTRL_Q)


def _is_told_to_end(window: Window) -> None:
    window.process.send_signal(signal.SIGTERM)


def _loses_its_window(window: Window) -> None:
    window.process.send_signal(signal.SIGHUP)


def _loses_it_in_the_middle_of_a_picture(window: Window) -> None:
    """Nobody tells it, as below make; and it has just begun to draw what a key changed."""
    os.write(window.keyboard, b"1")
    os.close(window.keyboard)
    window.keyboard = os.open(os.devnull, os.O_RDONLY)


@pytest.mark.slow
@pytest.mark.parametrize(
    "end",
    [
        _presses_ctrl_q,
        _is_told_to_end,
        _loses_its_window,
        _loses_it_in_the_middle_of_a_picture,
    ],
)
def test_it_ends_at_once_and_leaves_nothing_but_its_state(
    tmp_path: Path, end: Callable[[Window], None]
) -> None:
    """The first screen stands; a second later everything is put away."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    window = Window(tmp_path / "state", temporary)
    try:
        window.sees(b"Type 1200")
        assert len(list(temporary.iterdir())) == 1  # the virtual printer's port
        end(window)
        code, took_s = window.ends()
    finally:
        window.close()
    assert code == 0
    assert took_s < 3  # with the interpreter's own end, on a machine that has other work
    assert list(temporary.iterdir()) == []
