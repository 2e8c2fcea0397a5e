"""docs/attach-a-thermal-printer.md: addresses, options and sentences are the driver's own."""

from __future__ import annotations

import errno
import re

import pytest

from drivers import printer, printer_profiles, printer_turn
from drivers.transport import addresses, serial_port, usb_class
from drivers.transport.addresses import read_address
from drivers.transport.serial_port import Flow, Parity, SerialSettings
from tests.docs.pages import page, table
from tests.drivers.usb_bus import failure

PAGE = "attach-a-thermal-printer.md"
SENTENCES = [row[0] for row in table(PAGE, "says")]


@pytest.mark.parametrize("url", [row[1] for row in table(PAGE, "your printer hangs at")])
def test_every_address_it_shows_is_one(url: str) -> None:
    assert read_address(url).url == url


def test_every_way_to_a_real_printer_stands_there() -> None:
    shown = {row[1].partition(":")[0] for row in table(PAGE, "your printer hangs at")}
    assert shown == {"serial", "usb", "tcp", "rfc2217", "bluetooth"}
    assert shown < set(addresses._SCHEMES)


def test_the_options_of_a_port_and_their_defaults_are_the_drivers() -> None:
    words = " ".join(page(PAGE).split())
    for name in addresses._LINE:
        assert f"`{name}`" in words
    assert f"`parity` ({', '.join(Parity)})" in words
    usual = SerialSettings()
    assert (usual.flow, usual.parity) == (Flow.NONE, Parity.NONE)
    sentence = f"baud {usual.baud_bps}, no flow control, no parity, {usual.data_bits} and "
    assert f"{sentence}{usual.stop_bits} where nothing is said" in words


def test_every_flow_control_stands_there() -> None:
    assert [row[0] for row in table(PAGE, "flow")] == [
        Flow.NONE,
        Flow.RTSCTS,
        Flow.XONXOFF,
        Flow.DSRDTR,
    ]


def test_every_profile_it_names_exists() -> None:
    named = re.findall(r"`((?:generic|epson|dumb|raster|sprt|status)\w+)`", page(PAGE))
    assert set(named) <= set(printer_profiles.names())
    assert len(table(PAGE, "trouble")) == 5


def test_its_sentences_are_those_one_meets() -> None:
    met = [
        serial_port._sentence("/dev/ttyUSB0", PermissionError(errno.EACCES, "denied")),
        usb_class._sentence("usb://04b8:0202", failure(errno.EACCES)),
        serial_port._sentence("/dev/ttyUSB0", FileNotFoundError(errno.ENOENT, "none")),
        printer._STOPPED.say("en"),
        printer_turn.STUCK.say("en"),
        printer._LOST.say("en"),
    ]
    for says, sentence in zip(SENTENCES, met, strict=True):
        assert sentence.startswith(says)
