"""The device: display, card slot and keypad in one body; while it asks to sign, the pad."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.reactive import reactive

from countersign.tui.keypad import Keypad
from countersign.tui.lcd import Lcd
from countersign.tui.slot import CardSlot
from terminal.keys import Key
from terminal.language import Language

if TYPE_CHECKING:
    from collections.abc import Callable

    from countersign.tui.desk import Status
    from countersign.tui.qr_screen import QrScreen
    from countersign.tui.signature_pad import PadButtons, SignaturePad
    from countersign.tui.signature_sheet import SignatureSheet
    from drivers.board import View
    from receipts.strokes import Stroke

BEZEL = 2
"""Lines of the display's frame."""
LCD_LINES, LCD_MOST = 12, 24
"""Inner lines of the display: what its fullest screen needs, and more than any screen uses."""
KEYPADS = (15, 12, 8, 4)
"""Lines of a keypad: F1-F4 and large keys, large keys, small keys, keys of one line."""


class Device(Vertical, can_focus=True):
    """Shows views, posts Keys and Drawn; what it is asked lies with whoever holds the desk."""

    DEFAULT_CSS = """
    Device {
        background: $cs-body; padding: 0 1;
        & > Lcd { height: 14; }
        & > CardSlot { height: 1; }
        & > Keypad { height: 8; }
        & > SignaturePad { display: none; }
        & > QrScreen { display: none; height: 1fr; }
        &.-signing { padding: 0; }
        &.-signing > Lcd, &.-signing > CardSlot, &.-signing > Keypad { display: none; }
        &.-signing > SignaturePad { display: block; }
        &.-code > SignaturePad { display: none; }
        &.-code > QrScreen { display: block; }
    }
    """

    language: reactive[Language] = reactive[Language]("zh")

    class Keys(Message):
        """These keys of the device were pressed, one after the other."""

        def __init__(self, keys: tuple[Key, ...]) -> None:
            super().__init__()
            self.keys = keys

    class Drawn(Message):
        """The cardholder drew one stroke."""

        def __init__(self, stroke: Stroke) -> None:
            super().__init__()
            self.stroke = stroke

    class SigningChanged(Message):
        """The pad took the device's place, or gave it back."""

        def __init__(self, signing: bool) -> None:
            super().__init__()
            self.signing = signing

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.lcd = Lcd()
        self.slot = CardSlot()
        self.keypad = Keypad()
        self._pad: SignaturePad | None = None
        self._qr_screen: QrScreen | None = None

    def compose(self) -> ComposeResult:
        for part in (self.lcd, self.slot, self.keypad):
            yield part.data_bind(Device.language)

    async def furnish(self) -> None:
        """Lay signature pad and code ready; the first picture does not wait for them."""
        from countersign.tui.qr_screen import QrScreen
        from countersign.tui.signature_pad import SignaturePad

        pad, qr_screen = SignaturePad(), QrScreen()
        pad.language = qr_screen.language = self.language
        await self.mount(pad, qr_screen)
        self._pad, self._qr_screen = pad, qr_screen

    def watch_language(self) -> None:
        for each in (self._pad, self._qr_screen):
            if each is not None:
                each.language = self.language

    @property
    def pad(self) -> SignaturePad:
        """The signature pad. Only once furnished."""
        assert self._pad is not None, "the pad comes after the first picture"
        return self._pad

    @property
    def qr_screen(self) -> QrScreen:
        """The screen of a code. Only once furnished."""
        assert self._qr_screen is not None, "the code comes after the first picture"
        return self._qr_screen

    @property
    def signing(self) -> bool:
        """Whether the pad, or a code to sign by, stands in the device's place."""
        return self.has_class("-signing")

    def use_clock(self, clock: Callable[[], float]) -> None:
        """The clock a View's deadline is read on."""
        self.lcd.use_clock(clock)
        self.pad.use_clock(clock)
        self.qr_screen.use_clock(clock)

    def show(self, view: View, status: Status | None) -> None:
        """Draw the newest view, on the display or as the signature screen."""
        powered = status is None or status.powered
        screen = view.screen
        signing = (screen.pad is not None or bool(screen.qr)) and powered
        has_code = signing and screen.pad is None
        self.set_class(has_code, "-code")
        if signing != self.signing:
            self.set_class(signing, "-signing")
            self.post_message(self.SigningChanged(signing))
        if has_code:
            self.qr_screen.show(view, status)
        elif signing:
            self.pad.show(view, status)
        else:
            self.lcd.show(view, status)

    def show_status(self, status: Status) -> None:
        """Draw the status line anew."""
        self.lcd.show_status(status)

    def lift_pen(self) -> Stroke:
        """End the stroke that is being drawn, so that no key comes before it; () where none is."""
        return self.pad.sheet.lift() if self.signing else ()

    def press(self, key: Key) -> None:
        """A key was pressed on the computer's keyboard: light it up."""
        if not self.signing:
            self.keypad.flash(key)

    def on_resize(self, event: events.Resize) -> None:
        """Give the display what it can use and the keypad the rest, in whole lines of keys."""
        rows = event.size.height
        room = rows - 1 - BEZEL - LCD_LINES
        keypad = next((lines for lines in KEYPADS if lines <= room), KEYPADS[-1])
        spare = rows - keypad - 1 - BEZEL - LCD_LINES
        self.slot.styles.margin = (1, 0) if spare >= 4 else 0
        lcd = min(LCD_MOST, max(1, LCD_LINES + spare - (2 if spare >= 4 else 0))) + BEZEL
        self.lcd.styles.height, self.keypad.styles.height = lcd, keypad

    def on_lcd_touched(self, event: Lcd.Touched) -> None:
        event.stop()
        for key in event.keys:
            self.keypad.flash(key)
        self.post_message(self.Keys(event.keys))

    def on_keypad_pressed(self, event: Keypad.Pressed) -> None:
        event.stop()
        self.post_message(self.Keys((event.key,)))

    def on_pad_buttons_pressed(self, event: PadButtons.Pressed) -> None:
        event.stop()
        self.post_message(self.Keys((event.key,)))

    def on_signature_sheet_drawn(self, event: SignatureSheet.Drawn) -> None:
        event.stop()
        self.post_message(self.Drawn(event.stroke))
