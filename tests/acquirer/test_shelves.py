"""A record becomes a row of plain values, and the row the same record again."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from types import NoneType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acquirer.shelves import (
    ATTEMPTS,
    AUDIT,
    KEY_FIELDS,
    PAYOUTS,
    TRANSACTIONS,
    key_row,
    moment_text,
)
from tests.acquirer.samples import HELD, KEY, NOON, RELEASED, SALE


def test_a_record_comes_back_equal() -> None:
    assert TRANSACTIONS.record(TRANSACTIONS.row(SALE)) == SALE


def test_an_absent_moment_stays_absent() -> None:
    assert PAYOUTS.row(HELD)[PAYOUTS.names.index("due_at")] is None
    assert PAYOUTS.record(PAYOUTS.row(HELD)) == HELD
    assert PAYOUTS.record(PAYOUTS.row(RELEASED)) == RELEASED


def test_a_row_holds_only_plain_values() -> None:
    assert {type(value) for value in TRANSACTIONS.row(SALE)} <= {str, int, bytes, NoneType}


def test_the_key_becomes_the_first_columns() -> None:
    assert TRANSACTIONS.key == KEY_FIELDS
    assert TRANSACTIONS.names[:4] == KEY_FIELDS
    assert TRANSACTIONS.row(SALE)[:4] == key_row(KEY)
    assert ATTEMPTS.key == (*KEY_FIELDS, "number")
    assert AUDIT.key == ("seq",)


@given(st.lists(st.datetimes(), min_size=2))
def test_moments_sort_as_text(moments: list[datetime]) -> None:
    assert [moment_text(m) for m in sorted(moments)] == sorted(map(moment_text, moments))


@pytest.mark.parametrize("trace", [0, 1, 999_999])
def test_a_key_survives_its_columns(trace: int) -> None:
    sale = replace(SALE, key=replace(KEY, trace=trace), at=NOON)
    assert TRANSACTIONS.record(TRANSACTIONS.row(sale)).key.trace == trace
