"""Which answers are ours, and what they say."""

from dataclasses import replace

import pytest

from terminal import host, host_answers
from tests.terminal.flows.stage import CONFIG, says
from tests.terminal.test_host import frame, sale
from wire.cup_fields import Field60
from wire.iso8583 import Message


def test_its_own_answer_fits() -> None:
    request = sale()
    key = host.answer_key(CONFIG, request)
    assert host_answers.matched(frame(says("00")(request)), key)


@pytest.mark.parametrize(
    ("number", "other"),
    [(11, "000002"), (41, "10000002"), (42, "104110054110002"), (4, "000000001300")],
)
def test_an_answer_that_differs_in_one_field_is_not_ours(number: int, other: str) -> None:
    request = sale()
    answer = says("00")(request)
    stray = Message(answer.mti, {**answer.fields, number: other})
    assert not host_answers.matched(frame(stray), host.answer_key(CONFIG, request))


def test_an_answer_of_another_batch_or_kind_is_not_ours() -> None:
    request = sale()
    key = host.answer_key(CONFIG, request)
    answer = says("00")(request)
    other = Message(answer.mti, {**answer.fields, 60: Field60("22", "000008", "000").encode()})
    assert not host_answers.matched(frame(other), key)
    assert not host_answers.matched(frame(Message("0410", answer.fields)), key)


def test_bytes_that_make_no_message_do_not_fit() -> None:
    request = sale()
    nonsense = replace(frame(request), message=b"\x02\x10no message at all")
    assert not host_answers.matched(nonsense, host.answer_key(CONFIG, request))


def test_an_answer_is_read_with_its_texts() -> None:
    said = host_answers.read_answer(says("00")(sale()))
    assert (said.code, said.reference, said.auth_code) == ("00", "123456789012", "A12345")
    assert (said.settlement_date, said.issuer, said.acquirer) == ("0302", "01020000", "48020000")
