"""The inspector: what passes between terminal, bank, printer and journal, decoded and masked."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from countersign.tui.desk import Note
from countersign.tui.drawing import Piece, folded, strip, wrapped
from countersign.tui.inks import ink_of
from countersign.tui.note_book import Kept, NoteBook
from countersign.tui.notes import TABS, Words
from countersign.tui.roll import Roll
from countersign.tui.texts import say
from countersign.tui.word_bar import Word, WordBar
from terminal.language import Language

MAX_FILTER_LETTERS = 40
HANGING = 8
"""What does not fit on its line goes on below, so far in."""
_INKS = ("ink", "strong", "faint", "out", "in", "bad")


class NoteRoll(Roll, can_focus=True):
    """The lines of one tab; posts Clicked with the line under the mouse."""

    class Clicked(Message):
        """This line of the roll was clicked."""

        def __init__(self, line: int) -> None:
            super().__init__()
            self.line = line

    def on_click(self, event: events.Click) -> None:
        self.post_message(self.Clicked(self.line_at(event.y)))


class Inspector(Vertical):
    """Tabs, lines, actions. The keys: space / x y w j, and arrows to choose a note."""

    DEFAULT_CSS = """
    Inspector {
        border: round $cs-edge; border-title-color: $cs-faint; background: $cs-desk;
        & > NoteRoll { height: 1fr; overflow-y: scroll; }
        &:focus-within { border: round $cs-edge-focus; border-title-color: $cs-edge-focus; }
    }
    """

    language: reactive[Language] = reactive[Language]("zh")
    tab: reactive[str] = reactive("host")

    class CopyAsked(Message):
        """Put these lines on the clipboard."""

        def __init__(self, lines: list[str]) -> None:
            super().__init__()
            self.lines = lines

    class SaveAsked(Message):
        """Write these lines of this tab to a file."""

        def __init__(self, tab: str, lines: list[str]) -> None:
            super().__init__()
            self.tab, self.lines = tab, lines

    class NoLink(Message):
        """The journal shows nothing of the chosen note's transaction."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.tabs = WordBar(id="tabs")
        self.roll = NoteRoll()
        self.actions = WordBar(id="actions")
        self._book = NoteBook()
        self._owners: list[Kept] = []
        self._chosen: int | None = None
        self._bytes: set[int] = set()
        self._paused_at: dict[str, int] = {}
        self._wanted = ""
        self._typing = False

    def compose(self) -> ComposeResult:
        yield self.tabs
        yield self.roll
        yield self.actions

    def on_mount(self) -> None:
        self._rewrite()

    def take(self, note: Note) -> None:
        """One more note; drawn at once where its tab is open and not paused."""
        tab, kept, full = self._book.take(note)
        if tab != self.tab or not self.is_mounted:
            return
        if tab in self._paused_at:
            self._write_actions()
        elif full or not self._owners or self._wanted:
            self._rewrite()
        else:
            self._append(kept)

    # what is drawn

    def _append(self, kept: Kept) -> None:
        lines = self._strips(kept)
        self._owners.extend([kept] * len(lines))
        self.roll.append(lines)

    def _rewrite(self, follow: bool | None = None) -> None:
        """Draw the open tab anew."""
        self._owners = []
        drawn: list[Strip] = []
        until = self._paused_at.get(self.tab)
        shelf = self._book.shelves[self.tab]
        for kept in self._book.shown(self.tab, self.language, self._wanted, until):
            lines = self._strips(kept)
            self._owners.extend([kept] * len(lines))
            drawn.extend(lines)
        if not drawn:
            drawn = self._explained()
        elif shelf.dropped:
            words = say("inspect.dropped", self.language, count=shelf.dropped)
            drawn.insert(0, self._line(((f"  {words}", "faint"),)))
            self._owners.insert(0, self._owners[0])
        self.roll.replace(drawn, follow)
        self._write_tabs()
        self._write_actions()

    def _explained(self) -> list[Strip]:
        """An empty tab says what will appear in it."""
        if self._wanted:
            words = say("inspect.no_match", self.language, words=self._wanted)
        else:
            words = say(f"inspect.empty.{self.tab}", self.language)
        room = max(10, self.roll.room - 4)
        lines = ["", *wrapped(words, room)]
        return [self._line(((f"  {line}", "faint"),)) for line in lines]

    def _strips(self, kept: Kept) -> list[Strip]:
        lines = self._book.lines(kept, self.language, kept.number in self._bytes)
        chosen = kept.number == self._chosen
        return [drawn for line in lines for drawn in self._folded(line, chosen)]

    def _line(self, words: Words) -> Strip:
        return self._folded(words, chosen=False)[0]

    def _folded(self, words: Words, chosen: bool) -> list[Strip]:
        """The line in its inks, folded where the pane is too narrow for it."""
        tint = ink_of(self, "notes.chosen").bgcolor
        pieces: list[Piece] = []
        for said, ink in words:
            style = ink_of(self, f"notes.{ink}")
            pieces.append((said, style + Style(bgcolor=tint) if chosen else style))
        ground = ink_of(self, "notes.ink")
        if chosen:
            ground += Style(bgcolor=tint)
        width = max(HANGING + 2, self.roll.room)
        return [strip(line, width, ground) for line in folded(pieces, width, HANGING)]

    def _write_tabs(self) -> None:
        self.tabs.words = tuple(
            Word(tab, say(f"inspect.{tab}", self.language), tab == self.tab) for tab in TABS
        )

    def _write_actions(self) -> None:
        if self._typing or self._wanted:
            end = "▏" if self._typing else ""
            words = say("inspect.filtering", self.language, words=self._wanted + end)
            found = [Word("filter", words, True)]
        else:
            found = [Word("filter", say("inspect.filter", self.language))]
        until = self._paused_at.get(self.tab)
        if until is None:
            pause = Word("pause", say("inspect.pause", self.language))
        else:
            more = sum(1 for kept in self._book.shelves[self.tab].notes if kept.number > until)
            pause = Word("pause", say("inspect.resume", self.language, more=more), True)
        names = ["bytes", "link"] if self.tab == "host" else []
        names = ["bytes"] if self.tab == "serial" else names
        rest = [Word(n, say(f"inspect.{n}", self.language)) for n in (*names, "copy", "save")]
        self.actions.words = (pause, *found, *rest)

    # what it is asked to do

    def on_word_bar_chosen(self, event: WordBar.Chosen) -> None:
        event.stop()
        if event.name in TABS:
            self.tab = event.name
        else:
            self.act(event.name)

    def on_note_roll_clicked(self, event: NoteRoll.Clicked) -> None:
        event.stop()
        if 0 <= event.line < len(self._owners):
            self._choose(self._owners[event.line])

    def act(self, name: str) -> None:
        """Do what an action's word says."""
        match name:
            case "pause":
                self._pause()
            case "filter":
                self._typing = True
                self.roll.focus()
                self._write_actions()
            case "bytes":
                self._show_bytes()
            case "link":
                self._follow_link()
            case "copy":
                self.post_message(self.CopyAsked(self.text()))
            case "save":
                self.post_message(self.SaveAsked(self.tab, self.text()))

    def text(self) -> list[str]:
        """The lines of the open tab as shown."""
        until = self._paused_at.get(self.tab)
        return [
            "".join(words for words, _ in line).rstrip()
            for kept in self._book.shown(self.tab, self.language, self._wanted, until)
            for line in self._book.lines(kept, self.language, kept.number in self._bytes)
        ]

    def _pause(self) -> None:
        if self.tab in self._paused_at:
            del self._paused_at[self.tab]
        else:
            notes = self._book.shelves[self.tab].notes
            self._paused_at[self.tab] = notes[-1].number if notes else -1
        self._rewrite()

    def _current(self) -> Kept | None:
        """The chosen note, else the newest shown."""
        for kept in self._owners:
            if kept.number == self._chosen:
                return kept
        return self._owners[-1] if self._owners else None

    def _show_bytes(self) -> None:
        kept = self._current()
        if kept is not None and self.tab in ("host", "serial"):
            self._bytes ^= {kept.number}
            self._choose(kept)

    def _follow_link(self) -> None:
        kept = self._current()
        linked = self._book.linked(kept) if kept is not None and self.tab == "host" else None
        if linked is None:
            self.post_message(self.NoLink())
            return
        self._chosen = linked.number
        self._wanted = ""
        self.tab = "journal"
        self._choose(linked)

    def _choose(self, kept: Kept) -> None:
        self._chosen = kept.number
        self._rewrite(follow=False)
        place = next((y for y, owner in enumerate(self._owners) if owner is kept), None)
        if place is not None:
            last = place + sum(1 for owner in self._owners if owner is kept) - 1
            self.roll.show_line(last)
            self.roll.show_line(place)

    def _step(self, by: int) -> None:
        """Choose the note before or after."""
        numbers = list(dict.fromkeys(kept.number for kept in self._owners))
        if not numbers:
            return
        if self._chosen in numbers:
            place = max(0, min(len(numbers) - 1, numbers.index(self._chosen) + by))
        else:
            place = len(numbers) - 1
        self._choose(next(kept for kept in self._owners if kept.number == numbers[place]))

    def on_key(self, event: events.Key) -> None:
        """Its own keys, and letters while a filter is typed; the rest is for somebody else."""
        taken = self._type(event) if self._typing else self._command(event.key)
        if taken:
            event.stop()
            event.prevent_default()

    def _command(self, key: str) -> bool:
        actions = {"space": "pause", "slash": "filter", "x": "bytes", "j": "link"}
        actions |= {"y": "copy", "w": "save"}
        steps = {"up": -1, "down": 1}
        if key in actions:
            self.act(actions[key])
        elif key in steps:
            self._step(steps[key])
        elif key in ("left", "right"):
            step = 1 if key == "right" else -1
            self.tab = TABS[(TABS.index(self.tab) + step) % len(TABS)]
        elif key == "escape" and (self._wanted or self._chosen is not None):
            self._wanted, self._chosen = "", None
            self._rewrite(follow=True)
        else:
            return False
        return True

    def _type(self, event: events.Key) -> bool:
        if event.key in ("enter", "escape"):
            self._typing = False
            if event.key == "escape":
                self._wanted = ""
        elif event.key == "backspace":
            self._wanted = self._wanted[:-1]
        elif event.character is not None and event.is_printable:
            self._wanted = (self._wanted + event.character)[:MAX_FILTER_LETTERS]
        else:
            return False
        self._rewrite(follow=True)
        return True

    def restyle(self) -> None:
        """Draw everything anew in the colours of now."""
        self._rewrite()

    def watch_tab(self) -> None:
        if self.is_mounted:
            self._rewrite(follow=True)

    def watch_language(self) -> None:
        if self.is_mounted:
            self._rewrite()

    def on_resize(self) -> None:
        self.call_after_refresh(self._rewrite)
