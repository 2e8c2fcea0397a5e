"""Set up in NV memory and for now: switches, values, serial port, speed, what stops and listens."""

from __future__ import annotations

import pytest

from drivers.clock import VirtualClock
from drivers.virtual_printer.machine import VirtualPrinter
from tests.drivers.virtual_printer.bench import feed, printer, skipped

BEGIN, END = b"\x1d(E\x03\x00\x01IN", b"\x1d(E\x04\x00\x02OUT"
NOTICE = b"\x37\x20\x00"
PAPER = b"\x1dr\x01"


def function(letter: bytes, parameters: bytes) -> bytes:
    return b"\x1d(" + letter + len(parameters).to_bytes(2, "little") + parameters


def set_up(machine: VirtualPrinter, *functions: bytes) -> None:
    heard = feed(machine, BEGIN + b"".join(functions) + END)
    assert heard == NOTICE


def test_user_setting_mode_is_told_and_ignores_all_but_its_own() -> None:
    machine = printer()
    assert feed(machine, BEGIN + b"A\n" + PAPER + b"\x1dIB") == NOTICE + b"_Countersign\x00"
    assert feed(machine, END + b"B\n" + PAPER) == b"\x00"
    assert machine.piece.text == "B\n"


def test_memory_switches_are_set_bit_by_bit_and_outlive_the_power() -> None:
    machine = printer()
    set_up(machine, function(b"E", b"\x03\x0200000010"), function(b"E", b"\x03\x0221222222"))
    machine.power_off()
    machine.power_on()
    assert feed(machine, function(b"E", b"\x04\x02")) == b"\x37\x2101000010\x00"


def test_several_switches_go_in_one_order() -> None:
    machine = printer()
    set_up(machine, function(b"E", b"\x03\x0211111111\x0300000001"))
    asked = function(b"E", b"\x04\x02") + function(b"E", b"\x04\x03")
    assert feed(machine, asked) == b"\x37\x2111111111\x00\x37\x2100000001\x00"


def test_a_switch_makes_it_tell_that_its_power_has_come() -> None:
    machine = printer()
    set_up(machine, function(b"E", b"\x03\x0122222221"))
    machine.power_off()
    machine.power_on()
    assert machine.take_answers() == b"\x3b\x31\x00"


def test_a_switch_makes_a_full_buffer_alone_busy() -> None:
    machine = printer()
    set_up(machine, function(b"E", b"\x03\x0122222122"))
    machine.open_cover()
    assert not machine.busy


def test_values_are_set_and_told() -> None:
    machine = printer()
    set_up(machine, function(b"E", b"\x05\x05\x01\x00\x06\x0d\x01"))
    asked = function(b"E", b"\x06\x05") + function(b"E", b"\x06\x06") + function(b"E", b"\x06\x07")
    assert feed(machine, asked) == b"\x37\x275\x1f1\x00\x37\x276\x1f269\x00\x37\x277\x1f0\x00"


def test_the_serial_port_is_told_as_from_the_factory_and_as_set() -> None:
    machine = printer("epson80")
    asked = b"".join(function(b"E", b"\x0c" + bytes([item])) for item in (1, 2, 3, 4))
    assert feed(machine, asked) == b"\x37\x331\x1f38400\x00\x37\x332\x1f0\x00\x37\x333\x1f0\x00" + (
        b"\x37\x334\x1f8\x00"
    )
    set_up(machine, function(b"E", b"\x0b\x0119200"), function(b"E", b"\x0b\x031"))
    assert feed(machine, asked).startswith(
        b"\x37\x331\x1f19200\x00\x37\x332\x1f0\x00\x37\x333\x1f1"
    )


@pytest.mark.parametrize(
    "order",
    [
        function(b"E", b"\x03\x0100000001"),
        function(b"E", b"\x05\x05\x01\x00"),
        function(b"E", b"\x0b\x0119200"),
        function(b"E", b"\x0c\x05"),
    ],
)
def test_outside_the_mode_nothing_is_set(order: bytes) -> None:
    assert len(skipped(order)) == 1


@pytest.mark.parametrize(
    "order",
    [
        b"\x03\x0900000001",
        b"\x03\x010000000",
        b"\x03\x0100000003",
        b"\x05\x05\x01",
        b"\x0b\x01fast",
        b"\x0b\x0299",
        b"\x0b\x051",
    ],
)
def test_what_cannot_be_is_not_set(order: bytes) -> None:
    assert len(skipped(BEGIN + function(b"E", order))) == 1


