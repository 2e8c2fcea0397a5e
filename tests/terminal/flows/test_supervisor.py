"""What needs somebody who may, and who that is."""

import pytest

from terminal.dialogue import NoAnswer
from terminal.events import LoggedIn
from terminal.flows.supervisor import agreed_by, may_resign, may_sell, supervisor_agrees
from terminal.operators import Deed
from tests.terminal.flows.stage import CONFIG, START, Stage, signed_on, sold


def on_duty(number: str, *people: object) -> Stage:
    stage = signed_on(Stage(people=list(people)))
    stage.book.apply(LoggedIn(number, START))
    return stage


def test_a_supervisor_on_duty_is_asked_nothing() -> None:
    stage = on_duty("99")
    assert stage.run(supervisor_agrees(CONFIG, Deed.VOID))
    assert stage.performed == ["Look"]


def test_a_cashier_calls_the_supervisor_who_types_number_and_pin_on_the_spot() -> None:
    stage = on_duty("01", "99", "9999")
    assert stage.run(agreed_by(CONFIG, Deed.VOID)) == "99"
    assert "SUPERVISOR NEEDED" in stage.words
    assert stage.book.terminal.operator == "01"


def test_the_override_is_in_the_journal_before_the_deed_with_who_and_what() -> None:
    stage = on_duty("01", "99", "9999")
    stage.run(supervisor_agrees(CONFIG, Deed.VOID))
    records = [done for done in stage.performed if done.startswith("Record")]
    assert records == ["Record PinTried", "Record PinAccepted", "Record Overridden"]
    (logged,) = stage.overridden
    assert (logged.operator, logged.on_duty, logged.deed) == ("99", "01", Deed.VOID)


@pytest.mark.parametrize("people", [("02", "2222"), ("00", "0000")])
def test_another_who_may_not_either_is_no_help(people: tuple[str, str]) -> None:
    stage = on_duty("01", *people)
    assert not stage.run(supervisor_agrees(CONFIG, Deed.VOID))
    assert f"Operator {people[0]} may not do this" in stage.words
    assert stage.overridden == []


def test_for_operators_the_administrator_is_called() -> None:
    stage = on_duty("99", "00", "0000")
    assert stage.run(agreed_by(CONFIG, Deed.KEEP_OPERATORS)) == "00"
    assert "ADMINISTRATOR NEEDED" in stage.words


def test_nobody_who_comes_is_a_no() -> None:
    assert not on_duty("01", NoAnswer.TIMED_OUT).run(supervisor_agrees(CONFIG, Deed.SETTLE))


def test_a_test_pin_is_said_on_the_screen_and_one_of_their_own_is_not() -> None:
    stage = on_duty("01")
    stage.run(supervisor_agrees(CONFIG, Deed.VOID))
    assert "99 has PIN 9999" in stage.words
    stage = on_duty("01")
    stage.operators["99"] = "271828"
    stage.run(supervisor_agrees(CONFIG, Deed.VOID))
    assert "has PIN" not in stage.words


@pytest.mark.parametrize("number", ["01", "98", "99"])
def test_cashiers_and_the_supervisor_sell(number: str) -> None:
    assert on_duty(number).run(may_sell(CONFIG))


def test_the_administrator_does_not_sell_and_is_told_who_does() -> None:
    stage = on_duty("00")
    assert not stage.run(may_sell(CONFIG))
    assert "A cashier logs in (menu 8-1)" in stage.words


@pytest.mark.parametrize(("number", "asked"), [("01", False), ("02", True), ("99", False)])
def test_a_sale_of_another_is_re_signed_with_the_supervisor(number: str, asked: bool) -> None:
    stage = on_duty(number)
    entry = sold(stage)
    assert stage.run(may_resign(CONFIG, entry)) is not asked
    assert ("SUPERVISOR NEEDED" in stage.words) is asked
