"""A cable lets bytes by in their time, stops the computer as the printer asks, and can be bad."""

from __future__ import annotations

import pytest

from drivers.clock import VirtualClock
from drivers.printer_profiles.profile import Flow
from drivers.virtual_printer.cable import Cable, Wiring
from drivers.virtual_printer.line_faults import SLOW_BYTES_S, LineFaults
from drivers.virtual_printer.pacing import XOFF, XON, DipSwitches, Framing, PortSettings
from tests.drivers.virtual_printer.bench import PAPER_STATUS, printer

STATUS = b"\x10\x04\x01"


class Bench:
    """A cable on a clock that only the test moves, into a printer that prints at once."""

    def __init__(
        self,
        dips: DipSwitches,
        computer: PortSettings | None = None,
        faults: LineFaults | None = None,
    ) -> None:
        self.clock = VirtualClock()
        self.machine = printer()
        self.cable = Cable(self.machine, Wiring(self.clock, dips, faults=faults))
        self.cable.connect(lambda: computer)

    def send(self, data: bytes, within_s: float = 60.0) -> int:
        """Send what the cable carries in the time; how much that was."""
        until, sent = self.clock.monotonic() + within_s, 0
        while sent < len(data) and self.clock.monotonic() < until:
            count = self.cable.due()
            if count:
                self.cable.carry(data[sent : sent + count])
                sent = min(len(data), sent + count)
            else:
                self.clock.sleep(max(0.001, self.cable.wait_s or 0.0))
        self.cable.rest()
        return sent

    def hear(self, within_s: float = 1.0) -> bytes:
        """All that comes back in the time."""
        until, heard = self.clock.monotonic() + within_s, b""
        while self.clock.monotonic() < until:
            heard += self.cable.answers()
            self.clock.sleep(0.001)
        return heard


def paced(baud_bps: int | None, **switches: object) -> DipSwitches:
    return DipSwitches(baud_bps, paced=True, **switches)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("baud_bps", "framing", "bytes_s"),
    [(9600, "8N1", 960.0), (115_200, "8N1", 11_520.0), (115_200, "8E1", 115_200 / 11)],
)
def test_the_paced_line_delivers_its_bytes_a_second(
    baud_bps: int, framing: str, bytes_s: float
) -> None:
    bench = Bench(paced(baud_bps, framing=Framing.read(framing)))
    job = b"A" * round(2 * bytes_s)
    assert bench.send(job) == len(job)
    assert len(job) / bench.clock.monotonic() == pytest.approx(bytes_s, rel=0.03)


def test_answers_take_their_time_too() -> None:
    bench = Bench(paced(9600))
    bench.machine.receive(STATUS * 960)
    heard = bench.hear(0.5)
    assert set(heard) == {0x12}
    assert len(heard) == pytest.approx(480, rel=0.03)


def test_the_speed_may_be_the_computers() -> None:
    bench = Bench(paced(None), PortSettings(19_200))
    assert bench.send(b"\n" * 19_200, within_s=1.0) == pytest.approx(1920, rel=0.03)


def test_a_line_without_speed_takes_no_time() -> None:
    bench = Bench(DipSwitches())
    assert bench.send(b"A" * 20_000) == 20_000
    assert bench.clock.monotonic() == 0


def test_at_another_speed_than_the_printers_garbage_is_printed_and_answered() -> None:
    bench = Bench(DipSwitches(9600, strict=True), PortSettings(19_200))
    bench.send(b"HELLO\n")
    assert "HELLO" not in bench.machine.piece.text
    bench.machine.receive(STATUS)
    assert bench.hear() != b"\x12"


def test_at_the_printers_speed_all_is_well() -> None:
    bench = Bench(DipSwitches(9600, strict=True), PortSettings(9600))
    bench.send(b"HELLO\n" + STATUS)
    assert bench.machine.piece.text == "HELLO\n"
    assert bench.hear() == b"\x12"


def test_a_printer_that_is_not_strict_understands_any_speed_at_its_own() -> None:
    bench = Bench(paced(9600), PortSettings(115_200))
    bench.send(b"HELLO\n" * 160)
    assert bench.machine.piece.text == "HELLO\n" * 160
    assert bench.clock.monotonic() == pytest.approx(1.0, rel=0.03)


@pytest.mark.parametrize(("shows", "printed"), [(True, "AB?DE?"), (False, "ABDE")])
def test_a_byte_received_wrong_is_marked_or_left_out(shows: bool, printed: str) -> None:
    faults = LineFaults(spoils_every=3)
    bench = Bench(DipSwitches(shows_errors=shows), faults=faults)
    bench.send(b"ABCDEF")
    bench.machine.receive(b"\n")
    assert bench.machine.piece.text == f"{printed}\n"


def test_a_break_is_a_byte_received_wrong() -> None:
    bench = Bench(DipSwitches())
    bench.cable.interrupt()
    Bench(DipSwitches(shows_errors=False)).cable.interrupt()
    bench.send(b"\n")
    assert bench.machine.piece.text == "?\n"


