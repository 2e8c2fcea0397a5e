"""The messages of pushed parameters."""

from terminal.host_parameters import parameters_request, parameters_taken
from tests.terminal.flows.stage import CONFIG
from wire import resign_messages
from wire.cup_fields import Field60
from wire.resign_messages import PushAnswered


def test_what_was_pushed_is_asked_for_with_a_mac() -> None:
    message = parameters_request(CONFIG, 7, 12)
    assert (message.mti, Field60.decode(message.text(60)).network) == ("0800", "360")
    assert 64 in message.fields
    assert 62 not in message.fields


def test_the_answer_names_the_push_and_what_is_wrong_with_it() -> None:
    message = parameters_taken(CONFIG, 7, 12, PushAnswered(4, "redos 12"))
    assert (message.mti, Field60.decode(message.text(60)).network) == ("0820", "361")
    assert resign_messages.decode(PushAnswered, message.binary(62)) == PushAnswered(4, "redos 12")
