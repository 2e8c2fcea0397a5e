"""What was never set is as from the factory; what cannot be is refused; the rest is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drivers import printer_profiles
from drivers.printer_profiles.profile import BusyWhen, Flow
from drivers.virtual_printer.memory import Store
from drivers.virtual_printer.setup import BAUD, DATA_BITS, FLOW, PARITY, Setup

PROFILE = printer_profiles.load("generic58")


def fresh(flow: Flow = Flow.XONXOFF, capacity: int = 1000) -> Setup:
    return Setup(replace(PROFILE, flow=flow, baud_bps=9600), Store(capacity))


def test_from_the_factory_it_is_as_the_model() -> None:
    setup = fresh()
    assert (setup.switches(1), setup.value(5), setup.counters) == ("00000000", 0, b"")
    assert (setup.busy_when, setup.tells_power_on) == (BusyWhen.FULL_OR_OFFLINE, False)
    assert [setup.serial(item) for item in (BAUD, PARITY, FLOW, DATA_BITS, 5)] == [
        b"9600",
        b"0",
        b"1",
        b"8",
        None,
    ]


def test_dtr_dsr_is_the_other_flow_control() -> None:
    assert fresh(Flow.DTRDSR).serial(FLOW) == b"0"


def test_a_two_leaves_a_switch_as_it_is() -> None:
    setup = fresh()
    assert setup.switch(1, "11110000")
    assert setup.switch(1, "02222222")
    assert setup.switches(1) == "01110000"


@pytest.mark.parametrize(
    ("group", "digits"), [(0, "00000000"), (9, "00000000"), (1, "0000000"), (1, "0000000x")]
)
def test_switches_that_are_none_are_refused(group: int, digits: str) -> None:
    assert not fresh().switch(group, digits)


@pytest.mark.parametrize(
    ("item", "digits"), [(BAUD, b"1152000"), (BAUD, b""), (PARITY, b"10"), (5, b"1"), (FLOW, b"x")]
)
def test_a_serial_port_that_cannot_be_is_refused(item: int, digits: bytes) -> None:
    assert not fresh().set_serial(item, digits)


def test_the_two_switches_that_do_something_do_it() -> None:
    setup = fresh()
    setup.switch(1, "00000101")
    assert (setup.busy_when, setup.tells_power_on) == (BusyWhen.FULL, True)


def test_a_full_memory_keeps_nothing_more() -> None:
    assert not fresh(capacity=3).customise(5, 1)


def test_all_is_kept_in_the_store() -> None:
    store = Store(1000)
    setup = Setup(PROFILE, store)
    setup.customise(5, 3)
    setup.set_serial(BAUD, b"19200")
    setup.counters = b"1 2"
    again = Setup(PROFILE, store)
    assert (again.value(5), again.serial(BAUD), again.counters) == (3, b"19200", b"1 2")
