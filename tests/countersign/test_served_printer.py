"""A served printer tells its view of paper, bytes, commands and troubles as they are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from countersign.served_printer import ServedPrinter
from countersign.slip_drawer import SlipDrawer
from countersign.tui.bridge import Bridge
from countersign.tui.desk import Health, PaperCut, PrintedLine
from drivers import printer_profiles
from drivers.clock import VirtualClock
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.server import Doors, PrinterServer

CUT = b"\x1dV\x00"


class Bench:
    """A served printer on a clock that only the test moves."""

    def __init__(self, server: PrinterServer, folder: Path) -> None:
        self.server = server
        self.clock = VirtualClock()
        self.told = Bridge(lambda: None)
        self.desk = ServedPrinter(server, self.clock, SlipDrawer(folder, self.clock.now))
        self.desk.start(self.told)

    def receive(self, data: bytes) -> None:
        self.server.machine.receive(data)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    machine = VirtualPrinter(printer_profiles.load("generic58"))
    with PrinterServer(machine, Doors()) as server:
        yield Bench(server, tmp_path)


def test_paper_comes_out_in_pieces_and_can_be_saved(bench: Bench) -> None:
    bench.receive(b"HELLO\n" + CUT)
    pieces = bench.told.take().pieces
    assert pieces[0] == PrintedLine("HELLO")
    assert pieces[-1] == PaperCut(1)
    assert bench.desk.state().slips == 1
    assert bench.desk.save_slip(1).pdf.read_bytes().startswith(b"%PDF")
    assert bench.desk.paper_columns == 32


def test_bytes_are_counted_and_rated_by_the_last_second(bench: Bench) -> None:
    bench.desk.state()
    for _ in range(8):
        bench.receive(b"A" * 240 + b"\x10\x04\x01")
        bench.clock.forward(timedelta(seconds=0.25))
        state = bench.desk.state()
    assert (state.in_bytes_s, state.out_bytes_s) == (972, 4)
    assert (state.in_bytes, state.out_bytes) == (8 * 243, 8)
    bench.clock.forward(timedelta(seconds=5))
    bench.desk.state()
    bench.clock.forward(timedelta(seconds=5))
    assert bench.desk.state().in_bytes_s == 0


def test_the_last_commands_are_named_the_newest_first(bench: Bench) -> None:
    bench.receive(b"\x1b@\n\n\n\x1dV")
    assert bench.desk.state().commands == (("LF", 3), ("ESC @", 1))
    bench.receive(b"\x00")
    assert bench.desk.state().commands[0] == ("GS V", 1)


def test_the_state_says_what_a_person_must_see_to_first(bench: Bench) -> None:
    def said() -> tuple[Health, str]:
        health = bench.desk.state().health
        return health.health, health.words.en

    machine = bench.server.machine
    assert said() == (Health.GOOD, "ready")
    machine.end_paper()
    assert said() == (Health.TROUBLE, "paper out")
    machine.open_cover()
    assert said() == (Health.TROUBLE, "cover open")
    bench.server.pull()
    assert said() == (Health.TROUBLE, "cable is out")
    machine.power_off()
    assert said() == (Health.TROUBLE, "no power")


def test_a_held_feed_button_is_offline_and_a_full_buffer_busy(bench: Bench) -> None:
    machine = bench.server.machine
    machine.press_feed()
    assert bench.desk.state().health.words.en == "offline: feed button held"
    machine.release_feed()
    with machine.hands_on() as mechanics:
        mechanics.parts.waiting = True
    assert bench.desk.state().health.words.en == "offline: waits for the feed button"
    bench.receive(b"A\n" * machine.profile.receive_buffer_bytes)
    state = bench.desk.state()
    assert state.lost_bytes > 0
    assert state.filled_bytes >= state.buffer_bytes - 16


def test_faults_are_switched_by_their_names_and_seen(bench: Bench) -> None:
    bench.desk.toggle("paper_out")
    assert bench.server.machine.status.paper_out
    assert bench.told.take().status
    assert [fault.id for fault in bench.desk.faults if fault.on] == ["paper_out"]
    bench.desk.toggle("paper_out")
    assert not bench.server.machine.status.paper_out


def test_the_buffer_and_the_ways_in_are_told(bench: Bench) -> None:
    bench.server.machine.end_paper()
    bench.receive(b"A" * 100)
    state = bench.desk.state()
    assert 90 <= state.filled_bytes <= 100
    assert state.buffer_bytes == 4096
    assert state.ways == bench.server.urls
    assert state.title == "Generic Chinese 58 mm"
