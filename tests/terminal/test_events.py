"""Events are values: frozen, told apart by type, and silent about what must stay secret."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields, is_dataclass
from typing import get_args

import pytest

from terminal.entry import EntryKey
from terminal.events import DeviceEvent, EntryEvent, Event
from tests.terminal.deeds import IMAGE, PAN, a_week

KINDS: list[type] = [*get_args(EntryEvent), *get_args(DeviceEvent)]


def test_every_event_concerns_one_entry_or_the_device() -> None:
    for kind in get_args(EntryEvent):
        assert fields(kind)[0].name == "key"
    for kind in get_args(DeviceEvent):
        assert "key" not in {field.name for field in fields(kind)}


def test_a_week_holds_every_kind_of_event() -> None:
    assert {type(event) for event in a_week()} == set(KINDS)


@pytest.mark.parametrize("event", a_week(), ids=lambda event: type(event).__name__)
def test_no_event_can_be_changed(event: Event) -> None:
    assert is_dataclass(event)
    with pytest.raises((FrozenInstanceError, AttributeError, TypeError)):
        setattr(event, fields(event)[0].name, EntryKey(9, 9))


def test_no_event_shows_a_card_number_or_a_signature() -> None:
    shown = "".join(f"{event!r} {event}" for event in a_week())
    assert PAN.masked in shown
    assert PAN.digits not in shown
    assert repr(IMAGE)[2:20] not in shown
