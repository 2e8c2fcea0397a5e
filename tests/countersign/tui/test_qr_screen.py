"""The screen of a code: it can be read off in every theme, and says when a window is too small."""

from __future__ import annotations

import pytest

from countersign.tui.qr_screen import QUIET, QrScreen, half_blocks
from countersign.tui.theme import THEMES
from drivers.board import View
from terminal.dialogues.other_device import WatchPhone
from terminal.dialogues.signature import voucher
from terminal.keys import Key
from terminal.language import Language
from terminal.messages import text
from tests.countersign.tui.fake_desk import FakeDesk
from tests.countersign.tui.real_desk import read_off
from tests.countersign.tui.stage import Alone, alone, played, words_of

LINK = "http://127.0.0.1:40001/s/AAAAAAAAAAAAAAAAAAAAAA"
LONG = f"https://portal.a-bank-with-a-long-name.example/s/{'A' * 22}"
STATUS = FakeDesk().status()


def watching(link: str = LINK) -> View:
    dialogue = WatchPhone("￥12.00", "621234******5678", "A3F0129C", link, "12:10", voucher(123))
    return View(dialogue.screen(), asking=True)


def screen(language: Language = "en") -> QrScreen:
    made = QrScreen()
    made.language = language
    made.styles.display = "block"
    return made


@pytest.mark.parametrize("theme", [theme.name for theme in THEMES])
@pytest.mark.parametrize("link", [LINK, LONG])
def test_a_camera_reads_it_at_the_usual_size_in_every_theme(theme: str, link: str) -> None:
    @played
    async def look() -> None:
        made = screen()
        async with alone(made, (80, 23)) as pilot:
            pilot.app.theme = theme
            made.show(watching(link), STATUS)
            await pilot.pause()
            assert read_off(made) == link

    look()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_amount_card_and_end_stand_beside_it_in_both_languages(language: Language) -> None:
    @played
    async def look() -> None:
        made = screen(language)
        async with alone(made, (80, 23)) as pilot:
            made.show(watching(), STATUS)
            await pilot.pause()
            words = words_of(made)
            for part in ("￥12.00", "000123", "621234******5678", "12:10", "F1"):
                assert part in words
            assert text("phone.title").say(language) in words

    look()


@played
async def test_in_a_narrow_window_the_facts_take_more_lines_and_none_is_cut() -> None:
    made = screen()
    async with alone(made, (36, 23)) as pilot:
        made.show(watching(), STATUS)
        await pilot.pause()
        words = words_of(made)
        for part in ("￥12.00", "No 000123", "621234******5678", "Good until 12:10"):
            assert part in words


@played
async def test_in_too_small_a_window_it_says_how_large_and_offers_the_paper() -> None:
    made = screen()
    async with alone(made, (40, 12)) as pilot:
        made.show(watching(), STATUS)
        await pilot.pause()
        assert "The code needs 40x21" in words_of(made)
        assert "F1 prints it" in words_of(made)
        await pilot.resize_terminal(40, 21)
        await pilot.pause()
        assert read_off(made) == LINK


@played
async def test_its_soft_keys_and_its_cancel_can_be_touched() -> None:
    made = screen()
    async with alone(made, (80, 23)) as pilot:
        assert isinstance(pilot.app, Alone)
        made.show(watching(), STATUS)
        await pilot.pause()
        last = words_of(made).splitlines()[-1]
        await pilot.click(made, offset=(last.index("Print"), 22))
        await pilot.click(made, offset=(last.index("Revoke"), 22))
        heard = [m.keys for m in pilot.app.heard if isinstance(m, QrScreen.Touched)]
        assert heard == [(Key.F1,), (Key.CANCEL,)]


def test_it_has_as_much_quiet_around_it_as_there_is_room_for() -> None:
    generous, tight = half_blocks(LINK, 80, 60), half_blocks(LINK, 80, 34)
    assert generous is not None
    assert tight is not None
    assert generous[: QUIET // 2] == (" " * len(generous[0]),) * (QUIET // 2)
    assert len(tight) < len(generous)
    assert half_blocks(LINK, 30, 60) is None
