"""The way to the bank's database: its address, one connection, tables made or found ours."""

from __future__ import annotations

from dataclasses import asdict

import sqlalchemy as sa
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import StaticPool

from acquirer import tables
from acquirer.books import StoreError
from acquirer.records import Head

PG_WRITER_LOCK = 0x43534231
"""The advisory lock the one writer holds on PostgreSQL."""

BUSY_S = 5
"""Longer than any commit or checkpoint of ours takes."""

_FORMS = "sqlite:///PATH or postgresql+psycopg://USER@HOST/NAME"


def address_of(url: str) -> sa.URL:
    """The address in a `url` of a kind we know. Errors: StoreError."""
    try:
        address = sa.make_url(url)
    except SQLAlchemyError:
        raise StoreError(
            f"not a database address: {url.partition('//')[0]}// ...: {_FORMS}"
        ) from None
    if address.drivername not in {"sqlite", "postgresql+psycopg"}:
        raise StoreError(f"no database of the kind {address.drivername} here: {_FORMS}")
    return address


def engine_of(target: sa.URL) -> sa.Engine:
    """The way to the database there, with one connection."""
    is_sqlite = target.drivername == "sqlite"
    # SQLite: seconds to wait for a lock; the bank's threads take turns on the one connection.
    arguments = {"timeout": BUSY_S, "check_same_thread": False} if is_sqlite else {}
    return sa.create_engine(
        target,
        isolation_level="AUTOCOMMIT",  # BEGIN and COMMIT are ours: one commit for a message
        poolclass=StaticPool,
        connect_args=arguments,
    )


def prepare(connection: sa.Connection) -> None:
    """Make the tables in an empty database, or check that they are ours. Errors: StoreError."""
    run = connection.exec_driver_sql
    if connection.dialect.name == "sqlite":
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
    elif not run(f"SELECT pg_try_advisory_lock({PG_WRITER_LOCK})").scalar_one():
        raise StoreError("another bank is using this database: stop it, or choose another --db")
    if sa.inspect(connection).has_table(tables.BANK.name):
        _check_version(connection)
        return
    run("BEGIN")
    tables.METADATA.create_all(connection, checkfirst=False)
    connection.execute(tables.BANK.insert(), {"version": tables.VERSION, **asdict(Head())})
    run("COMMIT")


def look_on(connection: sa.Connection) -> None:
    """See one moment of the books, whatever the writer does. Errors: StoreError."""
    is_sqlite = connection.dialect.name == "sqlite"
    connection.exec_driver_sql(
        "BEGIN" if is_sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    )
    _check_version(connection)


def _check_version(connection: sa.Connection) -> None:
    found = connection.execute(sa.select(tables.BANK.c.version)).scalar_one()
    if found != tables.VERSION:
        raise StoreError(
            f"this bank's database is of version {found}, this program knows {tables.VERSION}:"
            " use the program that made it, or another --db"
        )
