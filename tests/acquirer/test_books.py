"""The books' contract: memory, SQLite and PostgreSQL keep the same promises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from acquirer import report, shelves
from acquirer.audit import Actor, Chain
from acquirer.books import Changes, Store, Work
from acquirer.desk_records import LinkState, SignLink, Window
from acquirer.host import Bank
from acquirer.memory_store import MemoryStore
from acquirer.records import (
    Action,
    Batch,
    Head,
    Kind,
    Payment,
    Payout,
    PayoutState,
    Route,
    Signature,
    Sum,
    TransactionKey,
    Verdict,
)
from acquirer.settings import Settings
from acquirer.store import SqlStore
from acquirer.verification import verify
from tests.acquirer.postgresql import empty_postgresql
from tests.acquirer.samples import ATTEMPT, CARD, HELD, KEY, NOON, OTHER, RELEASED, SALE, TERMINAL
from tests.acquirer.till import PIN_CARD, ROOT_KEY, SIGNATURE_CARD, a_till, entropy

CHAIN = Chain(bytes(32))
CLERK = Actor("bank", "CLOCK", "tick")


@pytest.fixture(params=["memory", "sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    if request.param == "memory":
        yield MemoryStore()
        return
    is_sqlite = request.param == "sqlite"
    books = SqlStore.open(f"sqlite:///{tmp_path}/bank.db" if is_sqlite else empty_postgresql())
    yield books
    books.close()


def test_empty_books_know_nothing(store: Store) -> None:
    assert store.head() == Head()
    assert store.terminal("10000001") is None
    assert store.card("c" * 64) is None
    assert store.transaction(KEY) is None
    assert store.payout(KEY) is None
    assert store.attempts(KEY) == ()
    assert store.transactions(10) == ()
    assert store.next_due() is None
    assert store.highest_trace(KEY.merchant_id, KEY.terminal_id, 7) == 0
    assert store.paid_minor(KEY.merchant_id, NOON.date()) == 0
    assert list(store.audit()) == []


def test_what_is_committed_is_read_back_equal(store: Store) -> None:
    work = Work(store, CHAIN, NOON, CLERK)
    for record in (TERMINAL, CARD, SALE, HELD, ATTEMPT):
        work.put(record)
    assert work.next_number() == 1
    work.note(Action.SALE_APPROVED, KEY, "消费 12.00")
    work.commit()
    assert store.terminal("10000001") == TERMINAL
    assert store.card(CARD.card_digest) == CARD
    assert store.transaction(KEY) == SALE
    assert store.payout(KEY) == HELD
    assert store.attempts(KEY) == (ATTEMPT,)
    (row,) = store.audit()
    assert (row.action, row.subject, row.why) == (Action.SALE_APPROVED, str(KEY), "消费 12.00")
    assert store.head() == Head(1, 1, row.mac)


def test_nothing_stands_in_the_books_before_the_commit(store: Store) -> None:
    work = Work(store, CHAIN, NOON, CLERK)
    work.put(SALE)
    work.note(Action.SALE_APPROVED, KEY, "")
    assert store.transaction(KEY) is None
    assert store.head() == Head()


def test_a_record_replaces_the_one_of_its_key(store: Store) -> None:
    reversed_sale = replace(SALE, reversed_at=NOON, reversal_reason="98")
    store.commit(Changes(Head(), transactions=(SALE,), payouts=(HELD,)))
    store.commit(Changes(Head(), transactions=(reversed_sale,), payouts=(RELEASED,)))
    assert store.transaction(KEY) == reversed_sale
    assert store.payout(KEY) == RELEASED
    assert store.transactions(10) == (reversed_sale,)


def test_transactions_come_newest_first(store: Store) -> None:
    sales = [
        replace(SALE, key=replace(KEY, trace=trace), number=number, reference="")
        for number, trace in enumerate((5, 3, 9), 1)
    ]
    store.commit(Changes(Head(), transactions=tuple(sales)))
    assert [sale.key.trace for sale in store.transactions(2)] == [9, 3]


def test_sums_are_of_all_transactions_by_their_state_and_where_their_money_is(
    store: Store,
) -> None:
    sales = [
        replace(SALE, key=replace(KEY, trace=trace), number=trace, reference="")
        for trace in (1, 2, 3)
    ]
    declined = replace(SALE, key=OTHER, number=4, reference="", payment=Payment.DECLINED)
    held = tuple(replace(HELD, key=sale.key) for sale in sales[:2])
    store.commit(Changes(Head(), transactions=(*sales, declined), payouts=held))
    assert set(store.sums()) == {
        Sum(Kind.SALE, Payment.APPROVED, PayoutState.HELD, 2, 2 * SALE.amount_minor),
        Sum(Kind.SALE, Payment.APPROVED, None, 1, SALE.amount_minor),
        Sum(Kind.SALE, Payment.DECLINED, None, 1, SALE.amount_minor),
    }


def test_a_terminal_is_as_its_last_sign_on_left_it(store: Store) -> None:
    for batch in (7, 8):
        work = Work(store, CHAIN, NOON, CLERK)
        work.put(replace(TERMINAL, batch=batch))
        work.note(Action.SIGN_ON, "10000001", "")
        work.commit()
        latest = store.terminal("10000001")
        assert latest is not None
        assert latest.batch == batch


def test_the_highest_trace_is_counted_for_each_batch_of_each_terminal(store: Store) -> None:
    keys = (replace(KEY, trace=9), KEY, replace(KEY, batch=8, trace=500))
    for number, key in enumerate(keys):
        sale = replace(SALE, key=key, number=number, reference="")
        store.commit(Changes(Head(), transactions=(sale,)))
    assert store.highest_trace(KEY.merchant_id, KEY.terminal_id, 7) == 123
    assert store.highest_trace(KEY.merchant_id, KEY.terminal_id, 8) == 500
    assert store.highest_trace(KEY.merchant_id, "10000002", 7) == 0


def test_attempts_come_in_their_order(store: Store) -> None:
    second = replace(ATTEMPT, number=2, verdict=Verdict.REJECTED)
    store.commit(Changes(Head(), attempts=(ATTEMPT, replace(ATTEMPT, key=OTHER))))
    store.commit(Changes(Head(), attempts=(second,)))
    assert store.attempts(KEY) == (ATTEMPT, second)


def test_ink_is_known_again_on_another_card_only(store: Store) -> None:
    rejected = replace(ATTEMPT, key=OTHER, verdict=Verdict.REJECTED, ink_digest="0" * 64)
    store.commit(Changes(Head(), attempts=(ATTEMPT, rejected)))
    assert store.signed_by_another(ATTEMPT.ink_digest, "another card")
    assert not store.signed_by_another(ATTEMPT.ink_digest, ATTEMPT.card_digest)
    assert not store.signed_by_another(rejected.ink_digest, "another card")
    assert not store.signed_by_another("1" * 64, "another card")


def test_only_released_payouts_fall_due_the_earliest_first(store: Store) -> None:
    late = replace(RELEASED, key=OTHER, due_at=NOON + timedelta(minutes=5))
    held = replace(HELD, key=replace(KEY, trace=200))
    store.commit(Changes(Head(), payouts=(late, RELEASED, held)))
    assert store.next_due() == NOON
    assert store.due_payouts(NOON, 10) == (RELEASED,)
    assert store.due_payouts(NOON + timedelta(hours=1), 10) == (RELEASED, late)
    assert store.due_payouts(NOON + timedelta(hours=1), 1) == (RELEASED,)
    store.commit(Changes(Head(), payouts=(_paid(RELEASED.key),)))
    assert store.next_due() == late.due_at
    assert store.due_payouts(NOON + timedelta(hours=1), 10) == (late,)


def test_a_postponed_payout_falls_due_once(store: Store) -> None:
    tomorrow = replace(RELEASED, due_at=NOON + timedelta(days=1))
    store.commit(Changes(Head(), payouts=(RELEASED,)))
    store.commit(Changes(Head(), payouts=(tomorrow,)))
    store.commit(Changes(Head(), payouts=(tomorrow,)))
    assert store.next_due() == tomorrow.due_at
    assert store.due_payouts(NOON + timedelta(days=2), 10) == (tomorrow,)


def test_what_was_paid_is_summed_for_each_merchant_and_day(store: Store) -> None:
    today, tomorrow = NOON.date(), NOON.date() + timedelta(days=1)
    next_day = replace(_paid(replace(KEY, trace=5)), paid_at=NOON + timedelta(days=1))
    store.commit(Changes(Head(), payouts=(_paid(KEY), _paid(OTHER), next_day)))
    assert store.paid_minor(KEY.merchant_id, today) == 2400
    assert store.paid_minor(KEY.merchant_id, tomorrow) == 1200
    assert store.paid_minor("another", today) == 0
    assert store.paid_minor(KEY.merchant_id, date(2026, 3, 1)) == 0


def test_a_transaction_is_found_by_its_reference(store: Store) -> None:
    store.commit(Changes(Head(), transactions=(SALE,)))
    assert store.by_reference(SALE.reference) == SALE
    assert store.by_reference("000000000000") is None


def test_what_is_unsigned_comes_oldest_first_and_leaves_when_it_is_signed(store: Store) -> None:
    earlier = replace(SALE, key=OTHER, number=2, reference="", at=NOON - timedelta(hours=1))
    elsewhere = replace(SALE, key=replace(KEY, merchant_id="x"), number=3, reference="")
    store.commit(Changes(Head(), transactions=(SALE, earlier, elsewhere)))
    assert store.unsigned(KEY.merchant_id) == (earlier, SALE)
    signed = replace(SALE, signature=Signature.SIGNED)
    voided = replace(earlier, payment=Payment.VOIDED)
    store.commit(Changes(Head(), transactions=(signed, voided)))
    assert store.unsigned(KEY.merchant_id) == ()
    assert store.sales_of(KEY.merchant_id, 1) == (voided,)
    assert store.sales_of(KEY.merchant_id, 9) == (voided, signed)


def test_a_batch_has_its_transactions_by_trace_and_is_settled_once(store: Store) -> None:
    second = replace(SALE, key=OTHER, number=2, reference="")
    next_batch = replace(SALE, key=replace(KEY, batch=8), number=3, reference="")
    store.commit(Changes(Head(), transactions=(second, SALE, next_batch)))
    where = (KEY.merchant_id, KEY.terminal_id, 7)
    assert store.in_batch(*where) == (SALE, second)
    assert store.settled(*where) is None
    batch = Batch(*where, settled_at=NOON, trace=130, asked="0" * 62, answer=b"answer")
    store.commit(Changes(Head(), batches=(batch,)))
    assert store.settled(*where) == batch


def test_what_a_hand_drew_is_kept_until_it_is_erased(store: Store) -> None:
    second = replace(ATTEMPT, number=2, at=NOON + timedelta(days=1))
    store.commit(Changes(Head(), attempts=(ATTEMPT, second)))
    assert store.kept_until(NOON, 10) == (ATTEMPT,)
    assert store.kept_until(NOON + timedelta(days=1), 1) == (ATTEMPT,)
    erased = replace(ATTEMPT, image_sealed=b"")
    store.commit(Changes(Head(), erased=(erased,)))
    assert store.attempts(KEY) == (erased, second)
    assert store.kept_until(NOON + timedelta(days=1), 10) == (second,)


def test_what_people_made_is_found_by_its_key_and_by_its_fields(store: Store) -> None:
    link = SignLink(KEY, "a" * 64, Route.SUPPORT, "li", NOON, NOON, LinkState.OPEN)
    used = replace(link, token_hash="b" * 64, state=LinkState.USED, ended_at=NOON)
    window = Window(KEY, NOON, 1, "li", NOON, "why")
    store.commit(Changes(Head(), desk=(used, link, window)))
    assert store.one(SignLink, "a" * 64) == link
    assert store.one(SignLink, "c" * 64) is None
    assert store.one(Window, KEY) == window
    assert store.many(SignLink, key=KEY) == (link, used)
    assert store.many(SignLink, key=KEY, state=LinkState.USED) == (used,)
    assert store.many(SignLink, key=OTHER) == ()
    store.commit(Changes(Head(), desk=(replace(window, signatures_left=0),)))
    assert store.many(Window) == (replace(window, signatures_left=0),)


def test_the_trail_is_of_one_subject(store: Store) -> None:
    work = Work(store, CHAIN, NOON, CLERK)
    work.note(Action.SALE_APPROVED, KEY, "")
    work.note(Action.SALE_APPROVED, OTHER, "")
    work.commit()
    assert [row.subject for row in store.trail(str(KEY))] == [str(KEY)]


def test_every_shelf_gives_its_rows_by_their_key(store: Store) -> None:
    later = replace(SALE, key=OTHER, number=2, reference="")
    store.commit(Changes(Head(), transactions=(later, SALE), attempts=(ATTEMPT,)))
    rows = {shelf.name: list(store.rows(shelf)) for shelf in shelves.RECORDED}
    assert rows["bank_transaction"] == [shelves.TRANSACTIONS.row(t) for t in (SALE, later)]
    assert rows["signature_attempt"] == [shelves.ATTEMPTS.row(ATTEMPT)]
    assert rows["sign_link"] == []


def test_a_change_nobody_gave_account_of_is_a_mistake_of_ours(store: Store) -> None:
    work = Work(store, CHAIN, NOON, CLERK)
    work.put(SALE)
    with pytest.raises(AssertionError, match="gave account"):
        work.commit()


def test_a_payout_is_seen_as_this_commit_will_leave_it(store: Store) -> None:
    store.commit(Changes(Head(), payouts=(HELD,)))
    work = Work(store, CHAIN, NOON, CLERK)
    assert work.payout(KEY) == HELD
    work.put(RELEASED)
    assert work.payout(KEY) == RELEASED


def test_a_unit_of_work_without_changes_leaves_no_trace(store: Store) -> None:
    Work(store, CHAIN, NOON, CLERK).commit()
    assert store.head() == Head()


def _paid(key: TransactionKey) -> Payout:
    return replace(RELEASED, key=key, state=PayoutState.PAID, paid_at=NOON)


def test_a_bank_lives_the_same_day_on_any_books(store: Store) -> None:
    def a_day(books: Store) -> list[object]:
        till = a_till(Bank(books, Settings(root_key=ROOT_KEY), entropy))
        told: list[object] = []
        for amount, card in ((1200, SIGNATURE_CARD), (3400, PIN_CARD), (900051, SIGNATURE_CARD)):
            sale, answer = till.sell(amount, card)
            told.append(answer)
            if answer.text(39) == "00":
                told += [till.ask(till.upload(sale, answer)) for _ in range(2)]
            till.forward(minutes=3)
        told += [till.ask(till.sale(5600, PIN_CARD, "000000")), till.ask(till.reversal(sale))]
        settled = till.sell(700)
        told += [till.ask(till.void(*settled)), till.bank.store.unsigned(till.merchant_id)]
        till.forward(days=1)
        till.bank.tick(till.now)
        told += [verify(books, till.bank.keys)]
        told += [till.bank.verify_audit(), report.rows(books), list(books.audit())]
        return told

    assert a_day(store) == a_day(MemoryStore())
