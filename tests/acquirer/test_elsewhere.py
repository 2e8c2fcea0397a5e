"""Messages 810 to 814 from a terminal's side of the line, byte for byte through the dialect."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from acquirer import merchants
from acquirer.audit import Actor
from acquirer.desk_records import Window
from acquirer.front_office import Reason
from acquirer.records import Action, Route, Signature
from receipts.strokes import bounded
from tests.acquirer.office.people import (
    AGENT_LI,
    BANKER_WU,
    STROKES,
    Street,
    a_street,
    cheap_settings,
    reason,
    taken,
)
from tests.acquirer.office.test_photos import a_photo
from tests.acquirer.till import SPARE_TMK, Till, a_till, with_field, without_field
from wire.feature_code import online
from wire.framing import FrameParser, Header, Processing
from wire.resign_messages import (
    ASK_LINK,
    FETCH,
    POLL_LINK,
    STATUS,
    USE_CODE,
    CodeAnswer,
    CodeQuestion,
    Fetched,
    LinkAnswer,
    LinkQuestion,
    Original,
    PollAnswer,
    PollQuestion,
    Status,
    StatusAnswer,
    StatusQuery,
    decode,
)
from wire.slip_tags import ROUTE


def status(street: Street, trace: int) -> Status:
    till = street.till
    asked = StatusQuery((Original(till.batch, trace),))
    (told,) = till.told(StatusAnswer, STATUS, asked).status
    return told


def a_spare(street: Street) -> Till:
    till = street.till
    spare = Till(till.bank, till.now, "10000002", till.merchant_id, tmk=SPARE_TMK)
    spare.sign_on()
    return spare


def test_the_status_of_what_was_signed_elsewhere_comes_home() -> None:
    street = a_street()
    key = street.sell()
    assert status(street, key.trace).signature == Signature.UNSIGNED
    stored = taken(street.signed(key))
    told = status(street, key.trace)
    assert (told.signature, told.route) == (Signature.SIGNED, Route.PHONE_APP)
    assert (told.at, told.image_digest) == (stored.at, stored.image_digest)


def test_news_is_announced_until_it_is_asked_for() -> None:
    street = a_street()
    key = street.sell()
    taken(street.signed(key))

    def announced() -> int:
        (frame,) = FrameParser().feed(street.till.heard[0].data)
        return Header.decode(frame.header).request

    street.sell()
    assert announced() == Processing.UPLOAD_STATUS
    status(street, key.trace)
    assert announced() == Processing.NONE


def test_what_was_not_asked_about_stays_news() -> None:
    street = a_street()
    first, second = street.sell(), street.sell()
    for key in (first, second):
        taken(street.signed(key))
    status(street, first.trace)
    assert street.till.bank.shared.news == {second}


def test_a_void_that_closes_a_sale_here_leaves_no_news_of_it() -> None:
    street = a_street()
    till = street.till
    sale, answer = till.sell()
    taken(street.signed(till.key(int(sale.text(11)))))
    assert till.bank.shared.news
    assert till.code(till.void(sale, answer)) == "00"
    assert till.bank.shared.news == set()


def test_what_paper_made_good_is_told_too() -> None:
    street = a_street()
    key = street.sell()
    taken(street.office.upload_paper(key, a_photo(), street.actor, street.now))
    taken(street.office.accept_paper(street.case(key), AGENT_LI, street.now))
    told = status(street, key.trace)
    assert (told.signature, told.route, told.at) == (Signature.PAPER, Route.PAPER, street.now)


def test_the_last_result_of_a_lost_answer_is_told_by_its_key() -> None:
    street = a_street()
    till = street.till
    sale, answer = till.sell(1200)
    told = status(street, till.trace)
    assert (told.payment, told.code, told.amount_minor) == ("APPROVED", "00", 1200)
    assert (told.reference, told.auth_code) == (answer.text(37), answer.text(38))
    till.send(till.reversal(sale))
    assert status(street, int(sale.text(11))).payment == "REVERSED"
    assert status(street, 999) == Status(till.batch, 999, "NOT_FOUND")


@pytest.mark.parametrize("count", [0, 7])
def test_none_and_too_many_are_not_answered(count: int) -> None:
    till = a_street().till
    asked = StatusQuery(tuple(Original(1, trace) for trace in range(count)))
    question = till.question(STATUS, asked)
    question = question if count else with_field(question, 62, b"\xff\xff\x00")
    assert till.code(question) == "30"


def test_a_waiting_terminal_sees_the_phone_draw_and_the_signature_stored() -> None:
    street = a_street()
    key = street.sell()
    till, office = street.till, street.office
    link = till.told(LinkAnswer, ASK_LINK, LinkQuestion(key.batch, key.trace))
    assert link.url == f"https://pay.example/s/{link.token}"

    def polled(version: int, seen: int) -> PollAnswer:
        return till.told(PollAnswer, POLL_LINK, PollQuestion(link.token, version, seen))

    assert polled(0, 0).points == ()
    office.link_strokes(link.token, STROKES[:1], street.now)
    first = polled(0, 0)
    assert [(x, y) for x, y, _ in first.points] == list(bounded(STROKES)[0])
    assert [begins for _, _, begins in first.points][:2] == [True, False]
    assert polled(0, len(first.points)).points == ()
    office.link_strokes(link.token, (), street.now)
    assert (polled(0, 3).version, polled(0, 3).seen) == (1, 0)
    stored = taken(office.sign_by_link(link.token, STROKES, street.now))
    last = polled(1, 0)
    assert (last.state, last.at, last.image_digest) == ("USED", stored.at, stored.image_digest)


def test_a_poll_tells_how_a_link_ended() -> None:
    street = a_street()
    key = street.sell()
    till = street.till
    link = till.told(LinkAnswer, ASK_LINK, LinkQuestion(key.batch, key.trace))
    street.forward(minutes=11)
    told = till.told(PollAnswer, POLL_LINK, PollQuestion(link.token, 0, 0))
    assert told.state == "EXPIRED"
    spare = a_spare(street)
    assert spare.code(spare.question(POLL_LINK, PollQuestion(link.token, 0, 0))) == "25"
    assert till.code(till.question(POLL_LINK, PollQuestion("guessed", 0, 0))) == "25"


def test_a_link_is_refused_with_the_reason() -> None:
    street = a_street()
    key = street.sell()
    till = street.till
    asked = LinkQuestion(key.batch, key.trace)
    till.bank.shared.portal_url = ""
    assert till.code(till.question(ASK_LINK, asked)) == "40"
    assert till.code(till.question(ASK_LINK, LinkQuestion(1, 999))) == "25"
    taken(street.signed(key))
    assert till.code(till.question(ASK_LINK, asked)) == "94"


def test_a_spare_terminal_fetches_a_transaction_and_brings_its_signature() -> None:
    street = a_street()
    till = street.till
    sale, answer = till.sell(4800)
    spare = a_spare(street)
    told = spare.ask(spare.question(FETCH, None, **{"37": answer.text(37)}))
    assert (told.text(4), told.text(15), told.text(38)) == (
        "000000004800",
        answer.text(15),
        answer.text(38),
    )
    fetched = decode(Fetched, told.binary(62))
    assert (fetched.terminal_id, fetched.trace) == (till.terminal_id, int(sale.text(11)))
    assert fetched.card_masked == "621234******0019"
    upload = without_field(till.upload(sale, answer), 2)
    brought = spare.with_elements(
        with_field(upload, 41, spare.terminal_id),
        {0xFF65: fetched.terminal_id.encode(), 0xFF90: b"BACKUP_TERMINAL"},
    )
    assert spare.code(brought) == "00"
    assert till.bank.shared.news == {till.key(fetched.trace)}
    assert spare.code(brought) == "94"
    assert till.code(till.upload(sale, answer)) == "94"
    assert till.bank.shared.news == set()
    assert street.view(till.key(fetched.trace)).attempts[0].device == "10000002"
    assert online(told.text(15), told.text(37)) == online(answer.text(15), answer.text(37))


NEIGHBOUR = """
[[merchant]]
id = "104110054110002"
name = "隔壁"
[[merchant.terminal]]
id = "20000001"
tmk = "0123456789ABCDEFFEDCBA9876543210"
"""


def test_a_reference_nobody_has_is_answered_as_another_merchants_is() -> None:
    listed = Path(merchants.__file__).with_name("merchants.toml").read_text("utf-8")
    both = merchants.read(listed + NEIGHBOUR, "both")
    street = a_street(settings=replace(cheap_settings(), merchants=both))
    _, answer = street.till.sell()
    neighbour = Till(street.till.bank, street.now, "20000001", "104110054110002")
    neighbour.sign_on()
    asked = [
        neighbour.ask(neighbour.question(FETCH, None, **{"37": reference}))
        for reference in (answer.text(37), "000000000000")
    ]
    assert asked[0].text(39) == "25"
    bare = [without_field(without_field(answer, 11), 37) for answer in asked]
    assert bare[0] == bare[1]


def test_a_signed_transaction_is_not_fetched_again() -> None:
    street = a_street()
    key = street.sell()
    taken(street.signed(key))
    spare = a_spare(street)
    reference = street.view(key).reference
    assert spare.code(spare.question(FETCH, None, **{"37": reference})) == "94"


def test_a_code_is_compared_tried_and_used() -> None:
    street = a_street()
    key = street.sell()
    till = street.till

    def told(code: str) -> str:
        return till.code(till.question(USE_CODE, CodeQuestion(key.batch, key.trace, None, code)))

    plain = CodeQuestion(key.batch, key.trace)
    assert till.code(till.question(USE_CODE, plain)) == "55"
    issued = taken(street.office.read_out_code(street.case(key), AGENT_LI, street.now))
    assert till.told(CodeAnswer, USE_CODE, plain).challenge == issued.challenge
    assert [told("0") for _ in range(2)] == ["55"] * 2
    assert till.told(CodeAnswer, USE_CODE, plain).tries_left == 3
    assert [told("0") for _ in range(4)] == ["55"] * 3 + ["75"]
    assert till.told(CodeAnswer, USE_CODE, plain).tries_left == 0
    again = taken(street.office.read_out_code(street.case(key), AGENT_LI, street.now))
    street.forward(minutes=11)
    assert told(again.code) == "68"


@pytest.mark.parametrize("network", [STATUS, ASK_LINK, POLL_LINK, FETCH, USE_CODE])
def test_a_question_without_a_mac_or_sense_is_refused(network: str) -> None:
    till = a_street().till
    question = till.question(network, LinkQuestion(1, 1))
    assert till.code(without_field(question, 64)) == "A0"
    assert till.code(with_field(question, 62, b"\xff")) == "30"


def test_a_terminal_that_stops_waiting_revokes_its_link() -> None:
    street = a_street()
    key = street.sell()
    till = street.till
    link = till.told(LinkAnswer, ASK_LINK, LinkQuestion(key.batch, key.trace))
    told = till.told(PollAnswer, POLL_LINK, PollQuestion(link.token, 0, 0, revoke=1))
    assert told.state == "REVOKED"
    refused = street.office.sign_by_link(link.token, STROKES, street.now)
    assert reason(refused) is Reason.REVOKED


@pytest.mark.parametrize(("agent", "route"), [(AGENT_LI, "SUPPORT"), (BANKER_WU, "BANK")])
def test_a_code_says_by_whose_route_it_lets_in(agent: Actor, route: str) -> None:
    street = a_street()
    key = street.sell()
    till, plain = street.till, CodeQuestion(key.batch, key.trace)
    issued = taken(street.office.read_out_code(street.case(key, agent), agent, street.now))
    assert till.told(CodeAnswer, USE_CODE, plain).route == route
    used = till.told(CodeAnswer, USE_CODE, replace(plain, read_out=issued.code))
    assert (used.route, used.until is not None) == (route, True)


def test_news_of_a_link_is_told_by_the_poll_that_tells_of_its_end() -> None:
    street = a_street()
    key, other = street.sell(), street.sell()
    till = street.till
    link = till.told(LinkAnswer, ASK_LINK, LinkQuestion(key.batch, key.trace))
    taken(street.office.sign_by_link(link.token, STROKES, street.now))
    taken(street.signed(other))
    assert till.bank.shared.news == {key, other}
    till.told(PollAnswer, POLL_LINK, PollQuestion(link.token, 0, 0))
    assert till.bank.shared.news == {other}
    status(street, other.trace)
    assert till.bank.shared.news == set()


@pytest.mark.parametrize("route", [b"SUPPORT", b"BANK"])
def test_a_terminal_alone_cannot_say_that_the_desk_let_it(route: bytes) -> None:
    till = a_till()
    sale, answer = till.sell()
    upload = till.with_elements(till.upload(sale, answer), {ROUTE: route})
    till.forward(days=7, seconds=1)
    assert till.code(upload) == "22"
    assert till.bank.store.attempts(till.key())[0].reason == "TOO_LATE"


@pytest.mark.parametrize(
    ("late", "code"),
    [({"hours": 3}, "00"), ({"days": 1, "minutes": 30}, "00"), ({"days": 1, "minutes": 31}, "22")],
)
def test_what_the_desk_let_in_may_come_a_day_after_its_time(
    late: dict[str, float], code: str
) -> None:
    till = a_till()
    sale, answer = till.sell()
    upload = till.with_elements(till.upload(sale, answer), {ROUTE: b"SUPPORT"})
    till.forward(days=8)
    now = till.now
    with till.bank.changes(now, AGENT_LI) as work:
        work.put(Window(till.key(), now + timedelta(minutes=30), 1, "agent li", now, "code 1"))
        work.note(Action.READ_OUT_CODE_USED, till.key(), "code 1")
    till.forward(**late)
    assert till.code(upload) == code


def test_no_code_opens_what_is_signed_or_released() -> None:
    street = a_street()
    key = street.sell()
    issued = taken(street.office.read_out_code(street.case(key), AGENT_LI, street.now))
    taken(street.signed(key))
    asked = CodeQuestion(key.batch, key.trace, read_out=issued.code)
    for question in (asked, replace(asked, read_out=None)):
        assert street.till.code(street.till.question(USE_CODE, question)) == "94"


def test_the_route_that_is_kept_is_the_one_the_bank_knows() -> None:
    till = a_till()
    sale, answer = till.sell()
    upload = till.with_elements(till.upload(sale, answer), {ROUTE: b"SUPPORT"})
    assert till.code(upload) == "00"
    assert till.bank.store.attempts(till.key())[0].route is Route.TERMINAL_SELECTED
