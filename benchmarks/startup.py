"""How soon it is there: `--version` beside bare Python, the first screen beside Textual alone."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from benchmarks.side_by_side import Comparison, in_turns

ROUNDS = 9
WINDOW = (80, 24)
GIVE_UP_S = 20.0
# Escape sequences stand between the characters of a painted line.
ESCAPE = re.compile(rb"\x1b(\[[0-?]*[ -/]*[@-~]|[PX^_\]].*?(\x1b\\|\x07)|[ -/]*[0-~])", re.S)
# Once the keypad and the soft keys are painted, the whole device is: Textual paints in one go.
PAINTED = (b"CANCEL", b"CLEAR", b"ENTER")

PYTHON = sys.executable
COUNTERSIGN = str(Path(PYTHON).with_name("countersign"))


def main() -> None:
    for row in comparisons():
        print(row.line)


def comparisons() -> list[Comparison]:
    """Both start-ups, each with its yardstick; targets: 4x bare Python, 2x importing Textual."""
    with tempfile.TemporaryDirectory(prefix="countersign-startup-") as state:
        run = [COUNTERSIGN, "run", "--state", state, "--lang", "en"]
        return [
            in_turns(
                "countersign --version / python -c pass",
                ours=lambda: whole_process([COUNTERSIGN, "--version"]),
                yardstick=lambda: whole_process([PYTHON, "-c", "pass"]),
                rounds=3 * ROUNDS,
                at_most=4,
            ),
            in_turns(
                "first screen / python -c 'import textual'",
                ours=lambda: until_painted(run),
                yardstick=lambda: whole_process([PYTHON, "-c", "import textual"]),
                rounds=ROUNDS,
                at_most=2,
            ),
        ]


def whole_process(command: Sequence[str]) -> float:
    """Seconds from start to exit."""
    start = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - start


def until_painted(command: Sequence[str]) -> float:
    """Seconds until the device stands in an 80x24 terminal window. Errors: AssertionError."""
    window, inner = pty.openpty()
    columns, rows = WINDOW
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
    start = perf_counter()
    process = subprocess.Popen(
        command, stdin=inner, stdout=inner, stderr=inner, env=environment, start_new_session=True
    )
    os.close(inner)
    try:
        return _watch(window, start) - start
    finally:
        process.kill()
        process.wait()
        os.close(window)


def _watch(window: int, start: float) -> float:
    """The moment when everything in PAINTED has appeared."""
    seen = b""
    while (left_s := start + GIVE_UP_S - perf_counter()) > 0:
        ready, _, _ = select.select([window], [], [], left_s)
        if not ready:
            break
        try:
            seen += os.read(window, 1 << 16)
        except OSError:  # the program ended and closed its side
            break
        moment = perf_counter()
        if all(word in ESCAPE.sub(b"", seen) for word in PAINTED):
            return moment
    raise AssertionError(f"no first screen; the last it said was {ESCAPE.sub(b'', seen)[-300:]!r}")


if __name__ == "__main__":
    main()
