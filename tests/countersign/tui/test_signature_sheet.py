"""The paper of the pad: what the mouse draws is the stroke that is posted, and stays visible."""

from __future__ import annotations

import pytest
from textual import events
from textual.pilot import Pilot

from countersign.tui.signature_sheet import SignatureSheet
from receipts.strokes import Stroke
from tests.countersign.tui.fake_desk import CODE
from tests.countersign.tui.stage import Alone, alone, played, pull, words_of

COLUMNS, ROWS = 48, 10
"""Eight pad units to a column, sixteen to a line."""


def sheet() -> SignatureSheet:
    made = SignatureSheet()
    made.styles.width, made.styles.height = COLUMNS, ROWS
    return made


def drawn(app: object) -> list[Stroke]:
    assert isinstance(app, Alone)
    return [m.stroke for m in app.heard if isinstance(m, SignatureSheet.Drawn)]


def ink(widget: SignatureSheet) -> int:
    return sum("⠀" < char <= "⣿" for char in words_of(widget))


async def drag(pilot: Pilot[None], widget: SignatureSheet, *cells: tuple[float, float]) -> None:
    """Move the pressed mouse over these cells, fractions as pixel reports give them."""
    moves = [events.MouseDown, *[events.MouseMove] * (len(cells) - 1), events.MouseUp]
    for kind, (x, y) in zip(moves, (*cells, cells[-1]), strict=True):
        event = kind(widget, x, y, 0, 0, 1, False, False, False, x, y)
        event.stop()  # as it comes from the screen, it does not go up to it
        widget.post_message(event)
    await pilot.pause()


@played
async def test_a_drag_is_one_stroke_through_the_middles_of_its_cells() -> None:
    widget = sheet()
    async with alone(widget, (60, 20)) as pilot:
        await drag(pilot, widget, (2, 1), (3, 2), (5, 2))
        assert drawn(pilot.app) == [((20, 24), (28, 40), (44, 40))]
        assert ink(widget) > 2


@played
async def test_with_pixels_the_stroke_is_finer_than_cells() -> None:
    widget = sheet()
    async with alone(widget, (60, 20)) as pilot:
        await drag(pilot, widget, (2.5, 1.25), (2.75, 1.5), (3.0, 1.75))
        assert drawn(pilot.app) == [((20, 20), (22, 24), (24, 28))]


@played
async def test_a_drag_beyond_the_edge_stays_on_the_pad() -> None:
    widget = sheet()
    async with alone(widget, (60, 20)) as pilot:
        await drag(pilot, widget, (46, 5), (58, 5), (58, 18))
        assert drawn(pilot.app)[0][-1] == (383, 159)


@played
async def test_a_move_without_the_button_draws_nothing() -> None:
    widget = sheet()
    async with alone(widget, (60, 20)) as pilot:
        await pilot.hover(widget, offset=(5, 5))
        await pilot.hover(widget, offset=(9, 5))
        assert drawn(pilot.app) == []
        assert ink(widget) == 0


@played
async def test_a_stroke_that_was_let_go_outside_the_window_is_kept_as_far_as_it_came() -> None:
    widget = sheet()
    async with alone(widget, (60, 20)) as pilot:
        await pilot.mouse_down(widget, offset=(2, 1))
        await pull(pilot, widget, (5, 1))
        await pilot.hover(widget, offset=(20, 8))
        assert drawn(pilot.app) == [((20, 24), (44, 24))]
        assert pilot.app.mouse_captured is None
        await pilot.hover(widget, offset=(25, 8))
        assert len(drawn(pilot.app)) == 1


@played
async def test_a_second_press_without_a_release_ends_the_first_stroke() -> None:
    widget = sheet()
    async with alone(widget, (60, 20)) as pilot:
        await pilot.mouse_down(widget, offset=(2, 1))
        await pull(pilot, widget, (5, 1))
        await drag(pilot, widget, (10, 4), (12, 4))
        assert [len(stroke) for stroke in drawn(pilot.app)] == [2, 2]


@played
async def test_the_pen_can_be_lifted_from_outside_and_then_draws_no_more() -> None:
    widget = sheet()
    async with alone(widget, (60, 20)) as pilot:
        assert widget.lift() == ()
        await pilot.mouse_down(widget, offset=(2, 1))
        await pull(pilot, widget, (5, 1))
        assert widget.lift() == ((20, 24), (44, 24))
        assert widget.lift() == ()
        assert drawn(pilot.app) == []


@played
async def test_a_stroke_on_its_way_stays_until_it_is_refused() -> None:
    widget = sheet()
    async with alone(widget, (60, 20)) as pilot:
        widget.show((), CODE)
        await drag(pilot, widget, (5, 5), (20, 5))
        there = ink(widget)
        assert there > 10
        widget.show((), CODE)
        assert ink(widget) == there
        widget.show(tuple(drawn(pilot.app)), CODE)
        assert ink(widget) == there
        await drag(pilot, widget, (5, 8), (20, 8))
        widget.show(tuple(drawn(pilot.app)[:1]), CODE, refused=True)
        assert ink(widget) == there


@played
async def test_a_redo_clears_the_paper() -> None:
    widget = sheet()
    async with alone(widget, (60, 20)) as pilot:
        widget.show((), CODE)
        await drag(pilot, widget, (5, 5), (20, 5))
        widget.show(tuple(drawn(pilot.app)), CODE)
        widget.show((), CODE)
        assert ink(widget) == 0


@pytest.mark.slow
@played
async def test_a_resize_keeps_the_strokes_and_the_one_being_drawn() -> None:
    widget = sheet()
    async with alone(widget, (100, 30)) as pilot:
        widget.show((((20, 20), (200, 100), (380, 20)),), CODE)
        await pilot.mouse_down(widget, offset=(2, 8))
        for x in range(3, 30):
            await pull(pilot, widget, (x, 8))
        before = ink(widget)
        widget.styles.width, widget.styles.height = 2 * COLUMNS, 2 * ROWS
        await pilot.pause()
        assert ink(widget) > 1.5 * before
        await pilot.mouse_up(widget, offset=(60, 16))
        assert len(drawn(pilot.app)[0]) == 29


@played
async def test_the_code_stands_behind_the_ink_and_in_its_corner() -> None:
    widget = sheet()
    widget.styles.width, widget.styles.height = 60, 12
    async with alone(widget, (80, 20)) as pilot:
        widget.show((), CODE)
        await pilot.pause()
        lines = words_of(widget).splitlines()
        assert lines[0].endswith(CODE)
        assert any("█" in line for line in lines[2:])


@played
async def test_only_cells_near_the_pen_are_drawn_anew() -> None:
    widget = sheet()
    async with alone(widget, (60, 20)) as pilot:
        await pilot.mouse_down(widget, offset=(20, 5))
        await pull(pilot, widget, (21, 5))
        regions: list[object] = []
        refresh = widget.refresh
        widget.refresh = lambda *r, **k: (regions.extend(r), refresh(*r, **k))[1]  # type: ignore[method-assign,func-returns-value]
        await pull(pilot, widget, (22, 6))
        assert regions
        assert all(region.area <= 12 for region in regions)  # type: ignore[attr-defined]
        await pilot.mouse_up(widget, offset=(22, 6))
