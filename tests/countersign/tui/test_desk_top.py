"""What lies where: side by side in a wide window, tabs in a narrow one; Tab goes round."""

from __future__ import annotations

import pytest

from tests.countersign.tui.stage import Stage, played, stage, words_of


def focused(desk: Stage) -> str:
    top = desk.app.top
    names = ("device", "paper", "cards", "faults", "inspector")
    return next(n for n, (w, _) in zip(names, top.areas, strict=True) if w is desk.app.focused)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(110, 32), (160, 45), (110, 24)])
def test_in_a_wide_window_everything_stands_side_by_side(size: tuple[int, int]) -> None:
    @played
    async def look() -> None:
        async with stage(size) as desk:
            top = desk.app.top
            parts = [top.device, top.paper, top.inspector, top.belongings]
            await desk.until(lambda: all(part.region.area for part in parts))
            for part in parts:
                assert top.region.contains_region(part.region)
                assert not any(part.region.overlaps(o.region) for o in parts if o is not part)
            assert top.paper.roll.size.width >= top.paper.columns + 2
            assert top.belongings.cards.size.height >= 2

    look()


@played
async def test_in_a_narrow_window_the_right_side_is_tabs() -> None:
    async with stage((80, 24)) as desk:
        top = desk.app.top
        assert (top.paper.display, top.belongings.display, top.inspector.display) == (
            True,
            False,
            False,
        )
        await desk.press("f6")
        await desk.until(lambda: top.belongings.display)
        assert not top.paper.display
        await desk.until(lambda: top.belongings.faults.region.area)
        assert top.region.contains_region(top.belongings.faults.region)
        await desk.press("f7")
        await desk.until(lambda: top.inspector.display)
        assert not top.belongings.display


@pytest.mark.slow
@played
async def test_tab_goes_round_all_areas_and_shows_the_one_it_comes_to() -> None:
    async with stage((80, 24)) as desk:
        found = []
        for _ in range(6):
            found.append(focused(desk))
            await desk.press("tab")
        assert found == ["device", "paper", "cards", "faults", "inspector", "device"]
        await desk.press("shift+tab", "shift+tab")
        assert focused(desk) == "inspector"
        assert desk.app.top.inspector.display


@played
async def test_a_tab_is_clicked_too() -> None:
    async with stage((80, 24)) as desk:
        await desk.pilot.click(offset=(38 + 10, 1))
        await desk.until(lambda: desk.app.top.belongings.display)


@pytest.mark.slow
@pytest.mark.parametrize("size", [(80, 24), (110, 32), (160, 45)])
def test_the_pad_grows_over_more_than_the_device_and_everything_comes_back(
    size: tuple[int, int],
) -> None:
    @played
    async def look() -> None:
        async with stage(size) as desk:
            top = desk.app.top
            before = top.device.region
            await desk.to_the_pad()
            await desk.until(lambda: top.device.region.width > before.width)
            assert top.device.region.height == size[1] - 1
            assert not top.paper.display or size[0] < 110
            await desk.press("escape")
            await desk.until(lambda: top.device.region == before)

    look()


@pytest.mark.slow
@played
async def test_a_resize_from_narrow_to_wide_and_back_loses_nothing() -> None:
    async with stage((80, 24)) as desk:
        top = desk.app.top
        await desk.pilot.resize_terminal(160, 45)
        await desk.until(lambda: top.inspector.display and top.belongings.display)
        assert str(top.paper.border_title) == "paper"
        await desk.pilot.resize_terminal(80, 24)
        await desk.until(lambda: not top.inspector.display)
        assert not str(top.paper.border_title or "")
        assert "12:03" in words_of(top.device.lcd)


@played
async def test_a_wide_roll_of_paper_needs_a_wider_window() -> None:
    async with stage((120, 32)) as desk:
        top = desk.app.top
        assert top.is_wide
        top.load_paper(48)
        assert not top.is_wide
        await desk.pilot.resize_terminal(130, 32)
        await desk.until(lambda: top.is_wide)
        await desk.until(lambda: top.paper.roll.size.width >= 50)


@pytest.mark.slow
@played
async def test_the_pad_signs_in_a_window_too_small_for_the_desk() -> None:
    async with stage((80, 24)) as desk:
        await desk.to_the_pad()
        await desk.pilot.resize_terminal(40, 12)
        pad = desk.app.top.device.pad
        await desk.until(lambda: pad.size == (40, 12))
        assert pad.sheet.region.area > 0
        await desk.pilot.resize_terminal(39, 12)
        await desk.until(lambda: pad.sheet.region.area == 0)
