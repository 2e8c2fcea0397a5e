"""Operator log-in."""

from terminal.dialogue import NoAnswer
from terminal.flows.log_in import log_in
from tests.terminal.flows.stage import CONFIG, Stage


def test_number_and_pin_that_belong_together_log_in() -> None:
    stage = Stage(people=["01", "1111"])
    assert stage.run(log_in(CONFIG))
    assert stage.book.terminal.operator == "01"


def test_a_wrong_pin_is_told_and_changes_nothing() -> None:
    stage = Stage(people=["01", "0000"])
    assert not stage.run(log_in(CONFIG))
    assert stage.book.terminal.operator == ""
    assert "Wrong number or PIN" in stage.words


def test_the_pin_is_never_shown() -> None:
    stage = Stage(people=["01", "271828"], operators={"01": "271828"})
    assert stage.run(log_in(CONFIG))
    assert "271828" not in stage.words


def test_leaving_is_no_log_in() -> None:
    assert not Stage(people=[NoAnswer.CANCELLED]).run(log_in(CONFIG))
