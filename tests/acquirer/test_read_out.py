"""Read-out codes: bound to one transaction and one try, ten minutes, five guesses, kept hashed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from acquirer.audit import Actor, Chain
from acquirer.books import Work
from acquirer.desk_records import ReadOutCode, Window
from acquirer.keys import BankKeys
from acquirer.memory_store import MemoryStore
from acquirer.read_out import TRIES, CodeRefusal, Issued, issue, newest, use
from acquirer.records import Action, TransactionKey
from tests.acquirer.samples import KEY, NOON, OTHER, SALE
from tests.acquirer.till import ROOT_KEY
from wire import ocra

KEYS = BankKeys(ROOT_KEY)


class Desk:
    """Issues and uses codes, each in its own commit, on one clock."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.minutes = 0

    def work(self) -> Work:
        now = NOON + timedelta(minutes=self.minutes)
        return Work(self.store, Chain(bytes(32)), now, Actor("agent li", "AGENT", "desk"))

    def issue(self) -> Issued:
        work = self.work()
        issued = issue(work, KEYS, SALE, 1)
        work.commit()
        return issued

    def use(self, code: str, key: TransactionKey = KEY) -> Window | CodeRefusal:
        work = self.work()
        told = use(work, KEYS, key, code)
        work.commit()
        return told


def test_a_code_is_the_suites_answer_to_its_challenge() -> None:
    desk = Desk()
    issued = desk.issue()
    assert len(issued.challenge) == ocra.CHALLENGE_CHARACTERS
    assert issued.code.isdigit()
    assert len(issued.code) == 8
    (kept,) = desk.store.many(ReadOutCode)
    assert issued.code not in repr(kept)
    assert issued.code not in repr(issued)


def test_a_code_opens_a_window_for_one_signature() -> None:
    desk = Desk()
    window = desk.use(desk.issue().code)
    assert isinstance(window, Window)
    assert (window.signatures_left, window.opened_by) == (1, "agent li")
    assert desk.store.one(Window, KEY) == window


def test_a_code_opens_once() -> None:
    desk = Desk()
    code = desk.issue().code
    desk.use(code)
    assert desk.use(code) is CodeRefusal.WRONG


def test_five_guesses_use_a_code_up_and_a_new_one_has_another_challenge() -> None:
    desk = Desk()
    first = desk.issue()
    assert [desk.use("0") for _ in range(TRIES)] == [CodeRefusal.WRONG] * TRIES
    assert desk.use(first.code) is CodeRefusal.TRIED_TOO_OFTEN
    second = desk.issue()
    assert second.challenge != first.challenge
    assert desk.use(first.code) is CodeRefusal.WRONG
    assert isinstance(desk.use(second.code), Window)


@pytest.mark.parametrize(("minutes", "opens"), [(10, True), (11, False)])
def test_a_code_lasts_ten_minutes(minutes: int, opens: bool) -> None:
    desk = Desk()
    code = desk.issue().code
    desk.minutes = minutes
    told = desk.use(code)
    assert isinstance(told, Window) is opens
    assert opens or told is CodeRefusal.EXPIRED


def test_a_code_is_of_no_use_for_another_transaction() -> None:
    desk = Desk()
    assert desk.use(desk.issue().code, OTHER) is CodeRefusal.WRONG


def test_every_use_stands_in_the_audit() -> None:
    desk = Desk()
    code = desk.issue().code
    desk.use("0")
    desk.use(code)
    assert [row.action for row in desk.store.audit()] == [
        Action.READ_OUT_CODE_ISSUED,
        Action.READ_OUT_CODE_REFUSED,
        Action.READ_OUT_CODE_USED,
    ]
    kept = newest(desk.work(), KEY)
    assert kept is not None
    assert kept.used_at == NOON
