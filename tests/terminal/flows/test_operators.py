"""Operators change their own PIN; the administrator adds, resets and unlocks."""

from terminal.events import LoggedIn, OperatorChange, OperatorChanged, PinTried
from terminal.flows.operators import add_operator, change_own_pin, reset_pin, unlock
from tests.terminal.flows.stage import CONFIG, START, Stage, signed_on

ADMINISTRATOR = ("00", "0000")
"""What he types who was called to somebody else's terminal."""


def changes(stage: Stage) -> list[tuple[str, OperatorChange, str]]:
    """Who was changed, how, and by whom."""
    events = stage.device_events
    return [(e.operator, e.change, e.by) for e in events if isinstance(e, OperatorChanged)]


def test_everybody_changes_the_own_pin_with_the_old_one() -> None:
    stage = signed_on(Stage(people=["1111", "271828", "271828"]))
    stage.run(change_own_pin(CONFIG))
    assert stage.operators["01"] == "271828"
    assert changes(stage) == [("01", OperatorChange.PIN_CHANGED, "01")]


def test_without_the_old_pin_it_stays() -> None:
    stage = signed_on(Stage(people=["1234"]))
    stage.run(change_own_pin(CONFIG))
    assert stage.operators["01"] == "1111"


def test_two_new_pins_that_differ_change_nothing() -> None:
    stage = signed_on(Stage(people=["1111", "271828", "271829"]))
    stage.run(change_own_pin(CONFIG))
    assert (stage.operators["01"], changes(stage)) == ("1111", [])
    assert "The two are not the same" in stage.words


def test_the_journal_knows_who_did_it_before_the_pin_is_another() -> None:
    stage = signed_on(Stage(people=["1111", "271828", "271828"]))
    stage.run(change_own_pin(CONFIG))
    record = stage.performed.index("Record OperatorChanged")
    assert stage.performed[record + 1] == "SetOperatorPin"


def test_the_administrator_adds_an_operator_at_a_cashiers_terminal() -> None:
    stage = signed_on(Stage(people=[*ADMINISTRATOR, "07", "4711", "4711"]))
    stage.run(add_operator(CONFIG))
    assert stage.operators["07"] == "4711"
    assert changes(stage) == [("07", OperatorChange.ADDED, "00")]
    assert "Operator 07 was added" in stage.words
    assert "is changed" not in stage.words


def test_a_first_pin_that_is_not_repeated_adds_nobody() -> None:
    stage = signed_on(Stage(people=[*ADMINISTRATOR, "07", "4711", "4712"]))
    stage.run(add_operator(CONFIG))
    assert "07" not in stage.operators
    assert "The two are not the same\nNobody was added" in stage.words


def test_on_duty_the_administrator_is_not_asked_again() -> None:
    stage = signed_on(Stage(people=["07", "4711", "4711"]))
    stage.book.apply(LoggedIn("00", START))
    stage.run(add_operator(CONFIG))
    assert "07" in stage.operators


def test_a_cashier_adds_nobody() -> None:
    stage = signed_on(Stage(people=["01", "1111", "07", "4711", "4711"]))
    stage.run(add_operator(CONFIG))
    assert "07" not in stage.operators


def test_whom_there_is_is_not_added_again() -> None:
    stage = signed_on(Stage(people=[*ADMINISTRATOR, "02", "4711", "4711"]))
    stage.run(add_operator(CONFIG))
    assert stage.operators["02"] == "2222"
    assert "There is an operator 02" in stage.words


def test_a_forgotten_pin_is_reset_and_the_lock_ends() -> None:
    stage = signed_on(Stage(people=[*ADMINISTRATOR, "02", "4711", "4711"]))
    for _ in range(3):
        stage.book.apply(PinTried("02", START))
    stage.run(reset_pin(CONFIG))
    assert stage.operators["02"] == "4711"
    assert stage.book.terminal.wrong_pins == ()
    assert changes(stage) == [("02", OperatorChange.PIN_RESET, "00")]


def test_a_locked_operator_is_unlocked_with_the_same_pin() -> None:
    stage = signed_on(Stage(people=[*ADMINISTRATOR, "02"]))
    for _ in range(3):
        stage.book.apply(PinTried("02", START))
    stage.run(unlock(CONFIG))
    assert stage.operators["02"] == "2222"
    assert stage.book.terminal.wrong_pins == ()
    assert "Operator 02 is unlocked" in stage.words


def test_nobody_is_unlocked_or_reset_whom_there_is_not() -> None:
    for flow in (reset_pin, unlock):
        stage = signed_on(Stage(people=[*ADMINISTRATOR, "55", "4711", "4711"]))
        stage.run(flow(CONFIG))
        assert "There is no operator 55" in stage.words
        assert changes(stage) == []


def test_no_pin_is_ever_shown() -> None:
    stage = signed_on(Stage(people=["1111", "271828", "271828"]))
    stage.run(change_own_pin(CONFIG))
    assert "271828" not in stage.words
