"""The menus as data."""

from collections.abc import Iterator

from terminal.menu import MENU, Action, MenuItem
from terminal.messages import text


def every(items: tuple[MenuItem, ...]) -> Iterator[MenuItem]:
    for item in items:
        yield item
        yield from every(item.items)


def test_each_row_does_something_or_leads_somewhere() -> None:
    for item in every(MENU):
        assert (item.action is None) == bool(item.items), item.label


def test_every_menu_has_its_title_in_capitals_like_every_screen() -> None:
    for item in MENU:
        assert bool(item.title) == bool(item.items), item.label
    titles = [text(item.title).say("en") for item in MENU if item.items]
    assert [title for title in titles if not title.isupper()] == []


def test_every_action_is_on_the_menu_once() -> None:
    actions = [item.action for item in every(MENU) if item.action]
    assert sorted(actions, key=lambda a: a.name) == sorted(Action, key=lambda a: a.name)


def test_no_two_rows_of_a_menu_share_a_digit() -> None:
    for items in (MENU, *(item.items for item in MENU)):
        keys = [item.key for item in items]
        assert len(set(keys)) == len(keys)
