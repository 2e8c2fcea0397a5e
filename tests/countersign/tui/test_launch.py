"""Opening the desk: nothing heavy before it, and it is put away whatever happens."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from contextlib import nullcontext

import pytest

from countersign.tui import launch
from countersign.tui.app import CountersignApp
from tests.countersign.tui.fake_desk import FakeDesk

HEAVY = (
    "PIL",
    "reportlab",
    "sqlalchemy",
    "zxingcpp",
    "apsw",
    "cryptography",
    "pyiso8583",
    "serial",
)


def test_the_screens_import_nothing_heavy() -> None:
    code = "import sys, countersign.tui.app; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "textual.app" in loaded, "the control: it does show what is loaded"
    assert [name for name in HEAVY if name in loaded] == []
    assert [name for name in loaded if name.startswith(("drivers.", "acquirer."))] == []


@pytest.mark.parametrize("trouble", [None, RuntimeError("a mistake of ours")])
def test_the_desk_is_put_away_and_garbage_collected_again(
    trouble: Exception | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = FakeDesk()
    seen: list[str] = []

    def run(app: CountersignApp) -> None:
        seen.append(app.language)
        if trouble is not None:
            raise trouble

    monkeypatch.setattr(CountersignApp, "run", run)
    monkeypatch.setenv("ESCDELAY", "100")
    try:
        launch.run(desk, "en")
    except RuntimeError:
        assert trouble is not None
    assert desk.stopped
    assert seen == ["en"]
    assert gc.isenabled()
    assert os.environ["ESCDELAY"] == "100", "who set it himself keeps it"


@pytest.mark.parametrize("return_code", [0, 1])
def test_a_screen_that_fell_over_does_not_end_the_program_as_if_all_were_well(
    return_code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def run(app: CountersignApp) -> None:
        app._return_code = return_code

    monkeypatch.setattr(CountersignApp, "run", run)
    ending = pytest.raises(SystemExit, match="1") if return_code else nullcontext()
    with ending:
        launch.run(FakeDesk(), "en")
