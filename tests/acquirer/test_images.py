"""Looking at a signature: is it a picture, is there a hand on it, is it this transaction's."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acquirer.images import Flaw, kept, look, look_at_own, picture_of, strokes
from acquirer.settings import SignatureSettings
from receipts.signature import Strokes, rasterise, sample
from tests.acquirer.till import a_signature
from wire import jbig1
from wire.bitmap import Bitmap

CODE = "475B8226"
RULES = SignatureSettings()
ANY_SIZE = replace(RULES, image_min_bytes=1, image_max_bytes=9999)

LINE: Strokes = (((50, 80), (300, 90)),)
DASH: Strokes = (((50, 80), (70, 80)),)
DOT: Strokes = (((200, 80),),)


def drawn(hand: Strokes, code: str = CODE) -> bytes:
    return jbig1.encode(rasterise(hand, code))


@pytest.mark.parametrize("person", range(6))
def test_sample_hands_are_signatures(person: int) -> None:
    assert look(a_signature(CODE, person), CODE, RULES).flaw is None


def test_size_limits_are_of_the_compressed_image() -> None:
    image = a_signature(CODE)
    exact = replace(RULES, image_min_bytes=len(image), image_max_bytes=len(image))
    assert look(image, CODE, exact).flaw is None
    assert look(image, CODE, replace(exact, image_max_bytes=len(image) - 1)).flaw is Flaw.SIZE
    assert look(image, CODE, replace(exact, image_min_bytes=len(image) + 1)).flaw is Flaw.SIZE


def test_bytes_that_are_no_picture_are_unreadable() -> None:
    assert look(bytes(300), CODE, RULES).flaw is Flaw.UNREADABLE


def test_the_code_alone_is_no_signature() -> None:
    assert look(drawn(()), CODE, ANY_SIZE).flaw is Flaw.BLANK


@pytest.mark.parametrize(
    ("hand", "flaw"),
    [
        (DOT, Flaw.TOO_LITTLE_INK),
        (DASH, Flaw.TOO_LITTLE_INK),
        (DASH + DOT, Flaw.TOO_LITTLE_INK),  # a dot is no stroke
        (LINE, None),
        ((*DASH, ((200, 40), (200, 60))), None),
    ],
)
def test_two_strokes_or_one_long_one_make_a_signature(hand: Strokes, flaw: Flaw | None) -> None:
    assert look(drawn(hand), CODE, ANY_SIZE).flaw is flaw


def test_another_transactions_code_gives_a_picture_away() -> None:
    image = a_signature("00000001")
    assert look(image, CODE, RULES).flaw is Flaw.WATERMARK
    assert look(image, CODE, replace(RULES, watermark_checked=False)).flaw is None


def test_the_same_hand_is_known_under_another_code() -> None:
    one, other = (look(a_signature(code), code, RULES) for code in (CODE, "00000001"))
    assert one.ink_digest == other.ink_digest
    assert one.image_digest != other.image_digest
    assert one.ink_digest != look(a_signature(CODE, 1), CODE, RULES).ink_digest


def test_strokes_are_counted_by_what_touches() -> None:
    rows = ("#.#....", ".#.....", ".....##", ".....#.", "###....", "..#....")
    data = bytes(int(row.replace("#", "1").replace(".", "0") + "0", 2) for row in rows)
    assert strokes(Bitmap(7, 6, data)) == [4, 3, 3]


@given(st.binary(min_size=1, max_size=40), st.integers(1, 3), st.integers(1, 60))
def test_whoever_stops_at_a_long_stroke_finds_it_where_there_is_one(
    dots: bytes, stride: int, enough: int
) -> None:
    height = len(dots) // stride
    picture = Bitmap(8 * stride, height, dots[: height * stride])
    stopped, whole = strokes(picture, enough), strokes(picture)
    assert (max(stopped, default=0) >= enough) == (max(whole, default=0) >= enough)
    assert max(whole, default=0) >= enough or stopped == whole


def test_a_cross_is_one_stroke() -> None:
    cross: Strokes = (((10, 30), (90, 70)), ((10, 70), (90, 30)))
    assert len(strokes(rasterise(cross, CODE))) == 1 + 8  # and the eight digits of the code


def test_sample_hands_have_several_strokes() -> None:
    assert all(len(sample(person)) >= 2 for person in range(3))


@pytest.mark.parametrize("hand", [(), DOT, LINE, sample(1)])
def test_a_picture_the_bank_made_itself_is_judged_as_one_that_came(hand: Strokes) -> None:
    picture = rasterise(hand, CODE)
    own = look_at_own(kept(picture), picture, CODE, ANY_SIZE)
    came = look(jbig1.encode(picture), CODE, ANY_SIZE)
    assert (own.flaw, own.ink_digest) == (came.flaw, came.ink_digest)


POINT = st.tuples(st.integers(0, 383), st.integers(0, 159))
CORNER = st.tuples(st.integers(270, 383), st.integers(0, 24))
HAND = st.lists(st.lists(POINT | CORNER, min_size=1, max_size=9).map(tuple), max_size=30)


@given(HAND.map(tuple))
def test_whether_it_is_known_how_many_strokes_there_are_changes_no_judgement(hand: Strokes) -> None:
    picture = rasterise(hand, CODE)
    own = look_at_own(kept(picture), picture, CODE, ANY_SIZE, len(hand))
    assert own == look_at_own(kept(picture), picture, CODE, ANY_SIZE)


def test_a_signature_of_known_strokes_is_not_followed_dot_by_dot(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr("acquirer.images.strokes")
    for person in range(6):
        picture, hand = rasterise(sample(person), CODE), sample(person)
        assert look_at_own(kept(picture), picture, CODE, RULES, len(hand)).flaw is None


def scribble(corners: int, seed: int) -> Bitmap:
    draw = Random(seed)
    points = [(draw.randrange(20, 370), draw.randrange(30, 150)) for _ in range(corners)]
    return rasterise((tuple(points),), CODE)


@pytest.mark.parametrize("seed", range(5))
def test_a_scribble_too_large_for_a_terminal_is_too_large_here(seed: int) -> None:
    def flaws(corners: int) -> tuple[Flaw | None, Flaw | None]:
        picture = scribble(corners, seed)
        own = look_at_own(kept(picture), picture, CODE, RULES)
        return look(jbig1.encode(picture), CODE, RULES).flaw, own.flaw

    assert flaws(12) == (None, None)
    assert flaws(90) == (Flaw.SIZE, Flaw.SIZE)


@pytest.mark.parametrize("form", [kept, jbig1.encode], ids=["PNG", "JBIG1"])
def test_what_is_kept_is_read_in_either_form(form: Callable[[Bitmap], bytes]) -> None:
    picture = rasterise(sample(2), CODE)
    assert picture_of(form(picture)) == picture


def test_a_terminal_that_sends_png_sends_nothing_readable() -> None:
    image = kept(rasterise(sample(2), CODE))
    assert look(image, CODE, ANY_SIZE).flaw is Flaw.UNREADABLE
