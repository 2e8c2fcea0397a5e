"""What every way to the bank promises: memory and TCP run this one suite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from acquirer.records import Payment
from drivers.traffic import Direction
from terminal.faults import HostTrouble
from tests.drivers.lines import Line, memory_line, tcp_line

SENT, RECEIVED, IGNORED = Direction.SENT, Direction.RECEIVED, Direction.IGNORED


@pytest.fixture(params=[memory_line, tcp_line], ids=["memory", "tcp"])
def line(request: pytest.FixtureRequest) -> Iterator[Line]:
    with request.param() as opened:
        yield opened


def test_an_exchange_brings_the_answer(line: Line) -> None:
    assert line.ask(line.till.sale()).text(39) == "00"
    assert line.directions() == [SENT, RECEIVED]


def test_many_exchanges_share_the_line(line: Line) -> None:
    assert {line.ask(line.till.sale()).text(39) for _ in range(20)} == {"00"}


def test_a_lost_answer_is_no_answer_and_the_sale_is_booked(line: Line) -> None:
    sale = line.till.sale(900200)
    assert line.trouble(sale, line.short_s) is HostTrouble.NO_ANSWER
    assert line.till.transaction().payment is Payment.APPROVED
    assert line.ask(line.till.sale()).text(39) == "00"


def test_the_wait_lasts_as_long_as_asked(line: Line) -> None:
    began = line.clock.monotonic()
    line.bank.faults.silent_next()
    line.trouble(line.till.sale(), line.short_s)
    assert line.short_s <= line.clock.monotonic() - began < line.short_s + 2


def test_a_late_answer_comes_to_a_later_exchange_and_is_ignored(line: Line) -> None:
    line.bank.faults.slow_next(by_s=line.long_s)
    assert line.trouble(line.till.sale(), line.short_s) is HostTrouble.NO_ANSWER
    line.clock.sleep(line.long_s)
    assert line.ask(line.till.sale()).text(39) == "00"
    assert line.directions() == [SENT, SENT, IGNORED, RECEIVED]


def test_a_late_answer_within_the_wait_is_the_answer(line: Line) -> None:
    line.bank.faults.slow_next(by_s=line.short_s)
    assert line.ask(line.till.sale()).text(39) == "00"


def test_a_late_answer_settles_the_same_question_asked_again(line: Line) -> None:
    sale = line.till.sale()
    line.ask(sale)
    line.bank.faults.slow_next(by_s=line.long_s)
    assert line.trouble(line.till.reversal(sale), line.short_s) is HostTrouble.NO_ANSWER
    line.clock.sleep(line.long_s)
    assert line.ask(line.till.reversal(sale)).text(39) == "00"
    assert line.ask(line.till.sale()).text(39) == "00"


def test_a_strangers_answer_does_not_end_the_wait(line: Line) -> None:
    sale = line.till.sale(900700)
    assert line.ask(sale).text(11) == sale.text(11)
    assert line.directions() == [SENT, IGNORED, RECEIVED]


def test_a_second_answer_is_ignored_by_the_next_exchange(line: Line) -> None:
    line.ask(line.till.sale(900800))
    line.clock.sleep(line.short_s)
    assert line.ask(line.till.sale()).text(39) == "00"
    assert line.directions() == [SENT, RECEIVED, SENT, IGNORED, RECEIVED]


def test_a_closed_connection_leaves_the_outcome_unknown(line: Line) -> None:
    assert line.trouble(line.till.sale(900500)) is HostTrouble.CLOSED
    assert line.till.transaction().payment is Payment.APPROVED


def test_garbage_leaves_the_outcome_unknown(line: Line) -> None:
    assert line.trouble(line.till.sale(900600)) is HostTrouble.GARBAGE
    assert line.till.transaction().payment is Payment.APPROVED


@pytest.mark.parametrize("amount_minor", [900500, 900600])
def test_after_a_lost_connection_the_next_exchange_makes_a_new_one(
    line: Line, amount_minor: int
) -> None:
    line.trouble(line.till.sale(amount_minor))
    assert line.ask(line.till.sale()).text(39) == "00"


def test_garbage_that_comes_late_spoils_nothing_that_follows(line: Line) -> None:
    line.bank.faults.lose_answer_next()
    line.trouble(line.till.sale(), line.short_s)
    line.bank.faults.garbage_next()
    assert line.trouble(line.till.sale()) is HostTrouble.GARBAGE
    line.clock.sleep(line.short_s)
    assert line.ask(line.till.sale()).text(39) == "00"


def test_where_nobody_answers_the_door_nothing_was_sent(line: Line) -> None:
    line.bank.faults.refusing = True
    line.clock.sleep(line.short_s)
    assert line.trouble(line.till.sale()) is HostTrouble.NOT_SENT
    assert line.bank.store.transaction(line.till.key()) is None
    assert line.directions() == []
    line.bank.faults.refusing = False
    line.clock.sleep(line.short_s)
    assert line.ask(line.till.sale()).text(39) == "00"


def test_after_hanging_up_late_answers_never_come(line: Line) -> None:
    line.bank.faults.slow_next(by_s=line.long_s)
    line.trouble(line.till.sale(), line.short_s)
    line.link.close()
    line.clock.sleep(line.long_s)
    line.ask(line.till.sale())
    assert line.directions() == [SENT, SENT, RECEIVED]


def test_what_is_seen_has_the_devices_time(line: Line) -> None:
    before = line.clock.now()
    line.ask(line.till.sale())
    assert all(before <= traffic.at <= line.clock.now() for traffic in line.seen)
