"""The desk of the TUI: a station in real time, its board on a thread, its faults at hand.

The screens start it after their first picture stands; whatever keeps the terminal from working is
then said on its own screen, as a sentence that says what to do.
"""

from __future__ import annotations

import threading
import traceback
from pathlib import Path
from typing import Any

from countersign import troubles
from countersign.compose import Station, live_station
from countersign.desk_faults import FAULTS, POWER, FaultRow
from countersign.settings import EMBEDDED, Settings
from countersign.slip_drawer import SlipDrawer
from countersign.state import StateFolder
from countersign.tray import card_faces
from countersign.tui.desk import CardFace, Fault, Health, Link, Onlooker, SavedSlip, Status, Words
from countersign.tui.feeds import Feeds
from drivers import durable
from drivers.board import Board, Ports, View
from drivers.board_thread import BoardThread
from drivers.clock import SystemClock
from drivers.journal.errors import JournalError
from drivers.traffic import Traffic
from drivers.virtual_printer.events import PrinterEvent, SlipCut
from terminal import effects as fx
from terminal.config import practice_shop
from terminal.dialogue import CardSwiped, PanelEvent
from terminal.faults import HostFault, PrinterFault, PrinterTrouble
from terminal.journal import Book
from terminal.messages import Text, text
from terminal.power_on import out_of_service

STOP_WITHIN_S = 0.5
"""Who quits does not wait for a bank or a printer that hangs: longer than any commit is enough."""
LONGEST_EFFECT_S = 60.0
"""The driver of a printer and the line to the bank give up before; then the plug is out."""
HANG_UP_EVERY_S = 0.05

PAPER_LOW = Words("纸将尽", "paper low")


