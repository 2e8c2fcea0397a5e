"""An entry changes by events, and only as the tables of states allow."""

import pytest

from terminal.entry import EntryKey
from terminal.entry_changes import UnlawfulChangeError, changed_entry
from terminal.events import Settled
from terminal.states import Payment
from tests.terminal.deeds import NOON, intended


def test_a_sale_without_an_outcome_is_not_settled() -> None:
    entry = changed_entry(None, intended())
    assert entry.payment is Payment.AUTHORISING
    with pytest.raises(UnlawfulChangeError):
        changed_entry(entry, Settled(EntryKey(1, 1), NOON))
