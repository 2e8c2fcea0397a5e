"""`countersign journal`: read-only, masked, and true also for a running or damaged journal."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from countersign.commands.journal import app
from countersign.state import StateFolder
from terminal.entry import VOID, EntryKey
from terminal.events import ReversalDue, Settled, Voided
from tests.countersign.states import damage, open_state, state
from tests.drivers.journal.workbench import keys
from tests.terminal.deeds import (
    NOON,
    OTHER_PAN,
    PAN,
    a_day,
    a_week,
    forgotten_sale,
    intended,
    signed_sale,
)

BAD = 1 + next(n for n, event in enumerate(a_day()) if isinstance(event, ReversalDue))
"""The event the tests damage: the reversal of the third sale."""


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def output(*words: object) -> str:
    result = run(*words)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


def from_json(*words: object) -> Any:
    return json.loads(output(*words, "--json"))


def test_list_shows_every_transaction_newest_first(tmp_path: Path) -> None:
    lines = output("list", "--state", state(tmp_path)).splitlines()
    assert lines[0].split() == [
        *("entry", "time", "kind", "amount"),
        *("card", "payment", "slip", "signature", "code"),
    ]
    assert [line.split()[0] for line in lines[1:]] == [f"000001-00000{n}" for n in (5, 4, 3, 2, 1)]
    assert lines[5].split()[4:7] == ["12.00", "621234******0000", "APPROVED"]


def test_list_for_programs_says_the_three_states_of_each(tmp_path: Path) -> None:
    entries = from_json("list", "--state", state(tmp_path))
    assert [(e["voucher"], e["payment"], e["slip"], e["signature"]) for e in entries] == [
        (5, "APPROVED", "PRINT_FAILED", "NOT_REQUIRED"),
        (4, "APPROVED", "PRINTED", "UPLOAD_FAILED"),
        (3, "REVERSED", "NOT_PRINTED", "UNSIGNED"),
        (2, "DECLINED", "NOT_PRINTED", "UNSIGNED"),
        (1, "APPROVED", "PRINTED", "UPLOADED"),
    ]


def test_unsigned_lists_only_what_can_still_be_signed(tmp_path: Path) -> None:
    entries = from_json("unsigned", "--state", state(tmp_path))
    assert [entry["entry"] for entry in entries] == ["000001-000004"]


def test_unsigned_lists_what_is_settled_for_phone_and_support(tmp_path: Path) -> None:
    day = (*forgotten_sale(1), *signed_sale(2), *forgotten_sale(3))
    settled = (Settled(EntryKey(1, trace), NOON) for trace in (1, 2))
    entries = from_json("unsigned", "--state", state(tmp_path, (*day, *settled)))
    assert [(e["voucher"], e["payment"]) for e in entries] == [(3, "APPROVED"), (1, "SETTLED")]


@pytest.mark.parametrize("ref", ["1", "000001", "1-1", "000001-000001"])
def test_show_finds_one_transaction_by_voucher(tmp_path: Path, ref: str) -> None:
    assert from_json("show", ref, "--state", state(tmp_path))["entry"] == "000001-000001"


def test_show_last_is_the_newest(tmp_path: Path) -> None:
    assert from_json("show", "last", "--state", state(tmp_path))["voucher"] == 5


def test_for_people_list_and_show_agree_that_a_reversed_sale_owes_no_signature(
    tmp_path: Path,
) -> None:
    folder = state(tmp_path)
    listed = output("list", "--state", folder).splitlines()[3]
    shown = output("show", "3", "--state", folder).splitlines()
    assert listed.split()[6:9] == ["REVERSED", "NOT_PRINTED", "NOT_REQUIRED"]
    assert ["signature", "NOT_REQUIRED"] in [line.split() for line in shown]
    assert from_json("show", "3", "--state", folder)["signature"] == "UNSIGNED"


def test_show_tells_every_attempt_to_have_it_signed(tmp_path: Path) -> None:
    shown = output("show", "1", "--state", state(tmp_path))
    attempts = shown.partition("generation")[2].splitlines()[1:]
    assert [line.split()[2] for line in attempts] == ["WALKED_AWAY", "CANCELLED", "SIGNED"]


def test_show_names_the_sale_that_a_void_undoes(tmp_path: Path) -> None:
    void = replace(intended(2), kind=VOID, original=EntryKey(1, 1))
    folder = state(tmp_path, [*signed_sale(1), void])
    shown = [line.split() for line in output("show", "2", "--state", folder).splitlines()]
    assert ["original", "000001-000001"] in shown


def test_a_reference_that_several_share_is_asked_back(tmp_path: Path) -> None:
    result = run("show", "000000000001", "--state", state(tmp_path))
    assert result.exit_code == 1
    assert "000001-000001, 000001-000004, 000001-000005: say which" in result.stderr


@pytest.mark.parametrize("ref", ["77", "2-1", "123456789012", "1234567", "-1", "abc"])
def test_what_is_not_in_the_journal_is_not_shown(tmp_path: Path, ref: str) -> None:
    result = run("show", "--state", state(tmp_path), "--", ref)
    assert (result.exit_code, result.stdout) == (1, "")
    assert "countersign journal list" in result.stderr


def test_verify_of_a_sound_journal_gives_the_head_of_its_chain(tmp_path: Path) -> None:
    store = open_state(tmp_path)
    head = store.head
    store.close()
    assert from_json("verify", "--state", tmp_path) == {
        "ok": True,
        "events": head.seq,
        "head": head.mac.hex(),
        "where": "",
        "why": "",
    }


def test_verify_names_the_first_bad_record_and_exits_with_1(tmp_path: Path) -> None:
    damage(state(tmp_path), BAD)
    result = run("verify", "--state", tmp_path)
    assert result.exit_code == 1
    assert f"Bad: event {BAD}:" in result.stdout
    assert f"{BAD - 1} events before it are right" in result.stdout


def test_a_damaged_journal_is_shown_up_to_its_damage_and_the_exit_code_says_so(
    tmp_path: Path,
) -> None:
    damage(state(tmp_path), BAD)
    result = run("list", "--state", tmp_path, "--json")
    assert [entry["voucher"] for entry in json.loads(result.stdout)] == [3, 2, 1]
    assert (result.exit_code, f"damaged at event {BAD}" in result.stderr) == (3, True)


def test_what_may_stand_after_the_damage_is_not_called_unknown(tmp_path: Path) -> None:
    damage(state(tmp_path), BAD)
    result = run("show", "5", "--state", tmp_path)
    assert (result.exit_code, f"damaged at event {BAD}" in result.stderr) == (3, True)


def test_export_saves_every_event_of_a_damaged_journal_and_marks_the_bad_one(
    tmp_path: Path,
) -> None:
    damage(state(tmp_path), BAD)
    lines = [json.loads(line) for line in output("export", "--state", tmp_path).splitlines()]
    events = [line for line in lines if "seq" in line]
    assert len(events) == len(a_day())
    assert next(line["seq"] for line in events if "wrong" in line) == BAD


def test_verify_says_how_many_events_export_can_save(tmp_path: Path) -> None:
    damage(state(tmp_path), BAD)
    told = run("verify", "--state", tmp_path).stdout.splitlines()[-1]
    assert told == (
        f"`countersign journal export` saves the {len(a_day())} events that are readable."
    )


def test_a_journal_cut_to_nothing_sends_nobody_in_a_circle(tmp_path: Path) -> None:
    journal = StateFolder(state(tmp_path)).journal
    whole = len(journal.read_bytes())
    journal.write_bytes(journal.read_bytes()[:5000])
    verified, exported = (run(word, "--state", tmp_path) for word in ("verify", "export"))
    assert (verified.exit_code, exported.exit_code) == (1, 3)
    for told in (verified.stdout, exported.stderr):
        assert f"it is cut off: 5000 bytes of {whole} are there" in told
        assert "put back a copy of the whole state directory" in told
        assert "countersign journal" not in told


def test_export_to_a_file_writes_the_same_lines(tmp_path: Path) -> None:
    folder, to = tmp_path / "state", tmp_path / "saved.jsonl"
    folder.mkdir()
    state(folder)
    result = run("export", "--state", folder, "--to", to)
    assert (result.exit_code, result.stdout) == (0, "")
    assert to.read_text("utf-8") == output("export", "--state", folder)


def test_export_works_without_the_keys_and_says_that_nothing_was_checked(tmp_path: Path) -> None:
    StateFolder(state(tmp_path)).secure_element.unlink()
    result = run("export", "--state", tmp_path)
    assert result.exit_code == 0
    assert "exported without checking" in result.stderr
    assert len(result.stdout.splitlines()) == 1 + len(a_day()) + 1


def test_export_never_writes_into_the_state_folder(tmp_path: Path) -> None:
    folder = StateFolder(state(tmp_path))
    before = folder.journal.read_bytes()
    assert run("export", "--state", tmp_path, "--to", folder.journal).exit_code == 2
    assert folder.journal.read_bytes() == before


@pytest.mark.parametrize("command", ["list", "unsigned", "verify", "export"])
def test_a_running_terminal_is_read_and_not_disturbed(tmp_path: Path, command: str) -> None:
    store = open_state(tmp_path)
    before = sorted((file.name, file.read_bytes()) for file in tmp_path.iterdir())
    assert run(command, "--state", tmp_path).exit_code == 0
    assert sorted((file.name, file.read_bytes()) for file in tmp_path.iterdir()) == before
    store.close()


@pytest.mark.parametrize("command", ["list", "unsigned", "verify", "export"])
def test_a_folder_without_a_journal_is_a_sentence_and_stays_empty(
    tmp_path: Path, command: str
) -> None:
    result = run(command, "--state", tmp_path)
    assert result.exit_code == 3
    assert f"no journal in {tmp_path}" in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_journal_is_a_sentence(tmp_path: Path) -> None:
    folder = StateFolder(state(tmp_path))
    folder.journal.write_bytes(b"something else entirely, and long enough to be a page" * 100)
    for command in ("list", "verify", "export"):
        result = run(command, "--state", tmp_path)
        assert (result.exit_code, "not a Countersign journal" in result.stderr) == (3, True)


def test_a_journal_of_another_secure_element_is_a_sentence(tmp_path: Path) -> None:
    chip = StateFolder(state(tmp_path)).secure_element
    chip.unlink()
    keys(seed=2, path=chip)
    result = run("list", "--state", tmp_path)
    assert (result.exit_code, "another secure element" in result.stderr) == (3, True)


@pytest.mark.parametrize(
    "words",
    [["list"], ["list", "--json"], ["show", "1"], ["show", "1", "--json"], ["export"], ["verify"]],
)
def test_no_card_number_is_ever_shown(tmp_path: Path, words: list[str]) -> None:
    shown = output(*words, "--state", state(tmp_path))
    assert PAN.digits not in shown
    assert OTHER_PAN.digits not in shown


def test_brought_lists_what_was_signed_for_other_terminals(tmp_path: Path) -> None:
    folder = state(tmp_path, a_week())
    (one,) = from_json("brought", "--state", folder)
    assert (one["of"], one["signature"]) == ("10000002-000003-000042", "UPLOADED")
    assert [tried["route"] for tried in one["attempts"]] == ["BACKUP_TERMINAL"] * 2
    head, row = output("brought", "--state", folder).splitlines()
    assert head.split()[2] == "amount"
    assert row.split()[2:4] == ["48.00", "621234******0018"]


def test_a_sale_that_was_voided_and_then_settled_is_told_as_voided(tmp_path: Path) -> None:
    key = EntryKey(1, 1)
    over = (Voided(key, EntryKey(1, 2), NOON), Settled(key, NOON))
    folder = state(tmp_path, [*forgotten_sale(), *over])
    listed = output("list", "--state", folder).splitlines()[1]
    shown = output("show", "last", "--state", folder).splitlines()
    assert listed.split()[6:9] == ["VOIDED", "PRINTED", "NOT_REQUIRED"]
    assert ["payment", "VOIDED"] in [line.split() for line in shown]
