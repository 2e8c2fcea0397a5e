"""A PostgreSQL database for the tests that want one: theirs alone, emptied before each."""

from __future__ import annotations

import os

import pytest
import sqlalchemy as sa

VARIABLE = "COUNTERSIGN_POSTGRESQL_URL"


def empty_postgresql() -> str:
    """The address of the database, without any table; the test skips where none is given."""
    url = os.environ.get(VARIABLE, "")
    if not url:
        pytest.skip(f"needs a PostgreSQL database to empty: set {VARIABLE}")
    engine = sa.create_engine(url)
    existing = sa.MetaData()
    existing.reflect(engine)
    existing.drop_all(engine)
    engine.dispose()
    return url
