"""Links as the bank keeps them."""

from __future__ import annotations

from datetime import timedelta

from acquirer.audit import Actor, Chain
from acquirer.books import Work
from acquirer.desk_records import LinkState, SignLink
from acquirer.memory_store import MemoryStore
from acquirer.records import Route
from acquirer.sign_links import LINK_LASTS_S, Opened, Wanted, end_link, open_link, token_hash
from tests.acquirer.office.people import Drops
from tests.acquirer.samples import KEY, NOON


def opened(store: MemoryStore, drops: Drops) -> Opened:
    work = Work(store, Chain(bytes(32)), NOON, Actor("agent li", "AGENT", "desk"))
    link = open_link(work, drops, Wanted(KEY, Route.SUPPORT, case_number=3))
    work.commit()
    return link


def test_a_link_lasts_ten_minutes_and_keeps_who_opened_it() -> None:
    store = MemoryStore()
    link = opened(store, Drops())
    assert link.expires_at == NOON + timedelta(seconds=LINK_LASTS_S)
    kept = store.one(SignLink, token_hash(link.token))
    assert kept is not None
    assert (kept.opened_by, kept.route, kept.case_number) == ("agent li", Route.SUPPORT, 3)


def test_a_fresh_link_takes_the_place_of_the_one_before() -> None:
    store, drops = MemoryStore(), Drops()
    first, second = opened(store, drops), opened(store, drops)
    states = [
        link.state
        for token in (first.token, second.token)
        if (link := store.one(SignLink, token_hash(token)))
    ]
    assert states == [LinkState.REVOKED, LinkState.OPEN]


def test_an_ended_link_keeps_when() -> None:
    store = MemoryStore()
    link = opened(store, Drops())
    work = Work(store, Chain(bytes(32)), NOON, Actor("", "", ""))
    kept = store.one(SignLink, token_hash(link.token))
    assert kept is not None
    end_link(work, kept, LinkState.USED)
    work.commit()
    (ended,) = store.many(SignLink, state=LinkState.USED)
    assert ended.ended_at == NOON


def test_a_token_is_not_shown() -> None:
    link = opened(MemoryStore(), Drops())
    assert link.token not in repr(link)
