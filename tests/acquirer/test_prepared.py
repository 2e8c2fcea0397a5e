"""A statement is written once and handed to the driver with its values in their places."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import Any

import pytest

from acquirer.prepared import Driver, DriverError, Prepared

TWO = Prepared("SELECT ?, ?, ?", ("first", "second", "first"), {"second": 2})
NAMED = Prepared("SELECT :first, :second", None, {"second": 2})


class Desk:
    """A driver on SQLite whose statements are SQL already; it counts how often it writes one."""

    def __init__(self) -> None:
        self.written: list[tuple[str, list[str]]] = []
        self.driver = Driver(sqlite3.connect(":memory:").cursor(), sqlite3.Error, self.write)

    def write(self, statement: Any, names: Iterable[str]) -> Prepared:
        self.written.append((statement, list(names)))
        return Prepared(statement, tuple(names), {})


def test_values_stand_in_their_places() -> None:
    assert TWO.parameters({"first": 1}) == [1, 2, 1]


def test_a_driver_that_wants_names_gets_them() -> None:
    assert NAMED.parameters({"first": 1}) == {"first": 1, "second": 2}


def test_a_value_that_is_given_goes_before_the_statements_own() -> None:
    assert TWO.parameters({"first": 1, "second": 3}) == [1, 3, 1]


def test_a_missing_value_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match="first"):
        TWO.parameters({})


def test_a_statement_is_written_once() -> None:
    desk = Desk()
    assert [desk.driver.rows("SELECT ?", {"x": number}) for number in (1, 2)] == [[(1,)], [(2,)]]
    assert desk.written == [("SELECT ?", ["x"])]


@pytest.mark.parametrize("obey", ["run", "rows"])
def test_what_the_database_refuses_is_said_in_the_drivers_words(obey: str) -> None:
    with pytest.raises(DriverError, match="no such table: till"):
        getattr(Desk().driver, obey)("SELECT * FROM till", {})


def test_an_error_that_comes_with_the_rows_is_no_other() -> None:
    with pytest.raises(DriverError, match="integer overflow"):
        Desk().driver.rows("SELECT abs(-9223372036854775807 - column1) FROM (VALUES (0), (1))", {})
