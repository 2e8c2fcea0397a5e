"""Four eyes for money without a signature; parameters pushed to the merchant's own terminals."""

from __future__ import annotations

from dataclasses import replace

import pytest

from acquirer.audit import Actor
from acquirer.desk_records import PushState, ReleaseState
from acquirer.front_office import Reason
from acquirer.records import PayoutState, Signature
from tests.acquirer.office.people import (
    AGENT_LI,
    BANKER_WU,
    MERCHANT_ANNA,
    SUPERVISOR_MA,
    a_street,
    reason,
    taken,
)
from tests.acquirer.till import MERCHANT, TERMINAL
from wire.framing import FrameParser, Header, Processing
from wire.resign_messages import Parameters


def test_a_release_is_asked_for_by_one_and_confirmed_by_another() -> None:
    street = a_street()
    key = street.sell()
    office, now = street.office, street.now
    asked = taken(office.release(street.case(key), "known customer", AGENT_LI, now))
    assert office.releases() == (asked,)
    assert street.view(key).release == asked
    done = taken(office.confirm_release(asked.number, SUPERVISOR_MA, now))
    assert (done.state, done.decided_by) == (ReleaseState.CONFIRMED, "supervisor ma")
    view = street.view(key)
    assert (view.signature, view.release) == (Signature.WAIVED, None)
    assert view.payout is not None
    assert view.payout.state is PayoutState.RELEASED
    assert reason(office.confirm_release(asked.number, SUPERVISOR_MA, now)) is Reason.DECIDED


def test_who_asked_does_not_confirm_and_an_agent_never() -> None:
    street = a_street()
    key = street.sell()
    office, now = street.office, street.now
    asked = taken(office.release(street.case(key, SUPERVISOR_MA), "x", SUPERVISOR_MA, now))
    assert reason(office.confirm_release(asked.number, SUPERVISOR_MA, now)) is Reason.SAME_PERSON
    for actor in (AGENT_LI, MERCHANT_ANNA):
        assert reason(office.confirm_release(asked.number, actor, now)) is Reason.NOT_ALLOWED
    another = Actor("supervisor zhao", "SUPERVISOR", "desk")
    taken(office.confirm_release(asked.number, another, now))


def test_a_decision_is_looked_up_by_who_made_it_alone() -> None:
    street = a_street()
    office, now = street.office, street.now
    asked = taken(office.release(street.case(street.sell()), "x", AGENT_LI, now))
    assert office.decided_release(asked.number, SUPERVISOR_MA) is None
    done = taken(office.confirm_release(asked.number, SUPERVISOR_MA, now))
    assert office.decided_release(asked.number, SUPERVISOR_MA) == done
    assert office.decided_release(asked.number, AGENT_LI) is None
    assert office.decided_release(asked.number + 1, SUPERVISOR_MA) is None


def test_a_refused_release_says_why_and_leaves_the_money_held() -> None:
    street = a_street()
    key = street.sell()
    office, now = street.office, street.now
    asked = taken(office.release(street.case(key), "x", AGENT_LI, now))
    assert reason(office.refuse_release(asked.number, "", SUPERVISOR_MA, now)) is Reason.NO_REASON
    refused = taken(office.refuse_release(asked.number, "no proof", SUPERVISOR_MA, now))
    assert refused.state is ReleaseState.REFUSED
    view = street.view(key)
    assert view.payout is not None
    assert view.payout.state is PayoutState.HELD
    assert view.is_open


def test_a_release_asked_for_twice_is_the_same_with_both_reasons() -> None:
    street = a_street()
    key = street.sell()
    number, office, now = street.case(key), street.office, street.now
    first = taken(office.release(number, "known customer", AGENT_LI, now))
    again = taken(office.release(number, "went abroad", BANKER_WU, now))
    assert again == replace(first, why="known customer; banker wu: went abroad")
    assert office.releases() == (again,)
    assert office.release(number, "went abroad", BANKER_WU, now) == again


def test_a_release_needs_a_reason_and_a_sale_that_waits_for_it() -> None:
    street = a_street()
    key = street.sell()
    number = street.case(key)
    office, now = street.office, street.now
    assert reason(office.release(number, " ", AGENT_LI, now)) is Reason.NO_REASON
    asked = taken(office.release(number, "x", AGENT_LI, now))
    assert office.releases() == (asked,)
    taken(street.signed(key))
    assert office.releases() == ()
    assert reason(office.release(number, "x", AGENT_LI, now)) is Reason.NEEDLESS
    assert reason(office.confirm_release(asked.number, SUPERVISOR_MA, now)) is Reason.NOT_HELD
    assert reason(office.confirm_release(999, SUPERVISOR_MA, now)) is Reason.NO_RELEASE


def test_pushed_parameters_are_announced_fetched_and_taken() -> None:
    street = a_street()
    till, office = street.till, street.office
    number = street.case(street.sell())
    what = (TERMINAL, Parameters(redos=5), "shaky hands")
    push = taken(office.push_parameters(number, *what, AGENT_LI, street.now))
    till.sell()
    (frame,) = FrameParser().feed(till.heard[0].data)
    wanted = Processing.DOWNLOAD_MAGSTRIPE_PARAMETERS
    assert Header.decode(frame.header).request == wanted
    assert till.told(Parameters, "360", None) == Parameters(push=push.number, redos=5)
    assert till.code(till.question("361", Parameters(push=push.number))) == "00"
    assert [p.state for p in office.pushes(TERMINAL)] == [PushState.TAKEN]
    till.sell()
    (frame,) = FrameParser().feed(till.heard[0].data)
    assert Header.decode(frame.header).request == Processing.NONE


@pytest.mark.parametrize(
    "parameters",
    [
        *(Parameters(), Parameters(redos=0), Parameters(within_s=901), Parameters(push=1)),
        Parameters(image_min_bytes=900, image_max_bytes=150),
    ],
)
def test_parameters_out_of_their_limits_are_not_pushed(parameters: Parameters) -> None:
    street = a_street()
    number = street.case(street.sell())
    what = (TERMINAL, parameters, "why not")
    pushed = street.office.push_parameters(number, *what, AGENT_LI, street.now)
    assert reason(pushed) is Reason.BAD_PARAMETERS


def test_only_a_terminal_of_the_cases_merchant_gets_parameters() -> None:
    street = a_street()
    number = street.case(street.sell())
    office, now, changed = street.office, street.now, Parameters(redos=5)
    strange = office.push_parameters(number, "99999999", changed, "why", AGENT_LI, now)
    assert reason(strange) is Reason.NO_SUCH_TERMINAL
    refused = office.push_parameters(number, TERMINAL, changed, "why", MERCHANT_ANNA, now)
    assert reason(refused) is Reason.NOT_ALLOWED


def test_parameters_need_a_reason_and_a_matched_case_or_a_supervisor() -> None:
    street = a_street()
    office, now, changed = street.office, street.now, Parameters(redos=5)
    matched = street.case(street.sell())
    unreasoned = office.push_parameters(matched, TERMINAL, changed, " ", AGENT_LI, now)
    assert reason(unreasoned) is Reason.NO_REASON
    opened = taken(office.open_case(MERCHANT, "other rules, please", AGENT_LI, now)).number
    unmatched = office.push_parameters(opened, TERMINAL, changed, "asked", AGENT_LI, now)
    assert reason(unmatched) is Reason.NOT_MATCHED
    taken(office.push_parameters(opened, TERMINAL, changed, "asked", SUPERVISOR_MA, now))
