"""The machine stops without paper, goes on where it stopped, and answers as real printers do."""

from __future__ import annotations

import itertools
import threading
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers import printer_profiles
from drivers.clock import VirtualClock
from drivers.escpos.slip import encode
from drivers.escpos.status import BUFFERS_CLEARED, CLEAR_BUFFERS, PrinterStatus
from drivers.printer_profiles.profile import BusyWhen
from drivers.virtual_printer.events import (
    BusyChanged,
    BytesIn,
    BytesOut,
    PaperMoved,
    Printed,
    SlipCut,
    StatusChanged,
)
from drivers.virtual_printer.machine import MAX_KEPT_SLIPS, VirtualPrinter
from drivers.virtual_printer.outbox import MAX_ANSWER_BYTES
from tests.drivers.virtual_printer.bench import CUT, PAPER_STATUS, feed, heard, printed, printer
from tests.receipts.facts import DOCUMENTS

SLIP = encode(*DOCUMENTS["signed_merchant_both_58"])
WHOLE = printed(SLIP)
ASK = {n: b"\x10\x04" + bytes([n]) for n in (1, 2, 3, 4)}
READY, NO_PAPER, COVER_OPEN = b"\x12\x12\x12\x12", b"\x1a\x32\x12\x7e", b"\x1a\x16\x12\x12"


def status(machine: VirtualPrinter) -> bytes:
    return b"".join(feed(machine, ASK[n]) for n in (1, 2, 3, 4))


def send_all(machine: VirtualPrinter, data: bytes) -> None:
    """Send as a line does: what the printer does not take waits for a new roll."""
    while data:
        room = machine.room
        machine.receive(data[:room])
        data = data[room:]
        if not machine.room:
            machine.reload()
    machine.reload()


def test_a_printer_that_is_well_says_so() -> None:
    assert status(printer()) == READY


def test_without_paper_it_says_so_and_prints_nothing() -> None:
    machine = printer()
    machine.end_paper()
    machine.receive(b"A\n")
    assert status(machine) == NO_PAPER
    assert machine.piece.bitmap.height == 0


def test_with_its_cover_open_it_says_so_and_prints_nothing() -> None:
    machine = printer()
    machine.open_cover()
    machine.receive(b"A\n")
    assert status(machine) == COVER_OPEN
    machine.close_cover()
    assert (status(machine), machine.piece.text) == (READY, "A\n")


def test_the_paper_ends_at_the_row_it_was_told_to() -> None:
    machine = printer()
    machine.end_paper(after_rows=40)
    machine.receive(b"A\nB\n")
    assert machine.piece.bitmap.height == 40
    machine.reload()
    assert (machine.piece.text, machine.piece.bitmap.height) == ("A\nB\n", 60)
    assert machine.piece.reloaded_at == (40,)


@pytest.mark.parametrize("rows", [1, 24, 333, 1000, WHOLE.bitmap.height - 1])
def test_a_slip_is_the_same_after_a_new_roll_in_the_middle_of_it(rows: int) -> None:
    machine = printer()
    machine.end_paper(after_rows=rows)
    send_all(machine, SLIP)
    assert machine.slips[0].bitmap == WHOLE.bitmap
    assert machine.slips[0].text == WHOLE.text


@given(st.lists(st.integers(1, len(SLIP)), max_size=8))
def test_a_slip_is_the_same_in_any_split(cuts: list[int]) -> None:
    machine = printer()
    edges = [0, *sorted(cuts), len(SLIP)]
    for start, end in itertools.pairwise(edges):
        feed(machine, SLIP[start:end])
    assert machine.slips == (WHOLE,)


def test_real_time_status_is_answered_on_reception_whatever_waits() -> None:
    machine = printer()
    machine.end_paper()
    assert feed(machine, b"A\n" * 100 + PAPER_STATUS + ASK[4]) == b"\x7e"


def test_the_answer_to_gs_r_comes_when_all_before_it_is_printed() -> None:
    machine = printer()
    machine.end_paper(after_rows=10)
    assert feed(machine, b"A\n" + PAPER_STATUS) == b""
    machine.reload()
    assert machine.take_answers() == b"\x00"


def test_a_real_time_command_inside_a_picture_is_answered_and_is_picture_too() -> None:
    machine = printer()
    assert feed(machine, b"\x1dv0\x00\x03\x00\x01\x00" + ASK[1] + b"A\n") == b"\x12"
    picture = machine.piece.marks[0].picture
    assert picture is not None
    assert picture.data == ASK[1]
    assert machine.piece.marks[1].text == "A"


def test_a_real_time_command_in_two_receptions_is_answered_once() -> None:
    machine = printer()
    assert feed(machine, ASK[4][:1]) + feed(machine, ASK[4][1:]) + feed(machine, b"A") == b"\x12"


