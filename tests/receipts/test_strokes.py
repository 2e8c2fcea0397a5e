"""Strokes: bounded whatever came in, and with one digest for one handwriting."""

from hypothesis import given
from hypothesis import strategies as st

from receipts.strokes import (
    MAX_POINTS,
    MAX_STROKES,
    PAD_HEIGHT,
    PAD_WIDTH,
    bounded,
    strokes_bytes,
    strokes_digest,
)

COORDINATE = st.integers(-(10**6), 10**6)
STROKES = st.lists(st.lists(st.tuples(COORDINATE, COORDINATE), max_size=8), max_size=8)


@given(STROKES)
def test_every_point_ends_on_the_pad(strokes: list[list[tuple[int, int]]]) -> None:
    for stroke in bounded(strokes):
        assert stroke
        assert all(0 <= x < PAD_WIDTH and 0 <= y < PAD_HEIGHT for x, y in stroke)


@given(STROKES)
def test_bounding_twice_changes_nothing(strokes: list[list[tuple[int, int]]]) -> None:
    once = bounded(strokes)
    assert bounded(once) is once


def test_a_point_outside_moves_to_the_nearest_edge() -> None:
    assert bounded([[(-5, 10), (999, 10), (7, 999)]]) == (
        ((0, 10), (PAD_WIDTH - 1, 10), (7, PAD_HEIGHT - 1)),
    )


def test_an_endless_stroke_is_taken_up_to_the_limit() -> None:
    (stroke,) = bounded([[(1, 1)] * (MAX_POINTS + 5), [(2, 2)]])
    assert len(stroke) == MAX_POINTS


def test_endless_strokes_are_taken_up_to_the_limit() -> None:
    assert len(bounded([[(1, 1)]] * (MAX_STROKES + 5))) == MAX_STROKES


def test_the_digest_is_sha256_over_the_documented_bytes() -> None:
    # printf 'strokes1\0\2\0\1\0\2\0\3\0\4\0\1\0\5\0\6' | sha256sum
    assert strokes_digest((((1, 2), (3, 4)), ((5, 6),))) == (
        "fca434c57d090b1081adc46efd4faef2aa57494b7eecf0388c0937b2f52b6b37"
    )


def test_the_bytes_kept_of_a_hand_are_those_that_are_hashed() -> None:
    kept = strokes_bytes((((1, 2), (3, 4)), ((5, 6),)))
    assert kept == b"strokes1\0\2\0\1\0\2\0\3\0\4\0\1\0\5\0\6"


def test_where_a_stroke_ends_changes_the_digest() -> None:
    a, b, c = (1, 2), (3, 4), (5, 6)
    assert len({strokes_digest(s) for s in (((a, b), (c,)), ((a,), (b, c)), ((a, b, c),))}) == 3
