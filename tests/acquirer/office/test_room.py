"""Who works at the desk, and that every act takes its turn."""

from __future__ import annotations

import pytest

from acquirer.audit import Actor
from acquirer.office.room import Room, is_of_the_desk
from acquirer.records import Action
from tests.acquirer.office.people import AGENT_LI, BANKER_WU, MERCHANT_ANNA, SUPERVISOR_MA, a_street


def test_agents_work_at_the_desk_and_merchants_do_not() -> None:
    assert all(map(is_of_the_desk, (AGENT_LI, BANKER_WU, SUPERVISOR_MA)))
    assert not is_of_the_desk(MERCHANT_ANNA)
    assert not is_of_the_desk(Actor("link holder", "CARDHOLDER", ""))


def test_an_act_that_fails_changes_nothing() -> None:
    street = a_street()
    before = street.actions()
    room = Room(street.till.bank)

    def fails() -> None:
        with room._changes(street.now, AGENT_LI) as work:
            work.note(Action.CASE_NOTED, "case 1", "half done")
            raise AssertionError("a mistake of ours")

    with pytest.raises(AssertionError, match="a mistake"):
        fails()
    with room._looking() as store:
        assert [row.action for row in store.audit()] == before
