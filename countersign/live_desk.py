"""The desk of the TUI: a station in real time, its board on a thread, its faults at hand.

The screens start it after their first picture stands; whatever keeps the terminal from working is
then said on its own screen, as a sentence that says what to do.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from countersign.compose import EMBEDDED, Settings, Station, live_station
from countersign.desk_faults import FAULTS, FaultRow
from countersign.power import PowerCut, PowerSwitch
from countersign.state import StateError, StateFolder
from countersign.tray import card_faces
from countersign.tui.desk import CardFace, Fault, Health, Link, Onlooker, SavedSlip, Status, Words
from countersign.tui.feeds import Feeds
from drivers import durable
from drivers.board import Board, Ports, View
from drivers.board_thread import BoardThread
from drivers.chip_memory import ChipFileError
from drivers.clock import SystemClock
from drivers.host_server import HostServerError
from drivers.journal.errors import JournalError
from drivers.virtual_printer.events import PrinterEvent, SlipCut
from drivers.virtual_printer.paper import Slip
from receipts.slip import Document
from terminal import effects as fx
from terminal.dialogue import CardSwiped, PanelEvent
from terminal.faults import HostFault, PrinterFault
from terminal.power_on import out_of_service

STOP_WITHIN_S = 2.0
"""Longer than any commit; a line that hangs is cut before."""
KNOWN_TROUBLES = (JournalError, ChipFileError, StateError, HostServerError, OSError)
"""What may keep a terminal from starting; anything else is a mistake of ours and shows as one."""


class LiveDesk:
    """A tui.desk.Desk on a Station of `live_station`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._folder = StateFolder(settings.state)
        self._clock = SystemClock()
        self._switch = PowerSwitch()
        self._station: Station | None = None
        self._thread: BoardThread | None = None
        self._feeds: Feeds | None = None
        self._onlooker: Onlooker | None = None
        self._lock = threading.RLock()
        self._swipes: dict[str, int] = {}
        self._on: set[str] = set()
        self._bank_trouble: str | None = None
        self._printer_trouble: str | None = None
        self._document: Document | None = None
        self._slips: list[tuple[Slip, Document | None]] = []
        self._stopped = False
        self.trouble = ""

    # what the screens ask for

    @property
    def cards(self) -> tuple[CardFace, ...]:
        """The tray."""
        return card_faces()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The faults that this desk's printer and bank can have."""
        rows = (row for row in FAULTS if row.fits(self._settings))
        return tuple(row.face(on=row.id in self._on) for row in rows)

    @property
    def paper_columns(self) -> int:
        """Columns of the printer's paper."""
        return 32 if self._settings.paper_mm == 58 else 48

    def start(self, onlooker: Onlooker) -> None:
        """Put the station together on a thread of its own and power on."""
        self._onlooker = onlooker
        threading.Thread(target=self._start, name="desk", daemon=True).start()

    def stop(self) -> None:
        """Power off and put everything away."""
        with self._lock:
            self._stopped = True
            self._power_off()
            station, self._station = self._station, None
        if station is not None:
            station.close()

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
        threading.Thread(target=self._toggle, args=(row,), daemon=True).start()

    def status(self) -> Status:
        """How everything is."""
        station = self._station
        journal = station.journal if station else None
        config = self._settings.config
        book = journal.book if journal is not None and not self.trouble else None
        return Status(
            terminal_id=config.terminal_id,
            batch=book.terminal.batch if book is not None else 0,
            operator=book.terminal.operator if book is not None else "",
            now=self._clock.now(),
            unsigned=book.unsigned_count if book is not None else 0,
            outbox=book.outbox_count if book is not None else 0,
            bank=self._bank_link(),
            printer=self._printer_link(),
            powered="power" not in self._on,
        )

    def monotonic(self) -> float:
        """The clock that deadlines are read on."""
        return self._clock.monotonic()

    def save_slip(self, slip: int) -> SavedSlip:
        """Write a slip as PNG, and as PDF where its document is known. Errors: OSError."""
        from receipts import pdf

        paper, document = self._slips[slip - 1]
        durable.make_directory(self._folder.slips)
        stem = self._folder.slips / f"{self._clock.now():%Y%m%d}-slip-{slip:04d}"
        saved = SavedSlip(stem.with_suffix(".png"), stem.with_suffix(".pdf"))
        saved.png.write_bytes(paper.png)
        if document is not None:
            saved.pdf.write_bytes(pdf.render(document, paper.paper))
        return saved

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
        """Remember what is being printed; cut the power where it was ordered."""
        self._switch.before(effect)
        if isinstance(effect, fx.Print):
            self._document = effect.document

    def after(self, effect: fx.Effect[Any], answer: object) -> None:
        """Note how bank and printer did."""
        if isinstance(effect, fx.Exchange):
            self._bank_trouble = str(answer.trouble) if isinstance(answer, HostFault) else ""
        elif isinstance(effect, fx.Print | fx.FinishPrinting | fx.CheckPrinter):
            failed = isinstance(answer, PrinterFault)
            self._printer_trouble = str(answer.trouble) if failed else ""  # type: ignore[attr-defined]
        if self._feeds:
            self._feeds.after(effect, answer)
        self._switch.after(effect, answer)

    # inside

    def _start(self) -> None:
        onlooker = self._onlooker
        assert onlooker is not None
        try:
            station = live_station(self._settings, self._passed)
        except KNOWN_TROUBLES as error:
            self._out_of_service(error)
            return
        with self._lock:
            if self._stopped:
                station.close()
                return
            self._station = station
            self._feeds = Feeds(onlooker, self._clock.now, self._journal_seq)
            if station.machine is not None:
                station.machine.listen(self._printed)
                self._feeds.printer(station.machine)
            self._power_on()

    def _power_on(self) -> None:
        station = self._station
        assert station is not None
        try:
            board = station.power_on(self)
        except KNOWN_TROUBLES as error:
            self._out_of_service(error)
            return
        self._run(board)

    def _run(self, board: Board) -> None:
        self._thread = BoardThread(board, self._failed)
        self._thread.start()
        if self._onlooker:
            self._onlooker.status_changed()

    def _power_off(self) -> None:
        thread, self._thread = self._thread, None
        station = self._station
        if thread is None:
            return
        self._switch.arm("after", "")
        if station is not None:
            station.link.close()
        thread.stop(STOP_WITHIN_S)
        self._switch.disarm()
        if station is not None:
            station.lose_power()

    def _failed(self, error: BaseException) -> None:
        """The board's thread ended before its time: the plug, or a journal that broke."""
        if isinstance(error, PowerCut):
            return
        if not isinstance(error, KNOWN_TROUBLES):
            raise error
        self._out_of_service(error)

    def _out_of_service(self, error: Exception) -> None:
        from drivers.journal.memory_journal import MemoryJournal

        self.trouble = str(error)
        assert self._onlooker is not None
        feeds = self._feeds or Feeds(self._onlooker, self._clock.now, lambda: 0)
        unplugged: Any = None
        ports = Ports(self._clock, MemoryJournal(), unplugged, unplugged, unplugged)
        self._run(Board(ports, out_of_service(self.trouble), feeds))

    def _toggle(self, row: FaultRow) -> None:
        with self._lock:
            on = row.id not in self._on
            (self._on.add if on else self._on.discard)(row.id)
            if row.id == "power":
                self._plug(pulled=on)
            elif self._station is not None:
                row.act(self._station, on)
        if self._onlooker:
            self._onlooker.status_changed()

    def _plug(self, *, pulled: bool) -> None:
        if pulled:
            self._power_off()
        elif self._station is not None and not self._stopped:
            self._power_on()

    def _passed(self, traffic: Any) -> None:
        if self._feeds:
            self._feeds.traffic(traffic)

    def _printed(self, event: PrinterEvent) -> None:
        if isinstance(event, SlipCut):
            self._slips.append((event.slip, self._document))

    def _journal_seq(self) -> int:
        journal = self._station.journal if self._station else None
        return journal.head.seq if journal else 0

    def _bank_link(self) -> Link:
        embedded = self._settings.host == EMBEDDED
        where = Words("本机银行", "embedded") if embedded else Words(*[self._settings.host] * 2)
        return _link(self._bank_trouble, where)

    def _printer_link(self) -> Link:
        return _link(self._printer_trouble, Words(*[self._settings.printer.partition("?")[0]] * 2))


def _link(trouble: str | None, where: Words) -> Link:
    if trouble is None:
        return Link(Health.UNKNOWN, where)
    return Link(Health.TROUBLE if trouble else Health.GOOD, where)
