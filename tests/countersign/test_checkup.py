"""Each finding says what was looked at, how it is, and what to do about it."""

from __future__ import annotations

import os
import sqlite3
import sys
from collections import namedtuple
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from countersign import checkup
from countersign.checkup import Finding, How
from countersign.state import StateFolder
from drivers.print_job import Proof
from drivers.printer_probe import Probed
from drivers.printer_search import FoundPort, Search
from drivers.transport.holders import Holder
from receipts import dots
from terminal.faults import PrinterTrouble
from tests.countersign.commands.test_host import a_closed_day
from tests.countersign.states import damage, open_state, state

Version = namedtuple("Version", "major minor micro")


def test_the_python_is_named_and_an_old_one_is_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checkup.python().how is How.WELL
    monkeypatch.setattr(sys, "version_info", Version(3, 10, 4))
    assert checkup.python() == Finding(
        "Python", How.TROUBLE, "3.10.4", "install Python 3.11 or newer"
    )


def test_the_dot_font_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    assert checkup.fonts().how is How.WELL

    def torn(_: str) -> None:
        raise OSError("no such file")

    monkeypatch.setattr(dots, "glyph", torn)
    assert checkup.fonts().says == "the dot font does not read: no such file"
    monkeypatch.setattr(dots, "glyph", lambda _: (0,) * 24)
    assert checkup.fonts().says == "the dot font has no Hanzi"


def test_a_window_that_cannot_show_chinese_is_trouble(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(encoding="UTF-8"))
    assert checkup.screen().how is How.WELL
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(encoding="latin-1"))
    assert checkup.screen().how is How.TROUBLE


# The state folder


def how(path: Path) -> dict[str, tuple[How, str]]:
    return {one.what: (one.how, one.says) for one in checkup.state(StateFolder(path))}


def test_a_folder_no_terminal_has_used_is_worth_a_note(tmp_path: Path) -> None:
    (found,) = checkup.state(StateFolder(tmp_path / "none"))
    assert (found.how, "no terminal has been here yet" in found.says) == (How.NOTE, True)


def test_a_folder_whose_name_no_disk_takes_is_trouble(tmp_path: Path) -> None:
    [found] = checkup.state(StateFolder(tmp_path / ("x" * 300)))
    assert (found.how, found.says.endswith("is too long a name: choose a shorter one")) == (
        checkup.How.TROUBLE,
        True,
    )


def test_a_journal_that_reads_is_counted(tmp_path: Path) -> None:
    found = how(state(tmp_path))
    assert found["state"] == (How.WELL, str(tmp_path))
    assert found["journal"][0] is How.WELL
    assert "entries" in found["journal"][1]
    assert "lock" not in found


def test_a_damaged_journal_is_trouble_and_nothing_is_changed(tmp_path: Path) -> None:
    damage(state(tmp_path), 3)
    before = (tmp_path / "journal.db").read_bytes()
    assert how(tmp_path)["journal"][0] is How.TROUBLE
    assert (tmp_path / "journal.db").read_bytes() == before


def test_a_journal_without_the_note_of_its_end_is_trouble(tmp_path: Path) -> None:
    (state(tmp_path) / "journal.db-head").unlink()
    kind, says = how(tmp_path)["journal"]
    assert (kind, "whether an older journal was put back" in says) == (How.TROUBLE, True)


def test_a_journal_that_is_gone_from_its_secure_element_is_trouble(tmp_path: Path) -> None:
    for file in state(tmp_path).glob("journal.db*"):
        file.unlink()
    kind, says = how(tmp_path)["journal"]
    assert kind is How.TROUBLE
    assert "journal.db" in says


def test_books_without_their_key_are_trouble(tmp_path: Path) -> None:
    folder = StateFolder(state(tmp_path))
    folder.bank.write_bytes(b"")
    folder.bank_key.unlink(missing_ok=True)
    assert how(tmp_path)["bank"][0] is How.TROUBLE


def test_the_banks_books_are_verified(tmp_path: Path) -> None:
    kind, says = how(a_closed_day(tmp_path))["bank"]
    assert (kind, "audit rows and all they cover, all right" in says) == (How.WELL, True)


def test_a_changed_record_of_the_bank_is_trouble_and_where_to_look_is_said(tmp_path: Path) -> None:
    folder = StateFolder(a_closed_day(tmp_path))
    with closing(sqlite3.connect(folder.bank)) as raw:
        raw.execute("UPDATE payout SET amount_minor = 1")
        raw.commit()
    found = {one.what: one for one in checkup.state(folder)}["bank"]
    assert (found.how, "records are not what was written, first payout" in found.says) == (
        How.TROUBLE,
        True,
    )
    assert found.todo.startswith(f"`countersign host verify --state {tmp_path}` names each")


