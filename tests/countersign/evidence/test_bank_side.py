"""What the bank says of one transaction; and that looking at a hand's writing is written down."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from acquirer.books import Changes, DamagedError, StoreError
from acquirer.records import Action, Head
from acquirer.store import SqlStore
from countersign.evidence.bank_side import (
    BankSide,
    Seen,
    Viewer,
    Wanted,
    bank_side,
    handwriting,
    wanted_by,
)
from countersign.journal_reader import UnknownEntryError
from countersign.state import StateFolder
from tests.acquirer.samples import SALE
from tests.acquirer.till import ROOT_KEY
from tests.countersign.evidence.desks import NOW, desk, forgotten

WHY = Viewer("user tester", "dispute 17")


def side(folder: StateFolder, wanted: Wanted) -> BankSide:
    return bank_side(folder.bank_url, folder.bank_key, wanted, NOW)


@pytest.mark.parametrize(
    ("ref", "wanted"),
    [
        ("606109000001", Wanted(reference="606109000001")),
        ("7-123", Wanted(batch=7, trace=123)),
        ("000123", Wanted(trace=123)),
        ("last", Wanted(is_last=True)),
    ],
)
def test_a_transaction_is_named_as_the_journal_takes_it(ref: str, wanted: Wanted) -> None:
    assert wanted_by(ref) == wanted


@pytest.mark.parametrize("ref", ["", "x", "7-", "a-1", "-"])
def test_what_names_no_transaction_is_a_sentence(ref: str) -> None:
    with pytest.raises(UnknownEntryError):
        wanted_by(ref)


def test_the_books_and_the_countersignature_are_checked(tmp_path: Path) -> None:
    found = side(desk(tmp_path), Wanted(trace=2))
    assert found.broken == ()
    assert [(each.number, each.is_right) for each in found.countersigned] == [(1, True)]
    assert [row.action for row in found.trail][-1] is Action.PAYOUT_RELEASED


def test_a_countersignature_under_another_key_is_not_right(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    folder.bank_key.write_text("ab" * 32)
    found = side(folder, Wanted(trace=2))
    assert [each.is_right for each in found.countersigned] == [False]
    assert found.broken != ()


def test_a_voucher_that_two_batches_have_is_asked_for_more_exactly(tmp_path: Path) -> None:
    folder = StateFolder(tmp_path)
    folder.bank_key.write_text(ROOT_KEY.hex())
    other = replace(SALE, key=replace(SALE.key, batch=8), number=99, reference="999999999999")
    with closing(SqlStore.open(folder.bank_url)) as books:
        books.commit(Changes(Head(), transactions=(SALE, other)))
    with pytest.raises(UnknownEntryError, match="give the reference"):
        side(folder, Wanted(trace=SALE.key.trace))
    assert side(folder, Wanted(batch=8, trace=SALE.key.trace)).sale == other
    assert side(folder, Wanted(reference="999999999999")).sale == other


def test_who_looks_at_the_hand_stands_in_the_audit_with_the_reason(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    key = side(folder, Wanted(is_last=True)).sale.key
    seen = handwriting(folder.bank_url, folder.bank_key, key, WHY, NOW)
    assert (list(seen.hands), list(seen.photos)) == ([1], [])
    last = side(folder, Wanted(is_last=True)).trail[-1]
    assert (last.action, last.who, last.why) == (
        Action.SIGNATURE_SEEN,
        "user tester",
        "attempt 1: dispute 17",
    )


def test_the_hand_is_not_shown_past_a_bank_that_is_serving(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    key = side(folder, Wanted(is_last=True)).sale.key
    with closing(SqlStore.open(folder.bank_url)), pytest.raises(StoreError, match="another bank"):
        handwriting(folder.bank_url, folder.bank_key, key, WHY, NOW)


def test_a_sale_nobody_signed_has_nothing_to_show(tmp_path: Path) -> None:
    folder = desk(tmp_path, forgotten)
    found = side(folder, Wanted(is_last=True))
    assert (found.attempts, found.countersigned) == ((), ())
    assert handwriting(folder.bank_url, folder.bank_key, found.sale.key, WHY, NOW) == Seen({}, {})


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE bank_transaction SET payment = 'APPROVEE'",
        "UPDATE bank_transaction SET at = 'noon'",
        "UPDATE audit SET action = 'SOLD'",
    ],
)
def test_books_too_damaged_to_be_read_are_a_sentence(tmp_path: Path, sql: str) -> None:
    folder = desk(tmp_path)
    with closing(sqlite3.connect(folder.bank, isolation_level=None)) as books:
        books.execute("PRAGMA ignore_check_constraints = ON")
        books.execute(sql)
    with pytest.raises(DamagedError, match=r"books are damaged: (bank_transaction|audit) "):
        side(folder, Wanted(reference="606109000001"))
