"""A command that serves, run as the process it is: started, talked to, ended politely."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PATIENCE_S = 20.0


@contextmanager
def served(*words: object, data_home: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and its first line; ended with SIGTERM if the test has not ended it."""
    process = subprocess.Popen(
        [sys.executable, "-m", "countersign", *(str(word) for word in words)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"XDG_DATA_HOME": str(data_home), "PYTHONUNBUFFERED": "1"},
    )
    try:
        assert process.stdout is not None
        yield process, process.stdout.readline()
        if process.poll() is None:
            ended(process)
    finally:
        process.kill()
        process.communicate()


def ended(process: subprocess.Popen[str], number: int = signal.SIGTERM) -> tuple[int, str, str]:
    """Tell it to end: its exit code, and the rest of what it said on both ways."""
    process.send_signal(number)
    out, err = process.communicate(timeout=PATIENCE_S)
    return process.returncode, out, err