def test_large_books_are_not_read_but_the_way_to_do_so_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkup, "MOST_AUDIT_ROWS", 3)
    found = {one.what: one for one in checkup.state(StateFolder(a_closed_day(tmp_path)))}["bank"]
    assert (found.how, "host verify" in found.todo) == (How.NOTE, True)


@pytest.mark.parametrize("content", [b"", b"x" * 500])
def test_books_that_do_not_open_are_trouble(tmp_path: Path, content: bytes) -> None:
    folder = StateFolder(a_closed_day(tmp_path))
    folder.bank.write_bytes(content)
    assert how(tmp_path)["bank"][0] is How.TROUBLE


def test_a_journal_without_its_key_is_trouble(tmp_path: Path) -> None:
    StateFolder(state(tmp_path)).secure_element.unlink()
    assert how(tmp_path)["journal"][0] is How.TROUBLE


def test_a_terminal_that_is_running_is_worth_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = open_state(tmp_path)
    StateFolder(tmp_path).lock.write_text("7\n")
    running = (Holder(7, "countersign"),)
    monkeypatch.setattr("drivers.transport.holders.holders", lambda _: running)
    found = how(tmp_path)
    assert found["lock"] == (How.NOTE, "a terminal is running in it: countersign (pid 7)")
    assert found["journal"][0] is How.WELL
    store.close()


def test_a_folder_without_rights_is_trouble(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    (found,) = checkup.state(StateFolder(tmp_path))
    assert (found.how, found.todo) == (How.TROUBLE, "check its rights, or choose another --state")


# Printers

PORT = FoundPort("serial:///dev/ttyUSB0", "USB Serial")


def test_a_port_is_named_with_what_keeps_us_out_of_it() -> None:
    shut = FoundPort("usb:///dev/usb/lp0", "EPSON TM-T88V", group="lp")
    free, locked = checkup.ports(Search((PORT, shut)))
    assert (free.what, free.how, free.says) == (PORT.url, How.WELL, "USB Serial")
    assert (locked.how, locked.says) == (How.TROUBLE, "EPSON TM-T88V; no permission")
    assert "usermod -aG lp" in locked.todo


def test_a_machine_with_nothing_plugged_in_is_not_in_trouble() -> None:
    missed, none = checkup.ports(Search((), ("pyusb is missing",)))
    assert (missed.how, missed.says) == (How.NOTE, "pyusb is missing")
    assert (none.how, none.says) == (How.NOTE, "no port with a printer was found")


def test_an_answer_says_who_and_gives_the_address_to_print_by() -> None:
    found = Probed(
        9600,
        {"maker": "EPSON", "model": "TM-T88III", "firmware": "1.00"},
        ("CTS",),
        Proof.PROCESS_ID,
        "epson80",
    )
    finding = checkup.answer(PORT.url, found)
    assert finding.how is How.WELL
    assert finding.says.startswith("EPSON TM-T88III; firmware 1.00; answers at 9600 baud; its line")
    assert finding.todo == (
        "use 'serial:///dev/ttyUSB0?baud=9600&flow=rtscts' with --profile epson80"
    )


@pytest.mark.parametrize(
    ("found", "url"),
    [
        (Probed(115_200), "serial:///dev/ttyUSB0"),
        (Probed(None), "serial:///dev/ttyUSB0"),
        (Probed(115_200, wires=("DSR",)), "serial:///dev/ttyUSB0?flow=dsrdtr"),
    ],
)
def test_only_what_differs_from_the_usual_stands_in_the_address(found: Probed, url: str) -> None:
    assert checkup.address(PORT.url, found) == url


def test_a_printer_that_proves_nothing_may_be_stuck_and_is_not_taken_for_well() -> None:
    deaf = checkup.answer(PORT.url, Probed(9600, proof=None))
    assert (deaf.how, deaf.says) == (How.TROUBLE, "a printer; answers at 9600 baud")
    assert "switch it off and on" in deaf.todo


def test_silence_and_trouble_say_what_to_do() -> None:
    assert "is the cable one with both directions" in checkup.answer(PORT.url, None).todo
    out = checkup.answer(PORT.url, Probed(trouble=PrinterTrouble.NO_PAPER))
    assert (out.how, out.todo) == (How.TROUBLE, "the printer is out of paper: load a roll")
