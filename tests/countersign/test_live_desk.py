"""The live desk: real time, a bank over TCP, a printer over a port; and all that may be missing."""

from __future__ import annotations

import os
import threading
import time
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import apsw
import pytest

from acquirer import report
from acquirer.report import SaleRow
from acquirer.store import SqlStore
from countersign.journal_reader import read
from countersign.live_desk import LiveDesk
from countersign.settings import Settings
from countersign.state import StateFolder
from countersign.tui.desk import Health, PrintedLine
from drivers.journal.errors import JournalBrokenError
from terminal.config import Config, SignatureRules, Waits
from terminal.entry import Entry
from terminal.states import Payment, Signature, SlipState
from tests.countersign.live import QUICK, Person, desk
from tests.countersign.states import damage

PATIENT_WITH_THE_BANK = Config(copies=1, waits=Waits(notice_s=1, error_s=30, host_s=60))


def sales(state: Path) -> tuple[SaleRow, ...]:
    """What the bank's own report says, read while it serves."""
    with closing(SqlStore.reader(StateFolder(state).bank_url)) as books:
        return report.rows(books)


def last(state: Path) -> Entry:
    """The newest entry of the journal, read while the terminal runs."""
    entry = read(StateFolder(state)).book.last
    assert entry is not None
    return entry


def printed(person: Person) -> str:
    return " ".join(piece.text for piece in person.pieces if isinstance(piece, PrintedLine))


@pytest.mark.slow
def test_a_sale_is_sold_forgotten_and_re_signed_and_the_bank_holds_and_releases(
    tmp_path: Path,
) -> None:
    with desk(tmp_path, printer="virtual:") as person:
        person.begins_sale()
        person.asked("PLEASE SIGN")
        assert last(tmp_path).payment is Payment.APPROVED
        person.keys("CANCEL")
        person.asked("UNSIGNED")
        (sale,) = sales(tmp_path)
        assert sale.payout is not None
        assert (sale.payout.state, sale.payout.hold) == ("HELD", "UNSIGNED")
        assert "待签名" in printed(person)
        person.idle()
        assert person.desk.status().unsigned == 1
        person.keys("F2")
        person.signs()
        person.asked("Signature stored")
        (sale,) = sales(tmp_path)
        assert sale.payout is not None
        assert (sale.payout.state, sale.signature) == ("RELEASED", "SIGNED")
        assert person.desk.status().unsigned == 0
        person.keys("ENTER")
        person.asked("Print the signed slip?")
        person.keys("ENTER")
        person.until(lambda: person.slips == 2, "the second slip")
        assert "RE-SIGNED" in printed(person)
    assert last(tmp_path).signature is Signature.UPLOADED


def test_while_one_practises_the_header_speaks_of_the_practice_shop(tmp_path: Path) -> None:
    shop = replace(QUICK, terminal_id="10000002", operator_at_power_on="07")
    with desk(tmp_path, config=shop) as person:
        person.begins_sale()
        person.asked("PLEASE SIGN")
        person.keys("CANCEL")
        person.idle()
        shown = person.desk.status()
        assert (shown.terminal_id, shown.operator, shown.unsigned) == ("10000002", "07", 1)
        person.keys("F1", "8", "6", "0", "0", "ENTER", "0", "0", "0", "0", "ENTER")
        person.asked("TRAINING")
        shown = person.desk.status()
        assert (shown.terminal_id, shown.operator, shown.unsigned) == ("10000001", "01", 0)


@pytest.mark.slow
def test_walking_away_from_the_pad_leaves_the_sale_approved_and_unsigned(tmp_path: Path) -> None:
    hasty = Config(copies=1, signature=SignatureRules(within_s=1), waits=Waits(notice_s=1))
    with desk(tmp_path, config=hasty) as person:
        person.begins_sale()
        person.asked("PLEASE SIGN")
        person.asked("UNSIGNED")
    entry = last(tmp_path)
    assert (entry.payment, entry.signature) == (Payment.APPROVED, Signature.UNSIGNED)


@pytest.mark.parametrize(("fault", "at_the_bank"), [("silent", []), ("slow", ["REVERSED"])])
def test_power_pulled_while_the_bank_is_asked_leads_to_a_reversal(
    tmp_path: Path, fault: str, at_the_bank: list[str]
) -> None:
    with desk(tmp_path, config=PATIENT_WITH_THE_BANK) as person:
        person.idle()
        person.desk.toggle(fault)
        person.begins_sale()
        person.sees("Asking the bank")
        person.until(lambda: len(sales(tmp_path)) == len(at_the_bank), "the bank's entry")
        begun = time.monotonic()
        person.switches(on=False)
        person.until(lambda: last(tmp_path).payment is Payment.AUTHORISING, "an open intent")
        assert time.monotonic() - begun < 1
        person.desk.toggle(fault)
        person.switches(on=True)
        person.idle()
        assert last(tmp_path).payment is Payment.REVERSED
        assert [str(sale.payment) for sale in sales(tmp_path)] == at_the_bank


