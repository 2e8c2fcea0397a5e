"""Signatures made elsewhere come home."""

from collections.abc import Callable
from datetime import datetime

import pytest

from terminal.entry import Route
from terminal.faults import HostFault, HostTrouble
from terminal.flows.status_home import bring_news_home, bring_status_home, fetch_status
from terminal.slips import duplicates
from terminal.states import Signature
from tests.terminal.flows.stage import CONFIG, START, Stage, says, signed_on, sold
from wire import resign_messages
from wire.iso8583 import Message
from wire.resign_messages import Status, StatusAnswer, StatusQuery

SIGNED_AT = datetime.fromisoformat("2026-03-02T12:30:00")


def tells(signature: str = "SIGNED", **more: object) -> Callable[[Message], Message]:
    """A bank that says the same of every transaction."""

    def answer(request: Message) -> Message:
        query = resign_messages.decode(StatusQuery, request.binary(62))
        said = tuple(
            Status(o.batch, o.trace, "APPROVED", signature, **more)  # type: ignore[arg-type]
            for o in query.asked
        )
        return says("00", f62=resign_messages.encode(StatusAnswer(said)))(request)

    return answer


def phone(request: Message) -> Message:
    """A bank that holds a signature from the phone page."""
    return tells(at=SIGNED_AT, route="PHONE_APP", image_digest="1d" * 32)(request)


def stage_with(count: int, *bank: object) -> Stage:
    stage = signed_on(Stage(bank=list(bank)))  # type: ignore[arg-type]
    for trace in range(1, count + 1):
        sold(stage, trace)
    return stage


def test_a_signature_from_a_phone_is_written_down_with_its_route_and_closes_the_open_one() -> None:
    stage = stage_with(1, phone)
    assert stage.run(bring_status_home(CONFIG)) == 1
    entry = stage.book.last
    assert entry is not None
    assert entry.signature is Signature.UPLOADED
    assert entry.attempts[-1].route is Route.PHONE_APP
    assert entry.attempts[-1].at == SIGNED_AT
    assert stage.book.unsigned_count == 0


def test_a_reprint_says_when_and_by_which_way_it_was_signed() -> None:
    stage = stage_with(1, phone)
    stage.run(bring_status_home(CONFIG))
    entry = stage.book.last
    assert entry is not None
    words = "\n".join(str(block) for block in duplicates(CONFIG, entry)[0].blocks)
    assert "RE-SIGNED 2026/03/02 12:30:00" in words
    assert "FROM 商户手机页/MERCHANT PHONE" in words
    assert "KEPT AT THE BANK" in words


def test_accepted_paper_closes_it_as_paper() -> None:
    stage = stage_with(1, tells("PAPER", at=SIGNED_AT, route="PAPER"))
    stage.run(bring_status_home(CONFIG))
    assert [entry.signature for entry in stage.book] == [Signature.PAPER]


@pytest.mark.parametrize(
    "bank",
    [
        tells("UNSIGNED"),
        tells("SIGNED", at=SIGNED_AT, route="CARRIER_PIGEON"),
        tells("SIGNED", route="PHONE_APP"),
    ],
)
def test_what_the_bank_does_not_clearly_hold_stays_open(
    bank: Callable[[Message], Message],
) -> None:
    stage = stage_with(1, bank)
    assert stage.run(bring_status_home(CONFIG)) == 0
    assert stage.book.unsigned_count == 1


def test_more_than_six_are_asked_in_several_messages_each_under_its_own_trace() -> None:
    stage = stage_with(8, phone, phone)
    assert stage.run(bring_status_home(CONFIG)) == 8
    assert [message.text(11) for message in stage.sent] == ["000009", "000010"]


@pytest.mark.parametrize(
    "trouble", [HostFault(HostTrouble.NO_ANSWER), says("96"), says("00", f62=b"\xff")]
)
def test_a_bank_that_cannot_be_asked_leaves_everything_as_it_was(trouble: object) -> None:
    stage = stage_with(1, trouble)
    assert stage.run(bring_status_home(CONFIG)) is None
    assert stage.book.unsigned_count == 1


def test_the_menu_says_how_many_were_found_and_how_many_are_left() -> None:
    stage = stage_with(1, phone)
    stage.run(fetch_status(CONFIG))
    assert "1 signed elsewhere" in stage.words
    assert "0 unsigned left" in stage.words


def test_the_menu_says_when_the_bank_could_not_be_asked() -> None:
    stage = stage_with(1, HostFault(HostTrouble.NOT_SENT))
    stage.run(fetch_status(CONFIG))
    assert "could not be asked" in stage.words


def test_without_news_nothing_is_asked_and_news_is_fetched_once() -> None:
    from terminal.events import StatusAnnounced

    stage = stage_with(1, phone)
    stage.run(bring_news_home(CONFIG))
    assert stage.sent == []
    stage.book.apply(StatusAnnounced(START))
    stage.run(bring_news_home(CONFIG))
    stage.run(bring_news_home(CONFIG))
    assert len(stage.sent) == 1
