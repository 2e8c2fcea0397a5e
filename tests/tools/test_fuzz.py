"""What the fuzzer checks holds for any bytes, and a short run of it finds nothing."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.escpos.tokenizer import Tokenizer
from drivers.virtual_printer.machine import VirtualPrinter
from tests.drivers.escpos.strategies import hostile_bytes, jobs
from tests.house.tree import ROOT
from tools.fuzz import TARGETS, paper, tokens

RUNS = 10_000
WITHIN_S = 120


@given(st.one_of(hostile_bytes(), jobs()))
def test_what_is_checked_of_the_tokenizer_holds(data: bytes) -> None:
    tokens(data)


@given(st.one_of(hostile_bytes(), jobs()))
def test_what_is_checked_of_the_engine_holds(data: bytes) -> None:
    paper(data)


def test_a_tokenizer_that_loses_a_byte_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    feed = Tokenizer.feed
    monkeypatch.setattr(
        Tokenizer, "feed", lambda self, data: feed(self, data.replace(b"\x00", b""))
    )
    with pytest.raises(AssertionError):
        tokens(b"\x1bE\x00\x1b@\n\n")


def test_a_printer_that_falls_silent_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(VirtualPrinter, "take_answers", lambda self: b"")
    with pytest.raises(AssertionError):
        paper(b"\x1b@")


@pytest.mark.slow
@pytest.mark.parametrize("target", TARGETS)
def test_a_short_run_of_the_fuzzer_finds_nothing(target: str, tmp_path: Path) -> None:
    if importlib.util.find_spec("atheris") is None:
        pytest.skip("atheris has no wheel for this Python and machine")
    command = [sys.executable, "-m", "tools.fuzz", target, f"-runs={RUNS}", "-seed=1"]
    found = tmp_path / "found"
    run = subprocess.run(
        [*command, f"-artifact_prefix={found}"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=WITHIN_S,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert f"Done {RUNS} runs" in run.stderr
