"""The answer on its way, and each way to spoil it."""

from __future__ import annotations

import pytest

from acquirer.delivery import deliveries
from acquirer.dialect import answer, sealed
from acquirer.mishaps import GARBAGE, NO_TROUBLE, Delivery, Mishap, Trouble
from acquirer.session import Reply
from tests.acquirer.till import MONDAY, a_till
from wire import iso8583, mac
from wire.errors import MalformedError
from wire.framing import FrameParser, Header, Processing

TILL = a_till()
SALE = TILL.sale()
FRAME = TILL.frame(SALE)
MESSAGE = answer(SALE, "00", MONDAY)
MAKER = mac.cup_ecb(b"k" * 16)
REPLY = Reply(MESSAGE, sealed(MESSAGE, MAKER), MAKER)
GOOD = FRAME.answered(REPLY.encoded).encode()


def test_an_answer_goes_back_where_its_request_came_from() -> None:
    assert deliveries(FRAME, REPLY, NO_TROUBLE) == (Delivery(GOOD),)
    (frame,) = FrameParser().feed(GOOD)
    assert frame.tpdu == bytes.fromhex("6000000003")
    assert frame.message == REPLY.encoded


@pytest.mark.parametrize(
    ("trouble", "sent"),
    [
        (Trouble(Mishap.ANSWER_LOST), ()),
        (Trouble(Mishap.REQUEST_LOST), ()),
        (Trouble(Mishap.LATE, after_s=7), (Delivery(GOOD, after_s=7),)),
        (Trouble(Mishap.CLOSED), (Delivery(b"", close_after=True),)),
        (Trouble(Mishap.GARBAGE), (Delivery(GARBAGE),)),
        (Trouble(Mishap.TWICE), (Delivery(GOOD), Delivery(GOOD))),
    ],
)
def test_a_mishap_changes_what_goes_back(trouble: Trouble, sent: tuple[Delivery, ...]) -> None:
    assert deliveries(FRAME, REPLY, trouble) == sent


def test_garbage_is_no_frame() -> None:
    with pytest.raises(MalformedError):
        FrameParser().feed(GARBAGE)


def test_a_wrong_mac_is_the_only_thing_wrong() -> None:
    (spoiled,) = deliveries(FRAME, REPLY, Trouble(Mishap.WRONG_MAC))
    assert spoiled.data[:-1] == GOOD[:-1]
    assert spoiled.data != GOOD
    plain = Reply.plain(MESSAGE)
    assert deliveries(FRAME, plain, Trouble(Mishap.WRONG_MAC)) == deliveries(
        FRAME, plain, NO_TROUBLE
    )


def test_a_strangers_answer_comes_first_with_a_mac_of_its_own() -> None:
    stranger, own = deliveries(FRAME, REPLY, Trouble(Mishap.STRANGER_FIRST))
    assert own.data == GOOD
    (frame,) = FrameParser().feed(stranger.data)
    message = iso8583.decode(frame.message)
    assert message.text(11) == f"{int(SALE.text(11)) + 1:06d}"
    assert frame.message == sealed(message.with_fields({}), MAKER)


@pytest.mark.parametrize(
    ("code", "trouble", "wants"),
    [
        ("00", NO_TROUBLE, Processing.NONE),
        ("00", Trouble(Mishap.SIGN_ON_AGAIN), Processing.SIGN_ON_AGAIN),
        ("77", NO_TROUBLE, Processing.SIGN_ON_AGAIN),
        ("A0", NO_TROUBLE, Processing.SIGN_ON_AGAIN),
        ("51", NO_TROUBLE, Processing.NONE),
    ],
)
def test_the_header_asks_for_a_sign_on_where_one_is_needed(
    code: str, trouble: Trouble, wants: Processing
) -> None:
    reply = Reply.plain(answer(SALE, code, MONDAY))
    (delivery,) = deliveries(FRAME, reply, trouble)
    (frame,) = FrameParser().feed(delivery.data)
    assert Header.decode(frame.header).request == wants
