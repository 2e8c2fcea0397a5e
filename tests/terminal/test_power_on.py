"""Power-on, and the terminal that must not sell."""

from terminal.config import Config
from terminal.dialogue import NoAnswer
from terminal.effects import Ask
from terminal.events import TakenUpUnnoted
from terminal.messages import plain
from terminal.power_on import (
    end_of_the_journal,
    operator_present,
    out_of_service,
    self_test,
)
from tests.terminal.flows.stage import CONFIG, Stage, signed_on, sold


def test_the_self_test_names_each_part_and_how_it_is() -> None:
    stage = signed_on(Stage())
    sold(stage)
    stage.run(self_test(CONFIG))
    for words in ("Journal: intact, entries: 1", "Secure element: ok", "Printer: ok"):
        assert words in stage.words


def test_the_screen_says_that_it_starts_before_any_part_is_waited_for() -> None:
    stage = Stage()
    stage.run(self_test(CONFIG))
    assert stage.performed[0] == "Show"
    assert stage.performed.index("Show") < stage.performed.index("CheckPrinter")


def test_a_journal_without_the_note_of_its_end_is_told_and_the_next_sign_on_is_due() -> None:
    stage = signed_on(Stage(is_end_noted=False))
    stage.run(end_of_the_journal(CONFIG))
    assert stage.device_events[-1] == TakenUpUnnoted(stage.now)
    assert "Newer sales may be lost" in stage.words
    assert stage.book.terminal.signed_on_at is None


def test_a_journal_whose_end_is_noted_is_not_spoken_of() -> None:
    stage = signed_on(Stage())
    stage.run(end_of_the_journal(CONFIG))
    assert stage.screens == []


def test_a_terminal_may_begin_with_an_operator_logged_in() -> None:
    stage = Stage()
    stage.run(operator_present(CONFIG))
    assert stage.book.terminal.operator == "01"
    assert "Ask EnterDigits" not in stage.performed


def test_otherwise_somebody_must_log_in() -> None:
    stage = Stage(people=[NoAnswer.CANCELLED, "01", "9", None, "1111"])
    stage.run(operator_present(Config(operator_at_power_on="")))
    assert stage.book.terminal.operator == "01"


def test_out_of_service_says_why_for_ever() -> None:
    flow = out_of_service(plain("event 17: the chain is broken"))
    for _ in range(3):
        effect = flow.send(None)
        assert isinstance(effect, Ask)
        assert effect.within_s is None
        words = [line.say("en") for line in effect.dialogue.screen().lines]
        assert words == ["event 17: the chain is broken"]
