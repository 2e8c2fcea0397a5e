"""What the rules of resign.md put on the screens: a redo, and the notice of changed parameters."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from acquirer.audit import Actor
from acquirer.front_office import FrontOffice, Refused
from acquirer.host import Bank
from countersign.live_desk import LiveDesk
from countersign.settings import Settings
from countersign.tui.app import CountersignApp
from terminal.config import Config, Waits
from terminal.states import Signature
from tests.countersign.tui.stage import played, until, words_of
from wire.resign_messages import Parameters

QUICK = Config(copies=1, waits=Waits(notice_s=1, error_s=30, tear_s=1, host_s=1))
"""Good news goes by itself; bad news and changes wait until they are read."""


class Desk:
    """Hands and eyes at the screens of a desk with nothing left out."""

    def __init__(self, app: CountersignApp, desk: LiveDesk) -> None:
        self.app, self.desk = app, desk

    @property
    def display(self) -> str:
        """The device's display, or the head of its pad."""
        device = self.app.top.device
        return words_of(device.pad.head if device.signing else device.lcd)

    @property
    def bank(self) -> Bank:
        """The bank of this desk."""
        station = self.desk._station
        assert station is not None
        assert station.bank is not None
        return station.bank


class Hands:
    """Presses and looks until it is there."""

    def __init__(self, desk: Desk, pilot: object) -> None:
        self.desk, self.pilot = desk, pilot

    async def sees(self, words: str) -> None:
        """Wait until the display shows these words and asks something."""
        app = self.desk.app
        await until(
            self.pilot,  # type: ignore[arg-type]
            lambda: words in self.desk.display and app._view is not None and app._view.asking,
        )

    async def type(self, keys: str) -> None:
        """Press keys of the computer, one word each."""
        await self.pilot.press(*keys.split())  # type: ignore[attr-defined]

    async def swipes(self) -> None:
        """Draw the signature card through the reader."""
        await self.sees("SWIPE CARD")
        self.desk.desk.swipe("unionpay_credit_signature")

    async def signs(self) -> None:
        """A sample signature on the pad."""
        await self.sees("PLEASE SIGN")
        await self.type("s enter")


@asynccontextmanager
async def at_the_desk(state: Path) -> AsyncIterator[Hands]:
    """The application on a live desk, idle."""
    live = LiveDesk(Settings(state=state, printer="memory:", config=QUICK))
    app = CountersignApp(live, "en")
    try:
        async with app.run_test(size=(80, 24)) as pilot:
            hands = Hands(Desk(app, live), pilot)
            await until(pilot, lambda: app.top.furnished and live._station is not None)
            await hands.sees("1200")
            yield hands
    finally:
        live.stop()


@pytest.mark.slow
@played
async def test_a_lost_sale_is_redone_on_the_screens_until_its_signature_is_stored(
    tmp_path: Path,
) -> None:
    async with at_the_desk(tmp_path) as hands:
        hands.desk.bank.faults.lose_answer_next(mti="0200")
        await hands.type("4 0 0 0 enter")
        await hands.swipes()
        await hands.sees("Reversed: nothing charged")
        await hands.type("enter f1 9 2")
        await hands.sees("40.00")
        await hands.type("enter")
        await hands.sees("Bank: reversed, not charged")
        assert "CHARGE THIS AMOUNT AGAIN?" in hands.desk.display
        await hands.type("enter")
        await hands.swipes()
        await hands.signs()
        await hands.sees("Signature stored")
        book = hands.desk.desk._book()
        assert book is not None
        assert book.last is not None
        assert book.last.signature is Signature.UPLOADED
        assert book.last.redo_of is not None


@pytest.mark.slow
@played
async def test_changed_parameters_are_said_and_stand_on_their_screen(tmp_path: Path) -> None:
    async with at_the_desk(tmp_path) as hands:
        office, chief = FrontOffice(hands.desk.bank), Actor("agent wu", "SUPERVISOR", "desk")
        now, merchant_id = hands.desk.desk._clock.now(), QUICK.merchant_id
        case = office.open_case(merchant_id, "change it", chief, now)
        assert not isinstance(case, Refused)
        what = (QUICK.terminal_id, Parameters(redos=1), "asked for")
        office.push_parameters(case.number, *what, chief, now)
        await hands.type("f1 5")
        await hands.sees("PARAMETERS CHANGED")
        assert "Redos: 1" in hands.desk.display
        await hands.type("enter")
        await hands.sees("1200")
        await hands.type("f1 8 9")
        await hands.sees("Redos: 1")
