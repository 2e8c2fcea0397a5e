"""Looking into a journal writes nothing, also while a terminal is selling."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from drivers.journal import image as images
from drivers.journal.errors import JournalCorruptError, JournalInUseError, JournalIOError
from drivers.journal.image import image_of, opened
from drivers.journal.reading import events_of
from drivers.journal_store import JournalStore
from tests.drivers.journal.workbench import TERMINAL, keys, record, written
from tests.terminal.deeds import signed_sale


def _state(directory: Path) -> dict[str, tuple[bytes, int]]:
    return {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in directory.iterdir()}


def test_the_image_of_a_running_journal_holds_everything_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    store = record(JournalStore.open(path, keys(), TERMINAL), signed_sale())
    before = _state(tmp_path)
    with opened(image_of(path), path) as copy:
        assert len([*events_of(copy)]) == 4
    assert _state(tmp_path) == before
    store.close()


def test_whatever_is_done_to_an_opened_image_stays_in_memory(tmp_path: Path) -> None:
    path = written(tmp_path / "journal.db", signed_sale(), keys())
    before = _state(tmp_path)
    image = image_of(path)
    content = bytes(image[str(path)])
    with opened(image, path) as copy:
        copy.execute("DROP TABLE event")
    assert image[str(path)] == content
    assert _state(tmp_path) == before


def test_a_journal_that_changes_while_it_is_copied_is_copied_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "journal.db"
    store = JournalStore.open(path, keys(), TERMINAL)
    stamp, sales = images._stamp, iter(range(1, 4))

    def stamp_in_a_hurry(file: Path, log: Path) -> tuple[int, int, bytes]:
        seen = stamp(file, log)
        for trace in sales:
            record(store, signed_sale(trace)).checkpoint()
            break
        return seen

    monkeypatch.setattr(images, "_stamp", stamp_in_a_hurry)
    with opened(image_of(path), path) as copy:
        assert len([*events_of(copy)]) == 12
    store.close()


def test_a_journal_that_never_rests_is_called_in_use(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = written(tmp_path / "journal.db", [], keys())
    numbers = iter(range(100))
    monkeypatch.setattr(images, "_stamp", lambda file, log: next(numbers))
    with pytest.raises(JournalInUseError):
        image_of(path)


def test_a_missing_journal_is_an_io_error(tmp_path: Path) -> None:
    with pytest.raises(JournalIOError, match="No such file"):
        image_of(tmp_path / "journal.db")


def test_no_file_system_is_left_over(tmp_path: Path) -> None:
    path = written(tmp_path / "journal.db", [], keys())
    before = apsw.vfs_names()
    with opened(image_of(path), path):
        assert apsw.vfs_names() != before
    assert apsw.vfs_names() == before


@pytest.mark.parametrize("missing", [4096, 5000, 20_000])
def test_a_journal_that_is_cut_off_says_how_much_of_it_is_there(
    tmp_path: Path, missing: int
) -> None:
    path = written(tmp_path / "journal.db", signed_sale(), keys())
    whole = len(path.read_bytes())
    path.write_bytes(path.read_bytes()[:-missing])
    sentence = f"it is cut off: {whole - missing} bytes of {whole} are there"
    with pytest.raises(JournalCorruptError, match=sentence), opened(image_of(path), path):
        pass


def test_a_journal_without_a_byte_is_empty_whatever_its_log_holds(tmp_path: Path) -> None:
    path = tmp_path / "journal.db"
    record(JournalStore.open(path, keys(), TERMINAL), signed_sale()).lose_power()
    path.write_bytes(b"")
    with pytest.raises(JournalCorruptError, match="it is empty"), opened(image_of(path), path):
        pass
