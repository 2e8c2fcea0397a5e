"""The signature screen: it takes the device's place, with amount, card, pad and three buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.style import Style
from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from countersign.tui.display import Display
from countersign.tui.drawing import Piece, centred, ends, measure, strip
from countersign.tui.inks import ink_of
from countersign.tui.pen import PadArea
from countersign.tui.picture import Moment, Picture
from countersign.tui.signature_sheet import SignatureSheet
from countersign.tui.tall_digits import LARGE, tall, width
from countersign.tui.texts import say
from terminal.keys import Key
from terminal.language import Language
from terminal.screen import SoftKey

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from countersign.tui.desk import Status
    from countersign.tui.lcd_picture import LcdPainter
    from drivers.board import View

SMALLEST_COLUMNS, SMALLEST_ROWS = 40, 12
"""Below this nobody's signature fits (screens.md)."""
_ROOMY_ROWS = 26
"""From here on the amount is written in tall digits and the buttons are large."""
_TALL_BUTTON_ROWS = 20
_FRAME = 2
_SIGNING = (Key.CANCEL, Key.CLEAR, Key.ENTER)


class PadHead(Display):
    """Above the paper: what is signed for, and what the device has to say."""

    def _paint(self, painter: LcdPainter, view: View, moment: Moment) -> Picture:
        wide, screen = self.size.width, view.screen
        ink = ink_of(self, "display.ink") + Style(bold=True)
        dim = ink_of(self, "display.dim")
        amount = screen.big.say(self.language) if screen.big else ""
        facts = [line.say(self.language) for line in screen.lines]
        needed = width(amount, LARGE)
        if self.size.height > LARGE.lines + 3 and needed is not None and needed < wide:
            words = [strip((), wide, ink)]
            words += [centred([(line, ink)], wide, ink) for line in tall(amount, LARGE)]
            words += [centred([(_fitting(facts, wide), dim)], wide, dim)]
        else:
            left = [(f" {amount}", ink)]
            beside = _fitting(facts, wide - measure(left) - 2)
            words = [ends(left, [(f"{beside} ", ink)], wide, ink)]
        sample = say("pad.sample", self.language) if _is_signed_here(screen.soft_keys) else ""
        hint = painter.hint(view, moment, sample)
        return Picture((painter.title(screen, moment), *words, hint), ())


def _is_signed_here(soft_keys: Sequence[SoftKey]) -> bool:
    """Somebody else's drawing, which is only watched, cannot be redone."""
    return any(soft.key is Key.CLEAR for soft in soft_keys)


def _fitting(facts: Sequence[str], room: int) -> str:
    """As many of the facts as there is room for, the first in any case."""
    said = ""
    for fact in facts:
        longer = f"{said}  {fact}" if said else fact
        if said and cell_len(longer) > room:
            break
        said = longer
    return said


class PadButtons(Widget):
    """Cancel, redo and confirm, as wide as the pad; a soft key of the screen stands among them.

    While somebody else's drawing is watched there is nothing to redo or to confirm.
    """

    DEFAULT_CSS = """
    PadButtons {
        background: $cs-body; width: 100%; height: 3;
    }
    """

    language: reactive[Language] = reactive[Language]("zh")
    redos_left: reactive[int] = reactive(0)
    soft_keys: reactive[tuple[SoftKey, ...]] = reactive[tuple[SoftKey, ...]](())

    class Pressed(Message):
        """One of the buttons was clicked."""

        def __init__(self, key: Key) -> None:
            super().__init__()
            self.key = key

    @property
    def _keys(self) -> tuple[Key, ...]:
        more = tuple(soft.key for soft in self.soft_keys if soft.key is not Key.CLEAR)
        if not _is_signed_here(self.soft_keys):
            return (Key.CANCEL, *more)
        return (*_SIGNING[:-1], *more, _SIGNING[-1])

    def _bounds(self) -> list[tuple[Key, int, int]]:
        """Each button with its first column and the one after its last."""
        keys = self._keys
        needed, last = [cell_len(self._label(key)) for key in keys], len(keys) - 1
        spare = max(0, self.size.width - sum(needed) - last)
        bounds, left = list[tuple[Key, int, int]](), 0
        for place, key in enumerate(keys):
            right = left + needed[place] + spare // len(keys)
            bounds.append((key, left, self.size.width if place == last else right))
            left = right + 1
        return bounds

    def on_mouse_down(self, event: events.MouseDown) -> None:
        for key, left, right in self._bounds():
            if left <= event.x < right:
                self.post_message(self.Pressed(key))

    def render_line(self, y: int) -> Strip:
        body = ink_of(self, "buttons.body")
        pieces: list[Piece] = []
        for key, left, right in self._bounds():
            if left:
                pieces.append((" ", body))
            face = ink_of(self, f"buttons.{key.value if key in _SIGNING else 'soft'}")
            edge = Style(color=face.bgcolor, bgcolor=body.bgcolor)
            if self.size.height >= 3 and y != 1:
                pieces.append((("▄" if y == 0 else "▀") * (right - left), edge))
                continue
            label = centred([(self._label(key), face)], right - left, face)
            pieces += [(segment.text, face) for segment in label]
        return strip(pieces, self.size.width, body)

    def _label(self, key: Key) -> str:
        match key:
            case Key.CANCEL:
                return f"✕ {say('pad.cancel', self.language)}"
            case Key.CLEAR:
                return f"‹ {say('pad.redo', self.language, left=self.redos_left)}"
            case Key.ENTER:
                return f"○ {say('pad.confirm', self.language)}"
            case _:
                label = next(soft.label for soft in self.soft_keys if soft.key is key)
                return f"{key.value} {label.say(self.language)}"


