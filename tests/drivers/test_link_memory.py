"""What the link on a virtual clock has of its own; what all links share is in test_links.py."""

from __future__ import annotations

from drivers.link_memory import ROUND_TRIP_S
from tests.drivers.lines import memory_line


def test_a_wait_passes_on_the_virtual_clock_alone() -> None:
    with memory_line() as line:
        line.bank.faults.silent_next()
        began = line.clock.monotonic()
        line.trouble(line.till.sale(), 60)
        assert line.clock.monotonic() - began == 60


def test_an_answer_takes_its_time_too() -> None:
    with memory_line() as line:
        began = line.clock.monotonic()
        line.ask(line.till.sale())
        assert line.clock.monotonic() - began == ROUND_TRIP_S


def test_the_bank_lives_by_the_same_clock() -> None:
    with memory_line() as line:
        line.ask(line.till.sale())
        assert line.till.transaction().at.date() == line.clock.now().date()


def test_the_same_talk_gives_the_same_bytes() -> None:
    talks = []
    for _ in range(2):
        with memory_line() as line:
            line.ask(line.till.sale(900700))
            line.trouble(line.till.sale(900500))
            line.ask(line.till.sale())
            talks.append([(t.direction, t.frame, t.at) for t in line.seen])
    assert talks[0] == talks[1]
