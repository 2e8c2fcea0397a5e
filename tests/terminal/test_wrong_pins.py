"""Wrong PINs in a row, and the lock after three."""

from datetime import timedelta

from terminal.events import OperatorChange, OperatorChanged, PinAccepted, PinTried
from terminal.wrong_pins import WrongPins, after, count_of, locked_until
from tests.terminal.deeds import NOON

TRY = PinTried("01", NOON)
LATER = NOON + timedelta(minutes=5)


def tried(times: int) -> tuple[WrongPins, ...]:
    tries: tuple[WrongPins, ...] = ()
    for _ in range(times):
        tries = after(tries, TRY)
    return tries


def test_every_try_counts_until_one_is_accepted() -> None:
    assert count_of(tried(2), "01") == 2
    assert after(tried(2), PinAccepted("01", NOON)) == ()


def test_three_lock_for_five_minutes_to_the_second() -> None:
    assert locked_until(tried(2), "01", NOON) is None
    assert locked_until(tried(3), "01", NOON) == LATER
    assert locked_until(tried(3), "01", LATER - timedelta(seconds=1)) == LATER
    assert locked_until(tried(3), "01", LATER) is None


def test_after_the_lock_it_counts_anew() -> None:
    assert count_of(tried(4), "01") == 1


def test_each_number_counts_for_itself() -> None:
    tries = after(tried(3), PinTried("02", NOON))
    assert (count_of(tries, "01"), count_of(tries, "02")) == (3, 1)
    assert locked_until(tries, "02", NOON) is None


def test_whatever_the_administrator_does_ends_the_lock() -> None:
    for change in OperatorChange:
        assert after(tried(3), OperatorChanged("01", change, "00", NOON)) == ()
