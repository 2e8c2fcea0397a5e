"""Statements as a database's driver takes them: written once, then handed over as they stand.

A message of a terminal reads and writes a dozen rows. What writes SQL for any database takes ten
times as long for each as SQLite does to obey it, so it is asked once for each statement.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

Row = Sequence[Any]


class DriverError(Exception):
    """Theirs: the database did not obey a statement; in the driver's own words, without values."""


class Cursor(Protocol):
    """Of any driver (PEP 249)."""

    def execute(self, sql: Any, parameters: Any, /) -> object:
        """Obey one statement."""

    def fetchall(self) -> Sequence[Row]:
        """The rows it gave."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """`places` are the names of the values in their order, None where the driver wants the names;
    `fixed` are the values that the statement brings with it.
    """

    sql: str
    places: tuple[str, ...] | None
    fixed: Mapping[str, Any]

    def parameters(self, given: Mapping[str, Any]) -> list[Any] | dict[str, Any]:
        """All values as the driver takes them. Errors: KeyError for one that is missing."""
        values = {**self.fixed, **given}
        return values if self.places is None else [values[place] for place in self.places]


@dataclass(slots=True)
class Driver:
    """Runs statements on one cursor; `write` prepares one for the named values, once.

    `error` is what the driver raises. Errors of every call: DriverError.
    """

    cursor: Cursor
    error: type[Exception]
    write: Callable[[Any, Iterable[str]], Prepared]
    _prepared: dict[Hashable, Prepared] = field(default_factory=dict)

    def rows(self, query: Hashable, given: Mapping[str, Any]) -> Sequence[Row]:
        """What a query finds."""
        self.run(query, given)
        try:
            return self.cursor.fetchall()
        except self.error as error:
            raise DriverError(str(error)) from error

    def run(self, statement: Hashable, given: Mapping[str, Any]) -> None:
        """Obey a statement; the names in `given` are the same every time."""
        prepared = self._prepared.get(statement)
        if prepared is None:
            prepared = self._prepared[statement] = self.write(statement, given)
        try:
            self.cursor.execute(prepared.sql, prepared.parameters(given))
        except self.error as error:
            raise DriverError(str(error)) from error
