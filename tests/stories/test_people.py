"""At a live desk: a cashier calls the supervisor, and the administrator opens the training."""

from __future__ import annotations

from pathlib import Path

import pytest

from countersign.live_desk import LiveDesk
from countersign.rig import Rig
from countersign.settings import Settings
from countersign.state import StateFolder
from terminal.config import practice_shop
from tests.countersign.live import QUICK, Person, desk


def identified(person: Person, number: str, pin: str) -> None:
    person.asked(f"({number})")
    person.keys(*number, "ENTER")
    person.asked(f"PIN of operator {number}")
    person.keys(*pin, "ENTER")


def files(state: Path) -> dict[str, bytes]:
    """Journal, keys and bank as they lie on the disk."""
    folder = StateFolder(state)
    named = [folder.secure_element, folder.bank]
    for path in (folder.journal, folder.bank):
        named += sorted(state.glob(f"{path.name}*"))
    return {path.name: path.read_bytes() for path in named if path.suffix != ".lock"}


def test_a_void_needs_the_supervisor_on_the_spot(tmp_path: Path) -> None:
    with desk(tmp_path) as person:
        person.sells_unsigned()
        person.keys("F1", "9", "1", "ENTER")
        person.asked("VOID THIS SALE?")
        person.keys("ENTER")
        person.asked("SUPERVISOR NEEDED")
        assert "99 has PIN 9999" in person.screen
        identified(person, "99", "9999")
        person.asked("PLEASE SIGN")
        assert person.desk.status().operator == "01"


@pytest.mark.slow
def test_a_training_session_changes_no_byte_of_the_real_terminal_and_bank(tmp_path: Path) -> None:
    with desk(tmp_path) as person:
        person.sells_unsigned()
        person.keys("F1", "8", "6")
        identified(person, "00", "0000")
        person.asked("PRACTICE SHOP")
        before = files(tmp_path)
        person.keys("1", "2", "0", "0", "ENTER")
        person.asked("TRAINING: SALE")
        person.desk.swipe("unionpay_credit_signature")
        person.asked("PLEASE SIGN")
        person.keys("CANCEL")
        person.asked("UNSIGNED")
        person.keys("ENTER")
        person.asked("1. Sell")
        assert files(tmp_path) == before
        person.keys("F4")
        person.asked("Back to the real terminal")
        assert files(tmp_path) == before
        person.idle()
        assert "TRAINING" not in person.screen


@pytest.mark.slow
def test_started_for_training_the_terminal_keeps_a_state_of_its_own(tmp_path: Path) -> None:
    state = StateFolder(tmp_path).training
    settings = Settings(state=state, config=practice_shop(QUICK), training=True)
    person = Person(LiveDesk(settings))
    person.desk.start(person)
    try:
        person.asked("PRACTICE SHOP")
        person.sees("1. Sell")
        person.keys("F1", "8", "6")
        identified(person, "00", "0000")
        person.asked("This is the training already")
    finally:
        person.desk.stop()
    assert [path.name for path in tmp_path.iterdir()] == ["training"]


def test_no_operator_pin_is_left_in_any_file_or_recording(tmp_path: Path) -> None:
    own, wrong = "86420975", "97531864"
    with Rig(state=tmp_path) as rig:
        rig.menu("Change my PIN")
        rig.keys(f"1111 ENTER {own} ENTER {own} ENTER")
        rig.sees("PIN of 01 is changed")
        rig.menu("Operator log-in")
        rig.keys(f"01 ENTER {wrong} ENTER")
        rig.sees("Tries left: 2")
        recorded = rig.recording()
    left = [path.read_bytes() for path in tmp_path.iterdir() if path.is_file()]
    everything = b"".join([*left, *recorded.values()])
    assert b"PinTried" in everything
    for pin in (own, wrong):
        assert pin.encode() not in everything
        assert bytes.fromhex(pin) not in everything
