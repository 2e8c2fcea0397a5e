"""A redone sale stays open until its signature is at the bank."""

from terminal.dialogue import NoAnswer
from terminal.faults import HostFault, HostTrouble
from terminal.flows.hold_open import MAX_ROUNDS, hold_until_stored
from terminal.states import Signature
from tests.terminal.flows.stage import CONFIG, Stage, signed, signed_on, sold
from tests.terminal.flows.test_sale import DRAWN

SILENT = HostFault(HostTrouble.NO_ANSWER)


def test_it_ends_when_the_screen_says_that_the_signature_is_stored() -> None:
    stage = signed_on(Stage(people=[True]))
    entry = signed(stage, sold(stage))
    assert stage.run(hold_until_stored(CONFIG, entry)).signature is Signature.UPLOADED
    assert stage.words.splitlines()[-3:-1] == ["Signature stored", "Bank stored it 12:00:02"]


def test_who_has_not_signed_is_asked_again() -> None:
    stage = signed_on(Stage(people=[True, DRAWN]))
    entry = sold(stage)
    assert stage.run(hold_until_stored(CONFIG, entry)).signature is Signature.UPLOADED
    assert "Ask Sign" in stage.performed


def test_a_signature_that_does_not_arrive_is_sent_again() -> None:
    stage = signed_on(Stage(people=[True, True], bank=[SILENT]))
    entry = signed(stage, sold(stage))
    assert stage.run(hold_until_stored(CONFIG, entry)).signature is Signature.UPLOADED
    assert [message.mti for message in stage.sent] == ["0820", "0820"]


def test_who_leaves_leaves_it_open() -> None:
    stage = signed_on(Stage(people=[NoAnswer.TIMED_OUT]))
    entry = sold(stage)
    assert stage.run(hold_until_stored(CONFIG, entry)).signature is Signature.UNSIGNED
    assert "Signature stored" not in stage.words


def test_it_does_not_go_on_for_ever() -> None:
    stage = signed_on(Stage(people=[True, NoAnswer.CANCELLED, None] * (MAX_ROUNDS + 1)))
    entry = sold(stage)
    assert stage.run(hold_until_stored(CONFIG, entry)).signature is Signature.UNSIGNED


def test_what_needs_no_signature_is_over_at_once() -> None:
    stage = signed_on(Stage())
    entry = sold(stage, signature=Signature.NOT_REQUIRED)
    assert stage.run(hold_until_stored(CONFIG, entry)) == entry
    assert stage.performed == ["Look"]
