"""The end of a batch is resumed under the same totals until the bank has answered."""

from collections.abc import Callable

import pytest

from terminal.events import Closing, Voided
from terminal.faults import HostFault, HostTrouble
from terminal.flows.closing import resume_settlement
from terminal.states import Payment
from tests.terminal.flows.stage import CONFIG, START, Stage, says, signed_on, sold
from wire.cup_fields import Field48Totals, Totals
from wire.framing import Processing
from wire.iso8583 import Message


def balanced(result: int = 1) -> Callable[[Message], Message]:
    """A bank whose totals are the terminal's, or not."""

    def answer(request: Message) -> Message:
        asked = Field48Totals.decode(request.text(48))
        halves = (asked.domestic, asked.foreign)
        domestic, foreign = (
            Totals(h.debit_minor, h.debit_count, h.credit_minor, h.credit_count, result)
            for h in halves
        )
        return says("00", f48=Field48Totals(domestic, foreign).encode())(request)

    return answer


def closing(*bank: object) -> Stage:
    stage = signed_on(Stage(bank=list(bank)))  # type: ignore[arg-type]
    sold(stage, 1)
    stage.book.apply(Closing(7, 2, START))
    return stage


def test_equal_totals_close_the_batch_settle_its_entries_and_open_the_next() -> None:
    stage = closing(balanced())
    assert stage.run(resume_settlement(CONFIG))
    assert [entry.payment for entry in stage.book] == [Payment.SETTLED]
    terminal = stage.book.terminal
    assert (terminal.batch, terminal.closed_batch, terminal.closing) == (8, 7, None)


def test_what_was_voided_stays_so_when_its_batch_is_closed() -> None:
    stage = signed_on(Stage(bank=[balanced()]))
    sale, void = sold(stage, 1), sold(stage, 2)
    stage.book.apply(Voided(sale.key, void.key, START))
    stage.book.apply(Closing(7, 3, START))
    assert stage.run(resume_settlement(CONFIG))
    assert [entry.payment for entry in stage.book] == [Payment.VOIDED, Payment.SETTLED]
    assert not stage.book[sale.key].was_settled_unsigned
    assert stage.book.to_be_settled() == []


def test_what_the_answer_announces_is_noted() -> None:
    stage = closing(balanced())
    stage.announces = Processing.UPLOAD_STATUS
    stage.run(resume_settlement(CONFIG))
    assert stage.book.terminal.has_news


def test_without_an_answer_the_same_message_goes_out_again() -> None:
    stage = closing(HostFault(HostTrouble.NO_ANSWER), balanced())
    assert not stage.run(resume_settlement(CONFIG))
    assert stage.book.terminal.closing is not None
    assert stage.run(resume_settlement(CONFIG))
    assert stage.sent[0] == stage.sent[1]


@pytest.mark.parametrize("bank", [balanced(2), says("77"), says("00")])
def test_a_bank_that_does_not_agree_leaves_the_batch_open(bank: object) -> None:
    stage = closing(bank)
    assert stage.run(resume_settlement(CONFIG))
    assert stage.book.terminal.batch == 7
    assert stage.book.terminal.closing is None
    assert [entry.payment for entry in stage.book] == [Payment.APPROVED]
    assert "Batch still open" in stage.words


def test_with_nothing_under_way_nothing_is_sent() -> None:
    stage = signed_on(Stage())
    assert stage.run(resume_settlement(CONFIG))
    assert stage.sent == []
