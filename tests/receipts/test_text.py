"""Slips as text: every kind held in git, pictures small, places kept."""

import os
from pathlib import Path

import pytest

from receipts import text
from receipts.paper import MM58
from receipts.slip import Align, Cut, Document, Feed, Picture, Qr, Size, Text
from tests.receipts.facts import DOCUMENTS
from wire.bitmap import Bitmap

GOLDEN = Path(__file__).with_name("golden")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_slip_reads_as_it_did(name: str) -> None:
    """To accept what changed: REWRITE_GOLDENS=1 pytest tests/receipts, then read the diff."""
    document, paper = DOCUMENTS[name]
    shown = text.render(document, paper)
    golden = GOLDEN / f"{name}.txt"
    if os.environ.get("REWRITE_GOLDENS"):
        golden.write_text(shown, encoding="utf-8")
    assert shown == golden.read_text(encoding="utf-8")


def test_no_golden_is_left_behind() -> None:
    assert {path.stem for path in GOLDEN.iterdir()} == set(DOCUMENTS)


def shown(*blocks: Text | Feed | Picture | Qr | Cut) -> list[str]:
    return text.render(Document(blocks, "test"), MM58).splitlines()


def test_a_line_starts_where_it_starts_on_paper() -> None:
    assert shown(Text("消费", align=Align.CENTRE)) == [" " * 14 + "消费"]
    assert shown(Text("消费", Size.LARGE, Align.RIGHT)) == [" " * 24 + "消费"]


def test_a_feed_is_blank_lines_and_a_cut_is_nothing() -> None:
    assert shown(Text("a"), Feed(2), Text("b"), Cut()) == ["a", "", "", "b"]


def test_a_picture_is_small_and_in_its_place() -> None:
    square = Bitmap(24, 24, b"\xff" * 72)
    assert shown(Picture(square, Align.LEFT)) == ["⣿⣿"]
    assert shown(Picture(square)) == [" " * 15 + "⣿⣿"]


def test_one_dot_is_enough_to_show_in_a_picture() -> None:
    corner = Bitmap(13, 25, bytes(2 * 24) + b"\x00\x08")
    assert shown(Picture(corner, Align.LEFT)) == ["", " ⠁"]


def test_a_qr_code_is_named_with_its_content() -> None:
    assert shown(Qr("https://example.test/s/1")) == ["[QR https://example.test/s/1]"]
