"""What a header told of is fetched after the transaction."""

from datetime import timedelta

from terminal.events import ParametersAnnounced, SignedOn, StatusAnnounced
from terminal.flows.news import take_news, take_news_since
from terminal.terminal_changes import Terminal
from tests.terminal.flows.stage import CONFIG, START, Stage, signed_on, sold


def test_without_news_the_bank_is_left_alone() -> None:
    stage = signed_on(Stage())
    stage.run(take_news(CONFIG))
    assert stage.sent == []


def since(stage: Stage, before: Terminal) -> list[str]:
    """The messages that went out to fetch what came since then."""
    stage.run(take_news_since(CONFIG, before))
    return [message.mti for message in stage.sent]


def test_what_was_announced_meanwhile_is_fetched() -> None:
    stage = signed_on(Stage())
    sold(stage)
    before = stage.book.terminal
    stage.book.apply(StatusAnnounced(START))
    assert since(stage, before) == ["0820"]


def test_what_could_not_be_fetched_before_is_not_tried_after_every_key() -> None:
    stage = signed_on(Stage())
    sold(stage)
    stage.book.apply(StatusAnnounced(START))
    assert since(stage, stage.book.terminal) == []


def test_after_a_sign_on_the_open_ones_are_asked_about_without_an_announcement() -> None:
    stage = signed_on(Stage())
    sold(stage)
    before = stage.book.terminal
    stage.book.apply(SignedOn(7, START + timedelta(days=1)))
    assert since(stage, before) == ["0820"]


def test_after_a_sign_on_with_nothing_open_the_bank_is_left_alone() -> None:
    stage = signed_on(Stage())
    before = stage.book.terminal
    stage.book.apply(SignedOn(7, START + timedelta(days=1)))
    assert since(stage, before) == []


def test_parameters_are_fetched_before_signatures() -> None:
    stage = signed_on(Stage())
    sold(stage)
    stage.book.apply(ParametersAnnounced(START))
    stage.book.apply(StatusAnnounced(START))
    stage.run(take_news(CONFIG))
    assert [message.mti for message in stage.sent] == ["0800", "0820"]