def test_a_full_buffer_takes_no_more_and_loses_nothing_it_took() -> None:
    machine = printer()
    machine.end_paper()
    lines = b"".join(b"%031d\n" % number for number in range(200))
    feed(machine, lines)
    capacity = machine.profile.receive_buffer_bytes
    assert (machine.room, machine.held_bytes) == (0, capacity)
    machine.receive(b"lost")
    machine.reload()
    assert machine.piece.text == lines[:capacity].decode()


def test_clearing_the_buffers_forgets_what_waits_and_half_a_picture() -> None:
    machine = printer()
    machine.receive(b"\x1dv0\x00\x30\x00\x10\x00" + b"\xff" * 100)
    assert feed(machine, CLEAR_BUFFERS) == BUFFERS_CLEARED
    machine.end_paper()
    feed(machine, b"lost\n" * 20)
    assert feed(machine, CLEAR_BUFFERS + b"A\n") == BUFFERS_CLEARED
    machine.reload()
    assert machine.piece.text == "A\n"


def test_switched_off_it_forgets_the_buffer_and_every_setting_but_not_the_paper() -> None:
    machine = printer()
    feed(machine, b"\x1ba\x01\x1b!\x30A\n")
    machine.end_paper()
    feed(machine, b"lost\n")
    machine.power_off()
    machine.reload()
    assert feed(machine, ASK[1] + b"also lost\n") == b""
    machine.power_on()
    feed(machine, b"B\n")
    first, second = machine.piece.marks
    assert (first.text, second.text, second.x_dots, second.across) == ("A", "B", 0, 1)


def test_mute_it_prints_and_never_answers() -> None:
    machine = printer()
    machine.mute()
    assert feed(machine, b"A\n" + ASK[1] + PAPER_STATUS) == b""
    assert machine.piece.text == "A\n"
    machine.mute(muted=False)
    assert status(machine) == READY


def test_a_model_without_answers_cannot_be_made_to_speak() -> None:
    machine = printer("dumb58")
    machine.mute(muted=False)
    assert status(machine) == b""


def test_answers_nobody_reads_are_lost_and_do_not_stop_it() -> None:
    machine = printer()
    machine.receive(b"".join([ASK[1] * 1000, b"A\n"]))
    machine.receive(ASK[1] * 1000)
    machine.receive(ASK[1] * 1000 + ASK[1] * 1365)
    assert len(machine.take_answers(limit=1 << 20)) <= MAX_ANSWER_BYTES
    assert machine.piece.text == "A\n"


def test_a_paced_motor_takes_its_time() -> None:
    clock = VirtualClock()
    machine = printer(clock=clock)
    machine.receive(b"\n" * 24)  # 720 rows of 1/8 mm at 90 mm/s: one second
    assert machine.piece.bitmap.height < 60
    while (wait_s := machine.wait_s) is not None:
        clock.sleep(max(0.001, wait_s))
        machine.work()
    assert machine.piece.bitmap.height == 720
    assert clock.monotonic() == pytest.approx(1.0, abs=0.1)


def test_a_busy_motor_lets_the_buffer_fill() -> None:
    machine = printer(clock=VirtualClock())
    feed(machine, b"A\n" * 5000)
    assert machine.room == 0
    assert machine.wait_s is not None


def test_without_paper_there_is_nothing_to_wait_for() -> None:
    machine = printer(clock=VirtualClock())
    machine.receive(b"A\nB\n")
    machine.end_paper()
    assert machine.wait_s is None


def test_a_cut_makes_a_slip_with_the_bytes_it_came_from() -> None:
    machine = printer()
    feed(machine, b"A\n" + CUT + b"B\n" + CUT)
    assert [(slip.text, slip.source) for slip in machine.slips] == [
        ("A\n", b"A\n" + CUT),
        ("B\n", b"B\n" + CUT),
    ]


def test_a_cut_without_paper_is_no_slip() -> None:
    machine = printer()
    feed(machine, CUT + CUT)
    assert machine.slips == ()


def test_what_hangs_out_can_be_torn_off() -> None:
    machine = printer("dumb58")
    feed(machine, b"A\n")
    torn = machine.tear_off()
    assert torn is not None
    assert (torn.text, machine.slips, machine.tear_off()) == ("A\n", (torn,), None)


def test_the_oldest_slip_is_thrown_away_first() -> None:
    machine = printer()
    for number in range(MAX_KEPT_SLIPS + 1):
        feed(machine, b"%d\n" % number + CUT)
    texts = [slip.text for slip in machine.slips]
    assert (len(texts), texts[0], texts[-1]) == (MAX_KEPT_SLIPS, "1\n", f"{MAX_KEPT_SLIPS}\n")


def test_uncut_paper_does_not_grow_for_ever() -> None:
    machine = printer()
    feed(machine, b"\x1bd\xff" * 20)
    assert machine.piece.bitmap.height < 3 * 255 * 30
    assert len(machine.slips) > 0


