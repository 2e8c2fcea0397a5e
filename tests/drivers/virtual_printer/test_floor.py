"""One line of a printer is heard at a time, and the answers are its own."""

from __future__ import annotations

from drivers.clock import VirtualClock
from drivers.virtual_printer.floor import QUIET_S, Floor


def test_who_spoke_last_hears_the_answers() -> None:
    floor = Floor(VirtualClock())
    assert floor.hears("pty")
    assert not floor.speak("pty")
    assert floor.speak("lan")
    assert (floor.hears("pty"), floor.hears("lan")) == (False, True)


def test_another_line_waits_until_the_speaker_is_quiet() -> None:
    clock = VirtualClock()
    floor = Floor(clock)
    floor.speak("pty")
    assert (floor.free_for("pty"), floor.free_for("lan")) == (True, False)
    assert not floor.open("lan")
    clock.sleep(QUIET_S)
    assert floor.free_for("lan")
    assert floor.open("lan")


def test_a_session_keeps_the_floor_until_it_ends() -> None:
    clock = VirtualClock()
    floor = Floor(clock)
    assert floor.open("lan")
    assert floor.open("lan")
    assert not floor.open("lpd")
    clock.sleep(60)
    assert not floor.free_for("pty")
    assert not floor.hears("pty")
    floor.close("lpd")
    assert not floor.free_for("pty")
    floor.close("lan")
    assert floor.free_for("pty")
    assert floor.open("lpd")