def test_power_may_go_and_come_as_often_as_one_likes(tmp_path: Path) -> None:
    with desk(tmp_path) as person:
        person.sells_unsigned()
        for _ in range(3):
            person.switches(on=False)
            assert person.desk.status().unsigned == 0
            person.switches(on=True)
            person.idle()
            assert person.desk.status().unsigned == 1


def test_keys_of_a_terminal_without_power_do_nothing(tmp_path: Path) -> None:
    with desk(tmp_path) as person:
        person.idle()
        person.switches(on=False)
        before = len(person.views)
        person.keys("1", "ENTER")
        person.desk.swipe("visa")
        assert len(person.views) == before


# State that cannot be worked with


def sold(state: Path) -> None:
    """A state folder after a day with one sale."""
    with desk(state) as person:
        person.sells_unsigned()


def refused(state: Path) -> tuple[str, str]:
    """A desk that does not open: what its screen says, and what remains for the command line."""
    with desk(state) as person:
        person.asked("OUT OF SERVICE")
        person.keys("1", "ENTER", "F1")
        person.desk.swipe("unionpay_credit_signature")
        time.sleep(0.1)
        assert "OUT OF SERVICE" in person.screen
        assert person.desk.status().unsigned == 0
        return person.screen, person.desk.trouble


def test_a_corrupt_journal_sells_nothing_and_is_left_as_it_is(tmp_path: Path) -> None:
    sold(tmp_path)
    journal = StateFolder(tmp_path).journal
    damage(tmp_path, 3)
    before = journal.read_bytes()
    screen, trouble = refused(tmp_path)
    assert trouble in screen
    assert f"{journal} is damaged at event 3" in trouble
    assert "`countersign journal verify` shows the damage" in trouble
    assert journal.read_bytes() == before
    assert len(sales(tmp_path)) == 1


def test_a_second_terminal_is_told_the_pid_of_the_first_and_may_try_again(tmp_path: Path) -> None:
    with desk(tmp_path) as first:
        first.idle()
        with desk(tmp_path) as second:
            second.asked("OUT OF SERVICE")
            assert f"already in use by pid {os.getpid()}: close that" in second.screen
            first.desk.stop()
            second.switches(on=False)
            second.switches(on=True)
            second.idle()
            assert second.desk.trouble == ""


def _newer_journal(folder: StateFolder) -> None:
    connection = apsw.Connection(str(folder.journal))
    connection.execute("PRAGMA user_version = 99")
    connection.close()


def _newer_element(folder: StateFolder) -> None:
    text = folder.secure_element.read_text()
    folder.secure_element.write_text(text.replace('"version": 2', '"version": 99'))


def _newer_bank(folder: StateFolder) -> None:
    connection = apsw.Connection(str(folder.bank))
    connection.execute("UPDATE bank SET version = 99")
    connection.close()


@pytest.mark.parametrize("age", [_newer_journal, _newer_element, _newer_bank])
def test_state_of_a_newer_version_is_refused_in_a_sentence(tmp_path: Path, age: object) -> None:
    sold(tmp_path)
    age(StateFolder(tmp_path))  # type: ignore[operator]
    _, trouble = refused(tmp_path)
    assert "99, this program knows" in trouble


def test_a_place_where_nothing_can_be_kept_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    _, trouble = refused(tmp_path / "file" / "state")
    assert "choose another --state" in trouble


def test_a_journal_that_breaks_at_work_stops_the_sale_until_power_comes_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from drivers.journal_store import JournalStore

    def full(*_: object) -> None:
        raise JournalBrokenError("journal.db", "the disk is full")

    with desk(tmp_path) as person:
        person.sells_unsigned()
        with monkeypatch.context() as patch:
            patch.setattr(JournalStore, "commit", full)
            person.begins_sale()
            person.asked("OUT OF SERVICE")
            assert "the journal will tell what became of the last transaction" in person.screen
        person.switches(on=False)
        person.switches(on=True)
        person.idle()
        assert person.desk.trouble == ""
    assert len(sales(tmp_path)) == 1


def test_a_mistake_of_ours_is_said_and_its_story_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from drivers.printer import ThermalPrinter

    def wrong(*_: object) -> None:
        raise AssertionError("this cannot be")

    monkeypatch.setattr(ThermalPrinter, "print", wrong)
    with desk(tmp_path) as person:
        person.begins_sale()
        person.asked("PLEASE SIGN")
        person.keys("CANCEL")
        person.asked("OUT OF SERVICE")
        assert "a mistake of its own (AssertionError); what was recorded is safe" in person.screen
        (story,) = StateFolder(tmp_path).traces.iterdir()
        assert str(story) in person.screen
        assert "this cannot be" in story.read_text()


