"""The installed program: the version at once, everything else through the command line."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import countersign


def run(*words: str, home: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "countersign", *words],
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        env=os.environ | {"XDG_DATA_HOME": str(home)},
        check=False,
    )


def test_the_version_is_printed(tmp_path: Path) -> None:
    done = run("--version", home=tmp_path)
    assert (done.returncode, done.stdout) == (0, f"countersign {countersign.__version__}\n")


def test_the_version_is_told_before_the_command_line_is_even_loaded() -> None:
    code = (
        "import sys; sys.argv = ['countersign', '--version'];"
        "from countersign.__main__ import main; main(); print('typer' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "False"


def test_a_command_runs_and_its_exit_code_is_the_programs(tmp_path: Path) -> None:
    done = run("journal", "verify", home=tmp_path)
    assert done.returncode == 3
    assert str(tmp_path / "countersign") in done.stderr
