"""What the books in memory have of their own; their contract is in test_books.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from acquirer.books import Changes
from acquirer.memory_store import MemoryStore
from acquirer.records import Head, PayoutState
from tests.acquirer.samples import NOON, RELEASED


def test_a_payout_that_was_voided_is_not_waited_for() -> None:
    store = MemoryStore()
    store.commit(Changes(Head(), payouts=(RELEASED,)))
    store.commit(Changes(Head(), payouts=(replace(RELEASED, state=PayoutState.VOIDED),)))
    assert store.next_due() is None
    assert store.due_payouts(NOON + timedelta(days=1), 10) == ()
