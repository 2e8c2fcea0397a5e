"""The faults: each a switch with its letter, which says what it would do next."""

from __future__ import annotations

from dataclasses import replace

from countersign.tui.fault_bar import FaultBar
from tests.countersign.tui.fake_desk import FAULTS
from tests.countersign.tui.stage import Alone, alone, played, words_of


def toggled(app: object) -> list[str]:
    assert isinstance(app, Alone)
    return [m.fault.id for m in app.heard if isinstance(m, FaultBar.Toggled)]


@played
async def test_a_switch_says_what_it_does_and_then_what_undoes_it() -> None:
    bar = FaultBar()
    async with alone(bar, (66, 6)) as pilot:
        bar.language = "en"
        bar.show(FAULTS)
        await pilot.pause()
        assert "P  paper out" in words_of(bar)
        bar.show((replace(FAULTS[0], on=True), *FAULTS[1:]))
        assert "P ✗reload paper" in words_of(bar)


@played
async def test_all_switches_fit_beside_and_below_each_other() -> None:
    for width, lines in ((34, 3), (66, 2), (120, 1)):
        bar = FaultBar()
        async with alone(bar, (width, 8)) as pilot:
            bar.show(FAULTS)
            await pilot.pause()
            assert bar.size.height == lines
            assert all(f" {fault.letter} " in words_of(bar) for fault in FAULTS)


@played
async def test_a_click_or_enter_switches() -> None:
    bar = FaultBar()
    async with alone(bar, (66, 6)) as pilot:
        bar.show(FAULTS)
        await pilot.pause()
        await pilot.click(bar, offset=(bar.place(4).x + 1, bar.place(4).y))
        bar.focus()
        await pilot.press("right", "enter", "up", "space")
        assert toggled(pilot.app) == ["silent", "slow", "cable"]


@played
async def test_a_letter_finds_its_switch() -> None:
    bar = FaultBar()
    async with alone(bar, (66, 6)):
        bar.show(FAULTS)
        assert bar.letter("X") is FAULTS[3]
        assert bar.letter("x") is None
