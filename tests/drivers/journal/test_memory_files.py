"""A database in memory behaves as one on a disk, and nothing of it touches the disk."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from drivers.journal.memory_files import MemoryFile, MemoryFiles, memory_files


def test_a_database_lives_in_the_files_and_is_found_again() -> None:
    content: dict[str, bytearray] = {}
    with memory_files(content) as files:
        first = apsw.Connection("a.db", vfs=files.name)
        first.execute("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL").fetchall()
        first.execute("CREATE TABLE t (x); INSERT INTO t VALUES (42)")
        assert set(content) == {"a.db", "a.db-wal"}
        first.close()
        assert set(content) == {"a.db"}
        second = apsw.Connection("a.db", vfs=files.name)
        second.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
        assert second.execute("SELECT x FROM t").fetchall() == [(42,)]
        second.close()
    assert content["a.db"][:15] == b"SQLite format 3"


def test_it_gives_the_same_bytes_as_the_disk(tmp_path: Path) -> None:
    content: dict[str, bytearray] = {}
    with memory_files(content) as files:
        for name, vfs in (("a.db", files.name), (str(tmp_path / "a.db"), None)):
            connection = apsw.Connection(name, vfs=vfs)
            connection.execute("CREATE TABLE t (x); INSERT INTO t VALUES (zeroblob(9000))")
            connection.execute("DELETE FROM t; VACUUM")
            connection.close()
    assert content["a.db"] == (tmp_path / "a.db").read_bytes()


def test_two_file_systems_know_nothing_of_each_other() -> None:
    with memory_files({}) as one, memory_files({}) as other:
        apsw.Connection("a.db", vfs=one.name).execute("CREATE TABLE t (x)")
        connection = apsw.Connection("a.db", vfs=other.name)
        assert connection.execute("SELECT count(*) FROM sqlite_schema").fetchall() == [(0,)]


def test_a_file_system_ends_with_its_with() -> None:
    with memory_files({}) as files:
        assert files.name in apsw.vfs_names()
    assert files.name not in apsw.vfs_names()


def test_a_write_beyond_the_end_leaves_zeros_and_a_truncate_cuts() -> None:
    files = MemoryFiles()
    file = MemoryFile(files, "f")
    file.xWrite(b"xy", 4)
    assert file.xRead(10, 0) == b"\0\0\0\0xy"
    file.xWrite(b"ab", 3)
    assert file.xRead(10, 0) == b"\0\0\0aby"
    file.xTruncate(4)
    assert (file.xFileSize(), file.xRead(10, 2)) == (4, b"\0a")
    files.unregister()


def test_there_is_nothing_to_delete_that_is_not_there() -> None:
    with memory_files({}) as files, pytest.raises(KeyError):
        files.xDelete("nothing", syncdir=False)
