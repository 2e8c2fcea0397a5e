"""Pushed parameters: fetched, weighed, written down, said, and told back."""

from collections.abc import Callable

import pytest

from terminal.events import ParametersAnnounced
from terminal.faults import HostFault, HostTrouble
from terminal.flows.parameters import show_parameters, take_parameters
from tests.terminal.flows.stage import CONFIG, START, Stage, says, signed_on
from wire import resign_messages
from wire.iso8583 import Message
from wire.resign_messages import Parameters, PushAnswered

SILENT = HostFault(HostTrouble.NO_ANSWER)


def pushes(**named: int) -> Callable[[Message], Message]:
    """A bank that has pushed this, under number 4."""
    return says("00", f62=resign_messages.encode(Parameters(push=4, **named)))


def told(*bank: object) -> Stage:
    stage = signed_on(Stage(bank=list(bank)))  # type: ignore[arg-type]
    stage.book.apply(ParametersAnnounced(START))
    stage.run(take_parameters(CONFIG))
    return stage


def answered(stage: Stage) -> PushAnswered:
    """What the bank was told of the push."""
    return resign_messages.decode(PushAnswered, stage.sent[-1].binary(62))


def test_what_is_in_range_is_written_down_before_the_bank_and_the_cashier_hear_of_it() -> None:
    stage = told(pushes(redos=1, within_s=30))
    acts = [p for p in stage.performed if p not in {"Look", "Now", "Mac", "VerifyMac", "Show"}]
    assert acts == [
        "Record TraceTaken",
        "Exchange",
        "Record ParametersTaken",
        "Record TraceTaken",
        "Exchange",
        "Ask Notice",
    ]
    assert stage.book.terminal.parameters == Parameters(push=4, redos=1, within_s=30)
    assert answered(stage) == PushAnswered(4)
    assert "PARAMETERS CHANGED" in stage.words
    assert "Redos: 1" in stage.words
    assert not stage.book.terminal.has_push


def test_what_is_out_of_range_is_refused_here_and_at_the_bank_with_words() -> None:
    stage = told(pushes(redos=12))
    assert stage.book.terminal.parameters == Parameters()
    assert answered(stage) == PushAnswered(4, "redos 12 is not from 1 to 9")
    assert "PARAMETERS REFUSED" in stage.words
    assert "Out of the range allowed" in stage.words


def test_where_the_bank_does_not_hear_that_they_are_taken_they_stay_in_force() -> None:
    stage = told(pushes(redos=1), SILENT)
    assert stage.book.terminal.parameters.redos == 1


@pytest.mark.parametrize("word", [SILENT, says("77"), says("00", f62=b"\xff")])
def test_without_a_readable_answer_nothing_changes_and_it_is_asked_again_later(
    word: object,
) -> None:
    stage = told(word)
    assert stage.book.terminal.parameters == Parameters()
    assert stage.book.terminal.has_push
    assert len(stage.sent) == 1


def test_an_answer_without_its_mac_changes_nothing() -> None:
    def bare(request: Message) -> Message:
        answer = pushes(redos=1)(request)
        return Message(answer.mti, {n: v for n, v in answer.fields.items() if n != 64})

    assert told(bare).book.terminal.parameters == Parameters()


def test_what_is_a_switch_is_said_to_be_on_or_off() -> None:
    stage = signed_on(Stage(people=[True, True, True]))
    stage.run(show_parameters(CONFIG))
    assert "Electronic: on" in stage.words
    assert "By enrolled hand: off" in stage.words
    assert "Mandatory: on" in told(pushes(mandatory=1)).words
    assert "Mandatory: 7" in told(pushes(mandatory=7)).words


def test_a_limit_is_said_as_money() -> None:
    assert "Automatic up to: 1,234.50" in told(pushes(auto_limit_minor=1_234_50)).words


def test_where_nothing_is_left_the_terminal_stops_asking() -> None:
    stage = told(says("00"))
    assert not stage.book.terminal.has_push
    assert "PARAMETERS" not in stage.words.replace("PARAMETERS\nAsking", "")


def test_the_screen_shows_all_of_them_page_by_page() -> None:
    stage = signed_on(Stage(people=[True, True, True]))
    stage.run(show_parameters(CONFIG))
    assert "Seconds to sign: 150" in stage.words
    assert "Redos: 3" in stage.words
    assert "As set at this terminal" in stage.words
