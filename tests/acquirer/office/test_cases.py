"""Cases: a call is matched to one transaction, who guesses is locked out, all is written down."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from acquirer.desk_records import CaseState
from acquirer.front_office import Claim, Reason, Refused
from acquirer.records import Action, Route
from tests.acquirer.office.people import (
    AGENT_LI,
    BANKER_WU,
    MERCHANT_ANNA,
    STROKES,
    SUPERVISOR_MA,
    Street,
    a_street,
    reason,
    taken,
)
from tests.acquirer.till import MONDAY
from wire.resign_messages import CodeAnswer, CodeQuestion

RIGHT = Claim(MONDAY, 1200, "621234", "0019")


def opened(street: Street) -> int:
    told = "nobody signed"
    return taken(street.office.open_case(street.merchant_id, told, AGENT_LI, street.now)).number


def test_a_case_finds_the_one_transaction_that_fits() -> None:
    street = a_street()
    key = street.sell()
    number = opened(street)
    view = taken(street.office.match(number, RIGHT, AGENT_LI, street.now))
    assert view.key == key
    found = street.office.case(number, street.now)
    assert found is not None
    assert found.case.state is CaseState.MATCHED
    assert found.sale == view
    assert [(a.action, a.who) for a in found.actions] == [
        (Action.CASE_OPENED, "agent li"),
        (Action.CASE_MATCHED, "agent li"),
    ]
    assert street.office.cases(CaseState.MATCHED) == (found.case,)
    assert street.office.cases() == (found.case,)


@pytest.mark.parametrize("minutes", [-10, 10])
@pytest.mark.parametrize("seconds", [0, 59])
def test_the_time_is_good_to_ten_minutes_of_what_a_slip_shows(minutes: int, seconds: int) -> None:
    street = a_street()
    street.forward(seconds=seconds)
    street.sell()
    claim = replace(RIGHT, at=MONDAY + timedelta(minutes=minutes))
    taken(street.office.match(opened(street), claim, AGENT_LI, street.now))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(RIGHT, at=MONDAY + timedelta(minutes=11)),
        replace(RIGHT, amount_minor=1201),
        replace(RIGHT, first_six="621235"),
        replace(RIGHT, last_four="0018"),
        replace(RIGHT, terminal_id="10000002"),
    ],
)
def test_three_claims_that_fit_nothing_lock_the_case_and_tell_nothing(wrong: Claim) -> None:
    street = a_street()
    street.sell()
    number = opened(street)

    def claimed(claim: Claim) -> object:
        return street.office.match(number, claim, AGENT_LI, street.now)

    until = street.now + timedelta(minutes=30)
    assert [claimed(wrong) for _ in range(3)] == [
        Refused(Reason.NO_MATCH, left=2),
        Refused(Reason.NO_MATCH, left=1),
        Refused(Reason.LOCKED, until),
    ]
    assert claimed(RIGHT) == Refused(Reason.LOCKED, until)
    another = street.office.open_case(street.merchant_id, "again", AGENT_LI, street.now)
    assert another == Refused(Reason.LOCKED, until)
    street.forward(minutes=30)
    taken(street.office.match(number, RIGHT, AGENT_LI, street.now))


def test_two_that_fit_are_told_apart_by_a_closer_claim() -> None:
    street = a_street()
    street.sell()
    street.forward(minutes=12)
    second = street.sell()
    number = opened(street)
    between = replace(RIGHT, at=MONDAY + timedelta(minutes=6))
    assert reason(street.office.match(number, between, AGENT_LI, street.now)) is Reason.AMBIGUOUS
    later = replace(RIGHT, at=street.now)
    assert taken(street.office.match(number, later, AGENT_LI, street.now)).key == second


def test_a_matched_case_stays_with_its_transaction() -> None:
    street = a_street()
    first, _ = street.sell(), street.sell(4800)
    number = street.case(first)
    another = replace(RIGHT, amount_minor=4800)
    assert reason(street.office.match(number, another, AGENT_LI, street.now)) is Reason.MATCHED
    found = street.office.case(number, street.now)
    assert found is not None
    assert found.case.key == first


def test_what_is_signed_fits_no_claim() -> None:
    street = a_street()
    taken(street.signed(street.sell()))
    found = street.office.match(opened(street), RIGHT, AGENT_LI, street.now)
    assert reason(found) is Reason.NO_MATCH


def test_an_agent_sends_a_link_and_the_signature_came_by_the_desk() -> None:
    street = a_street()
    key = street.sell()
    street.forward(days=8)
    link = taken(street.office.send_link(street.case(key), AGENT_LI, street.now))
    taken(street.office.sign_by_link(link.token, STROKES, street.now))
    assert street.view(key).attempts[0].route is Route.SUPPORT


def test_the_banks_own_agent_works_by_the_banks_route() -> None:
    street = a_street()
    key = street.sell()
    link = taken(street.office.send_link(street.case(key, BANKER_WU), BANKER_WU, street.now))
    taken(street.office.sign_by_link(link.token, STROKES, street.now))
    assert street.view(key).attempts[0].route is Route.BANK


def test_a_code_that_is_read_out_lets_the_terminal_sign_past_the_deadline() -> None:
    street = a_street()
    sale, answer = street.till.sell()
    key = street.till.key()
    street.forward(days=8)
    street.till.sign_on()
    assert street.till.code(street.till.upload(sale, answer)) == "22"
    issued = taken(street.office.read_out_code(street.case(key), AGENT_LI, street.now))
    question = CodeQuestion(key.batch, key.trace, read_out=issued.code)
    told = street.till.told(CodeAnswer, "814", question)
    assert told.until == street.now + timedelta(minutes=30)
    assert street.till.code(street.till.upload(sale, answer)) == "00"


def test_an_extended_window_is_open_to_every_route() -> None:
    street = a_street()
    key = street.sell()
    street.forward(days=8)
    number = street.case(key)
    assert reason(street.office.extend(number, 3, "", AGENT_LI, street.now)) is Reason.NO_REASON
    window = taken(street.office.extend(number, 3, "away on a journey", AGENT_LI, street.now))
    assert street.view(key).window_until == window.until
    street.forward(days=2)
    taken(street.signed(key))


def test_more_time_is_never_less() -> None:
    street = a_street()
    key = street.sell()
    number, view = street.case(key), street.view(key)
    assert view.latest == view.hard_deadline
    for days in (3, 1):
        taken(street.office.extend(number, days, "away on a journey", AGENT_LI, street.now))
    assert street.view(key).latest == view.hard_deadline + timedelta(days=4)


def test_nothing_is_done_in_a_case_without_its_transaction() -> None:
    street = a_street()
    street.sell()
    number = opened(street)
    office, now = street.office, street.now
    assert reason(office.send_link(number, AGENT_LI, now)) is Reason.NOT_MATCHED
    assert reason(office.read_out_code(number, AGENT_LI, now)) is Reason.NOT_MATCHED
    assert reason(office.extend(number, 1, "x", AGENT_LI, now)) is Reason.NOT_MATCHED


def test_nothing_is_done_for_what_was_signed_in_the_meantime() -> None:
    street = a_street()
    key = street.sell()
    number = street.case(key)
    taken(street.signed(key))
    assert reason(street.office.send_link(number, AGENT_LI, street.now)) is Reason.NEEDLESS


def test_a_closed_case_stays_closed() -> None:
    street = a_street()
    key = street.sell()
    number = street.case(key)
    office, now = street.office, street.now
    assert office.note(number, "calls back at five", AGENT_LI, now) is None
    assert office.close_case(number, "done", AGENT_LI, now) is None
    assert reason(office.send_link(number, AGENT_LI, now)) is Reason.CLOSED
    assert reason(office.note(number, "and", AGENT_LI, now)) is Reason.CLOSED
    assert reason(office.close_case(number, "x", AGENT_LI, now)) is Reason.CLOSED
    found = office.case(number, now)
    assert found is not None
    assert [a.number for a in found.actions] == [1, 2, 3, 4]


def test_a_note_that_says_nothing_is_not_kept() -> None:
    street = a_street()
    number = street.case(street.sell())
    before = street.office.case(number, street.now)
    refused = street.office.note(number, " \t ", AGENT_LI, street.now)
    assert refused == Refused(Reason.NO_WORDS)
    assert street.office.case(number, street.now) == before


def test_what_is_decided_in_a_case_stands_in_the_audit_of_its_sale() -> None:
    street = a_street()
    key = street.sell()
    number, office, now = street.case(key), street.office, street.now
    taken(office.extend(number, 3, "abroad", AGENT_LI, now))
    asked = taken(office.release(number, "known customer", AGENT_LI, now))
    taken(office.refuse_release(asked.number, "no proof", SUPERVISOR_MA, now))
    assert [(row.action, row.who, row.why) for row in office.trail(key)][-3:] == [
        (Action.WINDOW_EXTENDED, "agent li", f"case {number}: 3 days: abroad"),
        (Action.RELEASE_ASKED, "agent li", f"case {number}: known customer"),
        (Action.RELEASE_REFUSED, "supervisor ma", f"case {number}: no proof"),
    ]


def test_a_terminal_stands_for_its_merchant() -> None:
    street = a_street()
    case = taken(street.office.open_case(" 10000002 ", "calls", AGENT_LI, street.now))
    assert case.merchant_id == street.merchant_id


def test_there_is_no_case_of_a_merchant_nobody_knows() -> None:
    street = a_street()
    refused = street.office.open_case("104110054110009", "x", AGENT_LI, street.now)
    assert reason(refused) is Reason.NO_SUCH_MERCHANT
    assert street.office.cases() == ()


def test_a_merchant_is_no_agent_and_a_number_no_case() -> None:
    street = a_street()
    key = street.sell()
    number = street.case(key)
    office, now = street.office, street.now
    refused = office.open_case(street.merchant_id, "", MERCHANT_ANNA, now)
    assert reason(refused) is Reason.NOT_ALLOWED
    assert reason(office.send_link(number, MERCHANT_ANNA, now)) is Reason.NOT_ALLOWED
    assert reason(office.send_link(999, AGENT_LI, now)) is Reason.UNKNOWN
    assert office.case(999, now) is None


def test_the_trail_of_a_transaction_is_what_the_audit_says_of_it() -> None:
    street = a_street()
    key = street.sell()
    taken(street.signed(key))
    assert [row.action for row in street.office.trail(key)] == [
        Action.SALE_APPROVED,
        Action.PAYOUT_HELD,
        Action.SIGNATURE_ACCEPTED,
        Action.PAYOUT_RELEASED,
    ]


def test_wrong_claims_count_together_in_however_many_cases() -> None:
    street = a_street()
    street.sell()
    office, now = street.office, street.now
    wrong = replace(RIGHT, amount_minor=RIGHT.amount_minor + 1)
    numbers = [
        taken(office.open_case(street.merchant_id, "calls", AGENT_LI, now)).number for _ in range(4)
    ]
    answers = [reason(office.match(number, wrong, AGENT_LI, now)) for number in numbers[:3]]
    assert answers == [Reason.NO_MATCH, Reason.NO_MATCH, Reason.LOCKED]
    assert reason(office.match(numbers[3], RIGHT, AGENT_LI, now)) is Reason.LOCKED
    seen = office.case(numbers[3], now)
    assert seen is not None
    assert (seen.wrong_tries, seen.locked_until) == (3, now + timedelta(minutes=30))


def test_of_two_equal_sales_the_one_of_the_minute_or_second_that_was_said_is_meant() -> None:
    street = a_street()
    first = street.sell()
    street.forward(minutes=2, seconds=5)
    second = street.sell()
    street.forward(seconds=20)
    third = street.sell()
    office, now = street.office, street.now

    def found(**later: int) -> object:
        claim = replace(RIGHT, at=MONDAY + timedelta(**later))
        view = office.match(opened(street), claim, AGENT_LI, now)
        return view if isinstance(view, Refused) else view.key

    assert found() == first
    assert found(minutes=2) == Refused(Reason.AMBIGUOUS)
    assert found(minutes=1) == Refused(Reason.AMBIGUOUS)
    assert found(minutes=2, seconds=5) == second
    assert found(minutes=2, seconds=25) == third


def test_a_case_is_closed_with_a_reason() -> None:
    street = a_street()
    number = opened(street)
    refused = street.office.close_case(number, " ", AGENT_LI, street.now)
    assert refused == Refused(Reason.NO_REASON)
