"""A wake makes a poll return, however many there were."""

from __future__ import annotations

import select

from drivers.virtual_printer.waker import Waker


def awake(waker: Waker) -> bool:
    return bool(select.select([waker], [], [], 0)[0])


def test_a_wake_is_seen_until_it_is_calmed() -> None:
    waker = Waker()
    assert not awake(waker)
    waker.wake()
    assert awake(waker)
    waker.calm()
    assert not awake(waker)
    waker.close()


def test_any_number_of_wakes_is_one() -> None:
    waker = Waker()
    for _ in range(4000):
        waker.wake()
    waker.calm()
    assert not awake(waker)
    waker.close()
    waker.close()