class TooSmall(Widget):
    """Says how large the window must be to sign, and what else can be done."""

    DEFAULT_CSS = "TooSmall { background: $cs-lcd; color: $cs-lcd-ink; width: 100%; height: 1fr; }"

    language: reactive[Language] = reactive[Language]("zh")

    def render_line(self, y: int) -> Strip:
        style = self.rich_style
        size = {"width": SMALLEST_COLUMNS, "height": SMALLEST_ROWS}
        words = (
            say("pad.small.1", self.language, **size),
            say("pad.small.2", self.language),
        )
        place = y - (self.size.height // 2 - 1)
        said = words[place] if 0 <= place < len(words) else ""
        return centred([(said, style)], self.size.width, style)


class SignaturePad(Vertical, can_focus=True):
    """Head, paper and buttons; `show` takes each View of the device while it asks to sign."""

    DEFAULT_CSS = """
    SignaturePad {
        background: $cs-body; height: 1fr; width: 1fr;
        & > #table { height: 1fr; align: center middle; background: $cs-body; }
        & #frame { width: auto; height: auto; border: round $cs-edge; background: $cs-pad; }
        & TooSmall { display: none; }
        &.-small { & > #table { display: none; } & TooSmall { display: block; } }
    }
    """

    language: reactive[Language] = reactive[Language]("zh")

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self.head = PadHead()
        self.sheet = SignatureSheet()
        self.buttons = PadButtons()

    def compose(self) -> ComposeResult:
        yield self.head.data_bind(SignaturePad.language)
        with Container(id="table"), Container(id="frame"):
            yield self.sheet
        yield TooSmall().data_bind(SignaturePad.language)
        yield self.buttons.data_bind(SignaturePad.language)

    def use_clock(self, clock: Callable[[], float]) -> None:
        """The clock a View's deadline is read on."""
        self.head.use_clock(clock)

    def show(self, view: View, status: Status | None) -> None:
        """Draw this view, which has a pad."""
        pad = view.screen.pad
        assert pad is not None
        refused = self.head.view is not None and view.beeps > self.head.view.beeps
        self.head.show(view, status)
        self.sheet.show(pad.strokes, pad.watermark, refused)
        self.buttons.redos_left = pad.redos_left
        self.buttons.soft_keys = view.screen.soft_keys

    def on_resize(self, event: events.Resize) -> None:
        """Give the paper what is left of the window, undistorted."""
        columns, rows = event.size
        self.set_class(columns < SMALLEST_COLUMNS or rows < SMALLEST_ROWS, "-small")
        head = LARGE.lines + 4 if rows >= _ROOMY_ROWS else 3
        buttons = 3 if rows >= _TALL_BUTTON_ROWS else 1
        self.head.styles.height = head
        self.buttons.styles.height = buttons
        area = PadArea.within(columns - _FRAME - 2, rows - head - buttons - _FRAME)
        self.sheet.styles.width, self.sheet.styles.height = area.columns, area.rows
