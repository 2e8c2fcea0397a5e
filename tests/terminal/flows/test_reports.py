"""The daily check and the report of forgotten signatures."""

from datetime import timedelta

from terminal.dialogue import KeyPressed, NoAnswer
from terminal.entry import AttemptOutcome, Entry
from terminal.events import Forgotten, LoggedIn, Settled, SignedOn
from terminal.flows.reports import check_now, check_when_due, checked_before_settling, forgotten
from terminal.keys import Key
from terminal.screen import Screen
from tests.terminal.deeds import attempt
from tests.terminal.flows.stage import CONFIG, START, SUPERVISOR, Stage, signed_on, sold

PRINT = [KeyPressed(Key.F1)]
TOMORROW = START + timedelta(days=1)


def next_day(*people: object) -> Stage:
    """A sale nobody signed yesterday, and the first sign-on of today."""
    stage = signed_on(Stage(people=list(people)))
    sold(stage)
    stage.book.apply(SignedOn(7, TOMORROW))
    stage.now = TOMORROW
    return stage


def rows(screen: Screen) -> list[str]:
    return [
        f"{row.text.say('en')} {row.right.say('en') if row.right else ''}" for row in screen.rows
    ]


def on_paper(stage: Stage) -> str:
    return "\n".join(str(block) for block in stage.printed[0].blocks)


def remembered(stage: Stage, entry: Entry) -> None:
    stage.book.apply(Forgotten(entry.key, attempt(AttemptOutcome.CANCELLED)))


def test_the_first_sign_on_of_a_day_shows_what_the_days_before_left_open() -> None:
    stage = next_day()
    stage.run(check_when_due(CONFIG))
    assert rows(stage.screens[0]) == [
        "Unsigned 1",
        "Signature upload failed 0",
        "Slip not printed 0",
        "Reversal due 0",
    ]


def test_it_is_shown_once_a_day() -> None:
    stage = next_day()
    stage.run(check_when_due(CONFIG))
    stage.screens.clear()
    stage.book.apply(SignedOn(7, TOMORROW + timedelta(hours=5)))
    stage.run(check_when_due(CONFIG))
    assert stage.screens == []


def test_a_cut_before_it_was_read_shows_it_again() -> None:
    stage = next_day()
    flow = check_when_due(CONFIG)
    flow.send(stage._perform(flow.send(None)))
    flow.close()
    assert stage.book.terminal.is_check_due


def test_with_nothing_open_nobody_is_bothered() -> None:
    stage = signed_on(Stage(now=TOMORROW))
    stage.book.apply(SignedOn(7, TOMORROW))
    stage.run(check_when_due(CONFIG))
    assert stage.screens == []
    assert not stage.book.terminal.is_check_due


def test_the_very_first_sign_on_has_nothing_to_check() -> None:
    assert not signed_on(Stage()).book.terminal.is_check_due


def test_f1_prints_it_with_a_line_for_each_transaction() -> None:
    stage = next_day(PRINT)
    stage.run(check_when_due(CONFIG))
    assert "DAILY CHECK" in on_paper(stage)
    assert "000001" in on_paper(stage)
    assert "12.00" in on_paper(stage)


def test_it_is_there_whenever_somebody_asks() -> None:
    stage = next_day()
    stage.run(check_now(CONFIG))
    assert "DAILY CHECK" in stage.words
    empty = signed_on(Stage())
    empty.run(check_now(CONFIG))
    assert "Nothing is open" in empty.words


def test_before_settling_it_is_read_or_nothing_is_settled() -> None:
    assert next_day([KeyPressed(Key.ENTER)]).run(checked_before_settling(CONFIG))
    assert not next_day(NoAnswer.CANCELLED).run(checked_before_settling(CONFIG))
    assert signed_on(Stage()).run(checked_before_settling(CONFIG))


def test_who_forgets_is_for_the_supervisor() -> None:
    stage = signed_on(Stage(people=[*SUPERVISOR, PRINT]))
    remembered(stage, sold(stage))
    stage.run(forgotten(CONFIG))
    assert rows(stage.screens[-2]) == ["01: forgot 1 of 1 1 open"]
    assert "FORGOTTEN SIGNATURES" in on_paper(stage)


def test_what_the_terminal_signs_no_more_is_told_with_where_it_is_signed() -> None:
    stage = signed_on(Stage(people=[*SUPERVISOR, PRINT]))
    remembered(stage, sold(stage, 1))
    settled = sold(stage, 2)
    remembered(stage, settled)
    stage.book.apply(Settled(settled.key, START))
    stage.run(forgotten(CONFIG))
    assert rows(stage.screens[-2]) == [
        "01: forgot 2 of 2 1 open",
        "01 settled: phone or support 1",
    ]
    assert "SETTLED, OPEN" in on_paper(stage)
    assert "PHONE, SUPPORT" in on_paper(stage)


def test_a_cashier_alone_does_not_read_it() -> None:
    stage = signed_on(Stage(people=["99", "1234"]))
    remembered(stage, sold(stage))
    stage.run(forgotten(CONFIG))
    assert "FORGOTTEN SIGNATURES" not in stage.words


def test_before_the_first_signature_there_is_nothing_to_report() -> None:
    stage = signed_on(Stage())
    stage.book.apply(LoggedIn("99", START))
    stage.run(forgotten(CONFIG))
    assert "Nothing had to be signed yet" in stage.words