def test_listeners_hear_everything_in_order() -> None:
    machine = printer()
    events = heard(machine)
    machine.receive(b"A\n" + CUT + PAPER_STATUS)
    kinds = [type(event) for event in events]
    assert kinds == [BytesIn, Printed, SlipCut, BytesOut, PaperMoved]


def test_a_listener_hears_of_paper_and_cover() -> None:
    machine = printer()
    events = heard(machine)
    machine.end_paper()
    machine.end_paper()
    machine.reload()
    assert events == [
        StatusChanged(PrinterStatus(paper_out=True), powered=True),
        BusyChanged(True),
        StatusChanged(PrinterStatus(), powered=True),
        BusyChanged(False),
    ]


def test_whoever_asked_is_woken_by_hands_and_by_the_edges_of_busy() -> None:
    machine = printer()
    woken: list[bool] = []
    stop = machine.on_change(lambda: woken.append(machine.busy))
    machine.receive(b"A\n")
    assert woken == []
    machine.open_cover()
    assert woken == [True]
    stop()
    machine.close_cover()
    assert woken == [True]


def test_with_a_full_buffer_it_is_busy_even_if_only_that_counts() -> None:
    profile = replace(printer_profiles.load("generic58"), busy_when=BusyWhen.FULL)
    machine = VirtualPrinter(profile)
    machine.end_paper()
    assert not machine.busy
    machine.receive(b"\n" * (profile.receive_buffer_bytes - profile.busy_at_free_bytes))
    assert machine.busy
    machine.power_off()
    assert not machine.busy


def test_hands_may_touch_any_part() -> None:
    machine = printer()
    events = heard(machine)
    with machine.hands_on() as mechanics:
        mechanics.parts.broken = True
    assert StatusChanged(PrinterStatus(broken=True), powered=True) in events
    assert machine.parts.broken


def test_the_feed_button_feeds_what_is_torn_off() -> None:
    machine = printer()
    machine.press_feed()
    held = machine.status.button_down
    machine.release_feed()
    torn = machine.tear_off()
    assert torn is not None
    assert (held, machine.status.button_down, torn.bitmap.height) == (True, False, 30)


def test_a_drawer_stays_open_until_it_is_closed() -> None:
    machine = printer()
    feed(machine, b"\x1bp\x00\x19\x19")
    open_before = machine.status.drawer_high
    machine.close_drawer()
    assert (open_before, machine.status.drawer_high) == (True, False)


def test_what_is_stored_outlives_the_power_and_what_is_downloaded_does_not() -> None:
    machine = printer()
    keep = b"\x1d(C\x06\x00\x00\x01\x00ABx"
    downloaded = b"\x1d*\x01\x01" + b"\xff" * 8
    feed(machine, keep + downloaded)
    machine.power_off()
    machine.power_on()
    assert feed(machine, b"\x1d(C\x05\x00\x00\x02\x00AB") == b"\x37\x70\x40x\x00"
    feed(machine, b"\x1d/\x00")
    assert machine.piece.bitmap.height == 0


def test_a_listener_may_handle_the_printer() -> None:
    machine = printer()
    machine.end_paper(after_rows=10)
    machine.listen(lambda event: machine.reload() if machine.status.paper_out else None)
    machine.receive(b"A\nB\n")
    assert machine.piece.text == "A\nB\n"


def test_whoever_stops_listening_hears_no_more() -> None:
    machine = printer()
    events: list[object] = []
    stop = machine.listen(events.append)
    stop()
    machine.receive(b"A\n")
    assert events == []


@pytest.mark.parametrize("profile", ["generic58", "sprt80"])
def test_it_is_busy_from_one_mark_until_the_other(profile: str) -> None:
    clock = VirtualClock()
    machine = printer(profile, clock)
    model = machine.profile
    events = heard(machine)
    while not machine.busy:
        machine.receive(b"\n")
    assert model.receive_buffer_bytes - machine.filled_bytes == model.busy_at_free_bytes
    while machine.busy:
        assert machine.wait_s is not None
        clock.sleep(machine.wait_s + 0.001)
        machine.work()
    assert model.receive_buffer_bytes - machine.filled_bytes >= model.ready_at_free_bytes
    edges = [event.busy for event in events if isinstance(event, BusyChanged)]
    assert edges == [True, False]


def test_many_threads_at_once_lose_no_line() -> None:
    machine = printer()

    def send(name: bytes) -> None:
        for _ in range(50):
            machine.receive(name * 8 + b"\n")

    threads = [threading.Thread(target=send, args=(name,)) for name in (b"A", b"B", b"C")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    lines = machine.piece.text.split()
    assert sorted(lines) == ["A" * 8] * 50 + ["B" * 8] * 50 + ["C" * 8] * 50
