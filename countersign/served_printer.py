"""A served printer as its view sees it: events become pieces of paper, bytes become rates."""

from __future__ import annotations

import threading
from collections import deque
from typing import TYPE_CHECKING

from countersign.printer_faults import faces, toggle
from countersign.tui.desk import Fault, Health, Link, Onlooker, SavedSlip, Words
from countersign.tui.paper_feed import PaperFeed
from countersign.tui.printer_desk import PrinterState
from drivers.escpos.tokenizer import Tokenizer
from drivers.virtual_printer.events import (
    BytesIn,
    BytesLost,
    BytesOut,
    PaperMoved,
    PrinterEvent,
    SlipCut,
    StatusChanged,
)
from drivers.virtual_printer.faults import Victim

if TYPE_CHECKING:
    from countersign.slip_drawer import SlipDrawer
    from drivers.ports import Clock
    from drivers.virtual_printer.server import PrinterServer

RATE_S = 1.0
"""Rates are of so long a time."""
KEPT_COMMANDS = 30
"""More than any window shows."""

_TROUBLES = {
    "COVER_OPEN": Words("机盖打开", "cover open"),
    "NO_PAPER": Words("缺纸", "paper out"),
    "CUTTER": Words("切刀故障", "cutter jammed"),
    "OVERHEAT": Words("打印头过热", "head too hot"),
}
_OFF = Words("已断电", "no power")
_UNPLUGGED = Words("电缆已拔", "cable is out")
_FEEDING = Words("脱机：走纸键按下", "offline: feed button held")
_WAITING = Words("脱机：等待走纸键", "offline: waits for the feed button")
_BUSY = Words("忙：缓冲区满", "busy: buffer full")
_LOW = Words("就绪，纸将尽", "ready, paper near its end")
_READY = Words("就绪", "ready")


class ServedPrinter:
    """Listens from `start` on. `drawer` keeps the slips that may be saved."""

    def __init__(self, server: PrinterServer, clock: Clock, drawer: SlipDrawer) -> None:
        self._server = server
        self._victim = Victim(server.machine, server)
        self._clock = clock
        self._drawer = drawer
        self._onlooker: Onlooker | None = None
        self._paper: PaperFeed | None = None
        self._lock = threading.Lock()
        self._tokenizer = Tokenizer()
        self._commands: deque[tuple[str, int]] = deque(maxlen=KEPT_COMMANDS)
        self._in_bytes = self._out_bytes = self._lost_bytes = self._slips = 0
        self._samples: deque[tuple[float, int, int]] = deque()

    @property
    def paper_columns(self) -> int:
        return self._server.machine.profile.paper.columns

    @property
    def faults(self) -> tuple[Fault, ...]:
        return faces(self._victim)

    def start(self, onlooker: Onlooker) -> None:
        self._onlooker = onlooker
        self._paper = PaperFeed(onlooker)
        self._server.machine.listen(self._heard)

    def toggle(self, fault: str) -> None:
        """Errors: OSError where a cable cannot be plugged in again."""
        toggle(self._victim, fault)

    def save_slip(self, slip: int) -> SavedSlip:
        return self._drawer.save(slip)

    def state(self) -> PrinterState:
        machine = self._server.machine
        with self._lock:
            in_bytes_s, out_bytes_s = self._rates()
            return PrinterState(
                title=machine.profile.title,
                health=self._health(),
                filled_bytes=machine.filled_bytes,
                buffer_bytes=machine.profile.receive_buffer_bytes,
                in_bytes_s=in_bytes_s,
                out_bytes_s=out_bytes_s,
                in_bytes=self._in_bytes,
                out_bytes=self._out_bytes,
                lost_bytes=self._lost_bytes,
                slips=self._slips,
                ways=self._server.urls,
                commands=tuple(self._commands),
            )

    def _health(self) -> Link:
        machine = self._server.machine
        if not machine.powered:
            return Link(Health.TROUBLE, _OFF)
        if not self._server.plugged:
            return Link(Health.TROUBLE, _UNPLUGGED)
        status = machine.status
        if status.trouble is not None:
            return Link(Health.TROUBLE, _TROUBLES[status.trouble])
        if status.button_down or status.waiting:
            return Link(Health.UNKNOWN, _FEEDING if status.button_down else _WAITING)
        if machine.busy:
            return Link(Health.UNKNOWN, _BUSY)
        if status.paper_low:
            return Link(Health.ATTENTION, _LOW)
        return Link(Health.GOOD, _READY)

    def _rates(self) -> tuple[int, int]:
        """Bytes a second in and out, from what was counted a second ago."""
        now = self._clock.monotonic()
        self._samples.append((now, self._in_bytes, self._out_bytes))
        while len(self._samples) > 2 and self._samples[1][0] <= now - RATE_S:
            self._samples.popleft()
        then, came, went = self._samples[0]
        passed_s = max(RATE_S, now - then)
        return (
            round((self._in_bytes - came) / passed_s),
            round((self._out_bytes - went) / passed_s),
        )

    def _heard(self, event: PrinterEvent) -> None:
        assert self._onlooker is not None
        assert self._paper is not None
        match event:
            case BytesIn(data):
                self._received(data)
            case BytesOut(data):
                with self._lock:
                    self._out_bytes += len(data)
            case BytesLost(count):
                with self._lock:
                    self._lost_bytes += count
            case PaperMoved():
                self._paper.moved(self._server.machine.piece)
            case SlipCut(slip):
                with self._lock:
                    self._slips += 1
                self._drawer.cut(slip)
                self._paper.cut(slip)
            case StatusChanged():
                self._onlooker.status_changed()
            case _:
                pass

    def _received(self, data: bytes) -> None:
        """Count the bytes and name their commands; the same one in a row is one, with a count."""
        with self._lock:
            self._in_bytes += len(data)
            self._tokenizer.feed(data)
            while (token := self._tokenizer.take()) is not None:
                name = token.command.name
                times = 1
                if self._commands and self._commands[0][0] == name:
                    times += self._commands.popleft()[1]
                self._commands.appendleft((name, times))
