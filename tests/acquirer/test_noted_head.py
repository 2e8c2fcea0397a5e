"""The note beside the bank's books: written after each commit, and believed over a damaged log."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from acquirer.books import StoreError
from acquirer.host import Bank
from acquirer.noted_head import (
    SUFFIX,
    Noted,
    NoteFile,
    is_of_another_key,
    note_beside,
    read,
)
from acquirer.records import Action, Head
from acquirer.store import SqlStore
from acquirer.verification import verify
from tests.acquirer.office.people import Street, a_street
from tests.acquirer.till import entropy

NOTED = Noted(12, "ab" * 32, "cd" * 32)


def a_bank(folder: Path) -> tuple[SqlStore, Street]:
    store = SqlStore.open(f"sqlite:///{folder}/bank.db")
    street = a_street(store)
    street.sell()
    street.sell()
    return store, street


def named(folder: Path, street: Street) -> list[str]:
    """What verification of the books in this folder names."""
    with closing(SqlStore.reader(f"sqlite:///{folder}/bank.db")) as books:
        return [str(broken) for broken in verify(books, street.till.bank.keys)]


def cut_off(folder: Path, to: Path) -> None:
    """A copy of the books with the end of their log damaged."""
    for name in ("bank.db", "bank.db-wal", f"bank.db{SUFFIX}"):
        shutil.copy(folder / name, to / name)
    log = bytearray((to / "bank.db-wal").read_bytes())
    log[-1] ^= 1
    (to / "bank.db-wal").write_bytes(log)


def test_a_note_says_what_was_noted_and_nothing_else_is_one() -> None:
    assert read(NOTED.line()) == NOTED
    for other in (b"", b"x", NOTED.line()[:-1], NOTED.line() + b"x", b"12 ab cd\n"):
        assert read(other) is None


def test_the_note_is_as_new_as_the_books(tmp_path: Path) -> None:
    store, street = a_bank(tmp_path)
    noted = read(note_beside(f"{tmp_path}/bank.db"))
    assert noted is not None
    assert (noted.seq, noted.mac) == (store.head().audit_seq, store.head().audit_mac)
    assert named(tmp_path, street) == []
    store.close()


def test_what_was_lost_with_a_damaged_log_is_missed(tmp_path: Path) -> None:
    store, street = a_bank(tmp_path)
    (tmp_path / "copy").mkdir()
    cut_off(tmp_path, tmp_path / "copy")
    store.close()
    [first] = named(tmp_path / "copy", street)
    assert first.startswith("audit ")
    assert "it is missing, and all after it up to row" in first


def test_the_bank_does_not_write_on_where_rows_were_lost(tmp_path: Path) -> None:
    store, street = a_bank(tmp_path)
    (tmp_path / "copy").mkdir()
    cut_off(tmp_path, tmp_path / "copy")
    store.close()
    url = f"sqlite:///{tmp_path}/copy/bank.db"
    with pytest.raises(StoreError, match=r"its -wal is damaged, or an older file was put back"):
        SqlStore.open(url)
    assert named(tmp_path / "copy", street) != []
    (tmp_path / "copy" / f"bank.db{SUFFIX}").unlink()
    SqlStore.open(url).close()


def test_a_bank_that_starts_without_its_note_says_so_in_its_audit_once(tmp_path: Path) -> None:
    store, street = a_bank(tmp_path)
    rows = store.head().audit_seq
    store.close()
    (tmp_path / f"bank.db{SUFFIX}").unlink()
    for _ in range(2):  # a start that wrote nothing leaves it to the next one
        with closing(SqlStore.open(f"sqlite:///{tmp_path}/bank.db")) as again:
            bank = Bank(again, street.till.bank.settings, entropy)
            assert again.head().audit_seq == rows
    with closing(SqlStore.open(f"sqlite:///{tmp_path}/bank.db")) as again:
        bank = Bank(again, street.till.bank.settings, entropy)
        bank.tick(street.till.now)
        bank.tick(street.till.now)
        [row] = list(again.audit())[rows:]
        assert (row.action, row.subject) == (Action.TAKEN_UP_UNNOTED, "bank")
    with closing(SqlStore.open(f"sqlite:///{tmp_path}/bank.db")) as again:
        Bank(again, street.till.bank.settings, entropy).tick(street.till.now)
        assert again.head().audit_seq == rows + 1
    assert named(tmp_path, street) == []


def test_a_fresh_bank_misses_no_note(tmp_path: Path) -> None:
    store, _ = a_bank(tmp_path)
    assert next(store.audit()).action is Action.SIGN_ON
    store.close()


def test_a_forged_note_is_named(tmp_path: Path) -> None:
    store, street = a_bank(tmp_path)
    head = store.head()
    store.close()
    note = tmp_path / f"bank.db{SUFFIX}"
    for forged in (b"", Noted(head.audit_seq, head.audit_mac, "ef" * 32).line()):
        note.write_bytes(forged)
        assert named(tmp_path, street) == ["bank note of the head: it was changed or is missing"]


def test_other_books_than_were_noted_are_named(tmp_path: Path) -> None:
    store, street = a_bank(tmp_path)
    chain, head = street.till.bank._chain, store.head()
    store.close()
    other = "00" * 32
    seal = chain.seal(type(head)(0, head.audit_seq, other))
    (tmp_path / f"bank.db{SUFFIX}").write_bytes(Noted(head.audit_seq, other, seal).line())
    assert named(tmp_path, street) == [
        f"audit {head.audit_seq}: it is another than the one that was noted"
    ]


def test_books_in_memory_keep_none(tmp_path: Path) -> None:
    with closing(SqlStore.open("sqlite://")) as store:
        assert store.noted() is None


def test_a_note_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / f"bank.db{SUFFIX}").mkdir()
    with pytest.raises(StoreError, match="check its rights"):
        note_beside(f"{tmp_path}/bank.db")
    with pytest.raises(StoreError, match="check its rights"):
        NoteFile(f"{tmp_path}/bank.db", 0)


def test_no_bank_goes_on_with_books_of_another_key(tmp_path: Path) -> None:
    store, street = a_bank(tmp_path)
    store.close()
    with closing(SqlStore.open(f"sqlite:///{tmp_path}/bank.db")) as again:
        Bank(again, street.till.bank.settings, entropy)
        with pytest.raises(StoreError, match="not the key of these books"):
            Bank(again, replace(street.till.bank.settings, root_key=bytes(32)), entropy)


def test_a_note_that_lags_behind_does_not_tell_whose_the_books_are() -> None:
    head = Head(3, 12, "ab" * 32)
    assert is_of_another_key(NOTED.line(), head, lambda _: "ef" * 32)
    assert not is_of_another_key(NOTED.line(), head, lambda _: NOTED.seal)
    assert not is_of_another_key(NOTED.line(), Head(3, 13, "ab" * 32), lambda _: "ef" * 32)
    assert not is_of_another_key(b"", head, lambda _: "ef" * 32)
    assert not is_of_another_key(None, head, lambda _: "ef" * 32)
