"""A database's file is there or not, and has one writer."""

from __future__ import annotations

from pathlib import Path

import pytest

from acquirer.books import StoreError
from acquirer.writer_lock import WriterLock, look_for


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


def test_a_database_to_be_read_has_to_be_there(tmp_path: Path) -> None:
    (tmp_path / "bank.db").touch()
    look_for(str(tmp_path / "bank.db"))
    with pytest.raises(StoreError, match="there is no bank at"):
        look_for(str(tmp_path))


def test_a_place_nobody_can_look_at_is_a_sentence() -> None:
    with pytest.raises(StoreError, match=r"\(File name too long\): check it"):
        look_for("/" + "x" * 300)


def test_a_place_nobody_can_write_to_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreError, match="or choose another --db"):
        WriterLock(tmp_path / "file" / "bank.db")
