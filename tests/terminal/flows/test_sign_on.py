"""Sign-on: keys, batch, and what goes wrong on the way."""

from datetime import timedelta

from terminal.faults import HostFault, HostTrouble
from terminal.flows.sign_on import sign_on, sign_on_when_due
from terminal.messages import plain
from tests.terminal.flows.stage import CONFIG, Stage, says, signed_on

KEYS = says("00", f62=bytes(40), f60="00000042003")


def test_a_sign_on_brings_keys_and_the_banks_batch() -> None:
    stage = Stage(bank=[KEYS], has_keys=False)
    assert stage.run(sign_on(CONFIG))
    assert stage.has_keys
    assert stage.book.terminal.batch == 42
    assert "Batch 000042" in stage.words


def test_the_trace_is_taken_before_the_message_leaves() -> None:
    stage = Stage(bank=[KEYS])
    stage.run(sign_on(CONFIG))
    assert stage.performed.index("Record TraceTaken") < stage.performed.index("Exchange")


def test_no_answer_is_told_and_nothing_changes() -> None:
    stage = Stage(bank=[HostFault(HostTrouble.NO_ANSWER)])
    assert not stage.run(sign_on(CONFIG))
    assert stage.book.terminal.signed_on_at is None
    assert "The bank did not answer" in stage.words


def test_a_bank_that_is_not_there_is_told_with_its_address_and_what_to_do() -> None:
    stage = Stage(bank=[HostFault(HostTrouble.NOT_SENT, plain("192.0.2.1:9583: refused"))])
    assert not stage.run(sign_on(CONFIG))
    for words in ("Could not connect", "192.0.2.1:9583: refused", "Check line and address; retry"):
        assert words in stage.words


def test_a_refusal_is_told_in_words() -> None:
    stage = Stage(bank=[says("97")])
    assert not stage.run(sign_on(CONFIG))
    assert "Response code 97" in stage.words


def test_an_answer_without_keys_is_no_sign_on() -> None:
    stage = Stage(bank=[says("00", f60="00000042003")])
    assert not stage.run(sign_on(CONFIG))
    assert "Key check failed: sign on again" in stage.words


def test_a_fresh_sign_on_is_not_repeated_and_a_day_old_one_is() -> None:
    stage = signed_on(Stage())
    assert stage.run(sign_on_when_due(CONFIG))
    assert not stage.sent
    stage.now += timedelta(hours=25)
    stage.bank = [KEYS]
    assert stage.run(sign_on_when_due(CONFIG))
    assert [m.mti for m in stage.sent] == ["0800"]
