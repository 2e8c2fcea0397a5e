"""The events of the device itself: which they are, and what none of them tells."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

from terminal.device_events import DeviceEvent, OtherEvent
from terminal.events import EntryEvent
from tests.terminal.deeds import IMAGE, a_week

KINDS = set(get_args(DeviceEvent))


def test_none_is_an_event_of_an_entry_and_none_names_one() -> None:
    assert not KINDS & set(get_args(EntryEvent))
    assert not any("key" in {field.name for field in fields(kind)} for kind in KINDS)


def test_what_is_taken_for_another_terminal_is_among_them() -> None:
    assert set(get_args(OtherEvent)) < KINDS


def test_no_handwriting_shows_in_the_repr_of_one() -> None:
    shown = [repr(event) for event in a_week() if isinstance(event, DeviceEvent)]
    assert {text.split("(")[0] for text in shown} == {kind.__name__ for kind in KINDS}
    assert not any(repr(IMAGE)[2:20] in text for text in shown)
