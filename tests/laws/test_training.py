"""Law: a training session changes no byte of the real journal and keys, and no row of the bank."""

from __future__ import annotations

from pathlib import Path

import pytest

from countersign.rig import Rig
from drivers.traffic import Traffic

Snapshot = tuple[dict[str, bytes], list[str], list[Traffic]]


def snapshot(rig: Rig, state: Path) -> Snapshot:
    """Every byte of the state folder, every row the bank has, every message that passed."""
    files = {file.name: file.read_bytes() for file in sorted(state.iterdir())}
    assert rig.station.bank is not None
    store = rig.station.bank.store
    rows = [str(row) for row in (*store.audit(), *store.transactions(1000))]
    return files, rows, rig.traffic


def in_training(rig: Rig) -> None:
    """One real sale, nobody signs it; then the administrator opens the training."""
    rig.keys("12.00 ENTER")
    rig.swipe()
    rig.walk_away()
    rig.menu("Training")
    rig.supervisor("00")
    rig.keys("ENTER")
    rig.sees("PRACTICE SHOP")


def a_day_of_training(rig: Rig) -> None:
    """Sales, a re-sign, a void, a lost answer, a settlement, a PIN: everything that writes."""
    for amount in ("12.00", "8.00", "9002.00"):
        rig.keys(f"{amount} ENTER")
        rig.swipe()
        rig.walk_away()
    rig.keys("F2")
    rig.draw(1)
    rig.keys("ENTER")
    rig.walk_away()
    rig.keys("F1 8 2 1111 ENTER 4711 ENTER 4711 ENTER")
    rig.walk_away()
    rig.keys("F1 9 1 ENTER ENTER")
    rig.supervisor()
    rig.sees("PLEASE SIGN")
    rig.walk_away()
    rig.keys("F1 6 ENTER ENTER ENTER ENTER")
    rig.supervisor()
    rig.sees("the batch is closed")
    rig.walk_away()


def test_nothing_of_it_reaches_the_real_journal_keys_or_bank(tmp_path: Path) -> None:
    with Rig(state=tmp_path) as rig:
        in_training(rig)
        before = snapshot(rig, tmp_path)
        assert before[1]
        a_day_of_training(rig)
        assert snapshot(rig, tmp_path) == before
        rig.keys("F4")
        rig.sees("Back to the real terminal")
        assert snapshot(rig, tmp_path) == before
        assert [str(entry.entry.payment) for entry in rig.journal] == ["APPROVED"]


def test_every_screen_and_slip_of_it_is_marked(tmp_path: Path) -> None:
    with Rig(state=tmp_path) as rig:
        in_training(rig)
        slips = len(rig.paper)
        a_day_of_training(rig)
        assert len(rig.paper) > slips
        assert all(slip.has("*** 培训/TRAINING ***") for slip in rig.paper[slips:])
        assert rig.screen.startswith("TRAINING: ")


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_power_cut_in_it_brings_the_real_terminal_back_as_it_was(
    tmp_path: Path, when: str
) -> None:
    with Rig(state=tmp_path) as rig:
        in_training(rig)
        _, rows, traffic = snapshot(rig, tmp_path)
        rig.cut_power(when, "Exchange")
        rig.keys("12.00 ENTER")
        rig.swipe()
        assert rig.screen == ""
        assert snapshot(rig, tmp_path)[1:] == (rows, traffic)
        rig.power_on()
        assert "TRAINING" not in rig.screen
        assert rig.journal.unsigned == 1


def test_the_snapshot_notices_a_real_sale(tmp_path: Path) -> None:
    with Rig(state=tmp_path) as rig:
        before = snapshot(rig, tmp_path)
        rig.keys("12.00 ENTER")
        rig.swipe()
        rig.walk_away()
        after = snapshot(rig, tmp_path)
        assert all(now != then for now, then in zip(after, before, strict=True))
