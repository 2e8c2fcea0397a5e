"""The engine burns the dots that the slip's own picture has, and refuses what it cannot draw."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.escpos.table import COMMANDS
from drivers.virtual_printer.events import NotUnderstood
from receipts import escpos, strip, text
from receipts.dots import CELL_ROWS, ank, hanzi
from receipts.paper import LINE_DOTS, MM58
from receipts.slip import Align, Document, Feed, Pair, Picture, Qr, Rule, Size, Text
from tests.drivers.virtual_printer.bench import CUT, feed, gbk, heard, printed, printer
from tests.programs import need
from tests.receipts.facts import DOCUMENTS
from wire.bitmap import Bitmap

WIDTH = MM58.width_dots
ROW = WIDTH // 8
PROFILES = {58: "generic58", 80: "generic80"}
PIECES = st.one_of(
    st.binary(max_size=12),
    st.sampled_from([command.prefix for command in COMMANDS]),
    st.sampled_from([b"\n", gbk("签购单"), b"\x1dv0\x00\x02\x00\x02\x00abcd", CUT, b"\x1d(k"]),
)


def ink(slip_rows: Bitmap, top: int, height: int, left: int, width: int) -> tuple[int, ...]:
    """A window of the paper as rows of dots."""
    shift = WIDTH - left - width
    edge = (1 << width) - 1
    rows = range(top, top + height)
    return tuple(int.from_bytes(slip_rows.row(y), "big") >> shift & edge for y in rows)


def skipped(data: bytes) -> list[str]:
    machine = printer()
    events = heard(machine)
    feed(machine, data)
    return [event.name for event in events if isinstance(event, NotUnderstood)]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_slip_comes_out_dot_for_dot_as_it_was_designed(name: str) -> None:
    document, paper = DOCUMENTS[name]
    slip = printed(escpos.encode(document, paper), PROFILES[paper.width_mm])
    assert slip.bitmap == strip.render(document, paper)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_slip_reads_as_it_was_written(name: str) -> None:
    document, paper = DOCUMENTS[name]
    slip = printed(escpos.encode(document, paper), PROFILES[paper.width_mm])
    assert slip.text == text.render(document, paper)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_our_slips_say_is_skipped(name: str) -> None:
    document, paper = DOCUMENTS[name]
    assert skipped(escpos.encode(document, paper)) == []


TEXTS = st.text(st.sampled_from("银联签购单，。（）(): ABCabc019.￥"), max_size=40)
BLOCKS = st.one_of(
    st.builds(Text, TEXTS, st.sampled_from(Size), st.sampled_from(Align), st.booleans()),
    st.builds(Pair, TEXTS, TEXTS, st.booleans()),
    st.just(Rule()),
    st.builds(Feed, st.integers(1, 4)),
    st.builds(Qr, st.just("https://example.test/s/1"), st.integers(1, 6)),
    st.builds(
        Picture,
        st.tuples(st.integers(1, ROW), st.integers(1, 40)).map(lambda size: dotted(*size)),
        st.sampled_from(Align),
    ),
)


def dotted(stride: int, height: int) -> Bitmap:
    """Every eighth dot black: the bytes spell no command. GS v 0 knows whole bytes only."""
    return Bitmap(stride * 8, height, b"\x01" * stride * height)


@given(st.lists(BLOCKS, min_size=1, max_size=6).map(lambda b: Document(tuple(b), "test")))
def test_any_document_comes_out_as_it_was_designed(document: Document) -> None:
    got, wanted = printed(escpos.encode(document, MM58)).bitmap, strip.render(document, MM58)
    assert got.height == wanted.height
    assert got == wanted


def test_a_hanzi_has_the_dots_of_the_font() -> None:
    slip = printed(gbk("签") + b"A\n")
    assert ink(slip.bitmap, 0, CELL_ROWS, 0, 24) == hanzi("签")
    assert ink(slip.bitmap, 0, CELL_ROWS, 24, 12) == ank("A")
    assert slip.bitmap.height == LINE_DOTS


def test_sizes_of_ascii_and_of_hanzi_are_set_apart() -> None:
    only_ascii = printed(b"\x1d!\x11" + gbk("签A\n"))
    assert ink(only_ascii.bitmap, 24, 24, 0, 24) == hanzi("签")
    only_hanzi = printed(b"\x1c!\x0c" + gbk("签A\n"))
    assert ink(only_hanzi.bitmap, 24, 24, 48, 12) == ank("A")


@pytest.mark.parametrize(
    "size",
    [b"\x1b!\x30", b"\x1d!\x11"],
    ids=["ESC !", "GS !"],
)
def test_either_command_doubles_ascii(size: bytes) -> None:
    mark, *_ = printed(size + b"AB\n").marks
    assert (mark.across, mark.down, mark.width_dots, mark.height_dots) == (2, 2, 48, 48)


def test_fs_w_doubles_hanzi_and_undoes_it() -> None:
    doubled, plain = printed(b"\x1cW\x01" + gbk("签\n") + b"\x1cW\x00" + gbk("签\n")).marks
    assert (doubled.width_dots, plain.width_dots) == (48, 24)


def test_a_size_beyond_eight_times_is_ignored() -> None:
    mark, *_ = printed(b"\x1d!\x11\x1d!\x99A\n").marks
    assert mark.width_dots == 24


def test_bold_prints_every_dot_once_more_at_its_right() -> None:
    plain = ink(printed(b"A\n").bitmap, 0, 24, 0, 13)
    bold = ink(printed(b"\x1bE\x01A\n").bitmap, 0, 24, 0, 13)
    assert bold == tuple(row | row >> 1 for row in plain)


@pytest.mark.parametrize("text", [gbk("█" * 16), gbk("█"), b"A"])
def test_bold_at_the_right_edge_does_not_come_back_at_the_left(text: bytes) -> None:
    plain = ink(printed(b"\x1ba\x02" + text + b"\n").bitmap, 0, LINE_DOTS, 0, 1)
    bold = ink(printed(b"\x1bE\x01\x1ba\x02" + text + b"\n").bitmap, 0, LINE_DOTS, 0, 1)
    assert bold == plain


@pytest.mark.parametrize(("place", "x_dots"), [(0, 0), (1, 180), (2, 360), (49, 180), (50, 360)])
def test_a_line_stands_where_esc_a_puts_it(place: int, x_dots: int) -> None:
    slip = printed(b"\x1ba" + bytes([place]) + b"AB\n")
    assert slip.marks[0].x_dots == x_dots
    assert ink(slip.bitmap, 0, 24, x_dots, 12) == ank("A")


def test_alignment_changes_only_at_the_beginning_of_a_line() -> None:
    first, second = printed(b"A\x1ba\x02\nB\n").marks
    assert (first.x_dots, second.x_dots) == (0, 0)


def test_a_line_too_long_goes_on_in_the_next_one() -> None:
    assert printed(b"1" * 33 + b"\n").text == "1" * 32 + "\n1\n"


def test_a_hanzi_that_does_not_fit_is_not_torn() -> None:
    assert printed(b"1" * 31 + gbk("签\n")).text == "1" * 31 + "\n签\n"


def test_a_tab_moves_to_the_next_eighth_column_but_not_off_the_paper() -> None:
    assert printed(b"A\tB\n").text == "A       B\n"
    assert printed(b"1" * 25 + b"\tB\n").text == "1" * 25 + "B\n"


def test_line_feeds_and_spacing_move_the_paper() -> None:
    assert printed(b"\n").bitmap.height == LINE_DOTS
    assert printed(b"\x1b3\x20A\nB\n").bitmap.height == 2 * 0x20
    assert printed(b"\x1b3\x20A\n\x1b2B\n").bitmap.height == 0x20 + LINE_DOTS
    assert printed(b"A\x1bd\x03").bitmap.height == 3 * LINE_DOTS
    assert printed(b"A\x1bJ\x64").bitmap.height == 100
    assert printed(b"\x1bd\x00").bitmap.height == 0


def test_white_lines_are_blank_lines_of_the_text() -> None:
    assert printed(b"A\n\n\x1bd\x02B\n").text == "A\n\n\n\nB\n"


def test_esc_at_sets_everything_back_and_drops_the_line() -> None:
    slip = printed(b"lost\x1b!\x38\x1ba\x01\x1b3\x40\x1c.\x1b@" + gbk("签A\n"))
    assert slip.bitmap == printed(gbk("签A\n")).bitmap


def test_out_of_hanzi_mode_the_bytes_are_no_hanzi() -> None:
    assert printed(b"\x1c." + gbk("签") + b"A\n").text == "??A\n"
    assert printed(b"\x1c.\x1c&" + gbk("签") + b"A\n").text == "签A\n"


def test_half_a_hanzi_does_not_swallow_what_follows() -> None:
    assert printed(gbk("签")[:1] + b"\nA\n").text == "?\nA\n"
    assert printed(gbk("签")[:1] + b"12\n").text == "?12\n"


def test_a_hanzi_in_two_pieces_is_one_hanzi() -> None:
    machine = printer()
    for byte in gbk("签A\n"):
        machine.receive(bytes([byte]))
    assert machine.piece.text == "签A\n"


def test_a_code_that_is_no_character_is_a_question_mark() -> None:
    assert printed(b"\x7f\xff\xff\n").text == "???\n"


@pytest.mark.parametrize(
    ("mode", "width", "height"), [(0, 16, 2), (1, 32, 2), (2, 16, 4), (3, 32, 4), (51, 32, 4)]
)
def test_a_picture_is_doubled_as_asked(mode: int, width: int, height: int) -> None:
    picture = b"\x1dv0" + bytes([mode]) + b"\x02\x00\x02\x00" + b"\x80\x01\x00\x00"
    mark, *_ = printed(picture).marks
    assert (mark.width_dots, mark.height_dots) == (width, height)


def test_a_picture_wider_than_the_paper_loses_its_right_side() -> None:
    slip = printed(b"\x1dv0\x00\x31\x00\x01\x00" + b"\x00" * 47 + b"\x01\xff")
    assert slip.bitmap.row(0) == b"\x00" * 47 + b"\x01"


def test_a_picture_after_text_without_a_line_feed_begins_below_it() -> None:
    line, picture = printed(b"A\x1dv0\x00\x01\x00\x01\x00\xff").marks
    assert (line.text, picture.y_dots) == ("A", LINE_DOTS)


def qr(content: bytes, module: int = 4, level: int = 49) -> bytes:
    parts = (b"A2\x00", b"C" + bytes([module]), b"E" + bytes([level]), b"P0" + content, b"Q0")
    return b"".join(
        b"\x1d(k" + (len(part) + 1).to_bytes(2, "little") + b"1" + part for part in parts
    )


@pytest.mark.parametrize(
    "content", ["https://example.test/s/8f3A", "0123456789", "补签名", "ABC" * 60]
)
@pytest.mark.parametrize("level", [48, 51])
def test_a_printed_code_can_be_scanned(content: str, level: int, tmp_path: Path) -> None:
    scan = need("zbarimg")
    picture = tmp_path / "slip.png"
    picture.write_bytes(printed(b"\x1ba\x01" + qr(content.encode(), level=level)).png)
    found = subprocess.run(
        [scan, "--quiet", "--raw", str(picture)], capture_output=True, check=True, text=True
    )
    assert found.stdout == f"{content}\n"


def test_a_code_is_named_with_its_content_in_the_text() -> None:
    assert printed(qr(b"hello")).text == "[QR hello]\n"


def test_a_code_that_does_not_fit_the_paper_is_not_printed() -> None:
    assert skipped(qr(b"A" * 500, module=8)) == ["GS ("]
    assert skipped(qr(b"A" * 4000, module=1)) == ["GS ("]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x1b*\x00\x01\x00\xff", "ESC *"),
        (b"\x1dk\x02123\x00", "GS k"),
        (b"\x1dv0\x07\x01\x00\x01\x00\xff", "GS v 0"),
        (b"\x1dV\x09\x00", "GS V"),
        (b"\x1d(k\x04\x002A2\x00", "GS ("),
        (b"\x1dI\x50", "GS I"),
        (b"\x1dr\x09", "GS r"),
        (b"\x1bz", "unknown"),
    ],
)
def test_what_it_cannot_do_is_reported_and_not_guessed(data: bytes, name: str) -> None:
    assert skipped(data) == [name]


def test_a_cut_prints_the_gathered_line_first_and_feeds_as_asked() -> None:
    slip = printed(b"end" + b"\x1dVB\x20")
    assert (slip.text, slip.bitmap.height) == ("end\n", LINE_DOTS + 0x20)


def test_without_a_knife_a_cut_only_feeds() -> None:
    machine = printer("dumb58")
    feed(machine, b"A\n\x1dVB\x20")
    assert (machine.slips, machine.piece.bitmap.height) == ((), LINE_DOTS + 0x20)


def test_the_printer_tells_who_it_is() -> None:
    machine = printer()
    assert feed(machine, b"\x1dI\x01\x1dI\x02") == b"\x20\x03"
    assert feed(machine, b"\x1dI\x43") == b"_generic58\0"


@given(st.lists(PIECES, max_size=10).map(b"".join))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    machine = printer()
    feed(machine, data)
    assert machine.piece.bitmap.width == WIDTH