# The desk itself


def test_faults_are_as_the_printer_and_the_bank_are(tmp_path: Path) -> None:
    with desk(tmp_path) as person:
        person.idle()
        for id in ("paper_out", "cover", "cable", "silent", "slow"):
            person.desk.toggle(id)
            person.until(lambda id=id: id in on(person), id)  # type: ignore[misc]
        assert person.desk.status().printer.health is Health.TROUBLE
        person.desk.toggle("paper_out")  # whoever reloads closes the cover
        person.until(lambda: on(person) == {"cable", "silent", "slow"}, "paper")


def test_paper_near_its_end_is_said_though_the_printer_prints(tmp_path: Path) -> None:
    with desk(tmp_path) as person:
        person.idle()
        person.desk.toggle("paper_low")
        person.until(lambda: on(person) == {"paper_low"}, "the end of the roll")
        printer = person.desk.status().printer
        assert (printer.health, printer.words.en) == (Health.ATTENTION, "paper low")


def on(person: Person) -> set[str]:
    return {fault.id for fault in person.desk.faults if fault.on}


def test_a_terminal_with_a_bank_and_a_printer_of_its_own_has_no_faults_but_the_plug(
    tmp_path: Path,
) -> None:
    settings = Settings(state=tmp_path, printer="none:", host="tcp://127.0.0.1:1")
    assert [fault.id for fault in LiveDesk(settings).faults] == ["power"]


def test_out_of_paper_waits_for_a_roll_and_prints_once(tmp_path: Path) -> None:
    with desk(tmp_path) as person:
        person.idle()
        person.desk.toggle("paper_out")
        person.until(lambda: on(person) == {"paper_out"}, "no paper")
        person.begins_sale()
        person.asked("PLEASE SIGN")
        person.keys("CANCEL")
        person.asked("Reload and press ENTER")
        assert last(tmp_path).payment is Payment.APPROVED
        person.desk.toggle("paper_out")
        person.until(lambda: on(person) == set(), "a new roll")
        person.keys("ENTER")
        person.idle()
        assert person.slips == 1
    assert last(tmp_path).slip is SlipState.PRINTED


def test_a_slip_is_saved_as_picture_and_pdf_again_and_again(tmp_path: Path) -> None:
    with desk(tmp_path) as person:
        person.sells_unsigned()
        saved = person.desk.save_slip(1)
        assert saved.png.read_bytes().startswith(b"\x89PNG")
        assert saved.pdf.read_bytes().startswith(b"%PDF")
        assert person.desk.save_slip(1) == saved
        with pytest.raises(OSError, match="reprint it from the menu"):
            person.desk.save_slip(2)


def test_the_paper_is_as_wide_as_the_printer(tmp_path: Path) -> None:
    columns = [LiveDesk(Settings(state=tmp_path, paper_mm=mm)).paper_columns for mm in (58, 80)]
    assert columns == [32, 48]


# Quitting


def put_away(person: Person) -> timedelta:
    begun = time.monotonic()
    person.desk.stop()
    return timedelta(seconds=time.monotonic() - begun)


AT_ONCE = timedelta(seconds=1)


def test_quitting_at_the_idle_screen_leaves_nothing_running(tmp_path: Path) -> None:
    threads = threading.active_count()
    with desk(tmp_path, printer="virtual:") as person:
        person.idle()
        assert put_away(person) < AT_ONCE
        assert threading.active_count() == threads


def test_quitting_while_the_bank_is_silent_does_not_wait_for_it(tmp_path: Path) -> None:
    threads = threading.active_count()
    with desk(tmp_path, config=PATIENT_WITH_THE_BANK) as person:
        person.idle()
        person.desk.toggle("silent")
        person.begins_sale()
        person.sees("Asking the bank")
        assert put_away(person) < AT_ONCE
        assert threading.active_count() == threads


def test_quitting_while_the_paper_moves_does_not_wait_for_it(tmp_path: Path) -> None:
    threads = threading.active_count()
    with desk(tmp_path, printer="virtual:") as person:
        person.begins_sale()
        person.asked("PLEASE SIGN")
        person.keys("CANCEL")
        person.until(lambda: bool(person.pieces), "the first line on paper")
        assert person.slips == 0
        assert put_away(person) < AT_ONCE
        assert threading.active_count() == threads


def test_quitting_before_anything_stands_is_no_trouble(tmp_path: Path) -> None:
    with desk(tmp_path) as person:
        assert put_away(person) < AT_ONCE
    with desk(tmp_path, config=QUICK) as person:
        person.idle()
