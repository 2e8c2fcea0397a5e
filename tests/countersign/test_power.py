"""The plug: it cuts once, exactly where it was armed."""

from __future__ import annotations

import pytest

from countersign.power import EFFECTS, PowerCut, PowerSwitch
from drivers.board import View
from terminal.effects import CheckPrinter, Now
from terminal.messages import text
from terminal.screen import Screen


def test_an_unarmed_plug_cuts_nothing() -> None:
    switch = PowerSwitch()
    switch.before(Now())
    switch.after(Now(), None)


def test_each_effect_is_named_once() -> None:
    assert len(EFFECTS) == len(set(EFFECTS)) > 10


@pytest.mark.parametrize("when", ["before", "after"])
def test_it_cuts_before_or_after_the_named_effect_and_no_other(when: str) -> None:
    switch = PowerSwitch()
    switch.arm(when, "CheckPrinter")
    switch.before(Now())
    switch.after(Now(), None)
    if when == "after":
        switch.before(CheckPrinter())
    with pytest.raises(PowerCut):
        switch.before(CheckPrinter()) if when == "before" else switch.after(CheckPrinter(), None)


def test_without_a_name_it_cuts_at_the_next_effect_whatever_it_is() -> None:
    switch = PowerSwitch()
    switch.arm("before", "")
    with pytest.raises(PowerCut):
        switch.before(Now())


def test_it_cuts_once() -> None:
    switch = PowerSwitch()
    switch.arm("before", "Now")
    with pytest.raises(PowerCut):
        switch.before(Now())
    switch.before(Now())


def test_a_disarmed_plug_cuts_nothing() -> None:
    switch = PowerSwitch()
    switch.arm("before", "Now")
    switch.disarm()
    switch.before(Now())


def test_it_knows_no_other_moment() -> None:
    with pytest.raises(ValueError, match="'before' or 'after'"):
        PowerSwitch().arm("during", "Now")


def test_no_flow_can_catch_a_cut_as_an_error() -> None:
    assert not issubclass(PowerCut, Exception)


def test_screens_are_passed_on() -> None:
    switch, shown = PowerSwitch(), []
    switch.on_view = lambda screen, notice: shown.append((screen, notice))
    screen = Screen(text("sale.title"))
    switch.view_changed(View(screen, text("sale.amount_zero")))
    assert shown == [(screen, text("sale.amount_zero"))]


def test_an_effect_that_is_none_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"no effect is called 'Exchnage'; there are: .*Exchange"):
        PowerSwitch().arm("before", "Exchnage")


def test_it_tells_what_it_still_waits_for() -> None:
    switch = PowerSwitch()
    assert switch.armed == ""
    switch.arm("before", "Exchange")
    assert switch.armed == "before Exchange"
    switch.disarm()
    assert switch.armed == ""
