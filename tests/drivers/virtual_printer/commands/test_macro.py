"""A macro is obeyed while it is defined, and again when it is run."""

from __future__ import annotations

from drivers.clock import VirtualClock
from tests.drivers.virtual_printer.bench import feed, printed, printer, skipped

DEFINE = b"\x1d:"


def run(times: int, wait: int = 0, start: int = 0) -> bytes:
    return b"\x1d^" + bytes([times, wait, start])


def test_what_is_between_is_printed_then_and_again_when_it_is_run() -> None:
    assert printed(DEFINE + b"A\n" + DEFINE + b"B\n" + run(2)).text == "A\nB\nA\nA\n"


def test_what_follows_waits_until_the_macro_has_run() -> None:
    assert printed(DEFINE + b"A\n" + DEFINE + run(2) + b"B\n").text == "A\nA\nA\nB\n"


def test_a_macro_outlives_a_reset_and_may_hold_one() -> None:
    data = DEFINE + b"\x1b@\x1ba\x02A\n" + DEFINE + b"\x1b@" + run(1)
    assert printed(data).text == " " * 31 + "A\n" + " " * 31 + "A\n"


def test_running_it_while_it_is_defined_undoes_the_definition() -> None:
    assert printed(DEFINE + b"A\n" + run(1) + b"B\n" + run(1)).text == "A\nB\n"


def test_a_macro_is_lost_with_the_power() -> None:
    machine = printer()
    feed(machine, DEFINE + b"A\n" + DEFINE)
    machine.power_off()
    machine.power_on()
    feed(machine, run(3))
    assert machine.piece.text == "A\n"


def test_clearing_the_printer_ends_a_running_macro() -> None:
    machine = printer()
    feed(machine, DEFINE + b"A\n" + DEFINE)
    machine.open_cover()
    feed(machine, run(9))
    machine.close_cover()
    machine.open_cover()
    feed(machine, b"\x10\x14\x08\x01\x03\x14\x01\x06\x02\x08")
    machine.close_cover()
    assert machine.piece.text.count("A") <= 10


def test_it_waits_before_each_time() -> None:
    clock = VirtualClock()
    machine = printer(clock=clock)
    feed(machine, DEFINE + b"\x1bE\x01" + DEFINE + run(2, wait=5) + b"\n")
    begun = clock.monotonic()
    while not machine.piece.marks:
        wait_s = machine.wait_s
        assert wait_s is not None
        clock.sleep(wait_s)
        machine.work()
    assert clock.monotonic() - begun >= 1.0


def test_it_waits_for_the_feed_button_each_time_where_asked() -> None:
    machine = printer()
    feed(machine, DEFINE + b"A\n" + DEFINE + run(2, start=1))
    texts = [machine.piece.text]
    for _ in range(2):
        machine.press_feed()
        machine.release_feed()
        texts.append(machine.piece.text)
    assert texts == ["A\n", "A\nA\n", "A\nA\nA\n"]


def test_the_bytes_of_a_slip_name_the_macro_once() -> None:
    data = DEFINE + b"A\n" + DEFINE + run(2)
    slip = printed(data)
    assert slip.source == data
    assert printed(slip.source) == slip


def test_what_there_is_not_is_refused() -> None:
    assert skipped(run(1, start=2)) == ["GS ^"]
