"""Recovery: the journal alone says what is to be done."""

from terminal.entry import AttemptOutcome, EntryKey, HostAnswer
from terminal.events import Approved, Intended
from terminal.flows.recover import recover
from terminal.states import Payment, Signature, SlipState
from tests.terminal.flows.stage import CONFIG, PAN, START, Stage, signed_on

KEY = EntryKey(7, 1)


def cut_after_intent() -> Stage:
    stage = signed_on(Stage())
    stage.book.apply(
        Intended(KEY, "SALE", 1200, "156", PAN, "3012", "022", "01", START, Signature.UNSIGNED)
    )
    return stage


def test_a_sale_without_an_outcome_is_reversed() -> None:
    stage = cut_after_intent()
    assert stage.run(recover(CONFIG))
    assert stage.book[KEY].payment is Payment.REVERSED
    assert [m.mti for m in stage.sent] == ["0400"]


def test_the_reversal_is_on_record_before_it_leaves() -> None:
    stage = cut_after_intent()
    stage.run(recover(CONFIG))
    assert stage.performed.index("Record ReversalDue") < stage.performed.index("Exchange")


def test_an_approved_sale_cut_before_its_slips_stands_unsigned_and_unprinted() -> None:
    stage = cut_after_intent()
    stage.book.apply(Approved(KEY, HostAnswer("00", "000000000001", "A1", "0302"), START))
    assert stage.run(recover(CONFIG))
    entry = stage.book[KEY]
    assert (entry.payment, entry.slip) == (Payment.APPROVED, SlipState.PRINT_FAILED)
    assert [attempt.outcome for attempt in entry.attempts] == [AttemptOutcome.POWER_CUT]
    assert not stage.sent


def test_recovering_twice_changes_nothing_more() -> None:
    stage = cut_after_intent()
    stage.run(recover(CONFIG))
    before = stage.book[KEY]
    stage.run(recover(CONFIG))
    assert stage.book[KEY] == before


def test_an_empty_journal_needs_nothing() -> None:
    stage = Stage()
    assert stage.run(recover(CONFIG))
    assert set(stage.performed) == {"Look"}
