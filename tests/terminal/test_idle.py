"""Idle and the menus."""

from typing import Any

from terminal.dialogue import KeyPressed, NoAnswer
from terminal.events import Closed, Closing, Settled
from terminal.idle import choose_from_menu, idle
from terminal.keys import Key
from terminal.menu import Action
from tests.terminal.flows.stage import CONFIG, START, Stage, says, signed_on, sold
from tests.terminal.flows.test_sale import CREDIT
from tests.terminal.flows.test_status_home import phone
from wire.framing import Processing


def keys(*names: str) -> list[Any]:
    return [KeyPressed(Key(name)) for name in names]


def test_a_first_start_says_what_to_press() -> None:
    stage = signed_on(Stage())
    stage.run(idle(CONFIG))
    assert "Type 1200, press ENTER:" in stage.words


def test_what_came_last_and_may_have_been_missed_stands_there() -> None:
    stage = signed_on(Stage())
    entry = sold(stage)
    stage.book.apply(Settled(entry.key, START))
    stage.book.apply(Closing(7, 2, START))
    stage.book.apply(Closed(7, 8, START))
    stage.run(idle(CONFIG))
    lines = [line.say("en") for line in stage.screens[0].lines]
    assert lines == [
        "Batch 000007 is settled",
        "F1 4 3 prints the report",
        "Type an amount to sell",
    ]


def test_the_soft_key_counts_what_is_unsigned_and_leads_to_re_sign() -> None:
    stage = signed_on(Stage(people=[keys("F2")]))
    sold(stage, 1)
    sold(stage, 2)
    stage.run(idle(CONFIG))
    labels = [soft.label.say("en") for soft in stage.screens[0].soft_keys]
    assert "2 unsigned" in labels
    assert "Ask Sign" in stage.performed


def test_news_in_the_answer_of_a_declined_sale_is_fetched_after_it() -> None:
    stage = signed_on(Stage(announces=Processing.UPLOAD_STATUS))
    sold(stage, 1)
    stage.people = [keys("5"), 700, CREDIT]
    stage.bank = [says("51"), phone]
    stage.run(idle(CONFIG))
    assert "Response code 51" in stage.words
    assert stage.book.unsigned_count == 0


def test_without_anything_unsigned_the_soft_key_is_dead() -> None:
    stage = signed_on(Stage(people=[keys("F2")]))
    stage.run(idle(CONFIG))
    assert "Ask Sign" not in stage.performed


def test_a_digit_begins_a_sale_with_it() -> None:
    stage = signed_on(Stage(people=[keys("5")]))
    stage.run(idle(CONFIG))
    assert "￥0.05" in stage.words


def test_the_menu_goes_down_by_digits_and_up_by_cancel() -> None:
    stage = Stage(people=[keys("2"), NoAnswer.CANCELLED, keys("2"), keys("1")])
    assert stage.run(choose_from_menu(CONFIG)) is Action.RESIGN_LAST


def test_cancel_leaves_the_first_menu() -> None:
    assert Stage(people=[NoAnswer.CANCELLED]).run(choose_from_menu(CONFIG)) is None


def test_every_action_runs_its_flow() -> None:
    for path in (["1"], ["2", "1"], ["2", "2"], ["3"], ["4", "1"], ["4", "2"], ["5"], ["8", "1"]):
        stage = signed_on(Stage(people=[keys("F1"), *(keys(key) for key in path)]))
        stage.run(idle(CONFIG))
        assert len(stage.screens) > len(path) + 1, path
