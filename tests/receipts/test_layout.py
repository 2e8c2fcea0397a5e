"""Lines: they fit, they lose nothing, they break where a reader would."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from receipts.charset import columns, printable
from receipts.layout import Line, lines, wrap
from receipts.paper import MM58, MM80, Paper
from receipts.slip import Align, Document, Feed, Pair, Picture, Rule, Size, Text
from wire.bitmap import Bitmap

SLIP_TEXT = st.text(st.sampled_from("银联签购单，。（）：(): ABCabc019,.*/-￥"), max_size=120)
ANY_TEXT = st.one_of(st.text(max_size=80), SLIP_TEXT)


def laid_out(block: Text | Pair | Rule, paper: Paper = MM58) -> list[Line]:
    items = lines(Document((block,), "test"), paper)
    assert all(isinstance(item, Line) for item in items)
    return [item for item in items if isinstance(item, Line)]


@given(ANY_TEXT, st.sampled_from(Size), st.sampled_from([MM58, MM80]))
def test_no_line_is_wider_than_the_paper(text: str, size: Size, paper: Paper) -> None:
    for line in laid_out(Text(text, size), paper):
        assert columns(line.text) * line.size.across <= paper.columns


@given(ANY_TEXT, ANY_TEXT, st.sampled_from([MM58, MM80]))
def test_no_pair_is_wider_than_the_paper(left: str, right: str, paper: Paper) -> None:
    for line in laid_out(Pair(left, right), paper):
        assert columns(line.text) <= paper.columns


@given(ANY_TEXT.map(printable), st.integers(2, 48))
def test_wrapping_loses_nothing_but_blanks(text: str, width: int) -> None:
    wrapped = wrap(text, width)
    assert "".join(wrapped).replace(" ", "") == text.replace(" ", "")
    assert all(columns(line) <= width for line in wrapped)


@given(ANY_TEXT.map(printable), st.integers(2, 48))
def test_a_line_is_whole_characters_of_the_printers_code(text: str, width: int) -> None:
    for line in wrap(text, width):
        assert line.encode("gbk").decode("gbk") == line


@pytest.mark.parametrize(
    ("text", "width", "wrapped"),
    [
        ("RECEIPT OF GOODS", 10, ["RECEIPT OF", "GOODS"]),
        ("RECEIPT OF GOODS", 11, ["RECEIPT OF", "GOODS"]),
        ("RECEIPT OF GOODS", 9, ["RECEIPT", "OF GOODS"]),
        ("本人确认以上交易", 10, ["本人确认以", "上交易"]),
        ("本人确认以上交易", 11, ["本人确认以", "上交易"]),
    ],
)
def test_words_stay_whole_and_hanzi_break_anywhere(
    text: str, width: int, wrapped: list[str]
) -> None:
    assert wrap(text, width) == wrapped


def test_a_bracket_moves_to_the_next_line_in_one_piece() -> None:
    assert wrap("持卡人签名(CARDHOLDER SIGNATURE):", 32) == [
        "持卡人签名",
        "(CARDHOLDER SIGNATURE):",
    ]


def test_a_bracket_longer_than_a_line_is_torn_between_words() -> None:
    assert wrap("签名(CARDHOLDER SIGNATURE)", 12) == ["签名", "(CARDHOLDER", "SIGNATURE)"]


def test_a_comma_never_starts_a_line_and_an_opening_bracket_never_ends_one() -> None:
    assert wrap("本人确认，同意", 8) == ["本人确", "认，同意"]
    assert wrap("本人确（认）", 8) == ["本人确", "（认）"]


def test_a_date_stays_with_its_time() -> None:
    assert wrap("补签/RE-SIGNED 2026/11/23 12:03:11 FROM BANK OP 01", 32) == [
        "补签/RE-SIGNED",
        "2026/11/23 12:03:11 FROM BANK OP",
        "01",
    ]


@pytest.mark.parametrize("long", ["A" * 25, "1 " * 12 + "1"])
def test_what_has_no_place_to_break_is_cut_to_fit(long: str) -> None:
    assert [len(line.replace(" ", "")) for line in wrap(long, 10)] == [
        len(long[:10].replace(" ", "")),
        len(long[10:20].replace(" ", "")),
        len(long[20:].replace(" ", "")),
    ]


def test_a_pair_that_fits_stands_at_both_edges() -> None:
    (line,) = laid_out(Pair("批次号(BATCH NO):", "000007"))
    assert line.text == "批次号(BATCH NO):" + " " * 9 + "000007"


def test_a_pair_that_does_not_fit_puts_its_value_beneath() -> None:
    assert laid_out(Pair("商户编号(MERCHANT NO):", "104110045110012")) == [
        Line("商户编号(MERCHANT NO):"),
        Line("104110045110012", align=Align.RIGHT),
    ]


def test_a_rule_crosses_the_paper() -> None:
    assert laid_out(Rule(), MM80) == [Line("-" * 48)]


def test_a_double_wide_text_has_half_the_columns() -> None:
    assert [line.text for line in laid_out(Text("消费" * 5, Size.LARGE))] == [
        "消费消费消费消费",
        "消费",
    ]


def test_feeds_and_pictures_pass_unchanged() -> None:
    blocks = (Feed(2), Picture(Bitmap.blank(8, 8)))
    assert lines(Document(blocks, "test"), MM58) == list(blocks)


def test_a_picture_wider_than_the_paper_is_our_mistake() -> None:
    with pytest.raises(AssertionError, match="wider than the paper"):
        lines(Document((Picture(Bitmap.blank(392, 8)),), "test"), MM58)
