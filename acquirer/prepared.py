"""Statements as a database's driver takes them: written once, then handed over as they stand.

A message of a terminal reads and writes a dozen rows. What writes SQL for any database takes ten
times as long for each as SQLite does to obey it, so it is asked once for each statement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Protocol

Row = Sequence[Any]
Values = tuple[Any, ...]


class DriverError(Exception):
    """Theirs: the database did not obey a statement; in the driver's own words, without values."""


class Cursor(Protocol):
    """Of any driver (PEP 249)."""

    def execute(self, sql: Any, parameters: Any, /) -> object:
        """Obey one statement."""

    def fetchall(self) -> Sequence[Row]:
        """The rows it gave."""


@dataclass(frozen=True, slots=True, eq=False)
class Statement:
    """What is asked of a database in the words of none; `names` of its values in their order."""

    words: Any
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A statement as one driver takes it; `arranged` makes its parameters of the values."""

    sql: str
    arranged: Callable[[Values], Any]


def arrangement(
    names: tuple[str, ...], places: tuple[str, ...] | None, fixed: Mapping[str, Any]
) -> Callable[[Values], Any]:
    """How the values of these names become the parameters of a driver.

    `places` are the names in the order of their places, None where the driver wants the names;
    `fixed` are the values that the statement brings with it. Errors: KeyError for a place
    without a value.
    """
    if places is None:
        return lambda values: {**fixed, **dict(zip(names, values, strict=True))}
    if places == names:
        return lambda values: values
    constants = {name: value for name, value in fixed.items() if name not in names}
    at = {name: number for number, name in enumerate((*names, *constants))}
    order, more = [at[place] for place in places], tuple(constants.values())

    def arranged(values: Values) -> list[Any]:
        every = values + more
        return [every[number] for number in order]

    return arranged


def driver_of(connection: Any) -> Driver:
    """A connection of SQLAlchemy's without what that does for each statement anew."""
    dialect = connection.dialect

    def write(statement: Statement) -> Prepared:
        compiled = statement.words.compile(dialect=dialect, column_keys=list(statement.names))
        places = None if compiled.positiontup is None else tuple(compiled.positiontup)
        return Prepared(compiled.string, arrangement(statement.names, places, compiled.params))

    return Driver(connection.connection.cursor(), dialect.loaded_dbapi.Error, write)


def taken_back(connection: Any) -> bool:
    """Undo what was begun on a connection of SQLAlchemy's to SQLite, if that has not done so."""
    driver = connection.connection.dbapi_connection
    with suppress(connection.dialect.loaded_dbapi.Error):
        driver.rollback()
    return not driver.in_transaction


@dataclass(slots=True)
class Driver:
    """Runs statements on one cursor; `write` prepares one, once.

    `error` is what the driver raises. Errors of every call: DriverError.
    """

    cursor: Cursor
    error: type[Exception]
    write: Callable[[Statement], Prepared]
    _prepared: dict[Statement, Prepared] = field(default_factory=dict)

    def rows(self, query: Statement, *values: Any) -> Sequence[Row]:
        """What a query finds."""
        self.run(query, values)
        try:
            return self.cursor.fetchall()
        except self.error as error:
            raise DriverError(str(error)) from error

    def run(self, statement: Statement, values: Values = ()) -> None:
        """Obey a statement."""
        prepared = self._prepared.get(statement)
        if prepared is None:
            prepared = self._prepared[statement] = self.write(statement)
        try:
            self.cursor.execute(prepared.sql, prepared.arranged(values))
        except self.error as error:
            raise DriverError(str(error)) from error
