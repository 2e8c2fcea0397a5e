"""The inspector: four tabs, decoded lines, pause, filter, bytes, links, copy and save."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

import pytest
from textual.pilot import Pilot

from countersign.tui.desk import Direction, EffectNote, HostNote, JournalNote, SerialNote
from countersign.tui.inspector import Inspector
from countersign.tui.note_book import KEPT
from tests.countersign.tui.fake_desk import sale_frames
from tests.countersign.tui.stage import Alone, alone, played, words_of

AT = datetime.fromisoformat("2026-03-02T12:03:07.120")


@asynccontextmanager
async def looking(
    size: tuple[int, int] = (60, 40),
) -> AsyncIterator[tuple[Pilot[None], Inspector]]:
    """An inspector with one sale in it, its roll in focus."""
    inspector = Inspector()
    inspector.language = "en"
    async with alone(inspector, size) as pilot:
        asked, said = sale_frames(1200, 123)
        inspector.take(JournalNote(AT, 1, "Intended", "000007-000123"))
        inspector.take(HostNote(AT, Direction.OUT, asked))
        inspector.take(HostNote(AT, Direction.IN, said, 68))
        inspector.take(EffectNote(AT, "Exchange", "0200", "0210"))
        inspector.take(SerialNote(AT, Direction.OUT, b"\x1b@abc\n"))
        inspector.roll.focus()
        await pilot.pause()
        yield pilot, inspector


def said(app: object, kind: type) -> list[object]:
    assert isinstance(app, Alone)
    return [m for m in app.heard if isinstance(m, kind)]


@played
async def test_each_tab_shows_its_own_and_an_empty_one_says_what_will_come() -> None:
    inspector = Inspector()
    async with alone(inspector, (60, 20)) as pilot:
        for tab, words in (
            ("host", "逐域显示"),
            ("serial", "送往打印机"),
            ("journal", "落盘"),
            ("effects", "固件"),
        ):
            inspector.tab = tab
            await pilot.pause()
            assert words in words_of(inspector.roll)


@pytest.mark.slow
@played
async def test_arrows_go_through_the_tabs() -> None:
    async with looking() as (pilot, inspector):
        found = []
        for _ in range(4):
            await pilot.press("right")
            await pilot.pause()
            found.append(words_of(inspector.roll).split()[1:3])
        assert found[0] == ["▶", "6"]
        assert found[1] == ["#1", "Intended"]
        assert found[2] == ["Exchange", "0200"]
        assert found[3] == ["▶", "0200"]


@played
async def test_a_message_is_shown_field_by_field_and_masked() -> None:
    async with looking() as (_, inspector):
        words = words_of(inspector.roll)
        assert "0210 sale 00 Approved" in words
        assert "621234******5678" in words
        assert "6212345678905678" not in words


@played
async def test_bytes_come_on_request_and_go_again() -> None:
    async with looking() as (pilot, inspector):
        await pilot.press("x")
        await pilot.pause()
        assert "0010  " in words_of(inspector.roll)
        await pilot.press("x")
        await pilot.pause()
        assert "0010  " not in words_of(inspector.roll)


@pytest.mark.slow
@played
async def test_a_filter_is_typed_and_left() -> None:
    async with looking() as (pilot, inspector):
        await pilot.press("slash", *"approved", "enter")
        await pilot.pause()
        assert "▶ 0200" not in words_of(inspector.roll)
        assert "◀ 0210" in words_of(inspector.roll)
        assert "filter: approved" in words_of(inspector.actions)
        await pilot.press("slash", "x", "x")
        await pilot.pause()
        assert "Nothing matches" in words_of(inspector.roll)
        await pilot.press("escape")
        await pilot.pause()
        assert "▶ 0200" in words_of(inspector.roll)


@played
async def test_while_paused_nothing_moves_and_what_came_is_counted() -> None:
    async with looking() as (pilot, inspector):
        inspector.tab = "effects"
        await pilot.press("space")
        inspector.take(EffectNote(AT, "Print"))
        inspector.take(EffectNote(AT, "Now"))
        await pilot.pause()
        assert "Print" not in words_of(inspector.roll)
        assert "resume +2" in words_of(inspector.actions)
        await pilot.press("space")
        await pilot.pause()
        assert "Now" in words_of(inspector.roll)


@played
async def test_a_message_leads_to_its_journal_entry() -> None:
    async with looking() as (pilot, inspector):
        await pilot.press("j")
        await pilot.pause()
        assert inspector.tab == "journal"
        assert "Intended 000007-000123" in words_of(inspector.roll)


@played
async def test_a_message_without_a_record_says_so() -> None:
    async with looking() as (pilot, inspector):
        inspector.take(HostNote(AT, Direction.OUT, sale_frames(1200, 999)[0]))
        await pilot.press("j")
        await pilot.pause()
        assert inspector.tab == "host"
        assert said(pilot.app, Inspector.NoLink)


@pytest.mark.slow
@played
async def test_a_click_chooses_the_note_that_bytes_are_shown_of() -> None:
    async with looking() as (pilot, inspector):
        await pilot.click(inspector.roll, offset=(10, 1))
        await pilot.press("x")
        await pilot.pause()
        lines = words_of(inspector.roll).splitlines()
        answer = next(y for y, line in enumerate(lines) if "◀ 0210" in line)
        assert any("0000  " in line for line in lines[:answer])


@played
async def test_what_is_shown_is_copied_and_saved() -> None:
    async with looking() as (pilot, inspector):
        inspector.tab = "effects"
        await pilot.press("y", "w")
        await pilot.pause()
        (copied,) = said(pilot.app, Inspector.CopyAsked)
        (saved,) = said(pilot.app, Inspector.SaveAsked)
        assert isinstance(copied, Inspector.CopyAsked)
        assert isinstance(saved, Inspector.SaveAsked)
        assert copied.lines == saved.lines == ["12:03:07.120 Exchange 0200 → 0210"]
        assert saved.tab == "effects"


@played
async def test_another_language_decodes_everything_anew() -> None:
    async with looking() as (pilot, inspector):
        inspector.language = "zh"
        await pilot.pause()
        assert "0210 消费 00 交易成功" in words_of(inspector.roll)


@played
async def test_a_narrow_pane_folds_lines_and_loses_none_of_them() -> None:
    async with looking((28, 16)) as (pilot, inspector):
        inspector.tab = "effects"
        inspector.take(EffectNote(AT, "Words", "0123456789" * 30))
        await pilot.pause()
        inspector.roll.scroll_end(animate=False)
        await pilot.pause()
        bar = inspector.roll.room
        seen = [line[:bar] for line in words_of(inspector.roll).splitlines()]
        assert "0123456789" * 12 in "".join("".join(seen).split())


@pytest.mark.slow
@played
async def test_no_history_grows_for_ever_and_it_says_what_it_dropped() -> None:
    async with looking() as (pilot, inspector):
        inspector.tab = "effects"
        for number in range(KEPT["effects"] + 5):
            inspector.take(EffectNote(AT, f"e{number}"))
        inspector.roll.scroll_home(animate=False)
        await pilot.pause()
        assert "earlier ones are no longer kept" in words_of(inspector.roll)


@played
async def test_its_words_are_clicked_too() -> None:
    async with looking() as (pilot, inspector):
        await pilot.click(inspector.tabs, offset=(9, 0))
        await pilot.pause()
        assert inspector.tab == "serial"
        await pilot.click(inspector.actions, offset=(2, 0))
        await pilot.pause()
        assert "resume" in words_of(inspector.actions)
