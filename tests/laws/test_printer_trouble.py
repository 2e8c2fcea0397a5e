"""Whatever happens at the printer, at any byte or line: a slip is on paper once or not at all.

And the journal says which.

On every line into the printer: the cable is pulled, the printer switched off and on, the line
stopped, the paper taken away. The cashier puts it right; where the terminal asks whether the slip
came out whole, he looks and says what is so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from unittest.mock import patch

import pytest

from drivers.printer import ThermalPrinter
from drivers.virtual_printer.machine import VirtualPrinter
from receipts import strip
from terminal.faults import CameOut, PrinterFault, PrinterTrouble
from terminal.states import SlipState
from tests.laws.cheap_pictures import cheap_pictures
from tests.laws.printing_shop import DRAWING, LINES, PROFILE, Shop, Tripwire
from tests.laws.xoff_port import XoffPort
from tests.receipts.facts import DOCUMENTS

STEP = 50
"""Bytes from one place of the slip at which something happens to the next."""
STOP_STEPS = {"rfc2217": 7}
"""Where not every byte: a slip takes pyserial's threads ten times as long as any other line."""
ANSWER_WITHIN_S = 0.3
"""The virtual printer answers at once or, switched off, never: nobody waits a second for it."""
FEW = 7
"""The quick tests try so many places of the slip."""

SLIP, PAPER = DOCUMENTS["signed_merchant_both_58"]
WHOLE = strip.render(SLIP, PAPER)

pytestmark = pytest.mark.usefixtures("_cheap")


@pytest.fixture
def _cheap(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    caplog.set_level("CRITICAL", "acquirer")
    with (
        cheap_pictures(),
        patch("terminal.flows.signature.rasterise", lambda *_: DRAWING),
        patch("drivers.printer_link.STATUS_WITHIN_S", ANSWER_WITHIN_S),
    ):
        yield


Harm = Callable[[Shop], object]


def _off_and_on(shop: Shop) -> None:
    """No printer is back before the rest of a piece has gone down the line and into nothing."""
    assert shop.wire is not None
    shop.machine.power_off()
    shop.wire.later = shop.machine.power_on


def _stop(shop: Shop) -> None:
    assert shop.wire is not None
    shop.wire.stopped = True


HARMS: dict[str, Harm] = {
    "cable pulled": lambda shop: shop.line.pull(),
    "switched off": lambda shop: shop.machine.power_off(),
    "switched off and on": _off_and_on,
    "line stopped": _stop,
}


@cache
def sent_bytes() -> int:
    """What the driver hands over for a sale's slip, questions and all."""
    wire = Tripwire(1 << 30, lambda: None)
    shop = Shop("memory", wire)
    shop.sell()
    shop.close()
    return (1 << 30) - wire.left


@cache
def marks() -> int:
    """Lines and bands of a sale's slip."""
    shop = Shop("memory")
    shop.sell()
    shop.close()
    return len(shop.machine.slips[0].marks)


def wrongs_at_byte(line: str, harm: Harm, places: range) -> dict[int, list[str]]:
    """What is wrong after a sale whose printer meets the harm at that byte."""
    found: dict[int, list[str]] = {}
    for place in places:
        wire = Tripwire(place, lambda: None)
        shop = Shop(line, wire)
        wire.act = lambda shop=shop: harm(shop)
        entry = shop.sell()
        assert wire.act is None, "it happened"
        if wrong := shop.wrongs(entry):
            found[place] = wrong
        shop.close()
    return found


def wrongs_at_line(line: str, places: range) -> dict[int, list[str]]:
    """What is wrong after a sale whose paper ends with that line of the slip."""
    found = {}
    for place in places:
        shop = Shop(line)
        shop.at_mark(place, shop.machine.end_paper)
        entry = shop.sell()
        wrong = shop.wrongs(entry)
        if entry.slip is not SlipState.PRINTED or shop.keeper.asked_whole:
            wrong.append("a new roll does not finish the slip")
        if wrong:
            found[place] = wrong
        shop.close()
    return found


def every(step: int) -> range:
    return range(1, sent_bytes(), step)


@pytest.mark.parametrize("line", LINES)
def test_without_trouble_the_slip_is_printed_and_the_journal_says_so(line: str) -> None:
    shop = Shop(line)
    entry = shop.sell()
    assert (entry.slip, shop.copies, shop.keeper.asked_whole) == (SlipState.PRINTED, 1, 0)
    assert shop.wrongs(entry) == []
    shop.close()


@pytest.mark.slow
@pytest.mark.parametrize("harm", HARMS)
def test_trouble_at_some_bytes_leaves_paper_and_journal_agreeing(harm: str) -> None:
    assert wrongs_at_byte("memory", HARMS[harm], every(sent_bytes() // FEW)) == {}


def test_paper_that_ends_with_some_lines_is_no_loss() -> None:
    assert wrongs_at_line("memory", range(1, marks(), marks() // FEW)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("harm", HARMS)
def test_trouble_at_every_50th_byte_leaves_paper_and_journal_agreeing(line: str, harm: str) -> None:
    assert wrongs_at_byte(line, HARMS[harm], every(STEP)) == {}


@pytest.mark.slow
@pytest.mark.parametrize("line", LINES)
def test_paper_that_ends_with_any_line_is_no_loss(line: str) -> None:
    assert wrongs_at_line(line, range(1, marks() + 1)) == {}


# A line that is stopped at every byte, by the driver alone


@cache
def job_bytes() -> int:
    """What the driver hands over for the slip on a fresh link, when the printer is well."""
    wire = Tripwire(1 << 30, lambda: None)
    line = LINES["memory"](VirtualPrinter(PROFILE))
    printer = ThermalPrinter(wire.around(line.connect), PROFILE)
    printer.print(SLIP)
    return (1 << 30) - wire.left


@pytest.mark.slow
@pytest.mark.parametrize("line", LINES)
def test_a_line_stopped_for_long_at_any_byte_goes_on_at_that_byte(line: str) -> None:
    wire = Tripwire(1 << 30, lambda: None)
    machine = VirtualPrinter(PROFILE)
    opened = LINES[line](machine)
    printer = ThermalPrinter(wire.around(opened.connect), PROFILE)
    wrong = []
    for place in range(1, job_bytes(), STOP_STEPS.get(line, 1)):
        wire.left, wire.act = place, lambda: setattr(wire, "stopped", True)
        try:
            printer.print(SLIP)
            wrong.append(f"{place}: it was not noticed")
        except PrinterFault as fault:
            if (fault.trouble, fault.came_out is CameOut.UNKNOWN) != (PrinterTrouble.SILENT, False):
                wrong.append(f"{place}: {fault}")
        wire.stopped = False
        printer.finish()
        if machine.slips[-1].bitmap != WHOLE or machine.piece.bitmap.height:
            wrong.append(f"{place}: not whole")
        printer.close()  # a serial line is then given its half second ahead anew
    opened.close()
    assert wrong == []


@pytest.mark.slow
def test_xoff_after_any_byte_only_makes_the_slip_a_moment_later() -> None:
    machine = VirtualPrinter(PROFILE)
    port = XoffPort(machine)
    printer = ThermalPrinter(port.connect, PROFILE)
    wrong = []
    for place in range(1, job_bytes() + 1):
        port.stop_after(place)
        printer.print(SLIP)
        if port.stops != place or machine.slips[-1].bitmap != WHOLE or machine.piece.bitmap.height:
            wrong.append(place)
        printer.close()
    port.close()
    assert wrong == []
