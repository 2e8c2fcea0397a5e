"""Operators at a script's terminal: they take over, and come where they are called."""

from __future__ import annotations

import pytest

from countersign.rig import Rig, RigError


def test_an_operator_takes_over_with_his_test_pin_or_the_one_that_is_named() -> None:
    with Rig() as pos:
        pos.log_in("02")
        pos.sees("Operator 02")
        pos.log_in("01", "1111")
        pos.sees("Operator 01")


def test_who_has_no_test_pin_is_told_to_be_named_with_his_own() -> None:
    with Rig() as pos:
        with pytest.raises(RigError, match=r"operator 55 has no test PIN: .*: 00 01 02 99"):
            pos.log_in("55")
        pos.menu("Settle")
        pos.keys("ENTER")
        with pytest.raises(RigError, match="operator 55 has no test PIN"):
            pos.supervisor("55")


def test_a_supervisor_comes_only_where_the_screen_calls_for_one() -> None:
    with Rig() as pos:
        with pytest.raises(RigError, match="the screen calls for nobody"):
            pos.supervisor()
        pos.menu("Settle")
        pos.keys("ENTER")
        pos.supervisor()
        pos.sees_not("SUPERVISOR")
        pos.cut_power()
        with pytest.raises(RigError, match="the screen calls for nobody"):
            pos.supervisor()
