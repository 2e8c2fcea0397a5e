"""Events are found in raw pages, whole and only once told by their MAC, and noise finds none."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.journal.carving import carved
from drivers.journal.image import image_of, opened
from drivers.journal.memory_files import MemoryFiles
from drivers.journal.notary import EventRow
from drivers.journal.reading import events_of
from drivers.journal.schema import PAGE_BYTES
from drivers.journal_store import JournalStore
from tests.drivers.journal.workbench import TERMINAL, keys, open_in, record, written
from tests.terminal.deeds import a_day, signed_sale

MANY = [event for trace in range(1, 40) for event in signed_sale(trace)]


def _rows(path: Path) -> list[EventRow]:
    with opened(image_of(path), path) as copy:
        return [*events_of(copy)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(tmp_path / "journal.db", MANY, keys())


def test_every_event_is_carved_from_the_database_as_the_tree_gives_it(path: Path) -> None:
    found = {row.seq: row for row in carved(path.read_bytes(), log=False)}
    assert [found[seq] for seq in sorted(found)] == _rows(path)


def test_every_event_is_carved_from_the_log(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    store = record(JournalStore.open(path, keys(), TERMINAL), a_day())
    log = (tmp_path / "journal.db-wal").read_bytes()
    found = {row.seq: row for row in carved(log, log=True)}
    assert [found[seq] for seq in sorted(found)] == _rows(path)
    store.close()


def test_events_are_carved_though_the_header_and_the_roots_are_gone(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[: 3 * 4096] = bytes(3 * 4096)
    found = {row.seq for row in carved(bytes(content), log=False)}
    assert len(found) > len(MANY) * 0.9


@given(st.binary(max_size=9_000), st.booleans())
def test_noise_holds_no_event(noise: bytes, log: bool) -> None:
    assert [*carved(noise, log=log)] == []


@given(st.integers(0, 4095), st.binary(min_size=1, max_size=300))
def test_a_ruined_page_gives_what_is_whole_and_never_fails(at: int, ruin: bytes) -> None:
    page = bytearray(PAGE)
    page[at : at + len(ruin)] = ruin
    for row in _carved_page(bytes(page[:PAGE_BYTES])):
        assert isinstance(row, EventRow)


def _carved_page(page: bytes) -> list[EventRow]:
    """What is found on one page that is not the first."""
    return [*carved(bytes(PAGE_BYTES) + page, log=False)]


def _page_of_events() -> bytes:
    files = MemoryFiles()
    record(open_in(files, keys()), MANY).close()
    content = bytes(files.files["journal.db"])
    files.unregister()
    pages = (content[at : at + PAGE_BYTES] for at in range(0, len(content), PAGE_BYTES))
    return next(page for page in pages if len(_carved_page(page)) > 3)


PAGE = _page_of_events()
