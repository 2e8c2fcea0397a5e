"""State folders on disk for the commands that read them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import apsw

from countersign.state import StateFolder
from drivers.journal_store import JournalStore
from terminal.events import Event
from tests.drivers.journal.workbench import TERMINAL, keys, record
from tests.terminal.deeds import a_day


def open_state(path: Path, events: Iterable[Event] | None = None) -> JournalStore:
    """A folder with a secure element and a journal that is still open."""
    folder = StateFolder(path)
    element = keys(path=folder.secure_element)
    store = JournalStore.open(folder.journal, element, TERMINAL)
    return record(store, a_day() if events is None else events)


def state(path: Path, events: Iterable[Event] | None = None) -> Path:
    """The same, closed: what a terminal leaves behind when it is switched off."""
    if events is None:
        for name, content in _day_long().items():
            (path / name).write_bytes(content)
    else:
        open_state(path, events).close()
    return path


@cache
def _day_long() -> dict[str, bytes]:
    """The files of a day, made once: its flushes take a fifth of a second."""
    with TemporaryDirectory() as folder:
        open_state(Path(folder)).close()
        return {file.name: file.read_bytes() for file in Path(folder).iterdir()}


def damage(path: Path, seq: int) -> None:
    """Change one event in the file, as no program of ours ever would."""
    connection = apsw.Connection(str(StateFolder(path).journal))
    connection.execute("DROP TRIGGER event_is_never_changed")
    connection.execute("UPDATE event SET ts = '2026-03-02T12:00:01' WHERE seq = ?", (seq,))
    connection.close()
