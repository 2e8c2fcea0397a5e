"""The bridge: news from any thread, in order, with one call for all of it."""

from __future__ import annotations

import threading
from datetime import datetime

from countersign.tui.bridge import Bridge
from countersign.tui.desk import EffectNote, PaperFed
from drivers.board import View
from terminal.messages import text
from terminal.screen import Screen

AT = datetime.fromisoformat("2026-03-02T12:03:07")


def view(id: str) -> View:
    return View(Screen(text(id)))


def test_the_screens_are_woken_once_until_they_take_the_news() -> None:
    calls: list[int] = []
    bridge = Bridge(lambda: calls.append(1))
    bridge.view_changed(view("menu.title"))
    bridge.status_changed()
    bridge.paper_moved(PaperFed(1))
    assert len(calls) == 1
    bridge.take()
    bridge.status_changed()
    assert len(calls) == 2


def test_of_views_only_the_newest_is_news_of_all_else_everything() -> None:
    bridge = Bridge(lambda: None)
    bridge.view_changed(view("menu.title"))
    bridge.view_changed(view("sale.title"))
    for name in ("Ask", "Show"):
        bridge.noted(EffectNote(AT, name))
    bridge.paper_moved(PaperFed(1))
    news = bridge.take()
    assert news.view == view("sale.title")
    assert [note.name for note in news.notes if isinstance(note, EffectNote)] == ["Ask", "Show"]
    assert news.pieces == (PaperFed(1),)
    assert not news.status


def test_news_is_told_once() -> None:
    bridge = Bridge(lambda: None)
    bridge.view_changed(view("menu.title"))
    bridge.status_changed()
    bridge.take()
    news = bridge.take()
    assert (news.view, news.notes, news.pieces, news.status) == (None, (), (), False)


def test_nothing_is_lost_between_threads() -> None:
    bridge = Bridge(lambda: None)

    def tell() -> None:
        for number in range(200):
            bridge.noted(EffectNote(AT, str(number)))

    threads = [threading.Thread(target=tell) for _ in range(4)]
    for thread in threads:
        thread.start()
    taken = 0
    while any(thread.is_alive() for thread in threads):
        taken += len(bridge.take().notes)
    assert taken + len(bridge.take().notes) == 800
