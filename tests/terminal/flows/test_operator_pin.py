"""Number and PIN; three wrong PINs lock the number for five minutes."""

from datetime import timedelta

from terminal.dialogue import NoAnswer
from terminal.flows.operator_pin import has_proved, identified, on_duty
from terminal.messages import text
from tests.terminal.flows.stage import CONFIG, Stage, signed_on

TITLE, LABEL = text("log_in.title"), text("log_in.number")


def asked(stage: Stage, *people: str) -> bool:
    """The PIN of 01, answered so."""
    stage.people = list(people)
    return stage.run(has_proved(CONFIG, TITLE, "01"))


def test_who_knows_the_pin_has_proved_who_he_is() -> None:
    assert Stage(people=["01", "1111"]).run(identified(CONFIG, TITLE, LABEL)) == "01"


def test_a_try_is_durable_before_the_pin_is_checked() -> None:
    stage = Stage()
    assert asked(stage, "1111")
    ask = stage.performed.index("Ask EnterDigits")
    tail = [done for done in stage.performed[ask:] if done not in ("Now", "Look")]
    assert tail == ["Ask EnterDigits", "Record PinTried", "CheckOperator", "Record PinAccepted"]


def test_a_wrong_pin_is_asked_again_and_says_how_many_tries_are_left() -> None:
    stage = Stage()
    assert asked(stage, "1234", "", "1111")
    assert "Tries left: 2" in stage.words


def test_after_three_wrong_ones_the_number_is_locked_for_five_minutes() -> None:
    stage = Stage()
    assert not asked(stage, "1", "", "2", "", "3")
    until = stage.book.terminal.wrong_pins[0].at + timedelta(minutes=5)
    assert f"01 is locked until {until:%H:%M:%S}" in stage.words
    assert "00 unlocks it (8-5)" in stage.words
    assert not asked(stage, "1111")
    stage.now = until
    assert asked(stage, "1111")


def test_the_administrators_lock_names_another_way_out() -> None:
    stage = Stage(people=["1", "", "2", "", "3"])
    assert not stage.run(has_proved(CONFIG, TITLE, "00"))
    assert "Wait, or be another operator" in stage.words


def test_a_right_pin_forgets_the_wrong_ones_before_it() -> None:
    stage = Stage()
    asked(stage, "1", "", "2", "", "1111")
    assert stage.book.terminal.wrong_pins == ()


def test_wrong_pins_of_one_lock_nobody_else() -> None:
    stage = Stage()
    asked(stage, "1", "", "2", "", "3")
    stage.people = ["2222"]
    assert stage.run(has_proved(CONFIG, TITLE, "02"))


def test_an_unknown_number_is_refused_as_a_wrong_pin_is() -> None:
    unknown, known = Stage(people=["50", "1234"]), Stage(people=["01", "1234"])
    for stage in (unknown, known):
        stage.operators["01"] = "271828"
        assert stage.run(identified(CONFIG, TITLE, LABEL)) is None
    assert unknown.words.replace("50", "01") == known.words


def test_who_leaves_has_tried_nothing() -> None:
    stage = Stage(people=[NoAnswer.CANCELLED])
    assert not stage.run(has_proved(CONFIG, TITLE, "01"))
    assert stage.book.terminal.wrong_pins == ()


def test_before_anybody_logged_in_the_operator_of_power_on_is_on_duty() -> None:
    assert Stage().run(on_duty(CONFIG)) == CONFIG.operator_at_power_on
    assert signed_on(Stage()).run(on_duty(CONFIG)) == "01"
