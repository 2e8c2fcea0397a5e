"""Lines of words: exactly as wide as asked, a Hanzi never halved."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from countersign.tui.drawing import centred, cut, ends, folded, measure, strip, wrapped

PLAIN = Style()
WORDS = st.text(st.sampled_from("ab 银联，。*1"), max_size=30)


@given(WORDS, st.integers(1, 40))
def test_a_strip_is_exactly_as_wide_as_asked(words: str, width: int) -> None:
    assert strip([(words, PLAIN)], width, PLAIN).cell_length == width
    assert centred([(words, PLAIN)], width, PLAIN).cell_length == width
    assert ends([(words, PLAIN)], [("x", PLAIN)], width, PLAIN).cell_length == width
    assert cell_len(cut(words, width)) == width


def test_the_right_end_is_kept_and_the_left_one_gives_way() -> None:
    assert ends([("a long left", PLAIN)], [("59 s", PLAIN)], 10, PLAIN).text == "a long59 s"


def test_what_is_cut_says_so() -> None:
    assert cut("UnionPay credit", 9) == "UnionPay…"
    assert cut("银联信用卡", 7) == "银联信…"
    assert cut("Visa", 6) == "Visa  "


@given(WORDS, st.integers(2, 20))
def test_wrapped_lines_fit_and_nothing_but_blanks_is_lost(words: str, width: int) -> None:
    lines = wrapped(words, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == words.replace(" ", "")


def test_a_line_breaks_between_words_and_hanzi_never_before_a_mark() -> None:
    assert wrapped("Bank not reached: no charge", 16) == ["Bank not", "reached: no", "charge"]
    assert wrapped("显示，卡号已屏蔽。", 8) == ["显示，卡", "号已屏", "蔽。"]
    assert wrapped("", 10) == [""]


@given(WORDS, st.integers(10, 30))
def test_folded_pieces_lose_nothing_and_fit(words: str, width: int) -> None:
    lines = folded([(words, PLAIN), ("tail", PLAIN)], width, 4)
    assert all(measure(line) <= width for line in lines)
    assert "".join(w for line in lines for w, _ in line).replace(" ", "") == words.replace(
        " ", ""
    ) + ("tail")


def test_folded_lines_are_indented_but_for_the_first() -> None:
    lines = folded([("abcdefgh", PLAIN)], 6, 2)
    assert ["".join(w for w, _ in line) for line in lines] == ["abcdef", "  gh"]
