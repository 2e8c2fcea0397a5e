"""The tables of states: complete, and with the laws of the forgotten signature in them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import pytest

from terminal.states import (
    OPEN_SIGNATURES,
    PAYMENT_CHANGES,
    SIGNATURE_CHANGES,
    SLIP_CHANGES,
    Payment,
    Signature,
    SlipState,
)

TABLES = [
    (Payment, PAYMENT_CHANGES),
    (SlipState, SLIP_CHANGES),
    (Signature, SIGNATURE_CHANGES),
]
Changes = Mapping[Any, frozenset[Any]]


@pytest.mark.parametrize(("states", "changes"), TABLES)
def test_every_state_has_its_line_and_leads_only_to_states(
    states: type[StrEnum], changes: Changes
) -> None:
    assert set(changes) == set(states)
    assert all(after <= set(states) for after in changes.values())


@pytest.mark.parametrize(("states", "changes"), TABLES)
def test_no_state_changes_into_itself(states: type[StrEnum], changes: Changes) -> None:
    assert [state for state in states if state in changes[state]] == []


def _reachable(changes: Changes, start: StrEnum) -> set[StrEnum]:
    seen, todo = {start}, [start]
    while todo:
        for after in changes[todo.pop()] - seen:
            seen.add(after)
            todo.append(after)
    return seen


def test_every_payment_begins_with_the_question_to_the_bank_and_never_returns_to_it() -> None:
    assert _reachable(PAYMENT_CHANGES, Payment.AUTHORISING) == set(Payment)
    assert not any(Payment.AUTHORISING in after for after in PAYMENT_CHANGES.values())


def test_money_that_went_back_stays_back() -> None:
    for over in (Payment.SETTLED, Payment.REFUNDED):
        assert _reachable(PAYMENT_CHANGES, over) == {over}
    for failed in (Payment.DECLINED, Payment.REVERSED):
        assert Payment.APPROVED not in _reachable(PAYMENT_CHANGES, failed)


def test_a_reversal_ends_only_by_the_banks_answer_and_is_never_taken_back() -> None:
    assert PAYMENT_CHANGES[Payment.REVERSAL_DUE] == {Payment.REVERSED}


def test_every_open_signature_can_still_be_made_good() -> None:
    for signature in OPEN_SIGNATURES:
        assert Signature.SIGNED in SIGNATURE_CHANGES[signature]


def test_a_forgotten_signature_reaches_every_state_but_the_waived_one() -> None:
    waived = {Signature.NOT_REQUIRED}
    assert _reachable(SIGNATURE_CHANGES, Signature.UNSIGNED) == set(Signature) - waived
    assert _reachable(SIGNATURE_CHANGES, Signature.NOT_REQUIRED) == waived


def test_what_the_bank_holds_is_never_unsigned_again() -> None:
    assert Signature.UNSIGNED not in _reachable(SIGNATURE_CHANGES, Signature.UPLOADED)


def test_a_slip_that_failed_can_still_be_printed_and_a_printed_one_stays_printed() -> None:
    assert SlipState.PRINTED in SLIP_CHANGES[SlipState.PRINT_FAILED]
    assert _reachable(SLIP_CHANGES, SlipState.PRINTED) == {SlipState.PRINTED}
