"""Looking into the bank's database as it lies there, damaged or not: raw rows, and flaws."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from acquirer import tables
from acquirer.books import DamagedError
from acquirer.prepared import Driver, DriverError
from acquirer.shelves import Shelf

DAMAGE_CODES = frozenset({1, 11, 26})
"""SQLITE_ERROR (a table or column of ours is not there), SQLITE_CORRUPT, SQLITE_NOTADB."""

SQLITE_FULL = 13


class Inspection:
    """Reads without believing. `connection` is SQLAlchemy's, of any database."""

    def __init__(self, connection: Any, driver: Driver) -> None:
        self._connection = connection
        self._driver = driver
        self._is_sqlite = connection.dialect.name == "sqlite"

    def rows(self, shelf: Shelf[Any]) -> Iterator[tuple[Any, ...]]:
        """Every row of a shelf by its key. Errors: DamagedError where they cannot be read."""
        with self._broken_text_kept():
            try:
                found = self._driver.rows(tables.every(shelf))
            except DriverError as error:
                raise DamagedError(str(error)) from error
        yield from map(tuple, found)

    def flaws(self) -> tuple[str, ...]:
        """What SQLite finds wrong with its pages and indices, and tables that are not ours."""
        if not self._is_sqlite:
            return ()
        try:
            found = self._driver.rows(tables.INTEGRITY)
            shapes = {str(name): sql for name, sql in self._driver.rows(tables.SHAPES)}
        except DriverError as error:
            return (str(error),)
        made = tables.shapes()
        others = sorted(name for name in {*shapes, *made} if shapes.get(name) != made.get(name))
        return (
            *(str(line) for (line,) in found if line != "ok"),
            *(f"{name} is not shaped as it was made" for name in others),
        )

    @contextmanager
    def _broken_text_kept(self) -> Iterator[None]:
        """Let SQLite give text that is no UTF-8 as well, so that it can be named, not only met."""
        if not self._is_sqlite:
            yield
            return
        driver = self._connection.connection.dbapi_connection
        driver.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        try:
            yield
        finally:
            driver.text_factory = str


def is_damage(error: Exception) -> bool:
    """Whether SQLite refuses a file for what is in it, and not for where it is or who has it."""
    if isinstance(error, UnicodeDecodeError):
        return True  # of a table's description, which SQLite quotes when it refuses it
    return _code(error) in DAMAGE_CODES


def is_want_of_room(error: Exception) -> bool:
    """Whether SQLite found no room to write in: what it wrote till then counts as not written.

    A log without its last frame ends before it; an error of the flush that follows has another
    code, and leaves open what the disk holds.
    """
    return _code(error) == SQLITE_FULL


def _code(error: Exception) -> int:
    cause = getattr(error, "orig", None) or error.__cause__ or error
    return int(getattr(cause, "sqlite_errorcode", 0)) & 0xFF
