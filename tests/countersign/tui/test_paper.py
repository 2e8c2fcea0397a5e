"""The paper pane: slips come out, tear off, stay; the one in sight is the one that is saved."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from countersign.tui.desk import PaperCut, PaperFed, PrintedLine
from countersign.tui.paper import DROP_LINES, MAX_LINES, PaperPane
from tests.countersign.tui.fake_desk import slip
from tests.countersign.tui.stage import Alone, alone, played, words_of


def pane() -> PaperPane:
    made = PaperPane()
    made.language = "en"
    return made


async def prints(pilot: Pilot[None], made: PaperPane, slips: int) -> None:
    for number in range(1, slips + 1):
        for piece in slip(1200, (), number):
            made.move(piece)
    await pilot.pause()


def asked(app: object) -> list[int | None]:
    assert isinstance(app, Alone)
    return [m.slip for m in app.heard if isinstance(m, PaperPane.SaveAsked)]


@played
async def test_an_empty_pane_says_what_will_come_out() -> None:
    made = pane()
    async with alone(made, (40, 20)) as pilot:
        await pilot.pause()
        assert "Slips come out here" in words_of(made.roll)
        made.language = "zh"
        assert "打印的凭证从这里出来" in words_of(made.roll)


@played
async def test_paper_comes_out_at_the_bottom_and_moves_up() -> None:
    made = pane()
    async with alone(made, (40, 20)) as pilot:
        await pilot.pause()
        made.move(PrintedLine("first"))
        await pilot.pause()
        assert words_of(made.roll).splitlines()[-1].strip() == "first"
        made.move(PrintedLine("second"))
        await pilot.pause()
        assert [line.strip() for line in words_of(made.roll).splitlines()[-2:]] == [
            "first",
            "second",
        ]
        assert "Slips come out here" not in words_of(made.roll)


@played
async def test_a_cut_tears_the_slip_off_and_names_it() -> None:
    made = pane()
    async with alone(made, (40, 20)) as pilot:
        made.move(PrintedLine("a slip"))
        assert made.in_sight is None
        assert made.mouth.words == ("", "")
        made.move(PaperCut(1))
        await pilot.pause()
        assert "▀ ▀ ▀" in words_of(made.roll).splitlines()[-1]
        assert made.in_sight == 1
        assert "slip 1" in words_of(made.mouth)


@played
async def test_past_slips_are_scrolled_back_to_and_saved() -> None:
    made = pane()
    async with alone(made, (40, 20)) as pilot:
        await prints(pilot, made, 3)
        made.ask_to_save()
        made.roll.scroll_to(y=0, animate=False)
        await pilot.pause()
        assert "slip 1" in words_of(made.mouth)
        made.ask_to_save()
        await pilot.pause()
        assert asked(pilot.app) == [3, 1]


@played
async def test_nothing_finished_is_nothing_to_save() -> None:
    made = pane()
    async with alone(made, (40, 20)) as pilot:
        made.ask_to_save()
        await pilot.pause()
        assert asked(pilot.app) == [None]


@pytest.mark.parametrize("width", [36, 40, 60])
def test_the_slip_stands_in_the_middle_of_any_pane(width: int) -> None:
    @played
    async def look() -> None:
        made = pane()
        async with alone(made, (width, 20)) as pilot:
            await prints(pilot, made, 1)
            rule = next(line for line in words_of(made.roll).splitlines() if "-----" in line)
            assert rule.strip() == "-" * 32
            assert abs(2 * rule.index("-") + 32 - made.roll.size.width) <= 1

    look()


@played
async def test_a_wide_roll_is_scrolled_sideways_where_the_pane_is_narrow() -> None:
    made = pane()
    async with alone(made, (40, 20)) as pilot:
        made.columns = 48
        made.move(PrintedLine("left" + "-" * 39 + "right"))
        await pilot.pause()
        last = words_of(made.roll).splitlines()[-1]
        assert "left" in last
        assert "right" not in last
        made.roll.scroll_to(x=99, animate=False)
        await pilot.pause()
        assert words_of(made.roll).splitlines()[-1].endswith("right")


@played
async def test_a_cut_of_nothing_is_no_slip() -> None:
    made = pane()
    async with alone(made, (40, 20)):
        made.move(PaperCut(1))
        assert made.in_sight is None
        assert made.text() == []


@pytest.mark.slow
@played
async def test_the_oldest_paper_goes_when_there_is_too_much_and_slips_keep_their_place() -> None:
    made = pane()
    async with alone(made, (40, 20)) as pilot:
        for number in range(1, 9):
            for _ in range(MAX_LINES // 8):
                made.move(PaperFed(1))
            made.move(PaperCut(number))
        await pilot.pause()
        assert MAX_LINES - DROP_LINES <= len(made.text()) <= MAX_LINES
        assert made.in_sight == 8
        made.roll.scroll_to(y=0, animate=False)
        await pilot.pause()
        assert made.in_sight in (None, 2)
