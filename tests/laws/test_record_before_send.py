"""Law 1: whatever the outside world can feel follows a durable record."""

from typing import Any

import pytest

from terminal import effects as fx
from tests.laws.cheap_pictures import cheap_pictures
from tests.laws.counter import Counter, Fuse
from tests.laws.test_power_cuts import STORIES
from wire import iso8583
from wire.cup_fields import Field60
from wire.framing import Frame
from wire.resign_messages import POLL_LINK


class Log(Fuse):
    """Keeps the effects in the order they were performed."""

    def __init__(self) -> None:
        super().__init__()
        self.performed: list[fx.Effect[Any]] = []

    def after(self, effect: fx.Effect[Any], answer: object) -> None:
        """One more has been performed."""
        self.performed.append(effect)
        super().after(effect, answer)


def performed(story: str) -> list[fx.Effect[Any]]:
    log = Log()
    counter = Counter(fuse=log)
    with cheap_pictures():
        counter.play(STORIES[story], None)
    return log.performed


@pytest.mark.parametrize("story", STORIES)
def test_no_message_leaves_without_a_record_of_its_own(story: str) -> None:
    recorded = False
    for effect in performed(story):
        if isinstance(effect, fx.Record | fx.RecordDevice):
            recorded = True
        elif isinstance(effect, fx.Exchange):
            assert recorded, f"{effect.answer.mti} was asked for without a record before it"
            recorded = False


@pytest.mark.parametrize("story", STORIES)
def test_no_paper_and_no_word_of_approval_comes_before_the_outcome_is_durable(story: str) -> None:
    waiting = False
    for effect in performed(story):
        match effect:
            case fx.Exchange(request) if _is_a_look(request):
                pass
            case fx.Exchange():
                waiting = True
            case fx.Record() | fx.RecordDevice():
                waiting = False
            case fx.Print():
                assert not waiting
            case fx.Ask(dialogue, _) if waiting:
                assert "sale.approved" not in str(dialogue)
            case _:
                pass


def _is_a_look(request: Frame) -> bool:
    """812 changes nothing anywhere: what is drawn so far is on its way to become a signature."""
    said = iso8583.decode(request.message).get(60)
    return isinstance(said, str) and Field60.decode(said).network == POLL_LINK


@pytest.mark.parametrize("story", STORIES)
def test_cancel_has_no_one_to_reach_between_the_intent_and_its_outcome(story: str) -> None:
    """Law 3: only a question can be cancelled, and none stands while money may have moved."""
    undecided = False
    for effect in performed(story):
        match effect:
            case fx.Record(event) if type(event).__name__ == "Intended":
                undecided = True
            case fx.Record():
                undecided = False
            case fx.Ask():
                assert not undecided
            case _:
                pass
