"""The notes the inspector keeps: bounded, filtered, and frozen while it is paused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from countersign.tui.desk import Note
from countersign.tui.notes import TABS, NoteReader, Words, entry_of, tab_of
from terminal.language import Language

KEPT: Mapping[str, int] = {"host": 200, "serial": 200, "journal": 400, "effects": 400}
"""Some thirty sales of each; what happened earlier is in the journal and in the recordings."""
DROPPED_AT_ONCE = 20
"""Old notes go in handfuls, so that not each new one draws everything again."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One note with its number in the order of arrival."""

    number: int
    note: Note


@dataclass(slots=True)
class Shelf:
    """The notes of one tab, oldest first, and how many earlier ones are gone."""

    notes: list[Kept] = field(default_factory=list)
    dropped: int = 0


class NoteBook:
    """Takes notes and says which lines of a tab are to be shown."""

    def __init__(self) -> None:
        self.shelves = {tab: Shelf() for tab in TABS}
        self._reader = NoteReader()
        self._next = 0
        self._cache: dict[tuple[int, Language, bool], list[Words]] = {}

    def take(self, note: Note) -> tuple[str, Kept, bool]:
        """Keep a note: its tab, the note as kept, and whether older ones had to go."""
        kept = Kept(self._next, note)
        self._next += 1
        tab = tab_of(note)
        shelf = self.shelves[tab]
        self._reader.take(kept.number, note)
        shelf.notes.append(kept)
        full = len(shelf.notes) > KEPT[tab]
        if full:
            self._drop(shelf)
        return tab, kept, full

    def _drop(self, shelf: Shelf) -> None:
        gone, shelf.notes = shelf.notes[:DROPPED_AT_ONCE], shelf.notes[DROPPED_AT_ONCE:]
        shelf.dropped += len(gone)
        numbers = {kept.number for kept in gone}
        for number in numbers:
            self._reader.forget(number)
        self._cache = {k: lines for k, lines in self._cache.items() if k[0] not in numbers}

    def lines(self, kept: Kept, language: Language, bytes_too: bool) -> list[Words]:
        """The lines of one note; decoded once."""
        place = (kept.number, language, bytes_too)
        if place not in self._cache:
            self._cache[place] = self._reader.lines(kept.number, kept.note, language, bytes_too)
        return self._cache[place]

    def shown(self, tab: str, language: Language, wanted: str, until: int | None) -> Iterator[Kept]:
        """The notes of a tab that hold the wanted words; none after number `until` if given."""
        sought = wanted.casefold()
        for kept in self.shelves[tab].notes:
            if until is not None and kept.number > until:
                return
            if not sought or sought in self._text(kept, language):
                yield kept

    def _text(self, kept: Kept, language: Language) -> str:
        lines = self.lines(kept, language, bytes_too=False)
        return "\n".join("".join(words for words, _ in line) for line in lines).casefold()

    def linked(self, kept: Kept) -> Kept | None:
        """The newest journal note of the same transaction."""
        entry = entry_of(kept.note)
        if not entry:
            return None
        for candidate in reversed(self.shelves["journal"].notes):
            if entry_of(candidate.note) == entry:
                return candidate
        return None
