"""The top of the desk: what lies where, the order of the Tab key, what a small window shows.

The first picture is the device; everything else is put down right after it (`furnish`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.reactive import reactive
from textual.widget import Widget

from countersign.tui.device import Device
from countersign.tui.texts import say
from countersign.tui.word_bar import Word, WordBar
from terminal.language import Language

if TYPE_CHECKING:
    from countersign.tui.belongings import Belongings
    from countersign.tui.inspector import Inspector
    from countersign.tui.paper import PaperPane

WIDE_COLUMNS, VAST_COLUMNS = 110, 150
"""From here all three stand side by side; from here the device grows too."""
USUAL_PAPER_COLUMNS = 32
"""58 mm paper; with a wider roll a window must be that much wider to hold everything."""
BESIDE_CARDS = 9
"""Lines of a narrow window that the cards cannot have: header, tabs, frame, faults."""
BESIDE_PAPER = 26
"""The same of a wide one, where the paper stands above them."""
SMALLEST_COLUMNS, SMALLEST_ROWS = 74, 20
"""The device and 58 mm paper beside each other; the fullest screen above keys of one line each."""
TABS = ("paper", "cards", "inspect")


class Furniture(NamedTuple):
    """What lies beside the device."""

    paper: PaperPane
    inspector: Inspector
    belongings: Belongings


class DeskTop(Horizontal):
    """Device at the left; at the right paper, inspector and below them the belongings."""

    language: reactive[Language] = reactive[Language]("zh")

    def __init__(self) -> None:
        super().__init__(id="desk")
        self._columns, self._rows = 80, 24
        self._paper_columns = USUAL_PAPER_COLUMNS
        self._signing = False
        self._tab = "paper"
        self.device = Device(id="device")
        self._side_tabs = WordBar(id="side-tabs")
        self._sheets = Horizontal(id="sheets")
        self._side = Vertical(self._side_tabs, self._sheets, id="side")
        self._furniture: Furniture | None = None

    def compose(self) -> ComposeResult:
        yield self.device.data_bind(DeskTop.language)
        yield self._side

    def on_mount(self) -> None:
        self.device.focus()

    async def furnish(self) -> None:
        """Put down what the first picture did not wait for."""
        from countersign.tui.belongings import Belongings
        from countersign.tui.inspector import Inspector
        from countersign.tui.paper import PaperPane

        furniture = Furniture(
            PaperPane(id="paper"), Inspector(id="inspector"), Belongings(id="belongings")
        )
        for each in furniture:
            each.language = self.language
        await self._sheets.mount(furniture.paper, furniture.inspector)
        await self._side.mount(furniture.belongings)
        self._furniture = furniture
        self.fit(self._columns, self._rows)
        await self.device.furnish()

    @property
    def furnished(self) -> bool:
        """Whether everything is in its place."""
        return self._furniture is not None

    @property
    def _put_down(self) -> Furniture:
        assert self._furniture is not None, "this comes after the first picture"
        return self._furniture

    @property
    def paper(self) -> PaperPane:
        """The slips. Only once furnished, as the next two."""
        return self._put_down.paper

    @property
    def inspector(self) -> Inspector:
        """The look inside."""
        return self._put_down.inspector

    @property
    def belongings(self) -> Belongings:
        """Cards and faults."""
        return self._put_down.belongings

    # how it is laid out

    def fit(self, columns: int, rows: int) -> None:
        """Lay the desk out for a window of this size."""
        self._columns, self._rows = columns, rows
        if self._furniture is not None:
            belongings = self._furniture.belongings
            belongings.wide = self.is_wide
            belongings.cards.room = rows - (BESIDE_PAPER if self.is_wide else BESIDE_CARDS)
        self._lay_out()
        self._retitle()

    def load_paper(self, columns: int) -> None:
        """Paper of so many columns is in the printer."""
        self._paper_columns = self.paper.columns = columns
        self.fit(self._columns, self._rows)

    def sign(self, signing: bool) -> None:
        """Make room for the signature pad, or take it back."""
        self._signing = signing
        self._lay_out()
        if signing:
            self.device.focus()

    @property
    def is_covered(self) -> bool:
        """Whether the window is too small for anything but to say so."""
        return self._is_small and not self._signing

    @property
    def _is_small(self) -> bool:
        return self._columns < SMALLEST_COLUMNS or self._rows < SMALLEST_ROWS

    @property
    def is_wide(self) -> bool:
        """Whether everything stands side by side."""
        return self._columns >= WIDE_COLUMNS + self._paper_columns - USUAL_PAPER_COLUMNS

    def _lay_out(self) -> None:
        """Put the screen's classes on, all at once: each change of them styles everything anew."""
        names = {f"-tab-{self._tab}", "-wide" if self.is_wide else "-narrow"}
        names |= {"-vast"} if self._columns >= VAST_COLUMNS else set()
        names |= {"-wide-roll"} if self._paper_columns > USUAL_PAPER_COLUMNS else set()
        names |= {"-signing"} if self._signing else set()
        names |= {"-small-pad" if self._signing else "-small"} if self._is_small else set()
        screen = self.app.screen_stack[0]  # the desk's own, also under the page of help
        if names != set(screen.classes):
            screen.classes = " ".join(sorted(names))

    def _retitle(self) -> None:
        """In a small window the tabs say what a pane is; elsewhere its frame does."""
        wide, language = self.is_wide, self.language
        if self._furniture is not None:
            paper, inspector, _ = self._furniture
            paper.border_title = say("paper.title", language) if wide else ""
            inspector.border_title = say("inspect.title", language) if wide else ""
        self._side_tabs.words = tuple(
            Word(tab, say(f"tab.{tab}", language), tab == self._tab) for tab in TABS
        )

    def watch_language(self) -> None:
        if self.is_mounted:
            for each in self._furniture or ():
                each.language = self.language
            self._retitle()

    def restyle(self) -> None:
        """Draw what keeps finished lines anew, in the colours of now."""
        if self._furniture is not None:
            self._furniture.paper.restyle()
            self._furniture.inspector.restyle()

    # who has the focus

    @property
    def areas(self) -> tuple[tuple[Widget, str], ...]:
        """What takes the focus, in order, and the tab it lies under in a narrow window."""
        return (
            (self.device, ""),
            (self.paper.roll, "paper"),
            (self.belongings.cards, "cards"),
            (self.belongings.faults, "cards"),
            (self.inspector.roll, "inspect"),
        )

    def go(self, by: int) -> None:
        """Give the focus to the area after or before the one that has it."""
        areas, focused = self.areas, self.app.focused
        place = next((i for i, (widget, _) in enumerate(areas) if widget is focused), 0)
        self._focus(*areas[(place + by) % len(areas)])

    def open(self, tab: str) -> None:
        """Show a tab and give it the focus."""
        self._focus(*next(area for area in self.areas if area[1] == tab))

    def open_device(self) -> None:
        """Give the focus to the device; where it has it already, nothing is drawn anew."""
        if self.app.focused is not self.device:
            self.device.focus(scroll_visible=False)

    def _focus(self, widget: Widget, tab: str) -> None:
        """While the pad is out it alone has the focus."""
        if self._signing:
            return
        if tab:
            self._tab = tab
            self._lay_out()
            self._retitle()
        widget.focus(scroll_visible=False)

    def on_word_bar_chosen(self, event: WordBar.Chosen) -> None:
        event.stop()
        self.open(event.name)