def test_a_torn_byte_keeps_its_lower_half() -> None:
    bench = Bench(DipSwitches())
    bench.send(b"\x1c.\x1bt\x10")  # Western characters of Windows-1252
    bench.cable.tear(ord("A"))
    bench.send(b"\n")
    assert bench.machine.piece.source[-2:] == b"\xf1\n"


def test_a_full_buffer_stops_the_computer_and_loses_nothing() -> None:
    bench = Bench(DipSwitches())
    capacity = bench.machine.profile.receive_buffer_bytes
    bench.machine.end_paper()
    assert bench.send(b"A\n" * capacity, within_s=1.0) == capacity
    assert bench.cable.stopped
    bench.machine.reload()
    assert not bench.cable.stopped


@pytest.mark.parametrize(
    ("dips", "faults"),
    [(DipSwitches(flow=Flow.NONE), LineFaults()), (DipSwitches(), LineFaults(deaf=True))],
)
def test_who_does_not_stop_loses_what_the_buffer_does_not_hold(
    dips: DipSwitches, faults: LineFaults
) -> None:
    bench = Bench(dips, faults=faults)
    capacity = bench.machine.profile.receive_buffer_bytes
    bench.machine.end_paper()
    assert bench.send(b"A" * 3 * capacity + STATUS) == 3 * capacity + 3
    assert bench.machine.held_bytes == capacity
    assert bench.hear() == b"\x1a"  # asked with a full buffer, answered all the same


def test_xoff_and_xon_are_sent_on_the_edges_of_busy() -> None:
    bench = Bench(DipSwitches(flow=Flow.XONXOFF), PortSettings(9600, heeds_xoff=True))
    capacity = bench.machine.profile.receive_buffer_bytes
    bench.machine.end_paper()
    assert bench.send(b"A\n" * capacity, within_s=0.1) == capacity
    assert (bench.hear(), bench.hear()) == (XOFF, b"")
    assert bench.cable.stopped
    bench.machine.reload()
    assert (bench.hear(), bench.hear()) == (XON, b"")
    assert not bench.cable.stopped


def test_xoff_goes_before_the_answers_that_wait() -> None:
    bench = Bench(paced(9600, flow=Flow.XONXOFF), PortSettings(9600, heeds_xoff=True))
    bench.machine.end_paper()
    bench.machine.receive(STATUS * 5 + b"A" * bench.machine.room)
    assert bench.hear() == XOFF + b"\x1a" * 5


def test_a_stop_that_is_over_before_it_was_sent_is_not_sent() -> None:
    bench = Bench(paced(9600, flow=Flow.XONXOFF), PortSettings(9600, heeds_xoff=True))
    bench.machine.end_paper()
    bench.machine.receive(b"A" * bench.machine.room)
    assert bench.cable.answers() == b""
    bench.machine.reload()
    assert bench.hear() == b""


def test_a_computer_that_knows_no_xoff_sends_on() -> None:
    bench = Bench(DipSwitches(flow=Flow.XONXOFF), PortSettings(9600))
    bench.machine.end_paper()
    assert bench.send(b"A" * 10_000) == 10_000


def test_a_computer_that_is_not_ready_gets_its_answers_later() -> None:
    bench = Bench(DipSwitches())
    bench.cable.computer_ready = False
    bench.send(STATUS)
    assert bench.hear() == b""
    bench.cable.computer_ready = True
    assert bench.hear() == b"\x12"


def test_a_slow_line_is_slow_both_ways_while_it_is() -> None:
    bench = Bench(DipSwitches(), faults=LineFaults(slow=True))
    assert bench.send(b"\n" * 1000, within_s=1.0) == pytest.approx(SLOW_BYTES_S, rel=0.03)
    bench.machine.receive(STATUS * 200)
    assert len(bench.hear(1.0)) == pytest.approx(SLOW_BYTES_S, rel=0.03)
    bench.cable.faults.slow = False
    assert bench.send(b"\n" * 1000, within_s=0.1) == 1000


def test_a_garbage_back_channel_says_nothing_a_status_could_be() -> None:
    bench = Bench(DipSwitches(), faults=LineFaults(garbage=True))
    bench.send(STATUS + PAPER_STATUS)
    assert bench.hear() == b"\xed\xff"


def test_the_wires_say_how_the_printer_is() -> None:
    bench = Bench(DipSwitches())
    assert (bench.cable.busy, bench.cable.online) == (False, True)
    bench.machine.end_paper()
    assert not bench.cable.online
    bench.send(b"A" * bench.machine.room)
    assert bench.cable.busy
    bench.machine.power_off()
    assert (bench.cable.busy, bench.cable.online) == (True, False)


def test_answers_on_their_way_can_be_dropped() -> None:
    bench = Bench(paced(9600))
    bench.send(STATUS)
    bench.cable.answers()
    bench.cable.drop_answers()
    assert bench.hear() == b""
