"""The book: what all events so far add up to, and the lawful way each event changes it.

An event changes at most one entry and the terminal's own counters; `Book.plan` says how and
`Book.take` does it, nothing else does, so the state tables can be derived again from the events.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from terminal.brought import Brought, OtherKey
from terminal.brought_changes import changed_brought
from terminal.entry import Entry, EntryKey
from terminal.entry_changes import UnlawfulChangeError, changed_entry
from terminal.events import (
    Closed,
    Closing,
    EntryEvent,
    Event,
    ForgottenForOther,
    HandwritingErased,
    Intended,
    NotClosed,
    OtherEvent,
    SignedForOther,
    Uploaded,
    UploadFailed,
)
from terminal.intents import charged_for
from terminal.states import Payment
from terminal.terminal_changes import OwnEvent, Terminal, changed_terminal

__all__ = ["Book", "Change", "Terminal", "UnlawfulChangeError", "changed_entry"]


@dataclass(frozen=True, slots=True)
class Change:
    """What one event does to the book: the terminal after it, and the entry it changes, if any."""

    terminal: Terminal
    entry: Entry | None = None
    brought: Brought | None = None


class Book:
    """Everything the events so far add up to. Read it freely; only `take` changes it."""

    def __init__(self) -> None:
        self.terminal = Terminal()
        self._entries: dict[EntryKey, Entry] = {}
        self._reversals: dict[EntryKey, None] = {}
        self._outbox: dict[EntryKey, None] = {}
        self._open: set[EntryKey] = set()
        self._unsettled: dict[EntryKey, None] = {}
        self._brought: dict[OtherKey, Brought] = {}

    @classmethod
    def restored(
        cls, terminal: Terminal, entries: Iterable[Entry], outbox: Iterable[EntryKey]
    ) -> Book:
        """The book of the state tables at power-on (entries and outbox oldest first)."""
        book = cls()
        book.terminal = terminal
        for entry in entries:
            book._put(entry)
        book._outbox = dict.fromkeys(outbox)
        return book

    def clone(self) -> Book:
        """An independent book of the same state."""
        book = Book.restored(self.terminal, self, self._outbox)
        book._brought = dict(self._brought)
        return book

    def __eq__(self, other: object) -> bool:
        """Same terminal, same entries in the same order, same outbox in the same order."""
        if not isinstance(other, Book):
            return NotImplemented
        return self._compared() == other._compared()

    __hash__ = None  # type: ignore[assignment]

    def _compared(self) -> tuple[object, ...]:
        entries, outbox = list(self._entries.items()), list(self._outbox)
        reversals, brought = list(self._reversals), list(self._brought.items())
        return self.terminal, entries, outbox, reversals, self._open, brought

    def __iter__(self) -> Iterator[Entry]:
        """Oldest first."""
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, key: EntryKey) -> Entry:
        return self._entries[key]

    def get(self, key: EntryKey) -> Entry | None:
        return self._entries.get(key)

    @property
    def last(self) -> Entry | None:
        """The newest entry, whatever became of it."""
        return next(reversed(self._entries.values()), None)

    @property
    def pending(self) -> Entry | None:
        """The transaction whose outcome is not known yet: at most one."""
        last = self.last
        return last if last is not None and last.payment is Payment.AUTHORISING else None

    def newest(self) -> Iterator[Entry]:
        """Newest first."""
        return iter(reversed(self._entries.values()))

    @property
    def reversal_due(self) -> EntryKey | None:
        """The oldest transaction that must be reversed before anything else."""
        return next(iter(self._reversals), None)

    def unsigned(self) -> list[Entry]:
        """Entries whose signature is still to be made good, newest first."""
        return [entry for entry in self.newest() if entry.key in self._open]

    def outbox(self) -> list[Entry]:
        """Signatures captured and not yet at the bank, oldest first."""
        return [self._entries[key] for key in self._outbox]

    def brought(self) -> list[Brought]:
        """What was taken here for other terminals' transactions, oldest first."""
        return list(self._brought.values())

    def brought_for(self, key: OtherKey) -> Brought | None:
        return self._brought.get(key)

    def in_batch(self, batch: int) -> list[Entry]:
        """All of one batch, oldest first."""
        return [entry for entry in self if entry.key.batch == batch]

    def to_be_settled(self) -> list[Entry]:
        """What of the batch that was closed last does not know it yet, oldest first."""
        closed = self.terminal.closed_batch
        return [self._entries[key] for key in self._unsettled if key.batch == closed]

    @property
    def unsigned_count(self) -> int:
        return len(self._open)

    @property
    def outbox_count(self) -> int:
        return len(self._outbox)

    def plan(self, event: Event) -> Change:
        """What `event` would change; UnlawfulChangeError where it may not. Changes nothing."""
        if isinstance(event, OwnEvent):
            return Change(changed_terminal(self.terminal, event))
        if isinstance(event, HandwritingErased):
            return Change(self._erasing(event))
        if isinstance(event, Closing | Closed | NotClosed):
            return Change(self._settling(event))
        if isinstance(event, OtherEvent):
            return self._for_other(event)
        if not isinstance(event, Intended):
            entry = changed_entry(self._entries.get(event.key), event)
            return Change(self._counted(event), entry)
        if self.pending is not None:
            raise UnlawfulChangeError(f"{event.key}: {self.pending.key} has no outcome yet")
        if self.terminal.closing is not None:
            raise UnlawfulChangeError(f"{event.key}: a batch is being closed")
        self._refuse_a_second_charge(event)
        entry = changed_entry(self._entries.get(event.key), event)
        return Change(replace(self.terminal, last_trace=event.key.trace), entry)

    def _refuse_a_second_charge(self, event: Intended) -> None:
        """One intent, one approval, unless somebody who may has agreed and is named."""
        if event.redo_of is None or event.agreed_by:
            return
        charged = charged_for(self, event.redo_of)
        if charged is not None:
            raise UnlawfulChangeError(f"{event.key}: {charged.key} was charged for it already")

    def _for_other(self, event: OtherEvent) -> Change:
        if isinstance(event, SignedForOther | ForgottenForOther):
            before = self._brought.get(event.sale.key)
            return Change(self.terminal, brought=changed_brought(before, event))
        before = self._brought.get(event.other)
        return Change(self._moved_on(), brought=changed_brought(before, event))

    def _moved_on(self) -> Terminal:
        """cup-terminal.md 2.4: an e-signature moves the running trace on, though its F11 is old."""
        return replace(self.terminal, last_trace=self.terminal.next_trace)

    def _settling(self, event: Closing | Closed | NotClosed) -> Terminal:
        """OPEN -> CLOSING -> CLOSED, or back to OPEN; nothing is in between."""
        now = self.terminal
        is_closing = now.closing is not None
        if isinstance(event, Closing):
            if is_closing or event.batch != now.batch or self.pending or self.reversal_due:
                raise UnlawfulChangeError(f"batch {event.batch:06d} may not be closed now")
            return replace(now, closing=event, last_trace=event.trace)
        if now.closing is None or now.closing.batch != event.batch:
            raise UnlawfulChangeError(f"batch {event.batch:06d} is not being closed")
        if isinstance(event, NotClosed):
            return replace(now, closing=None)
        # A sign-on in between may have brought the bank's next batch already.
        batch = event.following if now.batch == event.batch else now.batch
        return replace(now, closing=None, closed_batch=event.batch, batch=batch)

    def _erasing(self, event: HandwritingErased) -> Terminal:
        """Nothing that is still on its way to the bank, and nothing twice."""
        waits = any(entry.was_signed_before(event.before) for entry in self.outbox()) or any(
            other.is_to_be_sent and other.was_signed_before(event.before)
            for other in self.brought()
        )
        if waits or event.before <= self.terminal.hands_kept_from:
            raise UnlawfulChangeError(f"pictures before month {event.before} may not be erased now")
        return replace(self.terminal, hands_kept_from=event.before)

    def _counted(self, event: EntryEvent) -> Terminal:
        is_upload = isinstance(event, Uploaded | UploadFailed)
        return self._moved_on() if is_upload else self.terminal

    def take(self, change: Change) -> Entry | None:
        """Carry out what `plan` said; return the entry it changed (None: the device's own)."""
        if change.terminal.hands_kept_from > self.terminal.hands_kept_from:
            self._erase(change.terminal.hands_kept_from)
        self.terminal = change.terminal
        if change.entry is not None:
            self._put(change.entry)
        if change.brought is not None:
            self._brought[change.brought.sale.key] = change.brought
        return change.entry

    def _erase(self, before: int) -> None:
        """Pictures of signatures given before that month are gone."""
        for entry in [entry for entry in self if entry.was_signed_before(before)]:
            self._entries[entry.key] = replace(entry, image=b"")
        for other in [other for other in self.brought() if other.was_signed_before(before)]:
            self._brought[other.sale.key] = replace(other, image=b"")

    def apply(self, event: Event) -> Entry | None:
        """`plan` and `take` at once."""
        return self.take(self.plan(event))

    def _put(self, entry: Entry) -> None:
        key = entry.key
        self._entries[key] = entry
        _keep(self._reversals, key, entry.payment is Payment.REVERSAL_DUE)
        _keep(self._outbox, key, entry.is_to_be_sent)
        # What was voided stays so: the bank's books say it, and nobody signs it any more.
        _keep(self._unsettled, key, entry.payment is Payment.APPROVED)
        if entry.is_open:
            self._open.add(key)
        else:
            self._open.discard(key)


def _keep(keys: dict[EntryKey, None], key: EntryKey, wanted: bool) -> None:
    if wanted:
        keys.setdefault(key)
    else:
        keys.pop(key, None)
