"""A list and, from it, each entry whole; CANCEL there leads back to the list as it was left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from terminal.dialogue import Done, NoAnswer, PanelEvent, Refused
from terminal.dialogues.pick import EntryDetail, PickEntry
from terminal.entry import Entry, EntryKey
from terminal.keys import Key
from terminal.screen import Screen


@dataclass(frozen=True, slots=True)
class Browsed:
    """The entry that stood there whole, and the key it was answered with."""

    entry: EntryKey
    key: Key
    left: Browse
    """The list as it stood, to come back to."""


@dataclass(frozen=True, slots=True)
class Browse:
    """Answers with Browsed; `detail` says what is to be seen of an entry, and its keys."""

    pick: PickEntry
    detail: Callable[[Entry], EntryDetail]
    shown: EntryKey | None = None

    def screen(self) -> Screen:
        return self._reading.screen() if self.shown else self.pick.screen()

    def take(self, event: PanelEvent) -> Browse | Done[Browsed | NoAnswer] | Refused:
        if self.shown is None:
            match self.pick.take(event):
                case PickEntry() as pick:
                    return replace(self, pick=pick)
                case Done(answer=EntryKey() as key):
                    return replace(self, shown=key)
                case Done():
                    return Done(NoAnswer.CANCELLED)
                case Refused() as refused:
                    return refused
        match self._reading.take(event):
            case Done(answer=Key() as pressed):
                return Done(Browsed(self.shown, pressed, replace(self, shown=None)))
            case Done():
                return replace(self, shown=None)
            case EntryDetail():
                return self
            case Refused() as refused:
                return refused

    def over(self, entries: tuple[Entry, ...]) -> Browse:
        """The same place in a list that has changed; without a filter that fits nothing now."""
        pick = replace(self.pick, entries=entries)
        if not pick.matching:
            pick = replace(pick, digits="")
        last = max(0, len(pick.matching) - 1)
        return replace(self, pick=replace(pick, chosen=min(pick.chosen, last)))

    @property
    def _reading(self) -> EntryDetail:
        return self.detail(next(entry for entry in self.pick.entries if entry.key == self.shown))
