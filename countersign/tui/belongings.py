"""What lies beside the device: the cards in their tray, the faults at hand, each in its frame."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.reactive import reactive

from countersign.tui.card_tray import CardTray
from countersign.tui.fault_bar import FaultBar
from countersign.tui.texts import say
from terminal.language import Language


class Belongings(Vertical):
    """The two frames and their titles; `wide` has room for the longer hint."""

    DEFAULT_CSS = """
    Belongings {
        height: auto;
        & > Vertical {
            height: auto; border: round $cs-edge; border-title-color: $cs-faint;
            border-subtitle-color: $cs-faint;
            &:focus-within {
                border: round $cs-edge-focus; border-title-color: $cs-edge-focus;
                border-subtitle-color: $cs-edge-focus;
            }
        }
        &.-wide CardTray, &.-wide FaultBar { padding: 0 1; }
    }
    """

    language: reactive[Language] = reactive[Language]("zh")
    wide: reactive[bool] = reactive(False)

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.cards = CardTray()
        self.faults = FaultBar()
        self._cards_box = Vertical(self.cards)
        self._faults_box = Vertical(self.faults)

    def compose(self) -> ComposeResult:
        self.cards.data_bind(Belongings.language)
        self.faults.data_bind(Belongings.language)
        yield self._cards_box
        yield self._faults_box

    def on_mount(self) -> None:
        self._retitle()

    def _retitle(self) -> None:
        hint = "cards.hint" if self.wide else "cards.short_hint"
        self._cards_box.border_title = say("cards.title", self.language)
        self._cards_box.border_subtitle = say(hint, self.language)
        self._faults_box.border_title = say("faults.title", self.language)
        self._faults_box.border_subtitle = say("faults.hint", self.language)

    def watch_language(self) -> None:
        self._retitle()

    def watch_wide(self) -> None:
        self.set_class(self.wide, "-wide")
        self._retitle()
