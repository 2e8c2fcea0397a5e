"""What the journal's tests share: keys of a seed, and journals that hold a given history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from drivers.entropy import SeededEntropy
from drivers.journal.database import connect
from drivers.journal.memory_files import MemoryFiles
from drivers.journal_store import JournalStore
from drivers.secure_element import SecureElement
from terminal.events import Event, Intended
from tests.terminal.deeds import PAN

TERMINAL = "10000001"
TMK = bytes(range(16))
TRACK = f"{PAN.digits}=30122010000000000"
PIN_BLOCK = bytes.fromhex("9C3A5E7B1D2F4860")
SECRET = b"0200 " + TRACK.encode() + PIN_BLOCK


def keys(
    seed: int = 1,
    tmk: bytes = TMK,
    path: Path | None = None,
    operators: Mapping[str, str] | None = None,
    mac_algorithm: str = "cup-ecb",
) -> SecureElement:
    """A fresh secure element; without operators unless given, since hashing PINs takes time."""
    return SecureElement.create(
        SeededEntropy(seed), tmk, path, operators=operators or {}, mac_algorithm=mac_algorithm
    )


def open_in(files: MemoryFiles, element: SecureElement) -> JournalStore:
    """The journal in a file system of its own."""
    return JournalStore(connect("journal.db", vfs=files.name), element, TERMINAL)


def record(store: JournalStore, events: Iterable[Event]) -> JournalStore:
    """Commit the events, each intent with the whole request as its secret."""
    for event in events:
        store.commit(event, SECRET if isinstance(event, Intended) else None)
    return store


def written(path: Path, events: Iterable[Event], element: SecureElement) -> Path:
    """A journal at `path` that holds these events, closed."""
    record(JournalStore.open(path, element, TERMINAL), events).close()
    return path
