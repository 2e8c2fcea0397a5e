"""What the bank tells of its day."""

from __future__ import annotations

import json
from dataclasses import replace

from acquirer import report
from acquirer.records import Kind, Payment, PayoutState, Signature, Verdict
from tests.acquirer.till import PIN_CARD, SIGNATURE_CARD, Till, a_till
from wire.cup_fields import Field48Totals, Totals


def a_day() -> Till:
    """An unsigned sale, a signed one after a refused try, a PIN sale, a decline, a tombstone."""
    till = a_till()
    till.sell(1000)
    sale, answer = till.sell(2000)
    till.send(till.upload(sale, answer, b"x"))
    till.send(till.upload(sale, answer))
    till.sell(4000, PIN_CARD)
    till.sell(900051)
    till.send(till.reversal(till.sale()))
    return till


def test_sales_come_newest_first_with_payment_signature_and_payout_apart() -> None:
    rows = report.rows(a_day().bank.store)
    assert [
        (row.amount_minor, row.payment, row.signature, row.payout and row.payout.state)
        for row in rows
    ] == [
        (900051, Payment.DECLINED, Signature.NOT_REQUIRED, None),
        (4000, Payment.APPROVED, Signature.NOT_REQUIRED, PayoutState.RELEASED),
        (2000, Payment.APPROVED, Signature.SIGNED, PayoutState.RELEASED),
        (1000, Payment.APPROVED, Signature.UNSIGNED, PayoutState.HELD),
    ]


def test_a_held_payout_says_why_and_until_when_it_can_be_signed() -> None:
    held = report.rows(a_day().bank.store)[-1].payout
    assert held is not None
    assert (held.hold, held.why) == ("UNSIGNED", "no signature yet")
    assert f"{held.late_after:%m-%d %H:%M}" == "03-03 23:59"
    assert f"{held.closed_after:%m-%d %H:%M}" == "03-09 12:00"


def test_every_signature_is_told_the_refused_ones_with_their_reason() -> None:
    signed = report.rows(a_day().bank.store)[2]
    assert [(a.verdict, a.reason, a.code) for a in signed.attempts] == [
        (Verdict.REJECTED, "SIZE", "30"),
        (Verdict.ACCEPTED, "", "00"),
    ]


def test_the_totals_add_up() -> None:
    till = a_day()
    till.forward(minutes=6)
    till.bank.tick(till.now)
    assert report.totals(till.bank.store) == report.Totals(
        sales=4, approved_minor=7000, held=1, held_minor=1000, released_minor=0, paid_minor=6000
    )


def test_a_void_is_told_and_no_money() -> None:
    till = a_till()
    till.send(till.void(*till.sell(1200)))
    sales = report.rows(till.bank.store)
    assert [(row.kind, row.payment) for row in sales] == [
        (Kind.VOID, Payment.APPROVED),
        (Kind.SALE, Payment.VOIDED),
    ]
    found = report.totals(till.bank.store)
    assert (found.sales, found.approved_minor) == (1, 0)


def test_only_so_many_sales_are_told() -> None:
    rows = report.rows(a_day().bank.store, limit=2)  # the tombstone is the newest
    assert [row.amount_minor for row in rows] == [900051, 4000]
    assert len(report.rows(a_day().bank.store, limit=9)) == 4


def test_a_sale_whose_batch_is_settled_says_so() -> None:
    till = a_till()
    till.sell(1000)
    assert [row.is_settled for row in report.rows(till.bank.store)] == [False]
    till.send(till.settlement(Field48Totals(Totals(1000, 1), Totals())))
    assert [row.is_settled for row in report.rows(till.bank.store)] == [True]


def test_rows_are_json_and_hold_no_card_number() -> None:
    books = a_day().bank.store
    rows = report.rows(books)
    text = json.dumps([report.as_json(row) for row in rows])
    assert SIGNATURE_CARD not in text
    first = json.loads(text)[-1]
    assert first["payout"]["state"] == "HELD"
    assert first["at"] == "2026-03-02T12:00:00"
    assert first["card_masked"] == "621234******0019"
    assert json.loads(json.dumps(report.as_json(report.totals(books))))["held"] == 1


def test_a_sale_without_attempts_is_json_too() -> None:
    row = replace(report.rows(a_day().bank.store)[0], attempts=())
    assert report.as_json(row)["attempts"] == []
