"""Power-on says what a power cut left half-way: what was taken back, and what holds."""

from collections.abc import Callable, Coroutine
from typing import Any

import pytest

from terminal.entry import SALE, VOID, EntryKey, HostAnswer
from terminal.events import Approved, Closing, Intended, ReversalDue
from terminal.faults import HostFault, HostTrouble
from terminal.flows.taken_up import take_up
from terminal.idle import idle
from terminal.states import Payment, Signature
from tests.terminal.flows.stage import CONFIG, PAN, START, Stage, signed, signed_on, sold
from tests.terminal.flows.test_closing import balanced

KEY = EntryKey(7, 2)
ANSWER = HostAnswer("00", "000000000002", "A1", "0302")


def begun(kind: str = SALE, signature: Signature = Signature.UNSIGNED) -> Stage:
    """A terminal whose power went while the bank was being asked, after one finished sale."""
    stage = signed_on(Stage())
    first = signed(stage, sold(stage))
    original = first.key if kind == VOID else None
    stage.book.apply(
        Intended(KEY, kind, 3000, "156", PAN, "3012", "022", "01", START, signature, original)
    )
    return stage


def approved(kind: str = SALE) -> Stage:
    """The same, and its yes was written down before the power went."""
    stage = begun(kind)
    stage.book.apply(Approved(KEY, ANSWER, START))
    return stage


def closing() -> Stage:
    """A terminal whose power went while a batch of nothing was being settled."""
    stage = signed_on(Stage(bank=[balanced()]))
    stage.book.apply(Closing(7, 1, START))
    return stage


def test_a_sale_that_is_taken_back_is_named_with_its_amount_and_trace() -> None:
    stage = begun()
    stage.run(take_up(CONFIG))
    assert stage.book[KEY].payment is Payment.REVERSED
    told = stage.words[stage.words.index("TAKEN BACK AT POWER-ON") :]
    for words in ("30.00", "Sale No 000002", "Reversed: nothing charged", "sell it again"):
        assert words in told


def test_a_void_that_is_taken_back_leaves_its_sale_standing_and_says_so() -> None:
    stage = begun(VOID)
    stage.run(take_up(CONFIG))
    assert "Void No 000002" in stage.words
    assert "Not voided: the sale stands" in stage.words
    assert "nothing charged" not in stage.words


def test_one_that_was_being_reversed_already_is_told_too() -> None:
    stage = begun()
    stage.book.apply(ReversalDue(KEY, "98", START))
    stage.run(take_up(CONFIG))
    assert "Reversed: nothing charged" in stage.words


def test_a_reversal_that_cannot_go_yet_is_told_as_outstanding() -> None:
    stage = begun()
    stage.bank = [HostFault(HostTrouble.NOT_SENT)]
    stage.run(take_up(CONFIG))
    assert "A REVERSAL IS OUTSTANDING" in stage.words
    assert "Sale No 000002" in stage.words
    assert "nothing charged" not in stage.words


def test_an_approved_sale_stands_and_nobody_charges_it_again() -> None:
    stage = approved()
    stage.run(take_up(CONFIG))
    for words in ("IT IS APPROVED", "Sale No 000002", "Do not charge again", "F1 4 1 prints"):
        assert words in stage.words
    assert "UNSIGNED - re-sign it later" in stage.words


def test_an_approved_void_is_told_as_a_void() -> None:
    stage = approved(VOID)
    stage.run(take_up(CONFIG))
    assert stage.book[EntryKey(7, 1)].payment is Payment.VOIDED
    for words in ("IT IS VOIDED", "Void No 000002", "VOID APPROVED"):
        assert words in stage.words
    assert "charge" not in stage.words


def test_a_settlement_that_is_finished_now_is_told_with_the_way_to_its_report() -> None:
    stage = closing()
    stage.run(take_up(CONFIG))
    for words in ("SETTLED AT POWER-ON", "Batch 000007", "F1 4 3 prints the report"):
        assert words in stage.words


def test_a_settlement_that_is_not_over_yet_is_not_told_as_done() -> None:
    stage = closing()
    stage.bank = [HostFault(HostTrouble.NO_ANSWER)]
    stage.run(take_up(CONFIG))
    assert "SETTLED AT POWER-ON" not in stage.words
    assert "goes on later" in stage.words


@pytest.mark.parametrize("left", [begun, approved, closing])
def test_it_needs_one_key_at_most(left: Callable[[], Stage]) -> None:
    stage = left()
    stage.run(take_up(CONFIG))
    assert stage.performed.count("Ask Notice") == 1


@pytest.mark.parametrize("left", [approved, closing])
def test_what_holds_is_told_by_one_notice_alone(left: Callable[[], Stage]) -> None:
    stage = left()
    stage.run(take_up(CONFIG))
    stage.run(take_up(CONFIG))
    assert stage.performed.count("Ask Notice") == 1


def test_what_was_taken_back_is_told_at_each_power_on_until_something_new_is_begun() -> None:
    stage = begun()
    stage.run(take_up(CONFIG))
    stage.screens.clear()
    stage.run(take_up(CONFIG))
    for words in ("THE LAST ONE WAS TAKEN BACK", "Sale No 000002", "nothing charged", "30.00"):
        assert words in stage.words
    sold(stage, 3)
    stage.screens.clear()
    stage.run(take_up(CONFIG))
    assert stage.screens == []


@pytest.mark.parametrize(
    ("left", "title", "line"),
    [
        (begun, "TAKEN BACK", "Sale No 000002 was taken back"),
        (approved, "IT IS APPROVED", "Sale No 000002 is approved"),
        (closing, "SETTLED AT POWER-ON", "Batch 000007 is settled"),
    ],
)
def test_a_second_cut_at_any_moment_loses_nothing_that_is_to_be_told(
    left: Callable[[], Stage], title: str, line: str
) -> None:
    moments, is_over = 0, False
    while not is_over:
        moments += 1
        stage = left()
        stage.bank *= 2  # it answers again what it has answered
        is_over = cut_after(stage, take_up(CONFIG), moments)
        was_read = title in stage.words
        stage.screens.clear()
        stage.run(take_up(CONFIG))
        stage.run(idle(CONFIG))
        assert line in stage.words, moments
        if left is not closing:
            assert was_read or title in stage.words, moments
    assert moments > 5


def cut_after(stage: Stage, flow: Coroutine[Any, Any, None], effects: int) -> bool:
    """Perform so many effects of the flow; whether that was all of it."""
    answer: object = None
    for _ in range(effects):
        try:
            answer = stage._perform(flow.send(answer))
        except StopIteration:
            return True
    flow.close()
    return False


def test_where_nothing_was_left_half_way_nothing_is_said() -> None:
    stage = signed_on(Stage())
    sold(stage)
    stage.run(take_up(CONFIG))
    assert stage.screens == []
