"""By what in the journal each step of a lesson is seen done."""

import pytest

from terminal.entry import Entry, EntryKey
from terminal.events import (
    Approved,
    Declined,
    Event,
    Reprinted,
    ReversalDone,
    ReversalDue,
    Signed,
    SlipsDone,
    SlipSent,
)
from terminal.lessons import LESSONS, Step
from terminal.states import SlipState
from tests.terminal.deeds import (
    IMAGE,
    NO,
    NOON,
    YES,
    attempt,
    book_of,
    forgotten_sale,
    intended,
    signed_sale,
)

STEPS = {step.id: step for lesson in LESSONS for step in lesson.steps}
KEY = EntryKey(1, 1)
UNPRINTED: list[Event] = [intended(1), Approved(KEY, YES, NOON), Signed(KEY, attempt(), IMAGE)]
CUT_SHORT: list[Event] = [*UNPRINTED, SlipsDone(KEY, SlipState.PRINT_FAILED, 0, NOON)]
LOST: list[Event] = [intended(1), ReversalDue(KEY, "98", NOON)]
UNDONE: list[Event] = [*LOST, ReversalDone(KEY, "00", NOON)]
MADE_GOOD: list[Event] = [*forgotten_sale(1), Signed(KEY, attempt(), IMAGE)]


def entries(events: list[Event]) -> list[Entry]:
    return list(book_of(events))


@pytest.mark.parametrize(
    ("step", "before", "after"),
    [
        ("sell.sign", forgotten_sale(1), signed_sale(1)),
        ("forget.leave", signed_sale(1), forgotten_sale(1)),
        ("forget.resign", forgotten_sale(1), MADE_GOOD),
        ("paper.out", signed_sale(1), CUT_SHORT),
        ("paper.reprint", CUT_SHORT, [*CUT_SHORT, Reprinted(KEY, "01", NOON)]),
        ("reversal.lose", LOST, UNDONE),
        ("reversal.again", UNDONE, [*UNDONE, *signed_sale(2)]),
    ],
)
def test_a_step_is_done_once_the_journal_has_it(
    step: str, before: list[Event], after: list[Event]
) -> None:
    assert not STEPS[step].done(entries(before))
    assert STEPS[step].done(entries(after))


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
def test_with_nothing_done_no_step_is(step: Step) -> None:
    assert not step.done([])


def test_a_step_that_was_overtaken_is_done_too() -> None:
    assert STEPS["forget.leave"].done(entries(MADE_GOOD))


def test_a_slip_is_still_missing_while_other_sales_print_or_it_goes_to_a_phone() -> None:
    reprinted = STEPS["paper.reprint"]
    assert not reprinted.done(entries([*CUT_SHORT, *signed_sale(2)]))
    assert not reprinted.done(entries([*CUT_SHORT, SlipSent(KEY, "01", NOON)]))
    both = [Reprinted(KEY, "01", NOON)] * 2
    assert reprinted.done(entries([*CUT_SHORT, *both, *signed_sale(2)]))


def test_a_declined_sale_teaches_nothing() -> None:
    declined: list[Event] = [intended(1), Declined(KEY, NO, NOON)]
    assert not any(step.done(entries(declined)) for step in STEPS.values())
