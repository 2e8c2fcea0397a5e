"""A profile says which commands its model obeys, and how a slip is written for it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drivers import printer_profiles

PLAIN = printer_profiles.load("generic58")


def test_a_slip_is_written_for_the_parts_it_has() -> None:
    dialect = replace(PLAIN, cutter=False, hanzi_sizes=False).dialect
    assert (dialect.cutter, dialect.hanzi_sizes) == (False, False)


@pytest.mark.parametrize(
    ("lacks", "only", "known"),
    [
        ([], [], True),
        (["GS ( L 112"], [], False),
        (["GS ( L"], [], False),
        (["GS ( L 50", "GS L"], [], True),
        ([], ["GS ( L"], True),
        ([], ["GS ( L 50", "text"], False),
    ],
)
def test_a_family_stands_for_its_functions(lacks: list[str], only: list[str], known: bool) -> None:
    profile = replace(PLAIN, lacks=frozenset(lacks), only=frozenset(only))
    assert profile.knows("GS ( L 112") is known
