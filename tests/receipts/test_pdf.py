"""PDF as other programs see it: the text extracts, its one font is inside, it looks the same."""

import hashlib
import io
import re
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from receipts import paper_picture, pdf, png, strip
from receipts.paper import MM58, MM80
from receipts.slip import Copy, Document, Size, Text
from receipts.slips import sale_slip
from tests.programs import need
from tests.receipts.facts import DOCUMENTS, RESIGNED
from wire.bitmap import Bitmap


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("pdf") / "slip.pdf"
    path.write_bytes(pdf.render(*DOCUMENTS["resigned_merchant_both_58"]))
    return path


def output(program: str, *arguments: str) -> str:
    run = subprocess.run([need(program), *arguments], capture_output=True, check=True)
    return run.stdout.decode()


def test_the_chinese_text_can_be_extracted(file: Path) -> None:
    text = " ".join(output("pdftotext", "-layout", str(file), "-").split())
    for words in ("银联POS签购单", "商户名称(MERCHANT NAME):", "RMB 1,234.56", "补签名/RE-SIGNED"):
        assert words in text


def test_the_only_font_is_ours_and_it_is_embedded(file: Path) -> None:
    fonts = output("pdffonts", str(file)).splitlines()[2:]
    assert fonts
    for font in fonts:
        name, *_, embedded, subset, unicode, _, _ = font.split()
        assert name.endswith("+CountersignSlip")
        assert (embedded, subset, unicode) == ("yes", "yes", "yes")


def test_the_page_is_as_wide_as_the_paper_and_as_long_as_the_slip(file: Path) -> None:
    facts = output("pdfinfo", str(file))
    width = float(facts.split("Page size:")[1].split()[0])
    assert width == pytest.approx(58 / 25.4 * 72, abs=0.3)
    assert "Pages:           1" in facts


def test_the_pdf_looks_like_the_paper(file: Path, tmp_path: Path) -> None:
    output("pdftoppm", "-r", "203", "-gray", "-singlefile", str(file), str(tmp_path / "page"))
    page = Image.open(tmp_path / "page.pgm")
    paper = Image.open(io.BytesIO(paper_picture.render(*DOCUMENTS["resigned_merchant_both_58"])))
    assert page.width == paper.width
    assert abs(page.height - paper.height) <= 1
    assert unlikeness(page, paper, shift=0) < 5
    assert unlikeness(page, paper, shift=6) > 5  # a fifth of a line would be noticed


def unlikeness(page: Image.Image, paper: Image.Image, shift: int) -> float:
    """Mean difference in grey of squares of 16 dots, the paper moved up by `shift` dots."""
    columns, rows = paper.width // 16, paper.height // 16 - 1
    one, other = (
        image.crop((0, top, columns * 16, top + rows * 16))
        .convert("L")
        .resize((columns, rows), Image.Resampling.BOX)
        .tobytes()
        for image, top in ((page, 0), (paper, shift))
    )
    return sum(abs(a - b) for a, b in zip(one, other, strict=True)) / len(one)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_same_slip_is_the_same_file(name: str) -> None:
    first, again = (hashlib.sha256(pdf.render(*DOCUMENTS[name])).hexdigest() for _ in range(2))
    assert first == again


def test_the_language_of_the_slip_is_declared() -> None:
    chinese = pdf.render(sale_slip(RESIGNED, Copy.MERCHANT, "zh"), MM80)
    english = pdf.render(sale_slip(RESIGNED, Copy.MERCHANT, "en"), MM58)
    assert b"/Lang (zh-CN)" in chinese
    assert b"/Lang (en)" in english


def scanned(tmp_path: Path) -> tuple[Path, Bitmap]:
    """A paper with three lines of another program's, as a page."""
    printed = strip.render(Document((Text("签购单 A", Size.LARGE), Text("12.00")), "scan"), MM58)
    words = [pdf.Words("签购单 A", 0, 0, 192, 48), pdf.Words("12.00", 0, 54, 60, 24)]
    path = tmp_path / "scan.pdf"
    path.write_bytes(pdf.facsimile(printed, words, MM58, "scan"))
    return path, printed


def test_a_facsimile_looks_as_the_paper_does(tmp_path: Path) -> None:
    path, printed = scanned(tmp_path)
    output("pdftoppm", "-r", "203", "-gray", "-singlefile", str(path), str(tmp_path / "page"))
    page = Image.open(tmp_path / "page.pgm")
    paper = Image.open(io.BytesIO(png.encode(paper_picture.framed(printed, MM58))))
    assert unlikeness(page, paper, shift=0) < 2
    assert unlikeness(page, paper, shift=6) > 4


def test_the_unseen_text_of_a_facsimile_is_found_where_it_was_printed(tmp_path: Path) -> None:
    path, _ = scanned(tmp_path)
    boxes = output("pdftotext", "-bbox", str(path), "-")
    found = re.search(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)".*>签购单<', boxes)
    assert found is not None
    left, right = (float(edge) / pdf.POINTS_PER_DOT - MM58.margin_dots for edge in found.groups())
    assert left == pytest.approx(0, abs=1)
    assert right == pytest.approx(144, abs=2)
    assert "12.00" in output("pdftotext", str(path), "-")


def test_a_facsimile_of_no_paper_is_an_empty_page(tmp_path: Path) -> None:
    path = tmp_path / "empty.pdf"
    path.write_bytes(pdf.facsimile(Bitmap(MM58.width_dots, 0, b""), [], MM58, "empty"))
    assert output("pdftotext", str(path), "-").strip() == ""


def test_importing_the_rest_of_the_package_loads_no_library_for_pdf() -> None:
    code = (
        "import sys, receipts.slips, receipts.text, receipts.paper_picture,"
        " receipts.png, receipts.signature, receipts.notices;"
        "print(*sorted({'reportlab', 'PIL', 'zxingcpp'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert run.stdout.decode().strip() == ""
