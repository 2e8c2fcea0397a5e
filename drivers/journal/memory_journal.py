"""The journal without a file, for simulations: as strict as the durable one, and much faster."""

from __future__ import annotations

from terminal.entry import Entry, EntryKey
from terminal.events import Event, Intended
from terminal.journal import Book
from wire.pan import Pan


class MemoryJournal:
    """A JournalPort that keeps every committed event in a list.

    A power cut takes nothing but the pending request: drop the object that called it, call
    `lose_power`, go on with the same journal.
    """

    is_end_noted = True
    """Nothing can be put in its place."""

    def __init__(self) -> None:
        self.book = Book()
        self.events: list[Event] = []
        self._secret: bytes | None = None

    def commit(self, event: Event, secret: bytes | None = None) -> Entry | None:
        """Apply one event; return the entry it changed. Errors: UnlawfulChangeError."""
        assert secret is None or isinstance(event, Intended), "only an intent has a secret"
        entry = self.book.take(self.book.plan(event))
        self.events.append(event)
        if isinstance(event, Intended):
            self._secret = secret
        return entry

    def secret(self, key: EntryKey) -> bytes | None:
        """The pending request of a transaction; None once its outcome or a power cut erased it."""
        pending = self.book.pending
        return self._secret if pending is not None and pending.key == key else None

    def keys_of(self, pan: Pan) -> list[EntryKey]:
        """The entries of one card, oldest first."""
        return [entry.key for entry in self.book if entry.pan == pan]

    def lose_power(self) -> None:
        """What a power cut takes: the pending request, and the book, which the events give back."""
        self._secret = None
        book = Book()
        for event in self.events:
            book.apply(event)
        self.book = book

    def clone(self) -> MemoryJournal:
        """An independent journal of the same content, with the pending request."""
        other = MemoryJournal()
        other.book = self.book.clone()
        other.events = self.events.copy()
        other._secret = self._secret
        return other
