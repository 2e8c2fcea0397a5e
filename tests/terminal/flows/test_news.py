"""What a header told of is fetched after the transaction."""

from terminal.events import ParametersAnnounced, StatusAnnounced
from terminal.flows.news import take_news
from tests.terminal.flows.stage import CONFIG, START, Stage, signed_on, sold


def test_without_news_the_bank_is_left_alone() -> None:
    stage = signed_on(Stage())
    stage.run(take_news(CONFIG))
    assert stage.sent == []


def test_parameters_are_fetched_before_signatures() -> None:
    stage = signed_on(Stage())
    sold(stage)
    stage.book.apply(ParametersAnnounced(START))
    stage.book.apply(StatusAnnounced(START))
    stage.run(take_news(CONFIG))
    assert [message.mti for message in stage.sent] == ["0800", "0820"]
