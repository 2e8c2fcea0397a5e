"""The desk as it opens: faces at once, works behind them, and a way out at any moment."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from countersign.opening_desk import OpeningDesk
from countersign.settings import Settings
from countersign.tray import card_faces
from countersign.tui.desk import Health
from tests.countersign.live import BEGINS, PATIENCE_S, QUICK, Person

HEAVY = ("apsw", "sqlalchemy", "cryptography", "serial", "PIL", "reportlab", "zxingcpp", "pydantic")
"""What a first picture does not need."""


def opening(folder: Path) -> OpeningDesk:
    return OpeningDesk(Settings(folder, config=QUICK))


def test_cards_faults_and_status_are_there_before_anything_is_loaded(tmp_path: Path) -> None:
    desk = opening(tmp_path)
    assert desk.cards == card_faces()
    assert [fault.id for fault in desk.faults][:3] == ["paper_out", "paper_low", "cover"]
    assert desk.status().bank.health is Health.UNKNOWN
    assert desk.trouble == ""


def test_what_cannot_be_saved_yet_is_told(tmp_path: Path) -> None:
    desk = opening(tmp_path)
    with pytest.raises(OSError, match="no slip"):
        desk.save_slip(1)
    with pytest.raises(OSError, match="still starting"):
        desk.save_trace("host", "words")


def test_once_started_it_is_the_live_desk(tmp_path: Path) -> None:
    desk = opening(tmp_path)
    person = Person(desk)
    desk.start(person)
    try:
        person.sees(BEGINS[1])
        assert desk.status().operator == "01"
    finally:
        desk.stop()


@pytest.mark.slow
def test_who_quits_at_once_leaves_nothing_running(tmp_path: Path) -> None:
    desk = opening(tmp_path)
    desk.start(Person(desk))
    desk.stop()
    for thread in threading.enumerate():
        if thread.name == "desk":  # what is being put together goes when it stands
            thread.join(PATIENCE_S)
    second = opening(tmp_path)
    person = Person(second)
    second.start(person)
    try:
        person.sees(BEGINS[1])
    finally:
        second.stop()


@pytest.mark.slow
def test_the_first_picture_needs_nothing_heavy() -> None:
    program = (
        "import sys, countersign.opening_desk, countersign.tui.app;"
        f"sys.exit(' '.join(name for name in {HEAVY!r} if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert done.stderr.strip() == ""
