"""The lock files pin and hash everything, name no address and are true to pyproject.toml."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.house.tree import ROOT, project

RUN, DEVELOP = "requirements.lock", "requirements-dev.lock"
PIN = re.compile(r"^(?P<name>[a-z0-9][a-z0-9.-]*)==(?P<version>[^ ]+)(?: ;.*)? \\$")
HASH = re.compile(r"^    --hash=sha256:[0-9a-f]{64}( \\)?$")
WHY = re.compile(r"^    # .*$")


@cache
def _lines(lock: str) -> tuple[str, ...]:
    return tuple((ROOT / lock).read_text("utf-8").splitlines())


@cache
def _pins(lock: str) -> dict[str, str]:
    found = (PIN.match(line) for line in _lines(lock))
    return {pin["name"]: pin["version"] for pin in found if pin}


@pytest.mark.parametrize("lock", [RUN, DEVELOP])
def test_a_lock_holds_pins_and_hashes_and_nothing_else(lock: str) -> None:
    strange = [
        line
        for line in _lines(lock)
        if not (PIN.match(line) or HASH.match(line) or WHY.match(line))
    ]
    assert strange == []


@pytest.mark.parametrize("lock", [RUN, DEVELOP])
def test_every_pin_is_followed_by_a_hash(lock: str) -> None:
    lines = _lines(lock)
    bare = [a for a, b in pairwise(lines) if PIN.match(a) and not HASH.match(b)]
    assert bare == []


@pytest.mark.parametrize("lock", [RUN, DEVELOP])
def test_a_lock_names_no_address(lock: str) -> None:
    assert [line for line in _lines(lock) if "://" in line or "--index" in line] == []


def test_developing_adds_to_what_runs_and_changes_none_of_it() -> None:
    run, develop = _pins(RUN), _pins(DEVELOP)
    assert {name: develop.get(name) for name in run} == run


def test_both_locks_satisfy_what_the_project_asks_for() -> None:
    groups = project()["dependency-groups"]
    asked = {RUN: [*project()["project"]["dependencies"], *groups["build"]], DEVELOP: groups["dev"]}
    unmet = [
        f"{lock}: {wish}"
        for lock, wishes in asked.items()
        for wish in (Requirement(text) for text in wishes if isinstance(text, str))
        if not wish.specifier.contains(_pins(lock).get(canonicalize_name(wish.name), "0"))
    ]
    assert unmet == []
