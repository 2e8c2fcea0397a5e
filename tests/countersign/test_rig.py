"""The Rig: people, time and power by method call, what is to be seen by plain names."""

from __future__ import annotations

import json
import tempfile
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from countersign.rig import Rig, RigError
from drivers.clock import VIRTUAL_START
from terminal.config import Config, SignatureRules
from terminal.messages import text


@pytest.fixture
def pos() -> Iterator[Rig]:
    with Rig() as rig:
        yield rig


def sell(pos: Rig, amount: str = "12.00") -> None:
    pos.keys(f"{amount} ENTER")
    pos.swipe()


def test_a_fresh_rig_is_signed_on_and_idle_on_a_monday_morning(pos: Rig) -> None:
    pos.sees("Type 1200, press ENTER")
    assert pos.station.clock.now() - VIRTUAL_START < timedelta(minutes=1)
    assert len(pos.journal) == 0


def test_a_signature_signs(pos: Rig) -> None:
    sell(pos)
    pos.sign()
    pos.walk_away()
    assert (pos.journal.last.signature, pos.journal.unsigned) == ("SIGNED", 0)


def test_nobody_signs_twice_alike(pos: Rig) -> None:
    for _ in range(2):
        sell(pos)
        pos.sign(1)
        pos.walk_away()
    first, second = (view.entry.attempts[-1].strokes_digest for view in pos.journal)
    assert first != second


def test_strokes_of_ones_own_are_drawn_as_they_are(pos: Rig) -> None:
    sell(pos)
    pos.draw((((10, 10), (200, 60)), ((200, 10), (10, 60))))
    pos.keys("ENTER")
    pos.walk_away()
    assert pos.journal.last.signature == "SIGNED"


def test_walking_away_lets_every_wait_run_out_and_costs_no_time_of_ours(pos: Rig) -> None:
    sell(pos)
    before = time.monotonic()
    pos.walk_away()
    assert time.monotonic() - before < 10
    assert pos.station.clock.now() - VIRTUAL_START > timedelta(seconds=150)
    pos.sees("1 unsigned")


def test_time_that_passes_runs_waits_out_on_its_way(pos: Rig) -> None:
    sell(pos)
    pos.forward("149s")
    pos.sees("PLEASE SIGN")
    pos.forward("2m")
    pos.sees("1 unsigned")


def test_a_day_later_the_terminal_signs_on_again(pos: Rig) -> None:
    pos.forward("2d")
    sell(pos)
    messages = [passed.frame.message[:2].hex() for passed in pos.traffic]
    assert messages.count("0800") == 2


def test_a_row_of_the_menu_is_chosen_by_its_words_from_wherever_one_is(pos: Rig) -> None:
    sell(pos)
    pos.menu("补签上一笔")
    pos.sees("PLEASE SIGN")
    assert pos.journal.last.attempts == 1


def test_what_was_shown_since_the_last_act_is_seen_though_it_is_gone(pos: Rig) -> None:
    sell(pos)
    pos.walk_away()
    pos.sees("Tear off the merchant copy")
    pos.sees(text("sale.approved"))
    pos.keys("F1")
    with pytest.raises(RigError, match="does not show"):
        pos.sees("Tear off the merchant copy")


def test_what_fails_shows_the_screen_as_it_was(pos: Rig) -> None:
    with pytest.raises(RigError, match="does not show 'PLEASE SIGN'") as told:
        pos.sees("PLEASE SIGN")
    assert pos.screen_frame() in str(told.value)


def test_the_screen_speaks_the_language_set_right_now(pos: Rig) -> None:
    pos.keys("12.00")
    assert "Enter the amount" in pos.screen
    pos.speak("zh")
    assert "请输入金额" in pos.screen


def test_without_power_the_screen_is_dark_and_nothing_can_be_pressed(pos: Rig) -> None:
    pos.cut_power()
    assert (pos.screen, "(no power)" in pos.screen_frame()) == ("", True)
    with pytest.raises(RigError, match="power_on first"):
        pos.keys("1")


def test_a_plug_pulled_at_an_effect_leaves_what_came_before_it(pos: Rig) -> None:
    pos.keys("12.00 ENTER")
    pos.cut_power("after", "Exchange")
    pos.swipe()
    assert pos.journal.last.payment == "AUTHORISING"
    pos.power_on()
    assert pos.journal.last.payment == "REVERSED"
    assert pos.bank.charged_minor == 0


def test_a_state_of_ones_own_is_there_again_the_next_time(tmp_path: Path) -> None:
    with Rig(state=tmp_path) as first:
        sell(first)
        first.walk_away()
    with Rig(state=tmp_path) as second:
        assert second.journal.unsigned == 1


def test_a_folder_of_nobodys_is_gone_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with Rig():
        assert len(list(tmp_path.iterdir())) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_rig_that_cannot_start_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(Rig, "power_on", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        Rig()
    assert list(tmp_path.iterdir()) == []


def test_other_parameters_make_another_terminal() -> None:
    rules = SignatureRules(within_s=30, redos=1)
    with Rig(config=Config(signature=rules)) as pos:
        sell(pos)
        pos.sees("Redo (1 left)")
        pos.forward("31s")
        pos.sees("Tear off the merchant copy")


def test_a_recording_holds_journal_traffic_and_paper_and_no_card_number(pos: Rig) -> None:
    sell(pos)
    pos.walk_away()
    recording = pos.recording()
    lines = [json.loads(line) for line in recording["journal.jsonl"].splitlines()]
    assert [line["event"] for line in lines if "event" in line][-3:] == [
        "Intended",
        "Approved",
        "SlipsDone",
    ]
    assert b"0200" in recording["host.txt"]
    assert recording["paper.bin"].count(b"\x1dV") == 2
    assert b"6212340000000019" not in b"".join(recording.values())


def test_an_unknown_card_language_or_span_is_a_sentence(pos: Rig) -> None:
    with pytest.raises(RigError, match="no card is called"):
        pos.take("nobody")
    with pytest.raises(RigError, match="zh or en"):
        pos.speak("fr")
    with pytest.raises(RigError, match="90s, 10m, 2h or 3d"):
        pos.forward("1w")


def test_another_terminal_of_the_merchant_stands_beside_it_on_the_same_bank_and_clock() -> None:
    with Rig() as pos:
        spare = pos.at("10000002")
        assert spare.at("10000001") is pos
        assert pos.at("10000002") is spare
        assert spare.station.bank is pos.station.bank
        assert spare.station.clock is pos.station.clock
        spare.keys("12.00 ENTER")
        spare.swipe()
        spare.sign()
        assert (len(spare.journal), len(pos.journal)) == (1, 0)
        assert pos.bank.charged_minor == 1200


def test_a_slip_without_a_reference_cannot_be_scanned() -> None:
    with Rig() as pos, pytest.raises(RigError, match="no slip of terminal 10000001"):
        pos.at("10000002").scan_slip("10000001")
