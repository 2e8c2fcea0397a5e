"""System programs a test needs: without one it skips and says so; in CI that is a failure."""

import os
import shutil

import pytest


def need(program: str) -> str:
    """Return the path of `program`; skip the test without it, or fail it where CI=true."""
    path = shutil.which(program)
    if path is not None:
        return path
    sentence = f"needs the program {program}: run tools/system-packages"
    if os.environ.get("CI") == "true":
        pytest.fail(sentence)
    pytest.skip(sentence)
