"""The view of a served printer: paper as it comes, faults at keys, both languages, any window."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widget import Widget

from countersign.tui.desk import Fault, Onlooker, PaperCut, PrintedLine, SavedSlip, Words
from countersign.tui.printer_app import NARROW_COLUMNS, PrinterApp
from countersign.tui.printer_desk import PrinterState
from countersign.tui.theme import DARK
from terminal.language import Language
from tests.countersign.tui.stage import played, until, words_of
from tests.countersign.tui.test_app import toasts
from tests.countersign.tui.test_printer_panel import STATE


class FakePrinterDesk:
    """A printer that does what the test says, and one fault."""

    paper_columns = 32

    def __init__(self) -> None:
        self.onlooker: Onlooker | None = None
        self.on = False
        self.trouble: OSError | None = None
        self.saved: list[int] = []

    @property
    def faults(self) -> tuple[Fault, ...]:
        return (Fault("paper", "P", Words("缺纸", "paper out"), Words("装纸", "reload"), self.on),)

    def start(self, onlooker: Onlooker) -> None:
        self.onlooker = onlooker

    def state(self) -> PrinterState:
        return STATE

    def toggle(self, fault: str) -> None:
        if self.trouble is not None:
            raise self.trouble
        self.on = not self.on

    def save_slip(self, slip: int) -> SavedSlip:
        if self.trouble is not None:
            raise self.trouble
        self.saved.append(slip)
        return SavedSlip(Path("slip.png"), Path("slip.pdf"))

    def print(self) -> None:
        assert self.onlooker is not None
        self.onlooker.paper_moved(PrintedLine("PLEASE SIGN"))
        self.onlooker.paper_moved(PaperCut(1))


@asynccontextmanager
async def shown(
    desk: FakePrinterDesk, size: tuple[int, int] = (80, 24), language: Language = "en"
) -> AsyncIterator[Pilot[None]]:
    app = PrinterApp(desk, language)
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: app.panel.state is not None)
        yield pilot


def app_of(pilot: Pilot[None]) -> PrinterApp:
    assert isinstance(pilot.app, PrinterApp)
    return pilot.app


def everything(pilot: Pilot[None]) -> str:
    widgets = pilot.app.screen.walk_children(Widget)
    return "\n".join(words_of(widget) for widget in widgets if widget.size)


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (NARROW_COLUMNS - 1, 30)])
def test_paper_state_and_faults_are_in_sight(size: tuple[int, int]) -> None:
    @played
    async def look() -> None:
        desk = FakePrinterDesk()
        async with shown(desk, size) as pilot:
            desk.print()
            await until(pilot, lambda: app_of(pilot).paper.in_sight == 1)
            seen = everything(pilot)
            for words in ("PLEASE SIGN", "✗ paper out", "11,520 B/s", " P  paper out", "^Q quit"):
                assert words in seen

    look()


@played
async def test_a_capital_switches_a_fault_and_a_click_does_too() -> None:
    desk = FakePrinterDesk()
    async with shown(desk) as pilot:
        await pilot.press("P")
        assert desk.on
        await until(pilot, lambda: "✗reload" in everything(pilot))
        await pilot.click(app_of(pilot).faults, offset=(1, 0))
        await until(pilot, lambda: not desk.on)


@played
async def test_a_cable_that_cannot_be_plugged_in_is_told() -> None:
    desk = FakePrinterDesk()
    async with shown(desk) as pilot:
        desk.trouble = OSError("the address is taken")
        await pilot.press("P")
        await until(pilot, lambda: "the address is taken" in toasts(pilot.app))


@played
async def test_p_saves_the_slip_in_sight_or_says_why_not() -> None:
    desk = FakePrinterDesk()
    async with shown(desk) as pilot:
        await pilot.press("p")
        await until(pilot, lambda: "No finished slip" in toasts(pilot.app))
        desk.print()
        await until(pilot, lambda: app_of(pilot).paper.in_sight == 1)
        await pilot.press("p")
        await until(pilot, lambda: "slip.pdf" in toasts(pilot.app))
        desk.trouble = OSError("the disk is full")
        await pilot.press("p")
        await until(pilot, lambda: "the disk is full" in toasts(pilot.app))
        assert desk.saved == [1]


@played
async def test_language_and_colours_change_at_their_keys() -> None:
    async with shown(FakePrinterDesk()) as pilot:
        await pilot.press("ctrl+l")
        await until(pilot, lambda: "✗ 缺纸" in everything(pilot))
        await pilot.press("f9", "ctrl+t")
        await until(pilot, lambda: "✗ paper out" in everything(pilot))
        assert app_of(pilot).theme != DARK


@played
async def test_a_key_that_means_nothing_does_nothing() -> None:
    desk = FakePrinterDesk()
    async with shown(desk) as pilot:
        await pilot.press("q", "Z", "1")
        assert not desk.on
        assert app_of(pilot).is_running