def test_deselected_it_hears_nothing_but_real_time_and_the_word() -> None:
    machine = printer()
    assert feed(machine, b"\x1b=\x00A\n\x1b@" + PAPER + b"\x10\x04\x01") == b"\x12"
    assert feed(machine, b"\x1b=\x01B\n" + PAPER) == b"\x00"
    assert machine.piece.text == "B\n"


def test_told_so_it_stops_at_the_near_end() -> None:
    machine = printer()
    machine.end_paper(after_rows=1000)
    feed(machine, b"\x1bc4\x03A\n")
    assert (machine.piece.bitmap.height, feed(machine, b"\x10\x04\x02")) == (0, b"\x32")
    machine.reload()
    assert machine.piece.text == "A\n"


def test_a_locked_button_feeds_nothing() -> None:
    machine = printer()
    feed(machine, b"\x1bc5\x01")
    machine.press_feed()
    assert machine.piece.bitmap.height == 0
    machine.release_feed()
    feed(machine, b"\x1bc5\x00")
    machine.press_feed()
    assert machine.piece.bitmap.height == 30


PULSE, POWER_OFF = b"\x10\x14\x01\x00\x01", b"\x10\x14\x02\x01\x08"


@pytest.mark.parametrize(
    ("masks", "drawer_open", "notice"),
    [
        (b"", True, b""),
        (b"\x01\x00\x02\x01", False, b"\x3b\x30\x00"),
        (b"\x01\x30\x02\x31", False, b"\x3b\x30\x00"),
        (b"\x02\x00", True, b""),
    ],
)
def test_real_time_commands_are_masked(masks: bytes, drawer_open: bool, notice: bytes) -> None:
    machine = printer()
    feed(machine, function(b"D", b"\x14" + masks) if masks else b"")
    assert feed(machine, PULSE + POWER_OFF) == notice
    assert machine.parts.drawer_open is drawer_open


@pytest.mark.parametrize(
    ("level", "speed"), [(b"\x00", 1.0), (b"\x0d", 1.0), (b"\x01", 1 / 13), (b"5", 5 / 13)]
)
def test_the_speed_has_levels(level: bytes, speed: float) -> None:
    machine = printer(clock=VirtualClock())
    feed(machine, function(b"K", b"\x32" + level))
    assert machine.parts.speed_share == pytest.approx(speed)
    feed(machine, b"\x1b@")
    assert machine.parts.speed_share == 1.0


@pytest.mark.parametrize(("level", "density"), [(b"\x00", 1.0), (b"\x08", 1.4), (b"\xfa", 0.7)])
def test_the_density_has_levels(level: bytes, density: float) -> None:
    machine = printer()
    feed(machine, function(b"K", b"\x31" + level))
    assert machine.parts.density == pytest.approx(density)


@pytest.mark.parametrize("order", [b"\x31\x09", b"\x32\x0e"])
def test_there_are_no_levels_beyond(order: bytes) -> None:
    assert len(skipped(function(b"K", order))) == 1


CENTRE, BOLD = b"\x1ba\x01", b"\x1bE\x01"
KEEP, LOAD = function(b"M", b"\x01\x01"), function(b"M", b"\x02\x01")
FACTORY, AT_RESET = function(b"M", b"\x02\x00"), function(b"M", b"\x03\x01")


@pytest.mark.parametrize(
    ("orders", "bold"),
    [
        (BOLD + KEEP + b"\x1b@", False),
        (BOLD + KEEP + b"\x1b@" + LOAD, True),
        (BOLD + KEEP + b"\x1bE\x00" + LOAD + FACTORY, False),
        (BOLD + KEEP + AT_RESET + b"\x1b@", True),
        (BOLD + KEEP + LOAD + b"\x1bE\x00" + LOAD, True),
        (BOLD + LOAD, False),
    ],
)
def test_settings_are_kept_and_taken_back(orders: bytes, bold: bool) -> None:
    machine = printer()
    feed(machine, orders + b"A\n")
    assert machine.piece.marks[0].bold is bold


@pytest.mark.parametrize("order", [b"\x01\x02", b"\x02\x02", b"\x03\x02"])
def test_there_is_one_place_to_keep_them(order: bytes) -> None:
    assert len(skipped(function(b"M", order))) == 1


def test_what_has_no_effect_on_a_thermal_printer_is_understood() -> None:
    orders = b"\x12#\x01\x1b<\x1bU\x01\x1bc3\x01\x1dz0\x01\x01"
    assert skipped(orders + function(b"K", b"\x30\x01") + function(b"K", b"\x61\x01")) == []
