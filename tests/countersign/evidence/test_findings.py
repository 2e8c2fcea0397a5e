"""Every check can fail, and says what failed in both languages."""

from __future__ import annotations

import shutil
import sqlite3
from dataclasses import replace
from pathlib import Path

from countersign.evidence.bank_side import BankSide
from countersign.evidence.dossier import Dossier, Missing, Sources, gather
from countersign.evidence.findings import compared, findings
from countersign.evidence.journal_side import JournalSide
from countersign.rig import Rig
from countersign.state import StateFolder
from receipts.sheet import Verdict
from receipts.wording import Wording
from terminal.entry import Entry
from terminal.states import Payment, Signature
from tests.countersign.evidence.desks import NOW, desk, forgotten, voided, with_attempts
from tests.countersign.states import damage


def nothing(pos: Rig) -> None:
    """The shop has opened, and nobody came."""


def the_reference(folder: StateFolder) -> str:
    with sqlite3.connect(folder.bank) as books:
        (reference,) = books.execute("SELECT reference FROM bank_transaction").fetchone()
    return str(reference)


def gathered(folder: StateFolder, ref: str = "last") -> Dossier:
    return gather(Sources(folder, folder.bank_url, folder.bank_key), ref, NOW)


def wrong(dossier: Dossier) -> list[str]:
    """What failed, in English."""
    return [f.words.en for f in findings(dossier) if f.verdict is Verdict.NOT_SO]


def test_a_whole_and_signed_transaction_passes_every_check(tmp_path: Path) -> None:
    assert [f.verdict for f in findings(gathered(desk(tmp_path)))] == [Verdict.SO] * 7


def test_a_transaction_nobody_signed_is_not_called_signed(tmp_path: Path) -> None:
    first, *rest = findings(gathered(desk(tmp_path, forgotten)))
    assert (first.verdict, first.detail) == (Verdict.UNKNOWN, "UNSIGNED")
    assert Verdict.NOT_SO not in {finding.verdict for finding in rest}


def test_a_voided_sale_needs_no_signature_whichever_side_is_asked(tmp_path: Path) -> None:
    both = gathered(desk(tmp_path, voided), "2")
    missing = Missing(Wording("没有", "none"), "none here")
    for dossier in (both, replace(both, bank=missing), replace(both, journal=missing)):
        first = findings(dossier)[0]
        assert (first.verdict, first.detail) == (Verdict.SO, "")
        assert first.words.en == "The transaction was voided and needs no signature"


def test_a_sale_that_took_no_money_or_asked_for_no_signature_needs_none(tmp_path: Path) -> None:
    found = gathered(desk(tmp_path, forgotten))
    side, missing = found.journal, Missing(Wording("没有", "none"), "none here")
    assert isinstance(side, JournalSide)

    def said(entry: Entry) -> str:
        alone = replace(found, journal=replace(side, entry=entry), bank=missing)
        return findings(alone)[0].words.en

    entry = side.entry
    reversed_ = replace(entry, payment=Payment.REVERSED)
    assert said(reversed_) == "The transaction took no money and needs no signature"
    unasked = replace(entry, signature=Signature.NOT_REQUIRED, attempts=())
    assert said(unasked) == "The transaction needs no signature"


def test_a_changed_record_of_the_journal_is_named(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    damage(folder.path, 8)
    [finding] = [f for f in findings(gathered(folder)) if f.verdict is Verdict.NOT_SO]
    assert "NOT whole" in finding.words.en
    assert finding.detail.startswith("event 8: ")


def test_a_changed_amount_at_the_bank_is_found_three_times_over(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    with sqlite3.connect(folder.bank) as books:
        books.execute("UPDATE bank_transaction SET amount_minor = 120000")
    assert wrong(gathered(folder)) == [
        "The bank's books are NOT whole: 1 records are not what was written",
        "Terminal and bank differ in: Amount",
        "The bank's countersignature (Ed25519) is WRONG",
    ]


def test_another_image_at_the_bank_is_found(tmp_path: Path) -> None:
    found = gathered(desk(tmp_path))
    assert isinstance(found.bank, BankSide)
    other = replace(found.bank.attempts[0], image_digest="0" * 64)
    assert wrong(replace(found, bank=with_attempts(found.bank, other))) == [
        "Image digests of terminal and bank are NOT the same",
        "The bank has a signature of this terminal that its journal does NOT have",
    ]


def test_another_devices_mac_is_found(tmp_path: Path) -> None:
    found = gathered(desk(tmp_path))
    assert isinstance(found.journal, JournalSide)
    foreign = replace(found.journal, sealed=(None, False))
    assert wrong(replace(found, journal=foreign)) == [
        "The device's MAC is WRONG: another device made it, or what it binds was changed"
    ]


def test_a_side_that_is_missing_is_no_failure_and_no_success(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    folder.bank.unlink()
    found = findings(gathered(folder))
    assert [f.verdict for f in found].count(Verdict.UNKNOWN) == 2
    assert "whether the bank has it is not known" in found[0].words.en


def test_an_older_file_that_is_whole_in_itself_is_found_by_the_other_side(tmp_path: Path) -> None:
    found = gathered(desk(tmp_path))
    assert isinstance(found.journal, JournalSide)
    assert isinstance(found.bank, BankSide)
    lacks = Missing(Wording("没有", "none"), "no such", is_unknown=True, terminal_id="10000001")
    assert wrong(replace(found, bank=lacks)) == ["none"]
    assert wrong(replace(found, journal=lacks)) == ["none"]
    of_another = replace(lacks, terminal_id="10000002")
    assert wrong(replace(found, journal=of_another)) == []
    unsigned = replace(found.journal.entry, signature=Signature.UNSIGNED, attempts=())
    older = replace(found.journal, entry=unsigned, sealed=())
    assert wrong(replace(found, journal=older)) == [
        "The bank has a signature of this terminal that its journal does NOT have"
    ]


def test_a_journal_put_back_from_before_the_sale_fails_the_evidence(tmp_path: Path) -> None:
    folder, earlier = desk(tmp_path / "now"), desk(tmp_path / "before", nothing)
    for file in folder.path.glob("journal.db*"):
        file.unlink()
    for file in earlier.path.glob("journal.db*"):
        shutil.copy(file, folder.path)
    reference = the_reference(folder)
    assert wrong(gathered(folder, reference)) == ["The terminal's journal has no such transaction"]


def test_the_facts_stand_side_by_side_and_the_card_is_masked(tmp_path: Path) -> None:
    facts = {fact.words.en: fact for fact in compared(gathered(desk(tmp_path)))}
    assert (facts["Amount"].terminal, facts["Amount"].bank) == ("RMB 12.00", "RMB 12.00")
    assert facts["Card no. (masked)"].bank == "621234******0019"
    assert not any(fact.differs for fact in facts.values())
