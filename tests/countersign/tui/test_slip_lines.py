"""A slip on the screen: text in its sizes, pictures that are recognised, codes that scan."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from countersign.tui.desk import PaperCut, PaperFed, Piece, PrintedLine, PrintedPicture
from countersign.tui.slip_lines import code, lines, picture, placed, widened
from receipts.signature import PAD_WIDTH, rasterise, sample
from receipts.slip import Size
from wire.bitmap import Bitmap


def words(piece: Piece, columns: int = 32) -> list[str]:
    return [line.words for line in lines(piece, columns)]


def test_a_line_stands_where_it_was_printed() -> None:
    assert words(PrintedLine("金额(AMOUNT):", 2))[0].rstrip() == "  金额(AMOUNT):"


@pytest.mark.parametrize("size", list(Size))
def test_every_line_is_exactly_as_wide_as_the_paper(size: Size) -> None:
    for line in lines(PrintedLine("RMB 1,234.56 消费", 3, size), 32):
        assert cell_len(line.words) == 32


def test_double_width_takes_twice_the_columns() -> None:
    assert widened("A1 消") == "Ａ１   消 "
    assert cell_len(widened("银联POS签购单")) == 2 * cell_len("银联POS签购单")


def test_double_height_is_bold_and_takes_two_lines() -> None:
    drawn = list(lines(PrintedLine("消费", 0, Size.LARGE), 32))
    assert len(drawn) == 2
    assert drawn[0].bold
    assert not drawn[1].words.strip()


def test_what_is_too_long_is_cut_between_characters() -> None:
    assert placed("银联签购单", 0, 5) == "银联 "


def test_blank_paper_is_blank() -> None:
    assert words(PaperFed(2)) == [" " * 32] * 2
    assert words(PaperCut(1)) == []


def test_a_signature_is_as_wide_as_the_paper_and_keeps_its_ink() -> None:
    drawn = words(PrintedPicture(rasterise(sample(0), "A3F0129C")))
    assert {cell_len(line) for line in drawn} == {PAD_WIDTH // 12}
    assert sum(char != " " for line in drawn for char in line) > 60


def test_the_code_in_a_signature_is_written_out_in_its_corner() -> None:
    assert picture(rasterise(sample(0), "A3F0129C"))[0].endswith("A3F0129C")


def test_one_dot_of_a_picture_is_seen_in_its_place() -> None:
    row = bytearray(48 // 8)
    row[3] = 0x01  # dot 31: the sixth column of six, the right half of the third cell
    dots = bytes(6 * 7) + bytes(row) + bytes(6 * 16)
    assert picture(Bitmap(48, 24, dots)) == ["  ⠐ "]


def test_a_code_is_one_column_and_half_a_line_to_a_square() -> None:
    squares = ["##.", "#.#", ".##"]
    module = 4
    rows = [
        int("".join(("1" if square == "#" else "0") * module for square in line).ljust(16, "0"), 2)
        for line in squares
        for _ in range(module)
    ]
    bitmap = Bitmap(3 * module, 3 * module, b"".join(row.to_bytes(2, "big") for row in rows))
    assert code(bitmap, module) == ["█▀▄", " ▀▀"]
