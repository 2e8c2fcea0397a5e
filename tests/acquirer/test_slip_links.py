"""Message 817: the address of a slip."""

from __future__ import annotations

from datetime import timedelta

from acquirer.desk_records import SlipLink
from acquirer.records import Action
from tests.acquirer.office.people import a_street
from wire.resign_messages import SEND_SLIP, LinkAnswer, SlipQuestion


def test_an_approved_sale_has_an_address_for_a_month_and_the_audit_knows() -> None:
    street = a_street()
    key = street.sell()
    link = street.till.told(LinkAnswer, SEND_SLIP, SlipQuestion(key.batch, key.trace))
    assert link.url == f"https://pay.example/e/{link.token}"
    assert link.expires_at == street.now + timedelta(days=30)
    assert street.actions()[-1] is Action.SLIP_SENT


def test_the_token_itself_is_not_kept() -> None:
    street = a_street()
    key = street.sell()
    link = street.till.told(LinkAnswer, SEND_SLIP, SlipQuestion(key.batch, key.trace))
    (kept,) = street.till.bank.store.many(SlipLink, key=key)
    assert link.token not in str(kept)


def test_what_is_not_there_has_none_nor_where_no_page_is_served() -> None:
    street = a_street()
    key = street.sell()
    nowhere = street.till.question(SEND_SLIP, SlipQuestion(key.batch, 999))
    assert street.till.code(nowhere) == "25"
    street.till.bank.shared.portal_url = ""
    unserved = street.till.question(SEND_SLIP, SlipQuestion(key.batch, key.trace))
    assert street.till.code(unserved) == "40"
