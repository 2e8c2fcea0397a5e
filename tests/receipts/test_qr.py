"""QR codes: as large as said, and other programs can read them."""

import subprocess
from pathlib import Path

import pytest

from receipts import paper_picture
from receipts.paper import MM58, MM80, Paper
from receipts.qr import symbol
from receipts.slip import MAX_MODULE_DOTS, MAX_QR_CHARS, Document, Feed, Qr
from tests.programs import need


def test_a_short_code_has_21_squares_to_the_side() -> None:
    assert symbol("1", 3).width == symbol("1", 3).height == 21 * 3


def test_a_square_is_so_many_dots_both_ways() -> None:
    small, large = symbol("COUNTERSIGN", 1), symbol("COUNTERSIGN", 4)
    for y in range(large.height):
        for x in range(large.width):
            assert large.pixel(x, y) == small.pixel(x // 4, y // 4)


def test_the_longest_code_fits_the_narrow_paper() -> None:
    assert symbol("x" * MAX_QR_CHARS, MAX_MODULE_DOTS).width <= MM58.width_dots


@pytest.mark.parametrize("paper", [MM58, MM80])
@pytest.mark.parametrize("link", ["https://example.test/s/8RkQ2f", "x" * MAX_QR_CHARS])
def test_a_code_on_the_paper_scans(link: str, paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "qr.png"
    file.write_bytes(paper_picture.render(Document((Feed(1), Qr(link), Feed(1)), "test"), paper))
    run = subprocess.run(
        [need("zbarimg"), "--quiet", "--raw", str(file)], capture_output=True, check=True
    )
    assert run.stdout.decode().strip() == link
