"""The card tray: every card fits, is clicked, chosen with arrows, and dragged."""

from __future__ import annotations

import pytest
from textual import events
from textual.geometry import Offset

from countersign.tray import card_faces
from countersign.tui.card_tray import CardTray, columns_for, fit, shortened
from tests.countersign.tui.fake_desk import CARDS
from tests.countersign.tui.stage import Alone, alone, played, words_of


def swiped(app: object) -> list[str]:
    assert isinstance(app, Alone)
    return [m.card.letter for m in app.heard if isinstance(m, CardTray.Swiped)]


@pytest.mark.parametrize(("width", "columns"), [(20, 1), (38, 2), (66, 3), (104, 5), (300, 9)])
def test_as_many_cards_side_by_side_as_make_even_rows(width: int, columns: int) -> None:
    assert columns_for(width, 9) == columns


def test_cards_shrink_before_they_leave_the_window() -> None:
    assert fit(rows=3, room=11).lines(3) == 11
    assert fit(rows=5, room=15).lines(5) == 15
    assert fit(rows=5, room=10).card_lines == 2
    assert fit(rows=5, room=3).card_lines == 1


def test_a_number_too_long_for_its_card_has_fewer_stars() -> None:
    assert shortened("621234*********0210", 16) == "621234******0210"
    assert shortened("621234******5678", 16) == "621234******5678"
    assert shortened("no number", 3) == "no number"


@pytest.mark.parametrize(("width", "room"), [(38, 15), (66, 6), (104, 20)])
def test_every_card_lies_inside_the_tray_with_its_letter(width: int, room: int) -> None:
    @played
    async def look() -> None:
        tray = CardTray()
        tray.room = room
        async with alone(tray, (width, 24)) as pilot:
            tray.show(CARDS)
            await pilot.pause()
            places = [tray.place(n) for n in range(len(CARDS))]
            assert all(tray.size.region.contains_region(place) for place in places)
            assert not any(a.overlaps(b) for a in places for b in places if a is not b)
            for card, place in zip(CARDS, places, strict=True):
                chip = tray.render_line(place.y).crop(place.x, place.x + 3).text
                assert chip.strip("▸ ") == card.letter

    look()


@pytest.mark.slow
@pytest.mark.parametrize(("width", "room"), [(95, 19), (104, 20), (160, 20)])
def test_where_there_is_room_no_name_and_no_hint_is_cut(width: int, room: int) -> None:
    @played
    async def look() -> None:
        for language in ("zh", "en"):
            tray = CardTray()
            tray.room, tray.language = room, language
            async with alone(tray, (width, 24)) as pilot:
                tray.show(card_faces())
                await pilot.pause()
                assert "…" not in words_of(tray)
                for card in card_faces():
                    assert card.title.say(tray.language) in words_of(tray)

    look()


@played
async def test_cards_keep_their_lines_where_roomier_ones_would_lose_them() -> None:
    tray = CardTray()
    tray.room = 7
    async with alone(tray, (95, 24)) as pilot:
        tray.show(card_faces())
        await pilot.pause()
        assert tray.place(0).height == 3


@played
async def test_a_click_swipes() -> None:
    tray = CardTray()
    async with alone(tray, (66, 24)) as pilot:
        tray.show(CARDS)
        await pilot.pause()
        await pilot.click(tray, offset=(tray.place(4).x + 2, tray.place(4).y + 1))
        assert swiped(pilot.app) == ["e"]


@played
async def test_arrows_choose_and_enter_swipes() -> None:
    tray = CardTray()
    async with alone(tray, (66, 24)) as pilot:
        tray.show(CARDS)
        tray.focus()
        await pilot.press("right", "down", "enter")
        assert swiped(pilot.app) == ["e"]
        await pilot.press("up", "left", "left", "enter")
        assert swiped(pilot.app) == ["e", "h"]
        assert "▸h" in words_of(tray)


@played
async def test_a_dragged_card_says_where_it_is_and_where_it_was_let_go() -> None:
    tray = CardTray()
    async with alone(tray, (66, 24)) as pilot:
        assert isinstance(pilot.app, Alone)
        tray.show(CARDS)
        await pilot.pause()
        await pilot.mouse_down(tray, offset=(2, 1))
        await pilot.hover(offset=(30, 20))
        await pilot.mouse_up(offset=(31, 21))
        dragged = [m for m in pilot.app.heard if isinstance(m, CardTray.Dragged)]
        assert {m.card.letter for m in dragged} == {"a"}
        assert (dragged[0].at, dragged[0].dropped) == (Offset(30, 20), False)
        assert [m.at for m in dragged if m.dropped] == [Offset(31, 21)]
        assert swiped(pilot.app) == []


@played
async def test_other_keys_are_for_somebody_else() -> None:
    tray = CardTray()
    async with alone(tray, (66, 24)) as pilot:
        assert isinstance(pilot.app, Alone)
        tray.show(CARDS)
        tray.focus()
        await pilot.press("1")
        keys = [m for m in pilot.app.heard if isinstance(m, events.Key)]
        assert keys
        assert swiped(pilot.app) == []
        assert tray.letter("c") is CARDS[2]
        assert tray.letter("z") is None
