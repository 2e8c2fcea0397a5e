"""Two ports set alike understand each other; set differently they make garbage, always the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.virtual_printer.pacing import Framing, PortSettings
from drivers.virtual_printer.uart import received

FRAMINGS = st.sampled_from(["8N1", "8E1", "8O1", "8M1", "8S2", "8N2"]).map(Framing.read)
TEXT = b"PLEASE SIGN 12.00\n"


def port(baud_bps: int, framing: str = "8N1") -> PortSettings:
    return PortSettings(baud_bps, Framing.read(framing))


def heard(data: bytes, sender: PortSettings, receiver: PortSettings) -> list[int | None]:
    return list(received(data, sender, receiver))


@given(st.binary(max_size=60), FRAMINGS, st.floats(0.98, 1.02))
def test_a_receiver_that_is_two_percent_off_still_understands(
    data: bytes, framing: Framing, off: float
) -> None:
    sender = PortSettings(100_000, framing)
    receiver = PortSettings(round(100_000 * off), framing)
    assert heard(data, sender, receiver) == list(data)


@pytest.mark.parametrize(("sent", "listened"), [(9600, 115_200), (115_200, 9600), (9600, 19_200)])
def test_at_another_speed_it_is_garbage(sent: int, listened: int) -> None:
    garbage = heard(TEXT, port(sent), port(listened))
    assert garbage
    assert garbage != list(TEXT)
    assert garbage == heard(TEXT, port(sent), port(listened))


def test_a_faster_receiver_finds_more_bytes_than_were_sent_and_a_slower_one_fewer() -> None:
    assert len(heard(TEXT, port(9600), port(38_400))) > len(TEXT)
    assert len(heard(TEXT, port(38_400), port(9600))) < len(TEXT)


def test_a_wrong_parity_is_noticed() -> None:
    assert heard(b"\x01\x03", port(9600, "8O1"), port(9600, "8E1")) == [None, None]


def test_a_parity_bit_nobody_expects_is_a_broken_stop_bit() -> None:
    assert heard(b"\x03", port(9600, "8E1"), port(9600, "8N1"))[0] is None


def test_seven_bits_are_seen_with_the_parity_as_the_eighth() -> None:
    assert heard(b"\x01\x03", port(9600, "7E1"), port(9600, "8N1")) == [0x81, 0x03]


@given(st.binary(max_size=40), st.integers(1, 200_000), FRAMINGS, FRAMINGS)
def test_whatever_the_settings_it_ends(
    data: bytes, baud_bps: int, sent: Framing, listened: Framing
) -> None:
    sender, receiver = PortSettings(baud_bps, sent), PortSettings(9600, listened)
    assert len(heard(data, sender, receiver)) <= len(data) * 12 * (9600 / baud_bps + 1)
