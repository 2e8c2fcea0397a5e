"""Drawing a signature: round pen, smooth joins, the limits of the picture that goes to the bank."""

from hypothesis import given
from hypothesis import strategies as st

from receipts.signature import (
    MAX_POINTS,
    PAD_HEIGHT,
    PAD_WIDTH,
    Stroke,
    ink,
    rasterise,
    watermark_matches,
)
from wire import jbig1
from wire.bitmap import Bitmap

CODE = "475B8226"
POINT = st.tuples(st.integers(-9, PAD_WIDTH + 9), st.integers(-9, PAD_HEIGHT + 9))
STROKE = st.lists(POINT, min_size=1, max_size=12).map(tuple)


def drawn(*strokes: Stroke) -> Bitmap:
    return ink(rasterise(strokes, CODE))


def black(picture: Bitmap) -> set[tuple[int, int]]:
    return {
        (x, y)
        for y in range(picture.height)
        if any(picture.row(y))
        for x in range(picture.width)
        if picture.pixel(x, y)
    }


def test_a_touch_is_a_round_dot_three_wide() -> None:
    assert black(drawn(((100, 50),))) == {
        (100, 49),
        (99, 50),
        (100, 50),
        (101, 50),
        (100, 51),
    }


def test_a_straight_stroke_is_three_dots_thick() -> None:
    ink_of_it = black(drawn(((10, 50), (60, 50))))
    assert {y for x, y in ink_of_it if x == 30} == {49, 50, 51}
    assert {x for x, y in ink_of_it if y == 50} == set(range(9, 62))


def test_ink_at_an_edge_does_not_come_out_at_the_other() -> None:
    assert {x for x, _ in black(drawn(((383, 40), (383, 50))))} == {382, 383}
    assert {x for x, _ in black(drawn(((0, 20), (0, 30))))} == {0, 1}
    assert {y for _, y in black(drawn(((5, 0), (9, 0))))} == {0, 1}
    assert {y for _, y in black(drawn(((5, 159), (9, 159))))} == {158, 159}


def test_a_corner_is_rounded() -> None:
    corner = ((20, 20), (100, 20), (100, 100))
    assert (100, 20) not in black(drawn(corner))


@given(st.lists(STROKE, max_size=4))
def test_a_stroke_leaves_ink_at_both_ends(strokes: list[Stroke]) -> None:
    picture = rasterise(tuple(strokes), CODE)
    for stroke in strokes:
        for x, y in (stroke[0], stroke[-1]):
            x, y = min(max(x, 0), PAD_WIDTH - 1), min(max(y, 0), PAD_HEIGHT - 1)
            assert picture.pixel(x, y) or (x >= PAD_WIDTH - 100 and y < 18)
    assert watermark_matches(picture, CODE)


def test_nothing_drawn_is_no_ink() -> None:
    assert drawn().black_count == 0


def test_the_longest_signature_is_still_drawn() -> None:
    zigzag = tuple((i % 2 * 383, i % 160) for i in range(MAX_POINTS))
    assert drawn(zigzag).black_count > 0


def test_a_scribble_all_over_the_pad_is_more_than_a_bank_accepts() -> None:
    scribble = tuple((i * 37 % 384, i * 53 % 160) for i in range(400))
    assert len(jbig1.encode(rasterise((scribble,), CODE))) > 900
