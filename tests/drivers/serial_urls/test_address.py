"""A vprinter:// address says which printer, which line and which troubles, or why it cannot."""

from __future__ import annotations

import pytest

from drivers.printer_profiles.profile import Flow
from drivers.serial_urls.address import VirtualPrinterAddressError, read_vprinter
from drivers.virtual_printer.line_faults import LineFaults
from drivers.virtual_printer.pacing import DipSwitches, Framing


@pytest.mark.parametrize(
    ("url", "profile"),
    [("vprinter://", "generic58"), ("vprinter:", "generic58"), ("vprinter://epson80", "epson80")],
)
def test_the_host_is_the_profile(url: str, profile: str) -> None:
    assert read_vprinter(url).profile.name == profile


@pytest.mark.parametrize(
    ("query", "dips"),
    [
        ("", DipSwitches()),
        ("baud=9600", DipSwitches(9600, paced=True, strict=True)),
        ("baud=9600&paced=no", DipSwitches(9600, strict=True)),
        ("baud=9600&strict=no&framing=8e1", DipSwitches(9600, Framing(8, "E"), paced=True)),
        ("paced=yes&flow=xonxoff", DipSwitches(flow=Flow.XONXOFF, paced=True)),
        ("shows_errors=no", DipSwitches(shows_errors=False)),
    ],
)
def test_the_options_set_the_line(query: str, dips: DipSwitches) -> None:
    assert read_vprinter(f"vprinter://generic58?{query}").dips == dips


def test_faults_and_the_motor_are_options_too() -> None:
    address = read_vprinter(
        "vprinter://generic58?slow=yes&garbage=no&spoils_every=7&motor=yes&paper=out&cover=open"
    )
    assert address.faults == LineFaults(slow=True, spoils_every=7)
    assert address.motor
    assert len(address.troubles) == 2


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("serial://generic58", "write vprinter://"),
        ("vprinter://brother", "there are: dumb58"),
        ("vprinter://generic58?papre=out", "no option 'papre'; there are: baud"),
        ("vprinter://generic58?paper=wet", "is not one of ok, low, out"),
        ("vprinter://generic58?baud=fast", "is not a speed such as"),
        ("vprinter://generic58?baud=0", "is not a speed such as"),
        ("vprinter://generic58?framing=8X1", "is not a framing such as"),
        ("vprinter://generic58?spoils_every=0", "is not a count of bytes"),
    ],
)
def test_what_cannot_be_meant_is_told(url: str, sentence: str) -> None:
    with pytest.raises(VirtualPrinterAddressError, match=sentence):
        read_vprinter(url)
