"""Messages named for what they do, requests and answers alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.wire.messages import SALE, messages
from wire.cup_fields import Field60
from wire.iso8583 import Language, Message
from wire.message_names import KINDS, MessageKind, request_type, title


def _example(row: MessageKind) -> Message:
    kind = Field60(row.kind or "00", "000007", row.network or "000").encode()
    return Message(row.mti, {3: row.processing or "000000", 60: kind})


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row.en)
def test_every_kind_is_found_by_its_own_fields(row: MessageKind) -> None:
    assert title(_example(row), "zh") == row.zh
    assert title(_example(row), "en") == row.en


def test_an_answer_is_named_like_its_request() -> None:
    answer = Message("0210", {3: "000000", 39: "00", 60: "22000007000"})
    assert title(answer, "zh") == title(SALE, "zh") == "消费"


@pytest.mark.parametrize("network", ["800", "801", "809"])
def test_each_part_of_a_signature_is_an_e_signature(network: str) -> None:
    assert title(Message("0820", {60: f"07000007{network}"}), "en") == "e-signature"


@pytest.mark.parametrize(
    "message",
    [
        Message("0200", {}),
        Message("0200", {3: "000000", 60: "22"}),
        Message("0200", {3: "990000", 60: "99000007000"}),
        Message("0302", {}),
    ],
)
def test_an_unknown_kind_is_named_by_its_type(message: Message) -> None:
    assert title(message, "zh") == message.mti


@given(messages(), st.sampled_from(["zh", "en"]))
def test_any_message_has_a_title(message: Message, language: Language) -> None:
    assert title(message, language)


@pytest.mark.parametrize(
    ("mti", "request_mti"), [("0200", "0200"), ("0210", "0200"), ("0830", "0820"), ("0230", "0220")]
)
def test_the_type_of_a_request_is_even(mti: str, request_mti: str) -> None:
    assert request_type(mti) == request_mti
