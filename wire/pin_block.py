"""PIN blocks of ISO 9564-1, formats 0 to 4, before encryption.

No error here repeats a PIN or a card number.
"""

from __future__ import annotations

from wire.errors import MalformedError
from wire.pan import Pan, first_non_digit

# ISO 9564-1, 6.1: a PIN has four to twelve digits.
MIN_PIN_DIGITS = 4
MAX_PIN_DIGITS = 12
BLOCK_BYTES = 8
FIELD_BYTES = 16
# Of the 16 nibbles of a block, format and length take the first two.
_PIN_NIBBLES = 14
_HEX = "0123456789ABCDEF"


def iso0(pin: str, pan: Pan) -> bytes:
    """Format 0, UnionPay's "X9.8 with PAN" (cup-terminal.md 1.6): 8 bytes."""
    return _xor(_control("0", pin) + "F" * (_PIN_NIBBLES - len(pin)), _account(pan))


def iso1(pin: str, nonce_hex: str) -> bytes:
    """Format 1, without PAN: the rest is `nonce_hex`, exactly 14 hex digits less the PIN's."""
    return bytes.fromhex(_control("1", pin) + _fill(nonce_hex, _PIN_NIBBLES - len(pin), _HEX))


def iso2(pin: str) -> bytes:
    """Format 2, for the plain-text PIN that goes to a chip: 8 bytes."""
    return bytes.fromhex(_control("2", pin) + "F" * (_PIN_NIBBLES - len(pin)))


def iso3(pin: str, pan: Pan, fill: str) -> bytes:
    """Format 3: as 0, filled with random digits A-F, exactly 14 less the PIN's."""
    return _xor(_control("3", pin) + _fill(fill, _PIN_NIBBLES - len(pin), "ABCDEF"), _account(pan))


def iso4_pin_field(pin: str, nonce: bytes) -> bytes:
    """The PIN field of format 4 (AES): 16 bytes, the last 8 are `nonce`."""
    if len(nonce) != BLOCK_BYTES:
        raise ValueError(f"a nonce of {len(nonce)} bytes, not {BLOCK_BYTES}")
    return bytes.fromhex(_control("4", pin) + "A" * (_PIN_NIBBLES - len(pin))) + nonce


def iso4_pan_field(pan: Pan) -> bytes:
    """The PAN field of format 4: length over 12, the digits, zeros; 16 bytes."""
    digits = f"{len(pan.digits) - 12}{pan.digits}"
    return bytes.fromhex(digits.ljust(FIELD_BYTES * 2, "0"))


def decode_iso0(block: bytes, pan: Pan) -> str:
    """The PIN of a format 0 block. Errors: MalformedError, also for a block of another PAN."""
    return _read(block, pan, "0", "F")


def decode_iso3(block: bytes, pan: Pan) -> str:
    """The PIN of a format 3 block. Errors: MalformedError, also for a block of another PAN."""
    return _read(block, pan, "3", "ABCDEF")


def _read(block: bytes, pan: Pan, form: str, fill: str) -> str:
    if len(block) != BLOCK_BYTES:
        raise MalformedError("PIN block", 0, f"{len(block)} bytes, not {BLOCK_BYTES}")
    clear = _xor(block.hex(), _account(pan)).hex().upper()
    if clear[0] != form:
        raise MalformedError("PIN block", 0, f"not format {form}")
    length = int(clear[1], 16)
    if not MIN_PIN_DIGITS <= length <= MAX_PIN_DIGITS:
        raise MalformedError("PIN block", 0, "the PIN's length is out of range")
    pin, rest = clear[2 : 2 + length], clear[2 + length :]
    if not pin.isdigit() or rest.strip(fill):
        raise MalformedError("PIN block", 1, "the PIN or its filling is wrong: another card?")
    return pin


def _control(form: str, pin: str) -> str:
    """The first nibbles of every format: its number, the PIN's length, the PIN."""
    wrong = first_non_digit(pin)
    if wrong is not None:
        raise MalformedError("PIN", wrong, "not a digit")
    if not MIN_PIN_DIGITS <= len(pin) <= MAX_PIN_DIGITS:
        reason = f"{len(pin)} digits, not {MIN_PIN_DIGITS} to {MAX_PIN_DIGITS}"
        raise MalformedError("PIN", 0, reason)
    return f"{form}{len(pin):X}{pin}"


def _account(pan: Pan) -> str:
    """ISO 9564-1, 9.3.3: four zeros and the 12 digits left of the check digit."""
    return "0000" + pan.digits[-13:-1]


def _fill(text: str, length: int, allowed: str) -> str:
    if len(text) != length or text.strip(allowed):
        raise ValueError(f"the filling must be {length} digits of {allowed}")
    return text


def _xor(left_hex: str, right_hex: str) -> bytes:
    return (int(left_hex, 16) ^ int(right_hex, 16)).to_bytes(BLOCK_BYTES, "big")
