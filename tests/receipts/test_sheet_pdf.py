"""A sheet as other programs see it: text that extracts, one embedded font, numbered pages."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from receipts import sheet_pdf
from receipts.sheet import Heading, Sheet
from receipts.wording import Wording
from tests.programs import need
from tests.receipts.sheets import DIGEST, a_sheet


def output(program: str, *arguments: str) -> str:
    run = subprocess.run([need(program), *arguments], capture_output=True, check=True)
    return run.stdout.decode()


def written(folder: Path, sheet: Sheet) -> str:
    path = folder / "sheet.pdf"
    path.write_bytes(sheet_pdf.render(sheet))
    return str(path)


def pages(folder: Path, sheet: Sheet) -> list[str]:
    """The text of each page."""
    return output("pdftotext", "-layout", written(folder, sheet), "-").split("\f")[:-1]


def test_all_text_extracts_in_both_languages(tmp_path: Path) -> None:
    text = "".join(pages(tmp_path, a_sheet()))
    for words in ("证据", "EVIDENCE", "一、结果", "1. Found", "第 2 行 row 2", "√", "×", DIGEST):
        assert words in text
    assert "银联POS签购单" in text  # the slip is text too


def test_the_only_font_is_ours_and_it_is_embedded(tmp_path: Path) -> None:
    fonts = output("pdffonts", written(tmp_path, a_sheet())).splitlines()[2:]
    assert fonts
    for font in fonts:
        name, *_, embedded, subset, unicode, _, _ = font.split()
        assert name.endswith("+CountersignSlip")
        assert (embedded, subset, unicode) == ("yes", "yes", "yes")


def test_every_page_says_which_of_how_many_it_is_and_of_what(tmp_path: Path) -> None:
    found = pages(tmp_path, a_sheet(rows=90))
    assert len(found) > 2
    for number, text in enumerate(found, 1):
        assert f"{number} / {len(found)}" in text
        assert "10000001 000001-000002" in text


def test_a_table_that_goes_on_begins_its_page_with_its_headings(tmp_path: Path) -> None:
    found = pages(tmp_path, a_sheet(rows=90))
    second = found[1].split("第", 1)[0]
    assert re.search(r"No\.\s+What", second)


def test_a_heading_never_stands_at_the_foot_of_a_page(tmp_path: Path) -> None:
    for rows in range(20, 40):
        for text in pages(tmp_path, a_sheet(rows=rows)):
            assert ("2. Pictures" in text) == ("银联POS签购单" in text), rows


def test_pictures_that_find_no_room_beside_the_slip_follow_it(tmp_path: Path) -> None:
    text = "".join(pages(tmp_path, a_sheet(figures=9)))
    assert text.count("图一 figure one") == 9


def test_nothing_runs_over_the_edge_of_the_page(tmp_path: Path) -> None:
    boxes = output("pdftotext", "-bbox", written(tmp_path, a_sheet(rows=30)), "-")
    edges = [float(edge) for edge in re.findall(r'xMax="([\d.]+)"', boxes)]
    assert edges
    assert max(edges) <= sheet_pdf.LEFT + sheet_pdf.WIDTH + 1


def test_the_same_sheet_is_the_same_file() -> None:
    assert sheet_pdf.render(a_sheet()) == sheet_pdf.render(a_sheet())


@pytest.mark.parametrize("text", ["", "𠀀 é \u202e \x00"])
def test_what_the_font_does_not_know_is_marked_and_not_left_out(tmp_path: Path, text: str) -> None:
    sheet = Sheet(Wording("证据", "E"), text, (*a_sheet().parts, Heading(Wording(text, text))))
    assert "证据" in "".join(pages(tmp_path, sheet))
