"""The parts tell their state, error by error; what is blocked makes an error when it is tried."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drivers import printer_profiles
from drivers.escpos.status import PrinterStatus
from drivers.virtual_printer.parts import Parts

PROFILE = printer_profiles.load("generic58")


@pytest.mark.parametrize(
    ("field", "status"),
    [
        ("cover_open", PrinterStatus(cover_open=True)),
        ("knife_error", PrinterStatus(cutter_jammed=True)),
        ("feed_error", PrinterStatus(stuck=True)),
        ("broken", PrinterStatus(broken=True)),
        ("feeding", PrinterStatus(feeding=True)),
        ("button_down", PrinterStatus(button_down=True)),
        ("waiting", PrinterStatus(waiting=True)),
        ("low_stops", PrinterStatus(low_stops=True)),
        ("drawer_open", PrinterStatus(drawer_high=True)),
        ("knife_blocked", PrinterStatus()),
        ("feed_blocked", PrinterStatus()),
    ],
)
def test_each_part_is_seen_by_its_sensor(field: str, status: PrinterStatus) -> None:
    parts = Parts.of(PROFILE)
    setattr(parts, field, True)
    assert parts.status == status


def test_the_paper_is_low_and_then_out_and_never_both() -> None:
    parts = Parts.of(PROFILE)
    parts.roll.replace(rows=1)
    low = parts.status
    parts.roll.turn(1)
    assert (low, parts.status) == (PrinterStatus(paper_low=True), PrinterStatus(paper_out=True))


@pytest.mark.parametrize(("fitted", "open_high"), [(True, True), (True, False), (False, True)])
def test_a_kick_opens_the_drawer_that_is_there(fitted: bool, open_high: bool) -> None:
    parts = Parts.of(replace(PROFILE, drawer=fitted, drawer_open_high=open_high))
    before = parts.status.drawer_high
    parts.kick_drawer()
    assert (before, parts.status.drawer_high) == (
        fitted and not open_high,
        fitted and open_high,
    )


def test_trying_again_ends_an_error_whose_cause_is_gone() -> None:
    parts = Parts.of(PROFILE)
    parts.knife_blocked = parts.feed_blocked = True
    assert (parts.try_knife(), parts.try_feed(), parts.error) == (False, False, True)
    parts.knife_blocked = parts.feed_blocked = False
    assert (parts.try_knife(), parts.try_feed(), parts.error) == (True, True, False)


@pytest.mark.parametrize("field", ["cover_open", "knife_error", "broken"])
def test_the_button_feeds_nothing_while_something_is_wrong(field: str) -> None:
    parts = Parts.of(PROFILE)
    setattr(parts, field, True)
    assert not parts.press_button()
    assert parts.button_down


def test_a_locked_button_is_seen_and_feeds_nothing() -> None:
    parts = Parts.of(PROFILE)
    parts.button_works = False
    assert (parts.press_button(), parts.status) == (False, PrinterStatus(button_down=True))


def test_a_button_somebody_waits_for_ends_the_wait_and_feeds_nothing() -> None:
    parts = Parts.of(PROFILE)
    parts.waiting = True
    assert (parts.press_button(), parts.waiting) == (False, False)
    parts.release_button()
    assert parts.status == PrinterStatus()


def test_power_ends_errors_and_leaves_what_a_hand_must_put_right() -> None:
    parts = Parts.of(PROFILE)
    parts.cover_open = parts.knife_blocked = parts.knife_error = parts.broken = True
    parts.lose_power()
    assert parts.status == PrinterStatus(cover_open=True, broken=True)
    assert parts.knife_blocked


def test_only_what_is_quite_well_needs_no_look() -> None:
    parts = Parts.of(PROFILE)
    assert parts.undisturbed
    parts.roll.replace(rows=100)
    assert not parts.undisturbed
