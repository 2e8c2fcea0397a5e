"""Rulers count every column, shades grow darker to the right, no dot of the head is spared."""

from __future__ import annotations

import pytest

from receipts import patterns
from receipts.paper import MM58, MM80, Paper
from receipts.patterns import SHADES, comb, grey_labels, greys, ruler

PAPERS = pytest.mark.parametrize("paper", [MM58, MM80])


@PAPERS
def test_the_ruler_numbers_every_column(paper: Paper) -> None:
    tens, units = ruler(paper)
    assert len(tens) == len(units) == paper.columns
    for column in range(10, paper.columns + 1, 10):
        assert tens[column - 1] + units[column - 1] == str(column)


@PAPERS
def test_each_shade_is_an_eighth_blacker_than_the_one_at_its_left(paper: Paper) -> None:
    picture = greys(paper)
    assert picture.width == paper.width_dots
    band = picture.stride // SHADES
    black = [
        sum(
            byte.bit_count()
            for y in range(picture.height)
            for byte in picture.row(y)[shade * band : (shade + 1) * band]
        )
        for shade in range(SHADES)
    ]
    whole = band * 8 * picture.height
    assert black == [whole * shade // SHADES for shade in range(1, SHADES + 1)]


def test_the_dots_of_a_shade_are_spread_over_the_square() -> None:
    assert sorted(dot for row in patterns._ORDER for dot in row) == list(range(64))


@PAPERS
def test_the_labels_stand_under_their_bands(paper: Paper) -> None:
    labels = grey_labels(paper)
    assert len(labels) == paper.columns
    assert labels.split() == ["12", "25", "37", "50", "62", "75", "87", "100"]


@PAPERS
def test_every_dot_of_the_head_is_burnt_once_alone(paper: Paper) -> None:
    picture = comb(paper)
    rows = [int.from_bytes(picture.row(y), "big") for y in range(8)]
    assert sum(rows) == (1 << paper.width_dots) - 1
