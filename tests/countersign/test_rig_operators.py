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


@pytest.mark.parametrize(
    ("number", "pin", "shown"),
    [
        ("02", "9999", "Tries left: 2"),
        ("01", "9999", "Tries left: 2"),
        ("02", "22", "PIN of operator 02"),
        ("2", "2222", "PIN of operator 22"),
    ],
)
def test_who_is_not_let_in_fails_with_the_screen(number: str, pin: str, shown: str) -> None:
    with Rig() as pos:
        with pytest.raises(RigError, match=f"operator {number} was not let in") as told:
            pos.log_in(number, pin)
        assert shown in str(told.value)


def test_a_locked_operator_is_not_let_in_with_the_right_pin() -> None:
    with Rig() as pos:
        for _ in range(3):
            with pytest.raises(RigError, match="was not let in"):
                pos.log_in("02", "9999")
        with pytest.raises(RigError, match="02 is locked until"):
            pos.log_in("02")


def test_who_is_on_duty_after_a_cut_on_the_way_is_for_the_script_to_say() -> None:
    with Rig() as pos:
        pos.cut_power("before", "RecordDevice")
        pos.log_in("02")
        pos.power_on()
        pos.sees_not("Operator 02 logged in")


@pytest.mark.parametrize(("number", "pin"), [("99", "1234"), ("99", "12"), ("9", "9999")])
def test_a_supervisor_who_is_not_let_in_fails_too(number: str, pin: str) -> None:
    with Rig() as pos:
        pos.menu("Settle")
        pos.keys("ENTER")
        with pytest.raises(RigError, match=f"operator {number} was not let in"):
            pos.supervisor(number, pin)


def test_a_locked_supervisor_is_not_let_in_with_the_right_pin() -> None:
    with Rig() as pos:
        for pin in ("1234", "1234", "1234", "9999"):
            pos.menu("Settle")
            pos.keys("ENTER")
            with pytest.raises(RigError, match="operator 99 was not let in"):
                pos.supervisor("99", pin)


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
