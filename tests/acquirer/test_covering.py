"""What the audit says of the records that were written with it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acquirer import covering, shelves
from acquirer.desk_records import Role
from tests.acquirer.samples import ATTEMPT, SALE


def test_what_is_covered_is_read_back() -> None:
    written = covering.covers(17, [(shelves.TRANSACTIONS, SALE), (shelves.ATTEMPTS, ATTEMPT)])
    assert covering.number(written) == 17
    (sale, attempt) = covering.lines(written)
    assert sale == (
        "bank_transaction",
        "104110054110001/10000001/7/123",
        covering.digest(shelves.TRANSACTIONS.row(SALE)),
    )
    assert attempt[:2] == ("signature_attempt", "104110054110001/10000001/7/123/1")


def test_a_commit_without_records_covers_the_counter_alone() -> None:
    assert covering.covers(3, []) == "3"
    assert list(covering.lines("3")) == []


def test_another_record_has_another_digest() -> None:
    row = shelves.TRANSACTIONS.row
    assert covering.digest(row(SALE)) != covering.digest(row(replace(SALE, amount_minor=1201)))


@given(st.lists(st.none() | st.text() | st.integers() | st.binary(), max_size=4))
def test_values_are_never_mistaken_for_each_other(values: list[object]) -> None:
    assert covering.digest(values) != covering.digest([*values, None])
    assert covering.digest(values) == covering.digest(tuple(values))


def test_a_value_that_does_not_come_back_as_it_was_is_a_mistake_of_ours() -> None:
    with pytest.raises(AssertionError, match="not what comes back"):
        covering.digest(["a", Role.AGENT])
