"""A served printer on this terminal: its paper as it comes out, its state, its faults at keys."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from countersign.tui.bridge import Bridge
from countersign.tui.drawing import Piece, ends
from countersign.tui.fault_bar import FaultBar
from countersign.tui.inks import ink_of
from countersign.tui.paper import PaperPane
from countersign.tui.printer_panel import PrinterPanel
from countersign.tui.texts import reason, say
from countersign.tui.theme import DARK, NAMES, THEMES, following
from terminal.language import Language

if TYPE_CHECKING:
    from countersign.tui.printer_desk import PrinterDesk

LOOK_S = 0.25
"""How often state and rates are looked at."""
TOAST_S = 6.0
PAPER_EDGES = 4
"""The border and margin on both sides of the paper."""
NARROW_COLUMNS = 72
"""In a window narrower than this the state stands below the paper."""


class PrinterBar(Widget):
    """The line at the top: what this is, and the keys that change the view."""

    DEFAULT_CSS = "PrinterBar { height: 1; background: $cs-bar; }"

    language: reactive[Language] = reactive[Language]("zh")

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one
        bar, name = ink_of(self, "header.bar"), ink_of(self, "header.name")
        keys: list[Piece] = [(f" {say('printer.keys', self.language)} ", bar)]
        title = f" Countersign {say('printer.title', self.language)}"
        return ends([(title, name)], keys, self.size.width, bar)


class PrinterApp(App[None]):
    """Shows a PrinterDesk until somebody quits."""

    CSS = """
    Screen { background: $cs-desk; layout: vertical; overflow: hidden; }
    #side-by-side { height: 1fr; }
    #paper { height: 100%; }
    #panel { width: 1fr; height: 100%; }
    Screen.-narrow #side-by-side { layout: vertical; }
    Screen.-narrow #paper { width: 100%; height: 1fr; }
    Screen.-narrow #panel { width: 100%; height: 9; }
    Toast { background: $cs-bar; color: $cs-ink; }
    """
    TITLE = "Countersign printer"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q,ctrl+c", "quit", priority=True),
        Binding("ctrl+l,f9", "language", priority=True),
        Binding("ctrl+t", "theme", priority=True),
    ]

    language: reactive[Language] = reactive[Language]("zh")

    class NewsCame(Message):
        """The bridge has something to tell."""

    def __init__(self, desk: PrinterDesk, language: Language = "zh") -> None:
        super().__init__()
        for theme in THEMES:
            self.register_theme(theme)
        self.theme = DARK
        self.set_reactive(PrinterApp.language, language)
        self._desk = desk
        self._bridge = Bridge(lambda: self.post_message(self.NewsCame()))
        self.paper = PaperPane(id="paper")
        self.panel = PrinterPanel(id="panel")
        self.faults = FaultBar(id="faults")

    def compose(self) -> ComposeResult:
        yield PrinterBar().data_bind(PrinterApp.language)
        with Horizontal(id="side-by-side"):
            yield self.paper.data_bind(PrinterApp.language)
            yield self.panel.data_bind(PrinterApp.language)
        yield self.faults.data_bind(PrinterApp.language)

    def on_mount(self) -> None:
        self.watch_language()
        self.paper.columns = self._desk.paper_columns
        self.theme_changed_signal.subscribe(self, lambda _: self._restyle())
        self._desk.start(self._bridge)
        self._look()
        self.set_interval(LOOK_S, self._look)
        self.paper.roll.focus()

    def on_resize(self, event: events.Resize) -> None:
        narrow = event.size.width < NARROW_COLUMNS
        self.screen.set_class(narrow, "-narrow")
        self.paper.styles.width = None if narrow else self._desk.paper_columns + PAPER_EDGES

    def on_printer_app_news_came(self) -> None:
        news = self._bridge.take()
        for piece in news.pieces:
            self.paper.move(piece)
        if news.status:
            self._look()

    def _look(self) -> None:
        self.panel.state = self._desk.state()
        self.faults.show(self._desk.faults)

    def watch_language(self) -> None:
        self.paper.border_title = say("paper.title", self.language)

    def on_key(self, event: events.Key) -> None:
        """Capitals switch the faults, p saves the slip in sight."""
        fault = self.faults.letter(event.character or "")
        if fault is not None:
            self._toggle(fault.id)
        elif event.character == "p":
            self.paper.ask_to_save()
        else:
            return
        event.stop()
        event.prevent_default()

    def on_fault_bar_toggled(self, event: FaultBar.Toggled) -> None:
        self._toggle(event.fault.id)

    def _toggle(self, fault: str) -> None:
        try:
            self._desk.toggle(fault)
        except OSError as error:
            self._tell(say("printer.not_plugged", self.language, why=reason(error, self.language)))
        self._look()

    def on_paper_pane_save_asked(self, event: PaperPane.SaveAsked) -> None:
        if event.slip is None:
            self._tell(say("paper.none", self.language))
        else:
            self.run_worker(partial(self._save, event.slip), thread=True)

    def _save(self, slip: int) -> None:
        try:
            saved = self._desk.save_slip(slip)
        except OSError as error:
            words = say(
                "paper.not_saved", self.language, slip=slip, why=reason(error, self.language)
            )
        else:
            words = f"{say('paper.saved', self.language, slip=slip)}\n{saved.png}\n{saved.pdf}"
        self.call_from_thread(self._tell, words)

    def _tell(self, words: str) -> None:
        self.notify(words, timeout=TOAST_S, markup=False)

    def _restyle(self) -> None:
        self.paper.restyle()
        self.panel.refresh()
        self.faults.refresh()

    def action_language(self) -> None:
        """Speak the other language."""
        self.language = "en" if self.language == "zh" else "zh"

    def action_theme(self) -> None:
        """Put on the next set of colours."""
        self.theme = following(self.theme)
        self._tell(say("theme.now", self.language, name=say(NAMES[self.theme], self.language)))
