"""PIN blocks of every format: published values, another implementation, both ways."""

from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from psec import pinblock as oracle

from tests.wire.vectors import cases
from wire import des3, pin_block
from wire.errors import MalformedError
from wire.pan import Pan

PINS = st.text("0123456789", min_size=4, max_size=12)
PANS = st.text("0123456789", min_size=13, max_size=19).map(Pan)
PAN = Pan("6222222222222333")


def _block(case: dict[str, Any]) -> bytes:
    match case["fmt"].split()[0]:
        case "ISO-0" | "UnionPay":
            return pin_block.iso0(case["pin"], Pan(case["pan"]))
        case "ISO-1":
            return pin_block.iso1(case["pin"], case["nonce_hex"])
        case "ISO-2":
            return pin_block.iso2(case["pin"])
        case _:
            return pin_block.iso3(case["pin"], Pan(case["pan"]), case["fill"])


@pytest.mark.parametrize("case", [c for c in cases("pinblocks") if "block" in c])
def test_the_published_blocks_come_out(case: dict[str, Any]) -> None:
    assert _block(case).hex().upper() == case["block"]


@pytest.mark.parametrize("case", [c for c in cases("pinblocks") if "encrypted" in c])
def test_the_published_encrypted_block_comes_out(case: dict[str, Any]) -> None:
    encrypted = des3.encrypt_ecb(bytes.fromhex(case["key"]), _block(case))
    assert encrypted.hex().upper() == case["encrypted"]


@pytest.mark.parametrize("case", [c for c in cases("pinblocks") if c["fmt"].startswith("ISO-4")])
def test_the_published_fields_of_format_4_come_out(case: dict[str, Any]) -> None:
    if "pan" in case:
        assert pin_block.iso4_pan_field(Pan(case["pan"])).hex().upper() == case["field"]
    else:
        made = pin_block.iso4_pin_field(case["pin"], b"\x5a" * 8)
        assert made == bytes.fromhex(case["first8"]) + b"\x5a" * 8


@given(PINS, PANS)
def test_the_bank_reads_the_pin_that_was_keyed(pin: str, pan: Pan) -> None:
    assert pin_block.decode_iso0(pin_block.iso0(pin, pan), pan) == pin


@given(PINS, PANS, st.data())
def test_format_3_reads_back_whatever_it_was_filled_with(
    pin: str, pan: Pan, data: st.DataObject
) -> None:
    size = 14 - len(pin)
    fill = data.draw(st.text("ABCDEF", min_size=size, max_size=size))
    assert pin_block.decode_iso3(pin_block.iso3(pin, pan, fill), pan) == pin


@given(PINS, PANS)
def test_another_implementation_agrees(pin: str, pan: Pan) -> None:
    assert pin_block.iso0(pin, pan) == oracle.encode_pinblock_iso_0(pin, pan.digits)
    assert pin_block.iso2(pin) == oracle.encode_pinblock_iso_2(pin)
    foreign = oracle.encode_pinblock_iso_3(pin, pan.digits)
    assert pin_block.decode_iso3(foreign, pan) == pin
    assert pin_block.iso4_pin_field(pin, bytes(8))[:8] == oracle.encode_pin_field_iso_4(pin)[:8]
    assert pin_block.iso4_pan_field(pan) == oracle.encode_pan_field_iso_4(pan.digits)


@given(st.binary(max_size=9), PANS)
def test_any_other_block_is_refused_or_holds_a_pin(block: bytes, pan: Pan) -> None:
    for decode in (pin_block.decode_iso0, pin_block.decode_iso3):
        with suppress(MalformedError):
            pin = decode(block, pan)
            assert 4 <= len(pin) <= 12
            assert pin.isdigit()


def test_a_block_of_another_card_is_refused() -> None:
    block = pin_block.iso0("123456", PAN)
    with pytest.raises(MalformedError, match="another card"):
        pin_block.decode_iso0(block, Pan("6222222222223333"))


def test_a_block_of_another_format_is_refused() -> None:
    with pytest.raises(MalformedError, match="not format 0"):
        pin_block.decode_iso0(pin_block.iso3("123456", PAN, "ABCDEFAB"), PAN)
    with pytest.raises(MalformedError, match="not format 3"):
        pin_block.decode_iso3(pin_block.iso0("123456", PAN), PAN)


@pytest.mark.parametrize("pin", ["", "123", "1234567890123", "12a4", "１２３４", "12 4"])
def test_what_is_no_pin_is_refused_unquoted(pin: str) -> None:
    with pytest.raises(MalformedError, match="PIN at byte") as caught:
        pin_block.iso0(pin, PAN)
    assert not pin or pin not in str(caught.value)


def test_a_filling_of_the_wrong_size_or_letters_is_our_mistake() -> None:
    with pytest.raises(ValueError, match="10 digits of ABCDEF"):
        pin_block.iso3("1234", PAN, "ABCDEFABC")
    with pytest.raises(ValueError, match="10 digits of ABCDEF"):
        pin_block.iso3("1234", PAN, "ABCDE0ABCD")
    with pytest.raises(ValueError, match="9 digits"):
        pin_block.iso1("12345", "EDCBA98765")
    with pytest.raises(ValueError, match="7 bytes, not 8"):
        pin_block.iso4_pin_field("1234", bytes(7))
