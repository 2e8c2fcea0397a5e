"""The application: the desk on the screen, keys and mouse to the device, news from it back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Literal

from textual import events
from textual.app import App, ComposeResult
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from countersign.tui.bridge import Bridge
from countersign.tui.desk_top import DeskTop
from countersign.tui.device import Device
from countersign.tui.header import Header
from countersign.tui.keyboard import device_key
from countersign.tui.texts import reason, say
from countersign.tui.theme import DARK, NAMES, THEMES, following
from countersign.tui.too_small import WindowTooSmall
from terminal.keys import Key
from terminal.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from countersign.tui.card_tray import CardTray
    from countersign.tui.desk import CardFace, Desk, Status
    from countersign.tui.fault_bar import FaultBar
    from countersign.tui.inspector import Inspector
    from countersign.tui.paper import PaperPane
    from drivers.board import View
    from receipts.strokes import Stroke

STATUS_S = 1.0
"""How often the clock and the states of the header are looked at when nobody tells."""
TOAST_S = 6.0
MAX_SCANNED = 256
"""More than any code on a slip holds; what is longer was pasted by mistake."""


class CountersignApp(App[None]):
    """Shows a desk. Nothing of the desk is touched before the first picture stands."""

    CSS_PATH = str(Path(__file__).with_name("layout.tcss"))
    TITLE = "Countersign"
    ENABLE_COMMAND_PALETTE = False
    ALLOW_SELECT = False
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+q", "quit", priority=True),
        Binding("ctrl+l,f9", "language", priority=True),
        Binding("ctrl+t", "theme", priority=True),
        Binding("tab", "area(1)", priority=True),
        Binding("shift+tab", "area(-1)", priority=True),
        Binding("f5", "tab('paper')"),
        Binding("f6", "tab('cards')"),
        Binding("f7", "tab('inspect')"),
    ]

    language: reactive[Language] = reactive[Language]("zh")

    class NewsCame(Message):
        """The bridge has something to tell."""

    def __init__(
        self,
        desk: Desk,
        language: Language = "zh",
        theme: str = DARK,
        first_picture: Callable[[], object] = lambda: None,
    ) -> None:
        """`first_picture` is called once, when the first picture stands."""
        super().__init__()
        self._first_picture = first_picture
        for each in THEMES:
            self.register_theme(each)
        self.theme = theme
        self.set_reactive(CountersignApp.language, language)
        self._desk = desk
        self._desk_is_up = False
        self._bridge = Bridge(lambda: self.post_message(self.NewsCame()))
        self._view: View | None = None
        self._status: Status | None = None
        self._samples = 0
        self.head = Header()
        self.top = DeskTop()

    def compose(self) -> ComposeResult:
        self.top.fit(*self.size)  # while nothing stands that would have to be styled anew
        yield self.head.data_bind(CountersignApp.language)
        yield self.top.data_bind(CountersignApp.language)
        yield WindowTooSmall().data_bind(CountersignApp.language)

    def on_mount(self) -> None:
        self.theme_changed_signal.subscribe(self, lambda _: self.top.restyle())
        self.call_after_refresh(self._power_on)

    async def _power_on(self) -> None:
        """The first picture stands: put the rest down and start the desk behind it."""
        self._first_picture()
        await self.top.furnish()
        self.run_worker(self._start_desk, thread=True, name="desk")

    def _start_desk(self) -> None:
        self._desk.start(self._bridge)
        self.call_from_thread(self._desk_started)

    def _desk_started(self) -> None:
        self._desk_is_up = True
        self.top.device.use_clock(self._desk.monotonic)
        self.top.load_paper(self._desk.paper_columns)
        self.top.belongings.cards.show(self._desk.cards)
        self._look_at_status()
        self.set_interval(STATUS_S, self._look_at_status)

    def on_resize(self, event: events.Resize) -> None:
        self.top.fit(*event.size)

    # news from the desk

    def on_countersign_app_news_came(self) -> None:
        news = self._bridge.take()
        if news.status:
            self._look_at_status()
        if news.view is not None:
            self._view = news.view
            self.top.device.show(news.view, self._status)
        for piece in news.pieces:
            self.top.paper.move(piece)
        for note in news.notes:
            self.top.inspector.take(note)

    def _look_at_status(self) -> None:
        if not self._desk_is_up:
            return
        status = self._desk.status()
        powered = self._status is None or self._status.powered
        self._status = status
        self.head.facts = status
        if self._view is not None and status.powered != powered:
            self.top.device.show(self._view, status)
        self.top.device.show_status(status)
        self.top.belongings.faults.show(self._desk.faults)

    # from the hands to the desk

    def press(self, key: Key) -> None:
        """Press a key of the device."""
        from terminal.dialogue import KeyPressed

        if self._desk_is_up:
            self._desk.post(KeyPressed(key))

    def swipe(self, card: CardFace) -> None:
        """Draw a card through the slot."""
        self.top.device.slot.swipe(card.title.say(self.language))
        self._desk.swipe(card.name)

    def on_key(self, event: events.Key) -> None:
        """Keys nobody else wanted: the device's, the cards' letters, the faults' capitals.

        None of them while the desk cannot be seen: nobody is to sell blindly.
        """
        if self.top.is_covered:
            self.bell()
            return
        device = self.top.device
        key = device_key(event.key, event.character)
        if key is not None:
            if key in (Key.UP, Key.DOWN) and self.focused is not device:
                return
            self.top.open_device()
            if stroke := device.lift_pen():
                self._draw(stroke)
            device.press(key)
            self.press(key)
        elif not self._letter(event.character or ""):
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """What a scanner reads off a slip comes as pasted text, a line of it."""
        from terminal.dialogue import CodeScanned

        words = event.text.strip()
        if self.top.is_covered:
            self.bell()
        elif words and len(words) <= MAX_SCANNED and self._desk_is_up:
            self._desk.post(CodeScanned(words))

    def _letter(self, char: str) -> bool:
        """Do what a letter stands for; False where it stands for nothing."""
        if not self._desk_is_up:
            return False
        belongings = self.top.belongings
        card, fault = belongings.cards.letter(char), belongings.faults.letter(char)
        if char == "?":
            self.action_help()
        elif char == "s" and self.top.device.signing:
            self._sign_sample()
        elif char == "p":
            self.top.paper.ask_to_save()
        elif card is not None:
            self.swipe(card)
        elif fault is not None:
            self._desk.toggle(fault.id)
        else:
            return False
        return True

    def _sign_sample(self) -> None:
        from receipts.samples import sample

        for stroke in sample(self._samples):
            self._draw(stroke)
        self._samples += 1

    def on_device_keys(self, event: Device.Keys) -> None:
        self.top.open_device()
        for key in event.keys:
            self.press(key)

    def on_device_drawn(self, event: Device.Drawn) -> None:
        self._draw(event.stroke)

    def _draw(self, stroke: Stroke) -> None:
        from terminal.dialogue import PenStroke

        self._desk.post(PenStroke(stroke))

    def on_device_signing_changed(self, event: Device.SigningChanged) -> None:
        self.top.sign(event.signing)

    def on_card_tray_swiped(self, event: CardTray.Swiped) -> None:
        self.swipe(event.card)

    def on_card_tray_dragged(self, event: CardTray.Dragged) -> None:
        over = self.top.device.region.contains_point(event.at)
        self.top.device.slot.drop = over and not event.dropped
        if over and event.dropped:
            self.swipe(event.card)

    def on_fault_bar_toggled(self, event: FaultBar.Toggled) -> None:
        self._desk.toggle(event.fault.id)

    # files and clipboard

    def say(self, id: str, /, **blanks: object) -> str:
        """A text of the frame in the language of now."""
        return say(id, self.language, **blanks)

    def tell(self, words: str, *, trouble: bool = False) -> None:
        """Say something at the edge of the screen for a moment."""
        severity: Literal["error", "information"] = "error" if trouble else "information"
        self.notify(words, severity=severity, timeout=TOAST_S, markup=False)

    def on_paper_pane_save_asked(self, event: PaperPane.SaveAsked) -> None:
        if event.slip is None:
            self.tell(self.say("paper.none"))
            return
        self.tell(self.say("paper.saving", slip=event.slip))
        self.run_worker(partial(self._save_slip, event.slip), thread=True)

    def _save_slip(self, slip: int) -> None:
        try:
            saved = self._desk.save_slip(slip)
        except OSError as error:
            words = self.say("paper.not_saved", slip=slip, why=reason(error, self.language))
            self.call_from_thread(self.tell, words, trouble=True)
            return
        words = f"{self.say('paper.saved', slip=slip)}\n{saved.png}\n{saved.pdf}"
        self.call_from_thread(self.tell, words)

    def on_inspector_save_asked(self, event: Inspector.SaveAsked) -> None:
        try:
            path = self._desk.save_trace(event.tab, "\n".join(event.lines) + "\n")
        except OSError as error:
            self.tell(self.say("inspect.not_saved", why=reason(error, self.language)), trouble=True)
        else:
            self.tell(self.say("inspect.saved", path=path))

    def on_inspector_copy_asked(self, event: Inspector.CopyAsked) -> None:
        self.copy_to_clipboard("\n".join(event.lines))
        self.tell(self.say("inspect.copied", lines=len(event.lines)))

    def on_inspector_no_link(self) -> None:
        self.tell(self.say("inspect.no_link"))

    # actions

    def action_help(self) -> None:
        """Show the page of help."""
        from countersign.tui.help import HelpScreen

        self.push_screen(HelpScreen(self.language))

    def action_language(self) -> None:
        """Speak the other language."""
        self.language = "en" if self.language == "zh" else "zh"

    def action_theme(self) -> None:
        """Put on the next set of colours."""
        self.theme = following(self.theme)
        self.tell(self.say("theme.now", name=self.say(NAMES[self.theme])))

    def action_area(self, by: int) -> None:
        """Give the focus to the next area, or the one before."""
        if self.top.furnished:
            self.top.go(by)

    def action_tab(self, tab: str) -> None:
        """Show paper, cards or inspector, and give it the focus."""
        if self.top.furnished:
            self.top.open(tab)
