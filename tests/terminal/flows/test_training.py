"""The training mode: who enters it, what it teaches, and how one gets out."""

from terminal.config import Config, practice_shop
from terminal.dialogue import NoAnswer
from terminal.dialogues.idle import Begin
from terminal.dialogues.lesson import Lead
from terminal.flows.training import learn, practise, training
from terminal.lessons import LESSONS
from terminal.menu import Action
from tests.terminal.flows.stage import CONFIG, Stage, signed, signed_on, sold
from tests.terminal.flows.test_diagnose import SIGNED_ON

ADMINISTRATOR = ("00", "0000")
SELL = Begin(Action.SALE, first_digit="1")
SHOP = practice_shop(CONFIG)


async def nothing(config: Config, begin: Begin) -> None:
    """Somebody who does not do what the lesson says."""


def test_only_the_administrator_opens_it() -> None:
    stage = signed_on(Stage(people=["99", "9999", Lead.LEAVE]))
    stage.run(training(CONFIG, nothing))
    assert "BeginPractice" not in stage.performed


def test_it_works_on_another_book_and_comes_back_to_the_real_one() -> None:
    stage = signed_on(Stage(people=[*ADMINISTRATOR, None, SELL, Lead.LEAVE], bank=[SIGNED_ON]))
    real = stage.book
    sold(stage)

    async def sells(config: Config, begin: Begin) -> None:
        assert stage.book is not real
        assert len(stage.book) == 0

    stage.run(training(CONFIG, sells))
    assert stage.book is real
    assert len(real) == 1
    assert stage.performed.count("BeginPractice") == stage.performed.count("EndPractice") == 1
    assert "Back to the real terminal" in stage.words


def test_nothing_is_recorded_in_the_real_book_once_it_began() -> None:
    stage = signed_on(Stage(people=[*ADMINISTRATOR, None, Lead.LEAVE], bank=[SIGNED_ON]))
    real = stage.book.terminal
    stage.run(training(CONFIG, nothing))
    assert stage.book.terminal == real


def test_within_the_training_there_is_no_other() -> None:
    stage = signed_on(Stage(people=["00", "0000"]))
    stage.real_book = stage.book
    stage.run(training(CONFIG, nothing))
    assert "This is the training already" in stage.words


def test_a_step_is_praised_when_it_is_done_and_the_next_is_shown() -> None:
    stage = signed_on(Stage(people=[SELL, None, SELL, Lead.NEXT]))
    traces = iter((1, 2))

    async def forgets(config: Config, begin: Begin) -> None:
        sold(stage, next(traces))

    assert stage.run(learn(SHOP, LESSONS[1], forgets)) is Lead.NEXT
    assert "Well done!" in stage.words
    assert "Press F2 and have it signed:" in stage.words


def test_what_was_there_before_the_lesson_does_not_count() -> None:
    stage = signed_on(Stage(people=[Lead.NEXT]))
    sold(stage)
    stage.run(learn(SHOP, LESSONS[1], nothing))
    assert "Well done!" not in stage.words


def test_until_it_is_done_the_same_step_is_shown() -> None:
    stage = signed_on(Stage(people=[SELL, NoAnswer.TIMED_OUT, SELL, Lead.LEAVE]))
    assert stage.run(learn(SHOP, LESSONS[0], nothing)) is Lead.LEAVE
    assert stage.words.count("Type 1200, ENTER; swipe a card;") == 4


def test_after_the_last_lesson_it_says_so() -> None:
    stage = signed_on(Stage(people=[None, *[Lead.NEXT] * len(LESSONS)]))
    stage.run(practise(SHOP, nothing))
    assert "All lessons are done" in stage.words


def test_the_first_lesson_is_to_sell_and_have_it_signed() -> None:
    stage = signed_on(Stage(people=[SELL, None]))

    async def sells(config: Config, begin: Begin) -> None:
        signed(stage, sold(stage))

    assert stage.run(learn(SHOP, LESSONS[0], sells)) is Lead.NEXT
