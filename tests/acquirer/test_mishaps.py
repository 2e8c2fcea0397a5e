"""What the desk orders: for the next messages, for one type, or until told otherwise."""

from __future__ import annotations

from acquirer.mishaps import NO_TROUBLE, Faults, Mishap, Trouble


def test_an_order_is_used_up_by_as_many_messages_as_it_is_for() -> None:
    faults = Faults()
    faults.lose_answer_next(2)
    taken = [faults.take("0200").mishap for _ in range(3)]
    assert taken == [Mishap.ANSWER_LOST, Mishap.ANSWER_LOST, None]


def test_an_order_for_one_message_type_waits_for_it() -> None:
    faults = Faults()
    faults.silent_next(mti="0400")
    assert faults.take("0200") == NO_TROUBLE
    assert faults.take("0400").mishap is Mishap.REQUEST_LOST
    assert faults.take("0400") == NO_TROUBLE


def test_orders_come_in_the_order_they_were_given() -> None:
    faults = Faults()
    faults.slow_next(by_s=5)
    faults.refuse_next("96")
    faults.wrong_mac_next()
    faults.close_next()
    faults.garbage_next()
    assert [faults.take("0200") for _ in range(5)] == [
        Trouble(Mishap.LATE, after_s=5),
        Trouble(code="96"),
        Trouble(Mishap.WRONG_MAC),
        Trouble(Mishap.CLOSED),
        Trouble(Mishap.GARBAGE),
    ]


def test_silence_and_slowness_last_until_they_are_lifted() -> None:
    faults = Faults()
    faults.slow_by_s = 3
    assert faults.take("0200") == Trouble(Mishap.LATE, after_s=3)
    assert faults.take("0200") == Trouble(Mishap.LATE, after_s=3)
    faults.silent = True
    assert faults.take("0200").mishap is Mishap.REQUEST_LOST
    faults.clear()
    assert faults.take("0200") == NO_TROUBLE


def test_whoever_watches_hears_of_a_shut_door() -> None:
    faults = Faults()
    heard: list[bool] = []
    faults.watch(lambda: heard.append(faults.refusing))
    faults.refusing = True
    faults.clear()
    assert heard == [True, False]


def test_an_order_waits_until_its_message_has_come() -> None:
    faults = Faults()
    faults.silent_next(mti="0400")
    faults.silent_next()
    assert len(faults.waiting) == 2
    faults.take("0200")
    faults.take("0400")
    assert not faults.waiting
