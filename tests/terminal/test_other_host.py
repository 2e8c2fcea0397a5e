"""Another terminal's transaction on the wire."""

from __future__ import annotations

from dataclasses import replace

import pytest

from terminal import other_host
from terminal.brought import Brought
from terminal.states import Signature
from tests.terminal.deeds import IMAGE, NOON, OTHER_SALE, brought
from tests.terminal.flows.stage import CONFIG
from wire import feature_code, resign_messages, tlv
from wire.cup_fields import Field60
from wire.errors import MalformedError
from wire.iso8583 import Message
from wire.resign_messages import Fetched

TOLD = Fetched("10000002", 3, 42, "621234******0018", NOON)
ANSWER = Message(
    "0830",
    {
        4: "000000004800",
        15: "0302",
        37: "000000000042",
        38: "B12345",
        62: resign_messages.encode(TOLD),
    },
)
KEPT = Brought(OTHER_SALE, Signature.SIGNED, (replace(brought(), generation=2),), IMAGE)


def test_what_the_bank_tells_is_read_whole() -> None:
    assert other_host.read_fetched(ANSWER) == OTHER_SALE


@pytest.mark.parametrize("number", [4, 37, 62])
def test_an_answer_that_lacks_a_part_is_no_answer(number: int) -> None:
    fields = {n: value for n, value in ANSWER.fields.items() if n != number}
    with pytest.raises(MalformedError):
        other_host.read_fetched(replace(ANSWER, fields=fields))


def test_the_feature_code_is_the_same_as_at_its_own_terminal() -> None:
    assert other_host.code_of(OTHER_SALE) == feature_code.online("0302", "000000000042")


def test_the_upload_has_the_originals_key_and_this_terminals_number_and_no_card() -> None:
    upload = other_host.other_upload(CONFIG, KEPT, "01")
    assert upload.get(2) is None
    assert (upload.text(11), upload.text(41), upload.text(37)) == (
        "000042",
        CONFIG.terminal_id,
        "000000000042",
    )
    assert Field60.decode(upload.text(60)).batch == "000003"
    said = {item.tag: item.value for item in tlv.decode(upload.binary(55), "F55")}
    assert said[0xFF65] == b"10000002"
    assert said[0xFF90] == b"BACKUP_TERMINAL"
    assert said[0xFF91] == b"\x02"
    assert upload.binary(62) == IMAGE
