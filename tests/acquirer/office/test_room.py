"""Who works at the desk, and that every act takes its turn."""

from __future__ import annotations

import pytest

from acquirer.audit import Actor
from acquirer.office.room import WORDS_CHARACTERS, Room, is_of_the_desk, written
from acquirer.records import Action
from acquirer.store import SqlStore
from tests.acquirer.office.people import AGENT_LI, BANKER_WU, MERCHANT_ANNA, SUPERVISOR_MA, a_street


def test_agents_work_at_the_desk_and_merchants_do_not() -> None:
    assert all(map(is_of_the_desk, (AGENT_LI, BANKER_WU, SUPERVISOR_MA)))
    assert not is_of_the_desk(MERCHANT_ANNA)
    assert not is_of_the_desk(Actor("link holder", "CARDHOLDER", ""))


@pytest.mark.parametrize("text", ["\0", "\udc80", "\r\n", "a\x1b[2Jb", " x " * 3000])
def test_whatever_somebody_writes_may_stand_in_the_books(text: str) -> None:
    kept = written(text)
    assert kept.isprintable()
    assert kept == kept.strip()
    assert len(kept) <= WORDS_CHARACTERS
    kept.encode("utf-8")


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("card is 6212340000000019 he says", "card is 621234******0019 he says"),
        ("at 12 6212-3400-0000-0019 30", "at 12 621234******0019 30"),
    ],
)
def test_a_card_number_somebody_writes_down_is_kept_masked(said: str, kept: str) -> None:
    assert written(said) == kept


def test_chinese_stays_as_it_is_written() -> None:
    assert written(" 顾客 走了\n没签名 ") == "顾客 走了 没签名"


@pytest.mark.parametrize("login", ["\0", "\udc80", "an\0na", "x" * 10_000])
def test_no_login_can_break_the_books(login: str) -> None:
    street = a_street(SqlStore.open("sqlite://"))
    for _ in range(2):
        street.office.log_in(login, "x", "phone", street.now)
    street.office.forgotten(login, street.now)
    assert street.office.verify() == ()
    street.till.bank.store.close()


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
