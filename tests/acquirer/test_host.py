"""The bank as a whole: who may speak to it, what it does by amount and order, what it survives."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acquirer.audit import AuditBrokenError
from acquirer.books import Changes, NotNowError, StoreError
from acquirer.host import Bank
from acquirer.memory_store import MemoryStore
from acquirer.merchants import EnrolledTerminal, Merchants
from acquirer.mishaps import Delivery
from acquirer.records import Action, Payment, PayoutState
from acquirer.settings import Settings
from tests.acquirer.till import (
    MONDAY,
    PIN,
    PIN_CARD,
    ROOT_KEY,
    SIGNATURE_CARD,
    TERMINAL,
    Till,
    a_bank,
    a_till,
    entropy,
    with_field,
    without_field,
)
from wire import iso8583
from wire.framing import Frame, Header
from wire.iso8583 import Message

ORDINARY = (1, 990, 1200, 2550, 100000, 899999, 910051)


@pytest.mark.parametrize("amount_minor", ORDINARY)
def test_ordinary_amounts_are_approved(amount_minor: int) -> None:
    assert a_till().sell(amount_minor)[1].text(39) == "00"


def test_an_echo_comes_back_without_a_sign_on() -> None:
    till = Till(a_bank())
    echo = without_field(Message("0820", till.sign_on_message("301").fields), 11)
    answer = till.ask(echo)
    assert (answer.mti, answer.text(39)) == ("0830", "00")


def test_without_a_sign_on_nothing_is_sold_reversed_or_stored() -> None:
    signed_on = a_till()
    sale, answer = signed_on.sell()
    till = Till(a_bank(), keys=signed_on.keys)
    upload = till.upload(sale, answer)
    assert [till.code(m) for m in (sale, till.reversal(sale), upload)] == ["77", "77", "77"]


def test_a_wrong_or_missing_mac_is_refused_and_books_nothing() -> None:
    till = a_till()
    keys = till.keys
    assert keys is not None
    till.keys = replace(keys, mac_key=b"wrong!!!")
    assert till.code(till.sale()) == "A0"
    till.keys = keys
    assert till.code(without_field(till.sale(), 64)) == "A0"
    assert till.bank.store.transactions(10) == ()


def test_a_terminal_whose_master_key_was_changed_must_sign_on() -> None:
    till = a_till()
    other = Merchants([EnrolledTerminal(TERMINAL, till.merchant_id, "", bytes(range(16)))])
    again = Bank(till.bank.store, Settings(root_key=ROOT_KEY, merchants=other), entropy)
    assert replace(till, bank=again).code(till.sale()) == "77"


def test_strangers_are_turned_away() -> None:
    till = a_till()
    assert till.code(with_field(till.sale(), 41, "77777777")) == "97"
    assert till.code(with_field(till.sale(), 42, "104110054110002")) == "03"


@pytest.mark.parametrize("message_type", ["0100", "0220", "0500", "0320", "0620"])
def test_a_transaction_the_bank_does_not_know_is_invalid(message_type: str) -> None:
    till = a_till()
    answer = till.ask(Message(message_type, till.sale().fields))
    assert (answer.mti[2], answer.text(39)) == (str(int(message_type[2]) + 1), "12")


@pytest.mark.parametrize("number", [4, 11, 22, 25, 49])
def test_a_sale_that_lacks_a_field_is_a_format_error(number: int) -> None:
    till = a_till()
    assert till.code(without_field(till.sale(), number)) == "30"
    assert till.bank.store.transactions(10) == ()


@pytest.mark.parametrize("number", [11, 25, 39])
def test_a_reversal_that_lacks_a_field_is_a_format_error(number: int) -> None:
    till = a_till()
    sale, _ = till.sell()
    assert till.code(without_field(till.reversal(sale), number)) == "30"
    [booked] = till.bank.store.transactions(10)
    assert booked.payment is Payment.APPROVED


def test_every_message_is_one_commit() -> None:
    class Counting(MemoryStore):
        commits = 0

        def commit(self, changes: Changes) -> None:
            self.commits += 1
            super().commit(changes)

    store = Counting()
    till = a_till(Bank(store, Settings(root_key=ROOT_KEY), entropy))
    before = store.commits
    sale, answer = till.sell()
    till.send(till.upload(sale, answer))
    till.send(till.reversal(sale))
    assert store.commits == before + 3


def test_books_that_cannot_be_written_end_in_an_error_not_in_an_answer() -> None:
    class Broken(MemoryStore):
        def commit(self, changes: Changes) -> None:
            raise StoreError("the disk is full")

    with pytest.raises(StoreError):
        Till(Bank(Broken(), Settings(root_key=ROOT_KEY), entropy)).sign_on()


class Cramped(MemoryStore):
    """Books that now and then find no room."""

    is_full = False

    def commit(self, changes: Changes) -> None:
        if self.is_full:
            raise NotNowError("bank.db finds no room: free some space")
        super().commit(changes)


@pytest.fixture
def cramped() -> Till:
    return a_till(Bank(Cramped(), Settings(root_key=ROOT_KEY), entropy))


def fill(till: Till, *, full: bool) -> None:
    assert isinstance(till.bank.store, Cramped)
    till.bank.store.is_full = full


def test_while_there_is_no_room_terminals_are_told_96_and_nothing_is_kept(cramped: Till) -> None:
    sale, answer = cramped.sell()
    head = cramped.bank.store.head()
    fill(cramped, full=True)
    messages = [cramped.sale(), cramped.reversal(sale), cramped.upload(sale, answer)]
    assert [cramped.code(message) for message in messages] == ["96"] * 3
    assert cramped.bank.store.head() == head
    fill(cramped, full=False)
    assert [cramped.code(message) for message in messages[:2]] == ["00", "00"]
    assert cramped.bank.verify_audit() > 0


def test_want_of_room_is_told_once_when_it_begins_and_once_when_it_is_over(
    cramped: Till, caplog: pytest.LogCaptureFixture
) -> None:
    fill(cramped, full=True)
    for _ in range(3):
        cramped.sell()
    fill(cramped, full=False)
    cramped.code(replace(cramped.sign_on_message("301"), mti="0820"))  # an echo writes nothing
    assert [record.message for record in caplog.records] == [
        "bank.db finds no room: free some space; "
        "until then terminals are told 96, and nothing of theirs is kept"
    ]
    for _ in range(2):
        cramped.sell()
    assert [record.message for record in caplog.records][1:] == [
        "the bank's books are written again"
    ]


def test_payouts_that_find_no_room_wait_and_keep_nobody_from_an_answer(cramped: Till) -> None:
    cramped.sell(card=PIN_CARD)
    cramped.forward(days=3)
    fill(cramped, full=True)
    cramped.bank.tick(cramped.now)
    assert cramped.code(replace(cramped.sign_on_message("301"), mti="0820")) == "00"  # an echo
    fill(cramped, full=False)
    cramped.bank.tick(cramped.now)
    assert cramped.payout_state() is PayoutState.PAID


def test_news_that_could_not_be_told_is_announced_again(cramped: Till) -> None:
    sale, _ = cramped.sell()
    news, shared = cramped.key(int(sale.text(11))), cramped.bank.shared
    shared.news.add(news)
    shared.pushes.add(cramped.terminal_id)

    def forget(*_: object) -> None:
        shared.news.clear()
        shared.pushes.clear()
        raise NotNowError("bank.db finds no room: free some space")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cramped.bank.store, "commit", forget)
        assert cramped.sell()[1].text(39) == "96"
    assert (shared.news, shared.pushes) == ({news}, {cramped.terminal_id})


def test_every_change_is_in_the_audit() -> None:
    till = a_till()
    sale, answer = till.sell()
    till.send(till.upload(sale, answer))
    till.forward(minutes=6)
    till.bank.tick(till.now)
    till.send(till.reversal(sale))
    assert [row.action for row in till.bank.store.audit()] == [
        Action.SIGN_ON,
        Action.SALE_APPROVED,
        Action.PAYOUT_HELD,
        Action.SIGNATURE_ACCEPTED,
        Action.PAYOUT_RELEASED,
        Action.PAYOUT_PAID,
        Action.SALE_REVERSED,
        Action.PAYOUT_RECLAIMED,
    ]
    assert till.bank.verify_audit() == 8
    (row,) = [row for row in till.bank.store.audit() if row.action is Action.SALE_REVERSED]
    assert (row.who, row.role, row.origin) == ("terminal 10000001", "TERMINAL", "0400")


def test_a_changed_audit_is_noticed() -> None:
    store = MemoryStore()
    till = a_till(Bank(store, Settings(root_key=ROOT_KEY), entropy))
    till.sell()
    store._audit[1] = replace(store._audit[1], why="nothing happened")
    with pytest.raises(AuditBrokenError, match="row 2"):
        till.bank.verify_audit()


# --- by amount ------------------------------------------------------------------------------------


def test_9001_is_a_sale_that_never_came() -> None:
    till = a_till()
    assert till.send(till.sale(900100)) == []
    assert till.bank.store.transactions(10) == ()


@pytest.mark.parametrize("amount_minor", [900200, 900300, 900500, 900600, 903000])
def test_a_sale_whose_answer_does_not_come_in_time_is_booked(amount_minor: int) -> None:
    till = a_till()
    till.heard = list(till.bank.answer(till.frame(till.sale(amount_minor)), till.now))
    assert till.transaction().payment is Payment.APPROVED
    assert not [d for d in till.heard if d.data and d.after_s == 0 and d.data[:2] != b"\xff\xff"]


def test_9030_loses_the_first_reversal_too() -> None:
    till = a_till()
    sale = till.sale(903000)
    assert till.send(sale) == []
    assert till.send(till.reversal(sale)) == []
    assert till.transaction().payment is Payment.REVERSED
    assert till.code(till.reversal(sale)) == "00"


def test_9020_refuses_the_signature_of_an_approved_sale() -> None:
    till = a_till()
    sale, answer = till.sell(902030)
    assert answer.text(39) == "00"
    assert till.code(till.upload(sale, answer)) == "30"
    assert till.bank.store.attempts(till.key())[0].reason == "ORDERED"


def test_9021_stores_the_signature_and_says_nothing() -> None:
    till = a_till()
    sale, answer = till.sell(902100)
    assert till.send(till.upload(sale, answer)) == []
    assert till.bank.store.attempts(till.key())[0].verdict == "ACCEPTED"


def test_the_card_is_looked_at_before_the_amount() -> None:
    till = a_till()
    assert till.code(till.sale(900051, PIN_CARD, "000000")) == "55"
    assert till.code(till.sale(900051, PIN_CARD, PIN)) == "51"


# --- by order -------------------------------------------------------------------------------------


def test_an_order_comes_before_an_amount() -> None:
    till = a_till()
    till.bank.faults.slow_next(by_s=3)
    (delivery,) = till.bank.answer(till.frame(till.sale(900200)), till.now)
    assert delivery.after_s == 3


def test_a_lost_request_leaves_no_trace_and_a_lost_answer_a_sale() -> None:
    till = a_till()
    till.bank.faults.silent_next()
    assert till.send(till.sale()) == []
    assert till.bank.store.transaction(till.key()) is None
    till.bank.faults.lose_answer_next()
    assert till.send(till.sale()) == []
    assert till.transaction().payment is Payment.APPROVED


@pytest.mark.parametrize("kind", ["sale", "reversal", "upload", "sign_on"])
def test_a_refusal_can_be_ordered_for_every_message(kind: str) -> None:
    till = a_till()
    sale, answer = till.sell()
    message = {
        "sale": till.sale(),
        "reversal": till.reversal(sale),
        "upload": till.upload(sale, answer),
        "sign_on": till.sign_on_message(),
    }[kind]
    till.bank.faults.refuse_next("96")
    assert till.code(message) == "96"
    assert till.transaction(int(sale.text(11))).payment is Payment.APPROVED


def test_a_refused_reversal_can_be_tried_again() -> None:
    till = a_till()
    sale, _ = till.sell()
    till.bank.faults.refuse_next("96", mti="0400")
    assert [till.code(till.reversal(sale)) for _ in range(2)] == ["96", "00"]


def test_while_the_bank_is_silent_nothing_gets_through() -> None:
    till = a_till()
    till.bank.faults.silent = True
    assert till.send(till.sale()) == []
    till.bank.faults.clear()
    assert till.sell()[1].text(39) == "00"


# --- what it survives -----------------------------------------------------------------------------


def a_frame(message: bytes) -> Frame:
    return Frame(bytes.fromhex("6000030000"), Header().encode(), message)


@given(st.binary(min_size=10, max_size=300))
def test_any_bytes_are_answered_or_ignored(message: bytes) -> None:
    for delivery in a_till().bank.answer(a_frame(message), MONDAY):
        assert isinstance(delivery, Delivery)


@given(st.integers(0, 2**30), st.integers(0, 255), st.sampled_from(["sale", "upload"]))
def test_a_message_with_one_wrong_byte_never_moves_money(at: int, value: int, kind: str) -> None:
    till = a_till()
    sale, answer = till.sell()
    good = till.frame(till.sale(5500) if kind == "sale" else till.upload(sale, answer)).message
    place = at % len(good)
    bad = good[:place] + bytes([value]) + good[place + 1 :]
    before = till.bank.store.transactions(10), till.payout(int(sale.text(11)))
    till.bank.answer(a_frame(bad), till.now)
    after = till.bank.store.transactions(10), till.payout(int(sale.text(11)))
    assert bad == good or after == before


def test_an_answer_that_comes_to_the_bank_is_ignored() -> None:
    till = a_till()
    _, answer = till.sell()
    assert till.bank.answer(a_frame(iso8583.encode(answer)), till.now) == ()


def test_what_cannot_be_read_is_logged_without_its_bytes(
    caplog: pytest.LogCaptureFixture,
) -> None:
    till = a_till()
    cut = till.frame(till.sale()).message[:-20]
    with caplog.at_level(logging.WARNING):
        (delivery,) = till.bank.answer(a_frame(cut), till.now)
    assert iso8583.decode(delivery.data[13:]).text(39) == "30"
    assert "cannot be read" in caplog.text
    assert SIGNATURE_CARD not in caplog.text


def test_time_that_runs_backwards_pays_nothing_early() -> None:
    till = a_till()
    till.sell(card=PIN_CARD)
    till.now -= timedelta(days=1)
    till.bank.tick(till.now)
    assert till.payout_state() == "RELEASED"
