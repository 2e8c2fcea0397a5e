"""A case knows its transaction once it is matched."""

from __future__ import annotations

from dataclasses import replace

from acquirer.desk_records import Case
from acquirer.records import Route, TransactionKey
from tests.acquirer.samples import KEY, NOON


def test_a_case_has_a_transaction_once_it_is_matched() -> None:
    case = Case(1, Route.SUPPORT, "agent li", NOON, KEY.merchant_id, "nobody signed")
    assert case.key is None
    matched = replace(case, terminal_id=KEY.terminal_id, batch=KEY.batch, trace=KEY.trace)
    assert matched.key == TransactionKey(KEY.merchant_id, "10000001", 7, 123)
