"""The display's picture: everything a screen says is there, fits, and can be touched."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

import pytest
from rich.style import Style

from countersign.tui.desk import Health, Link, Status, Words
from countersign.tui.lcd_picture import LcdPainter
from countersign.tui.picture import INKS, Moment, Picture
from drivers.board import View
from terminal.keys import Key
from terminal.language import Language
from terminal.messages import plain, text
from terminal.screen import Row, Screen, SoftKey, Tone

WELL = Link(Health.GOOD, Words("好", "well"))
STATUS = Status(
    "10000001", 7, "01", datetime.fromisoformat("2026-03-02T12:03:00"), 0, 0, WELL, WELL
)
SIZES = [(34, 12), (36, 12), (48, 24)]


def paint(
    screen: Screen,
    language: Language = "en",
    size: tuple[int, int] = (34, 12),
    *,
    asking: bool = True,
    moment: Moment | None = None,
) -> Picture:
    painter = LcdPainter(*size, language, {ink: Style() for ink in INKS})
    return painter.paint(View(screen, asking=asking), moment or Moment(STATUS))


def lines_of(picture: Picture) -> list[str]:
    return [strip.text.strip() for strip in picture.strips]


SALE = Screen(
    text("sale.title"),
    big=plain("￥12.00"),
    lines=(text("sale.amount"),),
    hint=text("hint.correct"),
    soft_keys=(SoftKey(Key.F1, text("soft.menu")), SoftKey(Key.F2, text("soft.unsigned", count=2))),
)
MENU = Screen(
    text("menu.title"),
    rows=(
        Row("1", text("menu.sale")),
        Row("2", text("menu.resign"), chosen=True),
        Row("8", text("menu.manage")),
    ),
)
LIST = Screen(
    text("list.title"),
    lines=(text("count", done=2, all=9),),
    rows=tuple(
        Row("", plain(f"03-02 12:0{n} *567{n}"), plain(f"{n}.00"), chosen=n == 2) for n in range(9)
    ),
)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("screen", [SALE, MENU, LIST], ids=["sale", "menu", "list"])
def test_a_picture_fills_the_display_exactly(
    screen: Screen, language: Language, size: tuple[int, int]
) -> None:
    picture = paint(screen, language, size)
    assert len(picture.strips) == size[1]
    assert {strip.cell_length for strip in picture.strips} == {size[0]}


def test_the_status_line_says_time_and_operator_and_what_waits() -> None:
    busy = replace(STATUS, unsigned=2, outbox=1)
    wide = lines_of(paint(SALE, size=(38, 12), moment=Moment(busy)))[0]
    assert wide == "12:03  OP 01   1 to send  2 unsigned"
    narrow = lines_of(paint(SALE, moment=Moment(busy)))[0]
    assert narrow.split() == ["12:03", "OP", "01", "2", "unsigned"]
    nobody = replace(STATUS, operator="")
    assert lines_of(paint(SALE, moment=Moment(nobody)))[0] == "12:03  no operator"


def test_the_amount_is_tall_and_no_digit_of_it_is_lost() -> None:
    large = lines_of(paint(SALE))
    assert "▄▄██▄▄   ██    ▄█▀    ██ ██ ██ ██" in large
    small = lines_of(paint(replace(SALE, big=plain("￥123.45"))))
    assert "▀▀█▀▀  █  █▀▀ ▀▀█   ▀▀█ ▀▀█" in small
    long = lines_of(paint(replace(SALE, big=plain("￥12,345,678.90"))))
    assert "￥12,345,678.90" in long


def test_a_hidden_number_is_shown_as_dots() -> None:
    assert "● ● ●" in lines_of(paint(replace(SALE, big=plain("***"))))


def test_a_crowded_screen_gives_up_tall_digits_before_any_of_its_words() -> None:
    crowded = replace(SALE, lines=tuple(plain(f"line {n}") for n in range(7)))
    lines = lines_of(paint(crowded))
    assert "￥12.00" in lines
    assert [f"line {n}" in lines for n in range(7)] == [True] * 7


@pytest.mark.parametrize(
    ("tone", "mark"), [(Tone.GOOD, "✓"), (Tone.BAD, "✗"), (Tone.ATTENTION, "!"), (Tone.CALM, "S")]
)
def test_a_tone_has_a_mark_and_not_colour_alone(tone: Tone, mark: str) -> None:
    assert lines_of(paint(replace(SALE, tone=tone)))[1].startswith(mark)


def test_a_wait_is_counted_down_in_whole_seconds() -> None:
    assert lines_of(paint(SALE, moment=Moment(STATUS, seconds_left=58.2)))[1].endswith("59 s")
    assert lines_of(paint(SALE, "zh", moment=Moment(STATUS, seconds_left=0)))[1].endswith("0 秒")


def test_a_long_title_moves_aside_for_the_countdown() -> None:
    trouble = Screen(text("trouble.NO_PAPER"), tone=Tone.BAD)
    title = lines_of(paint(trouble, moment=Moment(STATUS, seconds_left=597)))[1]
    assert title == "✗ PRINTER OUT OF PAPER 597 s"


def test_a_refusal_stands_in_place_of_the_hint() -> None:
    refused = lines_of(paint(SALE, moment=Moment(STATUS, notice="The amount is zero")))
    assert refused[-2] == "! The amount is zero"


def test_while_nothing_is_asked_something_moves() -> None:
    waiting = Screen(text("sale.title"), lines=(text("sale.wait"),))
    first = lines_of(paint(waiting, asking=False, moment=Moment(STATUS, tick=0)))[-2]
    then = lines_of(paint(waiting, asking=False, moment=Moment(STATUS, tick=1)))[-2]
    assert first.startswith("please wait")
    assert first != then


def test_soft_keys_are_touched_where_they_stand() -> None:
    picture = paint(SALE)
    assert lines_of(picture)[-1] == "F1  Menu  F2  2 unsigned"
    assert picture.keys_at(1, 11) == (Key.F1,)
    assert picture.keys_at(14, 11) == (Key.F2,)
    assert picture.keys_at(33, 11) == ()


def test_a_row_of_a_menu_is_touched_by_its_digit() -> None:
    picture = paint(MENU)
    row = next(y for y, line in enumerate(lines_of(picture)) if "Re-sign" in line)
    assert lines_of(picture)[row] == "▸  2  Re-sign"
    assert picture.keys_at(3, row) == (Key.D2,)
    assert picture.keys_at(3, row + 1) == (Key.D8,)


def test_a_row_of_a_list_is_touched_by_the_way_there_and_then_entered() -> None:
    picture = paint(LIST, size=(34, 16))
    row = next(y for y, line in enumerate(lines_of(picture)) if "*5672" in line)
    assert picture.keys_at(3, row) == (Key.ENTER,)
    assert picture.keys_at(3, row + 2) == (Key.DOWN, Key.DOWN)
    assert picture.keys_at(3, row - 1) == (Key.UP,)


def test_rows_of_which_none_is_chosen_are_only_to_be_read() -> None:
    picture = paint(replace(LIST, rows=tuple(replace(row, chosen=False) for row in LIST.rows)))
    assert "▸" not in "".join(lines_of(picture))
    assert {picture.keys_at(3, y) for y in range(12)} == {()}


def test_a_long_list_shows_the_chosen_row_among_as_many_as_fit() -> None:
    far = replace(LIST, rows=tuple(replace(r, chosen=i == 8) for i, r in enumerate(LIST.rows)))
    lines = lines_of(paint(far, size=(34, 9)))
    assert any("*5678" in line for line in lines)
    assert not any("*5671" in line for line in lines)


def test_a_list_that_goes_on_says_so_at_either_end() -> None:
    middle = replace(LIST, rows=tuple(replace(r, chosen=i == 4) for i, r in enumerate(LIST.rows)))
    lines = "\n".join(lines_of(paint(middle, size=(34, 9))))
    assert ("▴" in lines, "▾" in lines) == (True, True)
    whole = "\n".join(lines_of(paint(LIST, size=(34, 20))))
    assert ("▴" in whole, "▾" in whole) == (False, False)


@pytest.mark.parametrize("height", [0, 1, 3, 5])
def test_a_display_with_hardly_any_lines_fails_nothing(height: int) -> None:
    assert len(paint(LIST, size=(34, height)).strips) <= height


@pytest.mark.parametrize(("language", "mark"), [("zh", "培训"), ("en", "TRAINING")])
def test_in_training_the_title_says_so_beside_the_countdown(language: Language, mark: str) -> None:
    longest = text("training.mark", title=text("override.ADMINISTRATOR"))
    moment = Moment(STATUS, seconds_left=59.0)
    title = lines_of(paint(replace(SALE, title=longest), language, moment=moment))[1]
    assert mark in title
    assert "59" in title


def test_a_title_that_the_mark_of_the_training_makes_too_long_goes_on_below() -> None:
    longest = text("training.mark", title=text("trouble.NO_PAPER"))
    trouble = replace(SALE, title=longest, tone=Tone.BAD)
    lines = lines_of(paint(trouble, moment=Moment(STATUS, seconds_left=597)))
    assert lines[1:3] == ["✗ TRAINING: PRINTER OUT OF 597 s", "PAPER"]
    assert lines[-2:] == lines_of(paint(SALE))[-2:]


def test_below_a_title_of_two_lines_a_row_is_touched_where_it_stands() -> None:
    picture = paint(replace(MENU, title=plain("A TITLE THAT IS TOO LONG FOR ONE LINE")))
    row = next(y for y, line in enumerate(lines_of(picture)) if "Re-sign" in line)
    assert picture.keys_at(3, row) == (Key.D2,)
