"""Tall digits: every one has a shape, all lines are equally wide, the largest face is taken."""

from __future__ import annotations

import pytest

from countersign.tui.tall_digits import LARGE, SMALL, Face, fitting, tall, width


@pytest.mark.parametrize("face", [SMALL, LARGE], ids=["small", "large"])
def test_every_shape_has_the_height_of_its_face(face: Face) -> None:
    heights = {len(shape) for shape in face.shapes.values()}
    assert len(heights) == 1
    assert all(len({len(row) for row in shape}) == 1 for shape in face.shapes.values())


def test_an_amount_in_small_digits() -> None:
    assert tall("12.0", SMALL) == (
        "▄█  ▀▀█   █▀█",
        " █  █▀▀   █ █",
        "▀▀▀ ▀▀▀ ▀ ▀▀▀",
    )


@pytest.mark.parametrize("face", [SMALL, LARGE], ids=["small", "large"])
def test_the_width_told_is_the_width_drawn(face: Face) -> None:
    words = "￥1,234,567.89-0A"
    assert {len(line) for line in tall(words, face)} == {width(words, face)}
    assert len(tall(words, face)) == face.lines


def test_no_two_digits_look_alike() -> None:
    for face in (SMALL, LARGE):
        assert len(set(face.shapes.values())) == len(face.shapes)


def test_the_largest_face_that_fits_is_taken() -> None:
    assert fitting("￥12.00", 34, 5) is LARGE
    assert fitting("￥12.00", 32, 5) is SMALL
    assert fitting("￥12.00", 34, 3) is SMALL
    assert fitting("￥12.00", 20, 5) is None


def test_words_have_no_tall_shape() -> None:
    assert fitting("APPROVED", 80, 10) is None
    assert width("", SMALL) is None
