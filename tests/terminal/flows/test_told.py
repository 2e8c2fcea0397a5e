"""Telling: notices stay for their time."""

from terminal.config import Config, Waits
from terminal.effects import Ask
from terminal.flows.told import tell, warn, working
from terminal.messages import plain
from terminal.screen import Tone
from tests.terminal.flows.stage import Stage

CONFIG = Config(waits=Waits(notice_s=2, error_s=9))


def waits(flow: object) -> float | None:
    effect = flow.send(None)  # type: ignore[attr-defined]
    assert isinstance(effect, Ask)
    return effect.within_s


def test_good_news_goes_soon_and_bad_news_stays_longer() -> None:
    assert waits(tell(CONFIG, plain("good"))) == 2
    assert waits(warn(CONFIG, plain("bad"))) == 9


def test_a_warning_is_toned_as_bad() -> None:
    stage = Stage()
    stage.run(warn(CONFIG, plain("bad")))
    assert stage.screens[0].tone is Tone.BAD


def test_while_working_there_is_no_question_to_cancel() -> None:
    stage = Stage()
    stage.run(working(plain("SALE"), plain("busy")))
    assert stage.performed == ["Show"]
