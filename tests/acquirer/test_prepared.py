"""A statement is written once and handed to the driver with its values in their places."""

from __future__ import annotations

import sqlite3

import pytest
import sqlalchemy as sa
from sqlalchemy.pool import StaticPool

from acquirer.prepared import (
    Driver,
    DriverError,
    Prepared,
    Statement,
    arrangement,
    driver_of,
    taken_back,
)


class Desk:
    """A driver on SQLite whose statements are SQL already; it counts how often it writes one."""

    def __init__(self) -> None:
        self.written: list[Statement] = []
        self.driver = Driver(sqlite3.connect(":memory:").cursor(), sqlite3.Error, self.write)

    def write(self, statement: Statement) -> Prepared:
        self.written.append(statement)
        return Prepared(statement.words, arrangement(statement.names, statement.names, {}))


def test_values_stand_in_their_places() -> None:
    arranged = arrangement(("first", "last"), ("last", "second", "first", "last"), {"second": 2})
    assert arranged((1, 3)) == [3, 2, 1, 3]


def test_values_in_the_order_of_their_places_stay_as_they_are() -> None:
    assert arrangement(("first", "last"), ("first", "last"), {})((1, 3)) == (1, 3)


def test_a_driver_that_wants_names_gets_them() -> None:
    arranged = arrangement(("first",), None, {"second": 2})
    assert arranged((1,)) == {"first": 1, "second": 2}


@pytest.mark.parametrize("places", [None, ("first", "second", "first")])
def test_a_value_that_is_given_goes_before_the_statements_own(places: tuple[str, ...]) -> None:
    arranged = arrangement(("first", "second"), places, {"first": None, "second": 2})
    assert arranged((1, 3)) in ({"first": 1, "second": 3}, [1, 3, 1])


def test_a_place_without_a_value_is_a_mistake_of_ours() -> None:
    with pytest.raises(KeyError, match="second"):
        arrangement(("first",), ("first", "second"), {})


def test_a_statement_is_written_once() -> None:
    desk = Desk()
    echo = Statement("SELECT ?", ("x",))
    assert [desk.driver.rows(echo, number) for number in (1, 2)] == [[(1,)], [(2,)]]
    assert desk.written == [echo]


@pytest.mark.parametrize("obey", ["run", "rows"])
def test_what_the_database_refuses_is_said_in_the_drivers_words(obey: str) -> None:
    with pytest.raises(DriverError, match="no such table: till"):
        getattr(Desk().driver, obey)(Statement("SELECT * FROM till"))


def test_an_error_that_comes_with_the_rows_is_no_other() -> None:
    with pytest.raises(DriverError, match="integer overflow"):
        Desk().driver.rows(
            Statement("SELECT abs(-9223372036854775807 - column1) FROM (VALUES (0), (1))")
        )


@pytest.mark.parametrize("begun", [True, False])
def test_what_was_begun_is_taken_back(begun: bool) -> None:
    engine = sa.create_engine("sqlite://", isolation_level="AUTOCOMMIT", poolclass=StaticPool)
    with engine.connect() as connection:
        driver = driver_of(connection)
        driver.run(Statement(sa.text("CREATE TABLE till (money INTEGER)")))
        if begun:
            driver.run(Statement(sa.text("BEGIN IMMEDIATE")))
            driver.run(Statement(sa.text("INSERT INTO till VALUES (:money)"), ("money",)), (12,))
        assert taken_back(connection)
        assert driver.rows(Statement(sa.text("SELECT * FROM till"))) == []
    engine.dispose()
