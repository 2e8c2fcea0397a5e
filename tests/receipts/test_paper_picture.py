"""A slip's picture: our dots, in the margins of the roll, at the head's resolution."""

import io

import pytest
from PIL import Image

from receipts import paper_picture, strip
from receipts.paper import MM58, MM80, Paper
from tests.receipts.facts import DOCUMENTS


@pytest.mark.parametrize(("paper", "width"), [(MM58, 464), (MM80, 640)])
def test_the_picture_is_as_wide_as_the_roll(paper: Paper, width: int) -> None:
    document, _ = DOCUMENTS["resigned_merchant_both_58"]
    image = Image.open(io.BytesIO(paper_picture.render(document, paper)))
    assert image.mode == "1"
    assert image.width == width
    assert [round(dpi) for dpi in image.info["dpi"]] == [203, 203]


def test_what_is_inside_the_margins_is_what_was_printed() -> None:
    document, paper = DOCUMENTS["resigned_merchant_both_58"]
    printed = strip.render(document, paper)
    image = Image.open(io.BytesIO(paper_picture.render(document, paper)))
    left, top = paper.margin_dots, paper_picture.MARGIN_ROWS
    inside = image.crop((left, top, left + printed.width, top + printed.height))
    assert bytes(byte ^ 0xFF for byte in inside.tobytes()) == printed.data
    assert image.height == printed.height + 2 * top
    assert sum(pixel == 0 for pixel in image.get_flattened_data()) == printed.black_count


def test_the_same_slip_is_the_same_file() -> None:
    document, paper = DOCUMENTS["signed_merchant_both_80"]
    assert paper_picture.render(document, paper) == paper_picture.render(document, paper)
