"""Text never overheats the head; black does after a while, and time cools it well below that."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.virtual_printer.heat import Head

STEP_S = 0.1


def seconds_until_hot(black_share: float, slowness: float, at_most_s: float = 300.0) -> float:
    """Print without a pause; a row takes `slowness` times what it takes at full speed."""
    head, now_s = Head(), 0.0
    while now_s < at_most_s:
        now_s += STEP_S
        head.warm(now_s, black_share, STEP_S / slowness)
        if head.hot:
            break
    return now_s


def test_text_may_be_printed_for_ever() -> None:
    assert seconds_until_hot(0.12, 1.0) >= 300


def test_black_is_too_hot_after_some_ten_seconds() -> None:
    assert 5 < seconds_until_hot(1.0, 130 / 38) < 20


def test_it_rests_as_long_as_it_says() -> None:
    head = Head()
    head.warm(0.0, 1.0, 3.0)
    rest_s = head.rest_s(0.0)
    assert head.hot
    assert rest_s is not None
    assert head.look(rest_s - 0.01)
    assert not head.look(rest_s + 0.01)


def test_cool_it_needs_no_rest() -> None:
    assert Head().rest_s(10.0) == 0.0


def test_held_hot_no_time_helps_and_let_go_it_cools() -> None:
    head = Head(held_hot=True)
    assert (head.look(0.0), head.look(1e6), head.rest_s(1e6)) == (True, True, None)
    head.cool_down()
    assert not head.look(1e6)


@given(st.lists(st.tuples(st.floats(0, 5), st.floats(0, 1)), max_size=20))
def test_hot_it_always_has_a_rest_before_it(steps: list[tuple[float, float]]) -> None:
    head, now_s = Head(), 0.0
    for wait_s, share in steps:
        now_s += wait_s
        head.warm(now_s, share, 0.5)
        assert not head.hot or head.rest_s(now_s)


@pytest.mark.parametrize("share", [0.0, 0.5])
def test_time_alone_never_warms(share: float) -> None:
    head = Head()
    head.warm(0.0, share, 1.0)
    assert [head.look(second) for second in range(10)] == [False] * 10
