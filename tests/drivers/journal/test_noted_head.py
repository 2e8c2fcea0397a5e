"""The note of the chain's end: sealed, always as new as the journal, and believed over its log."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers.journal.audit import verify
from drivers.journal.errors import JournalCorruptError
from drivers.journal.noted_head import NotedHead, Seal, note_path, read_note
from drivers.journal.reading import BadRecordError, Head
from drivers.journal_store import JournalStore
from terminal.events import TakenUpUnnoted
from tests.drivers.journal.workbench import TERMINAL, keys, record, written
from tests.terminal.deeds import NOON, a_day, forgotten_sale, signed_sale

SEAL = Seal(keys(), "ab" * 16)
HEAD = Head(26, bytes(range(32)))


def noted(store: JournalStore, path: Path) -> Head:
    """What the note beside an open journal says."""
    note = read_note(str(path))
    assert note is not None
    return Seal(keys(), store._notary.store_id).head(note)


def cut_log(path: Path) -> None:
    """Damage the last frame of the log, as no torn write would after its flush."""
    log = path.with_name(path.name + "-wal")
    content = bytearray(log.read_bytes())
    content[len(bytes(content).rstrip(b"\0")) - 1] ^= 1
    log.write_bytes(content)


def test_a_note_says_what_was_noted() -> None:
    assert SEAL.head(SEAL.note(HEAD)) == HEAD


@pytest.mark.parametrize("place", range(0, 143, 7))
def test_a_note_with_any_byte_changed_is_none(place: int) -> None:
    note = bytearray(SEAL.note(HEAD))
    note[place] ^= 1
    with pytest.raises(BadRecordError, match="the noted head: it was changed"):
        SEAL.head(bytes(note))


@pytest.mark.parametrize("other", [Seal(keys(seed=2), "ab" * 16), Seal(keys(), "cd" * 16)])
def test_the_note_of_another_terminal_or_journal_is_none(other: Seal) -> None:
    with pytest.raises(BadRecordError):
        other.head(SEAL.note(HEAD))


def test_all_notes_are_of_one_length() -> None:
    assert len(SEAL.note(HEAD)) == len(SEAL.note(Head(999_999_999, bytes(32))))


def test_after_every_commit_the_note_is_as_new_as_the_journal(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    store = JournalStore.open(path, keys(), TERMINAL)
    for event in signed_sale():
        record(store, [event])
        assert noted(store, path) == store.head
    store.close()


def test_events_lost_with_a_damaged_log_are_missed_at_power_on_and_by_verify(
    tmp_path: Path,
) -> None:
    path = tmp_path / "journal.db"
    record(JournalStore.open(path, keys(), TERMINAL), signed_sale()).lose_power()
    cut_log(path)
    report = verify(path, keys())
    assert (report.ok, report.where) == (False, "event 4")
    with pytest.raises(JournalCorruptError, match=r"event 4 \(it is missing"):
        JournalStore.open(path, keys(), TERMINAL)
    assert verify(path, keys()).where == "event 4"  # looking changed nothing


def test_a_journal_put_back_from_before_is_missed_even_when_it_has_gone_on(tmp_path: Path) -> None:
    path, element = tmp_path / "journal.db", keys()
    written(path, signed_sale(), element)
    before = path.read_bytes()
    record(JournalStore.open(path, element, TERMINAL), forgotten_sale(2)).close()
    note = note_path(str(path)).read_bytes()
    path.write_bytes(before)
    note_path(str(path)).unlink()
    record(JournalStore.open(path, element, TERMINAL), signed_sale(3)).close()
    note_path(str(path)).write_bytes(note)
    report = verify(path, element)
    assert (report.where, report.why) == ("event 7", "it is another than the one that was noted")


def test_a_note_that_is_older_than_the_journal_is_what_a_power_cut_leaves(tmp_path: Path) -> None:
    path, element = tmp_path / "journal.db", keys()
    store = record(JournalStore.open(path, element, TERMINAL), signed_sale())
    older = note_path(str(path)).read_bytes()
    record(store, forgotten_sale(2)).lose_power()
    note_path(str(path)).write_bytes(older)
    assert verify(path, element).ok
    JournalStore.open(path, element, TERMINAL).close()


def test_a_note_that_is_gone_is_missed_until_the_next_commit(tmp_path: Path) -> None:
    path, element = tmp_path / "journal.db", keys()
    written(path, a_day(), element)
    note_path(str(path)).unlink()
    for _ in range(2):
        assert verify(path, element).where == "the noted head"
        store = JournalStore.open(path, element, TERMINAL)
        assert not store.is_end_noted
        store.close()
    store = JournalStore.open(path, element, TERMINAL)
    record(store, [TakenUpUnnoted(NOON)]).close()
    assert verify(path, element).ok
    store = JournalStore.open(path, element, TERMINAL)
    assert store.is_end_noted
    store.close()


def test_a_journal_without_events_misses_no_note(tmp_path: Path) -> None:
    store = JournalStore.open(tmp_path / "journal.db", keys(), TERMINAL)
    assert store.is_end_noted
    store.close()


def test_a_longer_file_in_its_place_is_cut_to_the_note(tmp_path: Path) -> None:
    journal = str(tmp_path / "journal.db")
    note_path(journal).write_bytes(b"x" * 400)
    file = NotedHead(journal, SEAL, HEAD)
    file.close()
    assert read_note(journal) == SEAL.note(HEAD)
