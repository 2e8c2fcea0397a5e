"""The application on a desk with nothing left out: firmware, bank over TCP, printer, cards."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from rich.cells import cell_len
from rich.style import Style
from textual.pilot import Pilot
from textual.widget import Widget

from acquirer.front_office import FrontOffice, Refused
from acquirer.host import Bank
from acquirer.records import TransactionKey
from countersign.live_desk import LiveDesk
from countersign.settings import EMBEDDED, Settings
from countersign.tui.app import CountersignApp
from terminal.config import Config, Waits
from terminal.entry import Entry
from terminal.journal import Book
from terminal.language import Language
from tests.countersign.tui.stage import until, words_of

T = TypeVar("T")

QUICK = Config(waits=Waits(notice_s=1, error_s=30, tear_s=1, host_s=5))
"""Good news goes by itself; bad news waits until it is read."""
DOTS = 4
"""Dots of a camera's picture to a square of the code."""
PAGE = "https://pay.example"


class RealDesk:
    """Hands and eyes at the screens, and what lies behind them."""

    def __init__(self, app: CountersignApp, pilot: Pilot[None], desk: LiveDesk) -> None:
        self.app, self.pilot, self.desk = app, pilot, desk

    async def type(self, keys: str) -> None:
        """Press keys of the computer, one word each."""
        await self.pilot.press(*keys.split())

    async def until(self, holds: Callable[[], object]) -> None:
        """Wait until it holds."""
        await until(self.pilot, holds)

    async def sees(self, words: str) -> None:
        """Wait until the device asks something and shows these words."""
        try:
            await self.until(lambda: words in self.display and self._is_asked)
        except AssertionError:
            raise AssertionError(f"no {words!r} on\n{self.display}") from None

    async def sells_unsigned(self, amount: str = "1 2 0 0") -> Entry:
        """A sale that nobody signs."""
        await self.to_the_pad(amount)
        await self.type("escape")
        await self.idle()
        return self.last

    async def to_the_pad(self, amount: str = "1 2 0 0") -> None:
        """A sale as far as the sign prompt."""
        await self.type(f"{amount} enter")
        await self.sees("SWIPE CARD")
        self.desk.swipe("unionpay_credit_signature")
        await self.until(lambda: self.app.top.device.signing)
        await self.sees("PLEASE SIGN")

    async def signs(self) -> None:
        """A sample signature on the pad."""
        await self.sees("PLEASE SIGN")
        await self.type("s enter")

    async def calls_the_supervisor(self) -> None:
        """Somebody who may types number and PIN on the spot."""
        await self.sees("SUPERVISOR NEEDED")
        await self.type("9 9 enter")
        await self.type("9 9 9 9 enter")

    async def idle(self) -> None:
        """Send away what is to be read, until the idle screen stands."""
        await self.until(lambda: self._is_asked)
        while not any(words in self.display for words in ("Type an amount", "Type 1200")):
            before = self.app._view
            await self.type("enter" if "ENTER to go on" in self.display else "escape")
            await self.until(lambda before=before: self.app._view is not before and self._is_asked)  # type: ignore[misc]

    @property
    def display(self) -> str:
        """The device's display, or what stands in its place."""
        device = self.app.top.device
        if device.has_class("-code"):
            return words_of(device.qr_screen)
        return words_of(device.pad.head if device.signing else device.lcd)

    @property
    def buttons(self) -> str:
        """The buttons below the pad."""
        return words_of(self.app.top.device.pad.buttons)

    def scanned(self) -> str:
        """What a camera reads off the display."""
        return read_off(self.app.top.device.qr_screen)

    @property
    def bank(self) -> Bank:
        """The bank of this desk."""
        station = self.desk._station
        assert station is not None
        assert station.bank is not None
        return station.bank

    @property
    def office(self) -> FrontOffice:
        """The people at the bank."""
        return FrontOffice(self.bank)

    @property
    def book(self) -> Book:
        """The terminal's journal."""
        book = self.desk._book()
        assert book is not None
        return book

    @property
    def last(self) -> Entry:
        """Its newest entry."""
        last = self.book.last
        assert last is not None
        return last

    @property
    def host(self) -> str:
        """Where other terminals reach this desk's bank."""
        assert self.desk._station is not None
        assert self.desk._station.server is not None
        name, port = self.desk._station.server.address
        return f"tcp://{name}:{port}"

    @property
    def now(self) -> datetime:
        """The one clock."""
        return self.desk._clock.now()

    @property
    def slips(self) -> int:
        """How many slips came out."""
        assert self.desk._station is not None
        assert self.desk._station.machine is not None
        return len(self.desk._station.machine.slips)

    @property
    def link(self) -> str:
        """The token in the code on the screen."""
        assert self.app._view is not None
        return self.app._view.screen.qr.rpartition("/")[2]

    @property
    def _is_asked(self) -> bool:
        return self.app._view is not None and self.app._view.asking


def read_off(widget: Widget) -> str:
    """The QR code that stands on a widget in half blocks: each cell two squares, as it is seen."""
    import zxingcpp

    rows: list[bytes] = []
    for y in range(widget.size.height):
        cells = [
            (_light(segment.style, char in "█▀"), _light(segment.style, char in "█▄"))
            for segment in widget.render_line(y)
            for char in segment.text
            for _ in range(cell_len(char))
        ]
        for half in (0, 1):
            line = b"".join(bytes([cell[half]]) * DOTS for cell in cells)
            rows += [line] * DOTS
    picture = memoryview(b"".join(rows)).cast("B", (len(rows), len(rows[0])))
    (read,) = zxingcpp.read_barcodes(picture)
    return read.text


def _light(style: Style | None, inked: bool) -> int:
    """How bright half a cell is, 0 to 255: by its colours, whatever theme they are of."""
    assert style is not None
    colour = style.color if inked else style.bgcolor
    assert colour is not None
    assert colour.triplet is not None
    return sum(colour.triplet) // 3


def key_of(desk: RealDesk, entry: Entry) -> TransactionKey:
    """The bank's key of an entry of this desk."""
    config = desk.desk._settings.config
    return TransactionKey(config.merchant_id, config.terminal_id, entry.key.batch, entry.key.trace)


def taken(answer: T | Refused) -> T:
    """What the bank did; AssertionError where it refused."""
    assert not isinstance(answer, Refused), answer
    return answer


@asynccontextmanager
async def real_desk(
    state: Path,
    size: tuple[int, int] = (80, 24),
    host: str = EMBEDDED,
    config: Config = QUICK,
    language: Language = "en",
) -> AsyncIterator[RealDesk]:
    """A desk at its idle screen; its bank's pages are nowhere, its people at hand."""
    desk = LiveDesk(Settings(state=state, printer="memory:", host=host, config=config))
    app = CountersignApp(desk, language)
    try:
        async with app.run_test(size=size) as pilot:
            real = RealDesk(app, pilot, desk)
            await real.until(lambda: app.top.furnished and desk._station is not None)
            await real.idle()
            if host == EMBEDDED:
                real.bank.shared.portal_url = PAGE
            yield real
    finally:
        desk.stop()
