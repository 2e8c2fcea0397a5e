"""The recorded life of a journal: every operation on its disk, and what had been promised then."""

from __future__ import annotations

from dataclasses import dataclass, field

from drivers.entropy import SeededEntropy
from drivers.journal_store import JournalStore
from drivers.secure_element import SecureElement
from terminal.events import Event, Intended
from tests.drivers.journal.workbench import SECRET, TMK, open_in
from tests.laws.torn_disk import Operation, RecordingFiles
from tests.terminal.deeds import a_day, forgotten_sale, signed_sale

LOG = "journal.db-wal"
LOG_BYTES = 200_000


class WatchedKeys(SecureElement):
    """Secure elements that say when a journal was bound to them."""

    bound_now: list[str]

    def bind_journal(self, journal_id: str) -> None:
        super().bind_journal(journal_id)
        self.bound_now.append(journal_id)


@dataclass
class Moment:
    """What had been promised when an operation was done."""

    operation: Operation
    acknowledged: int
    bound: str


@dataclass
class History:
    """A recorded life of one journal: all its operations, and the events it was given."""

    events: list[Event] = field(default_factory=list)
    moments: list[Moment] = field(default_factory=list)
    acknowledged: int = 0
    element: WatchedKeys = field(init=False)

    def __post_init__(self) -> None:
        self.element = WatchedKeys.create(SeededEntropy(1), TMK, operators={})
        self.element.bound_now = []
        self.files = RecordingFiles(self._take)

    def _take(self, operation: Operation) -> None:
        bound = self.element.bound_now
        self.moments.append(Moment(operation, self.acknowledged, bound[0] if bound else ""))

    def power_on(self) -> JournalStore:
        """Open the journal as the product does, its log written out past SQLite."""
        store = open_in(self.files, self.element)
        if len(self.files.files[LOG]) < LOG_BYTES:
            self.files.write_out(LOG, LOG_BYTES)
        return store

    def record(self, store: JournalStore, events: list[Event]) -> None:
        """Commit each; it counts as acknowledged as soon as the call has come back."""
        for event in events:
            self.events.append(event)
            store.commit(event, SECRET if isinstance(event, Intended) else None)
            self.acknowledged += 1


def life(days: int) -> History:
    """Switched on for the first time, a day's work, the log moved, switched off and on, again."""
    history = History()
    store = history.power_on()
    history.record(store, a_day())
    store.checkpoint()
    history.record(store, [*forgotten_sale(11), *signed_sale(12)])
    store.close()
    store = history.power_on()
    for day in range(days):
        for trace in range(100 * day + 21, 100 * day + 25):
            history.record(store, [*signed_sale(trace)])
        store.checkpoint()
    history.record(store, [*forgotten_sale(9_001), *signed_sale(9_002)[:1]])
    store.lose_power()
    history.files.unregister()
    return history