class LiveDesk:
    """A tui.desk.Desk on a Station of `live_station`.

    `trouble` is what keeps the terminal out of service, '' while it works.
    """

    def __init__(self, settings: Settings) -> None:
        self.trouble = ""
        self._settings = settings
        self._folder = StateFolder(settings.state)
        self._clock = SystemClock()
        self._drawer = SlipDrawer(self._folder.slips, self._clock.now)
        self._lock = threading.RLock()
        self._station: Station | None = None
        self._thread: BoardThread | None = None
        self._feeds: Feeds | None = None
        self._onlooker: Onlooker | None = None
        self._swipes: dict[str, int] = {}
        self._plugged = True
        self._board: Board | None = None
        self._stopped = False
        self._bank_trouble: str | None = None
        self._printer_trouble: str | None = None

    # what the screens ask for

    @property
    def cards(self) -> tuple[CardFace, ...]:
        """The tray."""
        return card_faces()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults that this desk's printer and bank can have."""
        rows = (row for row in FAULTS if row.fits(self._settings))
        return tuple(row.face(on=self._is_on(row)) for row in rows)

    @property
    def paper_columns(self) -> int:
        """Columns of the printer's paper."""
        return 32 if self._settings.paper_mm == 58 else 48

    def start(self, onlooker: Onlooker) -> None:
        """Put the station together on a thread of its own and power on."""
        self._onlooker = onlooker
        threading.Thread(target=self._power_on, name="desk", daemon=True).start()

    def stop(self) -> None:
        """Power off and put everything away; what is only being put together goes when it stands.

        What hangs is left to the end of the process.
        """
        self._stopped = True
        if self._lock.acquire(timeout=STOP_WITHIN_S):
            try:
                self._put_away()
            finally:
                self._lock.release()

    def post(self, event: PanelEvent) -> None:
        """Hand a key or a stroke to the board."""
        thread = self._thread
        if thread is not None:
            thread.post(event)

    def swipe(self, name: str) -> None:
        """Draw this card through the slot; a worn one may read at another try."""
        from sim_cards.card import load
        from sim_cards.magstripe import swipe

        attempt = self._swipes.get(name, 0)
        self._swipes[name] = attempt + 1
        tracks = swipe(load(name), attempt)
        self.post(CardSwiped(tracks.track1, tracks.track2, tracks.track3))

    def toggle(self, fault: str) -> None:
        """Make the fault happen, or undo it."""
        row = next(row for row in FAULTS if row.id == fault)
        threading.Thread(target=self._toggle, args=(row,), name=fault, daemon=True).start()

    def status(self) -> Status:
        """How everything is."""
        practised = self._practised()
        book = self._book() if practised is None else practised
        config = (
            self._settings.config if practised is None else practice_shop(self._settings.config)
        )
        return Status(
            terminal_id=config.terminal_id,
            batch=book.terminal.batch if book is not None else 0,
            operator=book.terminal.operator if book is not None else "",
            now=self._clock.now(),
            unsigned=book.unsigned_count if book is not None else 0,
            outbox=book.outbox_count if book is not None else 0,
            bank=self._bank_link(),
            printer=self._printer_link(),
            powered=self._plugged,
            portal=self._portal_url() if practised is None else "",
        )

    def monotonic(self) -> float:
        """The clock that deadlines are read on."""
        return self._clock.monotonic()

    def save_slip(self, slip: int) -> SavedSlip:
        """Write a slip as PNG and PDF. Errors: OSError."""
        return self._drawer.save(slip)

    def save_trace(self, name: str, words: str) -> Path:
        """Write what the inspector shows to a file. Errors: OSError."""
        durable.make_directory(self._folder.traces)
        path = self._folder.traces / f"{self._clock.now():%Y%m%d-%H%M%S}-{name}.txt"
        path.write_text(words, encoding="utf-8")
        return path

    # the board's observer

    def view_changed(self, view: View) -> None:
        """A new screen stands on the display."""
        if self._feeds:
            self._feeds.view_changed(view)

    def before(self, effect: fx.Effect[Any]) -> None:
        """Tell the drawer what is being printed."""
        machine = self._station.machine if self._station else None
        if isinstance(effect, fx.Print) and machine is not None:
            self._drawer.printing(effect.document, stump=machine.piece.bitmap.height > 0)

    def after(self, effect: fx.Effect[Any], answer: object) -> None:
        """Note how bank and printer did."""
        if isinstance(effect, fx.Exchange):
            self._bank_trouble = str(answer.trouble) if isinstance(answer, HostFault) else ""
        elif isinstance(effect, fx.Print | fx.FinishPrinting | fx.CheckPrinter):
            self._printer_trouble = str(answer.trouble) if isinstance(answer, PrinterFault) else ""
        if self._feeds:
            self._feeds.after(effect, answer)

    # power

    def _power_on(self) -> None:
        """Put the station together, if it is not yet, and give it power."""
        with self._lock:
            if self._stopped:
                return
            self._plugged = True
            try:
                self._station = self._station or self._furnished()
                board = self._station.power_on(self)
            except Exception as error:
                self._out_of_service(error)
            else:
                self.trouble = ""
                self._run(board)
            if self._stopped:  # meanwhile, and nobody waits for it any more
                self._put_away()

    def _put_away(self) -> None:
        ended = self._unplug(STOP_WITHIN_S)
        station, self._station = self._station, None
        if station is not None:
            (station.close if ended else station.close_neighbours)()

    def _furnished(self) -> Station:
        onlooker = self._onlooker
        assert onlooker is not None
        station = live_station(self._settings, self._passed)
        self._feeds = Feeds(onlooker, self._clock.now, self._journal_seq)
        if station.machine is not None:
            station.machine.listen(self._printed)
            self._feeds.printer(station.machine)
        return station

    def _run(self, board: Board) -> None:
        self._board = board
        self._thread = BoardThread(board, self._failed)
        self._thread.start()
        self._tell()

    def _power_off(self) -> None:
        """Pull the terminal's plug; the printer has its own, and its cable stays as it is."""
        station = self._station
        line = station.line if station else None
        was_plugged = line is not None and line.plugged
        self._plugged = False
        self._tell()
        ended = self._unplug(LONGEST_EFFECT_S)
        assert ended, "an effect that never ends"
        if line is not None and was_plugged:
            line.plug()
        if station is not None:
            station.lose_power()

    def _unplug(self, within_s: float) -> bool:
        """Cut the board's power; False while it is in an effect that takes longer."""
        thread, self._thread = self._thread, None
        if thread is None:
            return True
        until = self.monotonic() + within_s
        ended = thread.stop(0)
        while not ended and self.monotonic() < until:
            if self._station is not None:
                self._station.hang_up()  # again: it may just have been about to connect
            ended = thread.stop(HANG_UP_EVERY_S)
        return ended

    # trouble

    def _failed(self, error: BaseException) -> None:
        """The flow came to an end it does not have; what happens while the plug goes is no news."""
        if self._thread is not None:
            self._out_of_service(error)

    def _out_of_service(self, error: BaseException) -> None:
        from drivers.journal.memory_journal import MemoryJournal

        known = isinstance(error, troubles.KNOWN)
        said = troubles.said(error) if known else self._mistake(error)
        self.trouble = said.say("en")
        assert self._onlooker is not None
        feeds = self._feeds or Feeds(self._onlooker, self._clock.now, lambda: 0)
        unplugged: Any = None
        ports = Ports(self._clock, MemoryJournal(), unplugged, unplugged, unplugged)
        self._run(Board(ports, out_of_service(said), feeds))

    def _mistake(self, error: BaseException) -> Text:
        """A mistake of ours: its story goes to a file, a sentence to the screen."""
        try:
            path = str(self.save_trace("mistake", "".join(traceback.format_exception(error))))
        except OSError:
            path = ""
        return troubles.mistake(error, path)

    # the rest

    def _toggle(self, row: FaultRow) -> None:
        with self._lock:
            if self._stopped:
                return
            if row.id == POWER:
                (self._power_off if self._plugged else self._power_on)()
            elif self._station is not None:
                row.act(self._station, not row.is_on(self._station))
        self._tell()

    def _is_on(self, row: FaultRow) -> bool:
        if row.id == POWER:
            return not self._plugged
        return self._station is not None and row.is_on(self._station)

    def _tell(self) -> None:
        if self._onlooker:
            self._onlooker.status_changed()

    def _passed(self, traffic: Traffic) -> None:
        if self._feeds:
            self._feeds.traffic(traffic)

    def _printed(self, event: PrinterEvent) -> None:
        if isinstance(event, SlipCut):
            self._drawer.cut(event.slip)

    def _practised(self) -> Book | None:
        """What the practice shop knows, while the training mode is on."""
        return self._board.practised if self._board is not None and self._plugged else None

    def _book(self) -> Book | None:
        """What the terminal knows; nothing without power, or when its journal broke."""
        journal = self._station.journal if self._station and self._plugged else None
        try:
            return journal.book if journal is not None else None
        except JournalError:
            return None

    def _journal_seq(self) -> int:
        journal = self._station.journal if self._station else None
        return journal.head.seq if journal else 0

    def _portal_url(self) -> str:
        portal = self._station.portal if self._station else None
        return portal.url if portal is not None else ""

    def _bank_link(self) -> Link:
        embedded = self._settings.host == EMBEDDED
        where = Words("本机银行", "embedded") if embedded else Words(*[self._settings.host] * 2)
        return _link("host", self._bank_trouble, where)

    def _printer_link(self) -> Link:
        """Ours says at once when a person has done something to it, another one when it is used."""
        trouble = self._printer_trouble
        station = self._station
        if station is not None and station.machine is not None and station.line is not None:
            met = station.machine.status.trouble if station.line.plugged else PrinterTrouble.CABLE
            trouble = str(met or "")
            if not trouble and station.machine.status.paper_low:
                return Link(Health.ATTENTION, PAPER_LOW)
        return _link("trouble", trouble, Words(*[self._settings.printer.partition("?")[0]] * 2))


def _link(words: str, trouble: str | None, where: Words) -> Link:
    """Where it hangs; in trouble what it is, in the device's own `words`."""
    if trouble is None:
        return Link(Health.UNKNOWN, where)
    if not trouble:
        return Link(Health.GOOD, where)
    met = text(f"{words}.{trouble}")
    return Link(Health.TROUBLE, Words(met.say("zh"), met.say("en")))
