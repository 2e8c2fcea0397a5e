"""A document comes out whole and once, or a fault says how far; nothing is ever printed twice."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers import printer_profiles
from drivers.clock import SystemClock, VirtualClock
from drivers.printer import ThermalPrinter
from drivers.printer_profiles.profile import Flow
from drivers.transport.addresses import read_address
from drivers.virtual_printer.cable import Wiring
from drivers.virtual_printer.events import Printed, PrinterEvent
from drivers.virtual_printer.lines import Line
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.memory_line import MemoryLine
from drivers.virtual_printer.pacing import DipSwitches
from drivers.virtual_printer.pty_line import PtyLine
from drivers.virtual_printer.tcp_line import TcpLine
from receipts import strip
from terminal.faults import CameOut, PrinterFault, PrinterTrouble
from tests.receipts.facts import DOCUMENTS

PROFILE = printer_profiles.load("generic58")
DOCUMENT, PAPER = DOCUMENTS["signed_merchant_both_58"]
OTHER, _ = DOCUMENTS["unsigned_merchant_zh_58"]
WHOLE, OTHER_WHOLE = strip.render(DOCUMENT, PAPER), strip.render(OTHER, PAPER)
QUESTIONS = (b"\x10\x04\x02", b"\x10\x04\x04")
"""A real printer too stores what it has answered on reception, and skips it later."""
MARKS = 50
"""The slip has more marks (lines and bands of the signature) than this."""

LINES: dict[str, Callable[[VirtualPrinter], Line]] = {
    "memory": lambda machine: MemoryLine(machine, VirtualClock()),
    "pty": PtyLine,
    "tcp": TcpLine,
}


class Desk:
    """A virtual printer, the line into it, and the driver at the other end."""

    def __init__(self, line: str = "memory") -> None:
        self.machine = VirtualPrinter(PROFILE)
        self.line = LINES[line](self.machine)
        self.printer = ThermalPrinter(self.line.connect, PROFILE)

    def close(self) -> None:
        self.printer.close()
        self.line.close()

    def at_mark(self, number: int, act: Callable[[], None]) -> Callable[[], None]:
        """Do it when that many lines and bands have been printed; returns how to call it off."""
        seen = 0

        def listener(event: PrinterEvent) -> None:
            nonlocal seen
            seen += isinstance(event, Printed)
            if seen == number:
                stop()
                act()

        stop = self.machine.listen(listener)
        return stop

    def copies(self, whole: object = WHOLE) -> int:
        return sum(slip.bitmap == whole for slip in self.machine.slips)


@pytest.fixture(params=LINES)
def desk(request: pytest.FixtureRequest) -> Iterator[Desk]:
    desk = Desk(request.param)
    yield desk
    desk.close()


def fault(act: Callable[[], object]) -> PrinterFault:
    with pytest.raises(PrinterFault) as met:
        act()
    return met.value


def says(met: PrinterFault) -> tuple[PrinterTrouble, CameOut]:
    return met.trouble, met.came_out


@pytest.mark.slow
def test_slips_come_out_whole_and_in_order(desk: Desk) -> None:
    for document in (DOCUMENT, OTHER, DOCUMENT):
        desk.printer.print(document)
    assert [slip.bitmap for slip in desk.machine.slips] == [WHOLE, OTHER_WHOLE, WHOLE]


def test_a_slip_is_out_when_print_returns(desk: Desk) -> None:
    desk.printer.print(DOCUMENT)
    assert desk.copies() == 1


def test_without_paper_nothing_is_sent_and_a_reload_prints_it(desk: Desk) -> None:
    desk.machine.end_paper()
    met = fault(lambda: desk.printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.NO_PAPER, CameOut.NOTHING)
    assert desk.machine.held_bytes == len(b"".join(QUESTIONS))
    desk.machine.reload()
    desk.printer.finish()
    assert [slip.bitmap for slip in desk.machine.slips] == [WHOLE]


@pytest.mark.parametrize("rows", [1, 400, 1200, WHOLE.height - 1])
def test_paper_that_ends_in_the_slip_is_told_and_the_slip_goes_on(desk: Desk, rows: int) -> None:
    desk.machine.end_paper(after_rows=rows)
    met = fault(lambda: desk.printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.NO_PAPER, CameOut.PART)
    desk.machine.reload()
    desk.printer.finish()
    assert [slip.bitmap for slip in desk.machine.slips] == [WHOLE]


def test_a_cover_opened_in_the_slip_is_told_and_the_slip_goes_on(desk: Desk) -> None:
    desk.at_mark(20, desk.machine.open_cover)
    met = fault(lambda: desk.printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.COVER_OPEN, CameOut.PART)
    desk.machine.close_cover()
    desk.printer.finish()
    assert [slip.bitmap for slip in desk.machine.slips] == [WHOLE]


def test_a_knife_that_jams_is_told_and_the_slip_is_cut_once_it_is_free(desk: Desk) -> None:
    with desk.machine.hands_on() as mechanics:
        mechanics.parts.knife_blocked = True
    met = fault(lambda: desk.printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.CUTTER, CameOut.PART)
    with desk.machine.hands_on() as mechanics:
        mechanics.parts.knife_blocked = False
    desk.printer.finish()
    assert [slip.bitmap for slip in desk.machine.slips] == [WHOLE]


def test_a_platen_that_sticks_in_the_slip_is_told_and_the_slip_goes_on(desk: Desk) -> None:
    def stick() -> None:
        with desk.machine.hands_on() as mechanics:
            mechanics.parts.feed_blocked = True

    desk.at_mark(20, stick)
    met = fault(lambda: desk.printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.CUTTER, CameOut.PART)
    with desk.machine.hands_on() as mechanics:
        mechanics.parts.feed_blocked = False
    desk.printer.finish()
    assert [slip.bitmap for slip in desk.machine.slips] == [WHOLE]


def test_a_slip_abandoned_at_a_jammed_knife_does_not_come_out_with_the_next(desk: Desk) -> None:
    with desk.machine.hands_on() as mechanics:
        mechanics.parts.knife_blocked = True
    fault(lambda: desk.printer.print(DOCUMENT))
    with desk.machine.hands_on() as mechanics:
        mechanics.parts.knife_blocked = False
    desk.printer.abandon()
    desk.printer.print(OTHER)
    assert [slip.bitmap for slip in desk.machine.slips][-1] == OTHER_WHOLE
    assert desk.copies(OTHER_WHOLE) == 1


def test_trouble_that_is_still_there_is_told_again(desk: Desk) -> None:
    desk.machine.end_paper(after_rows=400)
    fault(lambda: desk.printer.print(DOCUMENT))
    assert says(fault(desk.printer.finish)) == (PrinterTrouble.NO_PAPER, CameOut.PART)
    desk.machine.open_cover()
    assert says(fault(desk.printer.finish)) == (PrinterTrouble.COVER_OPEN, CameOut.PART)
    desk.machine.reload()
    desk.printer.finish()
    assert desk.copies() == 1


def test_a_cable_out_before_the_slip_is_told_and_plugging_in_prints_it(desk: Desk) -> None:
    desk.printer.print(OTHER)
    desk.line.pull()
    met = fault(lambda: desk.printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.CABLE, CameOut.NOTHING)
    assert says(fault(desk.printer.finish)) == (PrinterTrouble.CABLE, CameOut.NOTHING)
    desk.line.plug()
    desk.printer.finish()
    assert [slip.bitmap for slip in desk.machine.slips] == [OTHER_WHOLE, WHOLE]


def test_a_cable_pulled_and_plugged_between_slips_is_nobodys_trouble(desk: Desk) -> None:
    desk.printer.print(OTHER)
    desk.line.pull()
    desk.line.plug()
    desk.printer.print(DOCUMENT)
    assert desk.copies() == 1


def test_a_cable_pulled_in_the_slip_leaves_it_unknown_and_nothing_prints_twice(desk: Desk) -> None:
    desk.at_mark(20, desk.line.pull)
    met = fault(lambda: desk.printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.CABLE, CameOut.UNKNOWN)
    desk.line.plug()
    assert fault(desk.printer.finish).came_out is CameOut.UNKNOWN
    desk.printer.abandon()
    desk.printer.print(OTHER)
    assert desk.copies() == 0
    assert desk.machine.slips[-1].bitmap == OTHER_WHOLE


def test_a_power_cut_at_the_printer_leaves_the_slip_unknown(desk: Desk) -> None:
    desk.machine.end_paper(after_rows=400)
    fault(lambda: desk.printer.print(DOCUMENT))
    desk.machine.power_off()
    desk.machine.reload()
    desk.machine.power_on()
    met = fault(desk.printer.finish)
    assert met.came_out is CameOut.UNKNOWN
    again = fault(desk.printer.finish)
    assert again.came_out is CameOut.UNKNOWN
    assert "It was off or cleared in between" in str(again)
    desk.printer.abandon()
    desk.printer.print(OTHER)
    torn, whole = desk.machine.slips
    assert (torn.bitmap.height, whole.bitmap) == (400, OTHER_WHOLE)


def test_a_printer_switched_off_and_on_in_the_slip_is_found_out_at_once() -> None:
    clock = VirtualClock()
    machine = VirtualPrinter(PROFILE, clock)
    printer = ThermalPrinter(MemoryLine(machine, clock).connect, PROFILE)
    cut_at_s: list[float] = []

    def listener(event: PrinterEvent) -> None:
        if isinstance(event, Printed) and clock.monotonic() > 1 and not cut_at_s:
            cut_at_s.append(clock.monotonic())
            machine.power_off()
            machine.power_on()

    machine.listen(listener)
    met = fault(lambda: printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.SILENT, CameOut.UNKNOWN)
    assert clock.monotonic() - cut_at_s[0] < 1.0


@pytest.mark.slow
def test_a_printer_that_never_answers_is_told_before_anything_is_sent(desk: Desk) -> None:
    desk.machine.mute()
    met = fault(lambda: desk.printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.SILENT, CameOut.NOTHING)
    desk.machine.mute(muted=False)
    desk.printer.finish()
    assert [slip.bitmap for slip in desk.machine.slips] == [WHOLE]


@pytest.mark.slow
def test_a_printer_that_falls_silent_in_the_slip_leaves_it_unknown(desk: Desk) -> None:
    desk.at_mark(20, desk.machine.mute)
    met = fault(lambda: desk.printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.SILENT, CameOut.UNKNOWN)


def test_an_abandoned_slip_does_not_come_out_later(desk: Desk) -> None:
    desk.machine.end_paper(after_rows=400)
    fault(lambda: desk.printer.print(DOCUMENT))
    desk.printer.abandon()
    desk.machine.reload()
    desk.printer.print(OTHER)
    torn, whole = desk.machine.slips
    assert (torn.bitmap.height, whole.bitmap) == (400, OTHER_WHOLE)


def test_printing_anew_abandons_what_was_not_finished(desk: Desk) -> None:
    desk.machine.end_paper()
    fault(lambda: desk.printer.print(DOCUMENT))
    desk.machine.reload()
    desk.printer.print(OTHER)
    assert [slip.bitmap for slip in desk.machine.slips] == [OTHER_WHOLE]


def test_the_status_is_told_without_printing(desk: Desk) -> None:
    desk.printer.check()
    assert desk.printer.status().trouble is None
    desk.machine.end_paper()
    assert says(fault(desk.printer.check)) == (PrinterTrouble.NO_PAPER, CameOut.NOTHING)
    desk.machine.reload()
    desk.line.pull()
    assert says(fault(desk.printer.check)) == (PrinterTrouble.CABLE, CameOut.NOTHING)
    desk.line.plug()
    desk.printer.check()


def test_nothing_of_the_driver_stays_behind() -> None:
    threads = threading.active_count()
    desk = Desk("pty")
    desk.printer.print(OTHER)
    desk.close()
    assert threading.active_count() == threads


HARM: dict[str, tuple[Callable[[Desk], None], Callable[[Desk], None]]] = {
    "paper": (lambda d: d.machine.end_paper(), lambda d: d.machine.reload()),
    "cover": (lambda d: d.machine.open_cover(), lambda d: d.machine.close_cover()),
    "cable": (lambda d: d.line.pull(), lambda d: d.line.plug()),
    "silence": (lambda d: d.machine.mute(), lambda d: d.machine.mute(muted=False)),
    "power": (lambda d: d.machine.power_off(), lambda d: d.machine.power_on()),
}


@given(
    st.lists(st.tuples(st.sampled_from(list(HARM)), st.integers(1, MARKS)), min_size=1, max_size=3)
)
def test_whatever_happens_a_slip_is_printed_once_or_given_up(
    harms: list[tuple[str, int]],
) -> None:
    desk = Desk()
    armed = [desk.at_mark(mark, partial(HARM[name][0], desk)) for name, mark in harms]
    done = _as_the_firmware_does(desk)
    for call_off in armed:
        call_off()
    assert desk.copies() == 1 if done else desk.copies() <= 1
    for _, mend in HARM.values():
        mend(desk)
    desk.machine.tear_off()
    before = desk.copies()
    desk.printer.print(OTHER)
    assert desk.machine.slips[-1].bitmap == OTHER_WHOLE
    assert (desk.copies(), desk.copies(OTHER_WHOLE)) == (before, 1)


def _as_the_firmware_does(desk: Desk) -> bool:
    """Print; at a fault let everything be put right and finish; give up what is unknown."""
    act = partial(desk.printer.print, DOCUMENT)
    for _ in range(10):
        try:
            act()
        except PrinterFault as met:
            if met.came_out is CameOut.UNKNOWN:
                break
            for _, mend in HARM.values():
                mend(desk)
            act = partial(desk.printer.finish)
        else:
            return True
    desk.printer.abandon()
    return False


def test_finishing_without_a_job_is_our_own_mistake() -> None:
    with pytest.raises(AssertionError, match="nothing to finish"):
        Desk().printer.finish()


def test_a_paced_printer_is_waited_for_as_long_as_it_prints() -> None:
    clock = VirtualClock()
    machine = VirtualPrinter(PROFILE, clock)
    printer = ThermalPrinter(MemoryLine(machine, clock).connect, PROFILE)
    printer.print(DOCUMENT)
    assert [slip.bitmap for slip in machine.slips] == [WHOLE]
    assert clock.monotonic() == pytest.approx(WHOLE.height / 8 / PROFILE.speed_mm_s, rel=0.3)


def test_paper_that_ends_under_a_paced_head_is_noticed_while_it_waits() -> None:
    clock = VirtualClock()
    machine = VirtualPrinter(PROFILE, clock)
    printer = ThermalPrinter(MemoryLine(machine, clock).connect, PROFILE)
    machine.end_paper(after_rows=1000)
    met = fault(lambda: printer.print(DOCUMENT))
    assert says(met) == (PrinterTrouble.NO_PAPER, CameOut.PART)
    machine.reload()
    printer.finish()
    assert [slip.bitmap for slip in machine.slips] == [WHOLE]


@pytest.mark.slow
@pytest.mark.parametrize(("baud_bps", "longer_s"), [(9600, 4.4), (2400, 17.6)])
def test_a_slow_line_is_waited_for_and_its_printer_not_called_silent(
    baud_bps: int, longer_s: float
) -> None:
    machine = VirtualPrinter(PROFILE)
    dips = DipSwitches(baud_bps, flow=Flow.NONE, paced=True, strict=True)
    line = PtyLine(machine, wiring=Wiring(SystemClock(), dips))
    url = f"{line.url}?baud={baud_bps}"
    printer = ThermalPrinter(read_address(url).open, PROFILE)
    began_s = time.monotonic()
    printer.print(DOCUMENT)
    assert [slip.bitmap for slip in machine.slips] == [WHOLE]
    assert time.monotonic() - began_s > longer_s
    printer.close()
    line.close()
