"""One message and its answer."""

import pytest

from terminal.config import Config
from terminal.faults import HostFault, HostTrouble
from terminal.flows.exchange import ask_bank, sealed
from terminal.host import signature_upload
from tests.terminal.flows.stage import CONFIG, MAC, Stage, says, signed, signed_on, sold
from wire import iso8583
from wire.iso8583 import Message


async def round_trip(config: Config, request: Message) -> Message:
    return await ask_bank(config, request, await sealed(request))


def request(stage: Stage) -> Message:
    return signature_upload(CONFIG, signed(stage, sold(stage)))


def test_what_leaves_ends_with_the_mac() -> None:
    stage = signed_on(Stage())
    encoded = stage.run(sealed(request(stage)))
    assert encoded.endswith(MAC)
    assert iso8583.decode(encoded).fields[64] == MAC


def test_a_right_answer_comes_back_decoded() -> None:
    stage = signed_on(Stage(bank=[says("00")]))
    assert stage.run(round_trip(CONFIG, request(stage))).text(39) == "00"


def test_a_wrong_mac_is_a_fault() -> None:
    stage = signed_on(Stage(bank=[says("51", f64=b"00000000")]))
    with pytest.raises(HostFault) as met:
        stage.run(round_trip(CONFIG, request(stage)))
    assert met.value.trouble is HostTrouble.WRONG_MAC


def test_a_bank_that_asks_for_a_sign_on_gets_one_before_the_next_sale() -> None:
    stage = signed_on(Stage(bank=[says("00")]))
    stage.wants_sign_on = True
    stage.run(round_trip(CONFIG, request(stage)))
    assert "Record SignOnAsked" in stage.performed
    assert stage.book.terminal.signed_on_at is None
