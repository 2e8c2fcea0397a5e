"""One writer for one file."""

from __future__ import annotations

from pathlib import Path

import pytest

from acquirer.books import StoreError
from acquirer.writer_lock import WriterLock


def test_a_second_writer_finds_the_lock_taken_until_it_is_let_go(tmp_path: Path) -> None:
    first = WriterLock(tmp_path / "bank.db")
    with pytest.raises(StoreError, match="another bank is using"):
        WriterLock(tmp_path / "bank.db")
    first.release()
    WriterLock(tmp_path / "bank.db").release()


def test_the_database_is_its_owners_alone(tmp_path: Path) -> None:
    WriterLock(tmp_path / "deep" / "bank.db").release()
    assert (tmp_path / "deep" / "bank.db").stat().st_mode & 0o777 == 0o600


def test_an_existing_database_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "bank.db").write_bytes(b"money")
    WriterLock(tmp_path / "bank.db").release()
    assert (tmp_path / "bank.db").read_bytes() == b"money"
