"""The rolls: columns of whole cells, margins of whole dots."""

import pytest

from receipts.dots import ANK_DOTS, CELL_ROWS
from receipts.paper import LINE_DOTS, MM58, MM80, TALL_LINE_DOTS, Paper


@pytest.mark.parametrize("paper", [MM58, MM80])
def test_the_columns_fill_what_the_head_prints(paper: Paper) -> None:
    assert paper.columns * ANK_DOTS == paper.width_dots
    assert paper.width_dots % 8 == 0


@pytest.mark.parametrize(("paper", "margin"), [(MM58, 40), (MM80, 32)])
def test_both_margins_and_the_print_are_the_width_of_the_roll(paper: Paper, margin: int) -> None:
    assert paper.margin_dots == margin
    assert 2 * margin + paper.width_dots == paper.width_mm * 8


def test_the_gap_beneath_a_line_is_the_same_whatever_its_height() -> None:
    assert LINE_DOTS - CELL_ROWS == TALL_LINE_DOTS - 2 * CELL_ROWS
