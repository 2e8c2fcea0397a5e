"""Fields that hold several facts: 44, 48, 53, 60, 61, 62 and 63 taken apart and put together.

cup-terminal.md 1.4 and 1.5. `decode` raises MalformedError with the part's path ("F60.batch") and
its offset in the field: characters for digits, bytes for text and keys.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from wire import gbk
from wire.des3 import KCV_BYTES, decrypt_ecb, encrypt_ecb, kcv
from wire.errors import MalformedError
from wire.pan import first_non_digit


@dataclass(frozen=True, slots=True)
class Field44:
    """Codes of issuer and acquirer, up to 11 characters each."""

    issuer: str
    acquirer: str

    def encode(self) -> str:
        """22 characters, space padded."""
        return _texts("F44", (("issuer", self.issuer, 11), ("acquirer", self.acquirer, 11)))

    @classmethod
    def decode(cls, text: str) -> Field44:
        """Read up to 25 bytes; what follows the two codes is the host's own."""
        issuer, acquirer = _split_texts("F44", text, (("issuer", 11), ("acquirer", 11)))
        return cls(issuer, acquirer)


@dataclass(frozen=True, slots=True)
class Totals:
    """One half of F48 in a settlement: amounts in minor units, counts, the host's result.

    `result` is 0 asked, 1 balanced, 2 not balanced, 3 error.
    """

    debit_minor: int = 0
    debit_count: int = 0
    credit_minor: int = 0
    credit_count: int = 0
    result: int = 0


@dataclass(frozen=True, slots=True)
class Field48Totals:
    """F48 of a settlement: 62 digits, cards of this country and cards from abroad."""

    domestic: Totals
    foreign: Totals

    def encode(self) -> str:
        """The 62 digits."""
        return "".join(
            _number(path, value, width)
            for half, totals in (("domestic", self.domestic), ("foreign", self.foreign))
            for path, value, width in (
                (f"F48.{half}.debit_minor", totals.debit_minor, 12),
                (f"F48.{half}.debit_count", totals.debit_count, 3),
                (f"F48.{half}.credit_minor", totals.credit_minor, 12),
                (f"F48.{half}.credit_count", totals.credit_count, 3),
                (f"F48.{half}.result", totals.result, 1),
            )
        )

    @classmethod
    def decode(cls, digits: str) -> Field48Totals:
        """Read the 62 digits."""
        _check_digits("F48", digits, 62, 62)
        return cls(_totals(digits[:31], "domestic", 0), _totals(digits[31:], "foreign", 31))


@dataclass(frozen=True, slots=True)
class Field53:
    """How the PIN is protected.

    `pin_format` 0 no PIN, 1 X9.8 without PAN, 2 with PAN; `algorithm` 0 single, 6 double length;
    `track_encryption` 0 clear, 1 encrypted (later editions).
    """

    pin_format: int = 0
    algorithm: int = 0
    track_encryption: int = 0

    def encode(self) -> str:
        """16 digits."""
        parts = (
            _number("F53.pin_format", self.pin_format, 1),
            _number("F53.algorithm", self.algorithm, 1),
            _number("F53.track_encryption", self.track_encryption, 1),
        )
        return "".join(parts).ljust(16, "0")

    @classmethod
    def decode(cls, digits: str) -> Field53:
        """Read the 16 digits."""
        _check_digits("F53", digits, 16, 16)
        if digits[3:].strip("0"):
            raise MalformedError("F53", 3, "the reserved digits are not zero")
        return cls(int(digits[0]), int(digits[1]), int(digits[2]))


@dataclass(frozen=True, slots=True)
class Field60:
    """What kind of message it is, of which batch, read how.

    `kind` 2 digits (22 sale, 07 signature), `batch` 6, `network` 3 (000 unless management),
    `reader` 1 (2 magstripe, 5 chip) and `condition` 1 (0, 1, 2); the last two and `rest` (partial
    approval, account type: up to 8 digits) may be absent from the right.
    """

    kind: str
    batch: str
    network: str = "000"
    reader: str = ""
    condition: str = ""
    rest: str = ""

    def encode(self) -> str:
        """11 to 21 digits."""
        parts = (
            ("kind", self.kind, 2, True),
            ("batch", self.batch, 6, True),
            ("network", self.network, 3, True),
            ("reader", self.reader, 1, bool(self.condition or self.rest)),
            ("condition", self.condition, 1, bool(self.rest)),
        )
        for name, digits, width, is_needed in parts:
            if digits or is_needed:
                _check_digits(f"F60.{name}", digits, width, width)
        _check_digits("F60.rest", self.rest, 0, 8)
        return "".join(digits for _, digits, _, _ in parts) + self.rest

    @classmethod
    def decode(cls, digits: str) -> Field60:
        """Read 11 to 21 digits."""
        _check_digits("F60", digits, 11, 21)
        return cls(digits[:2], digits[2:8], digits[8:11], digits[11:12], digits[12:13], digits[13:])


@dataclass(frozen=True, slots=True)
class Field61:
    """The original transaction: batch, trace, date MMDD, and how it was authorised.

    Absent from the right: `date`, `auth_mode` (2 digits), `auth_institution` (11 digits).
    """

    batch: str
    trace: str
    date: str = ""
    auth_mode: str = ""
    auth_institution: str = ""

    def encode(self) -> str:
        """12, 16, 18 or 29 digits."""
        parts = (
            ("batch", self.batch, 6, True),
            ("trace", self.trace, 6, True),
            ("date", self.date, 4, bool(self.auth_mode or self.auth_institution)),
            ("auth_mode", self.auth_mode, 2, bool(self.auth_institution)),
            ("auth_institution", self.auth_institution, 11, False),
        )
        for name, digits, width, is_needed in parts:
            if digits or is_needed:
                _check_digits(f"F61.{name}", digits, width, width)
        return "".join(digits for _, digits, _, _ in parts)

    @classmethod
    def decode(cls, digits: str) -> Field61:
        """Read 12, 16, 18 or 29 digits."""
        _check_digits("F61", digits, 12, 29)
        if len(digits) not in (12, 16, 18, 29):
            raise MalformedError("F61", len(digits), "ends inside a part")
        return cls(digits[:6], digits[6:12], digits[12:16], digits[16:18], digits[18:])


@dataclass(frozen=True, slots=True)
class Field63:
    """Operator or card organisation, then texts for the slip's remark block.

    `first` is the operator number on sign-on and settlement, else CUP, VIS, MCC, MAE, JCB, DCC
    or AMX. The others are texts of issuer, UnionPay, acquirer and for the terminal's screen.
    """

    first: str
    issuer: str = ""
    unionpay: str = ""
    acquirer: str = ""
    terminal: str = ""

    def encode(self) -> str:
        """3 to 123 bytes of GBK: parts padded with spaces, absent ones at the right left out."""
        return _texts(
            "F63",
            (
                ("first", self.first, 3),
                ("issuer", self.issuer, 20),
                ("unionpay", self.unionpay, 20),
                ("acquirer", self.acquirer, 20),
                ("terminal", self.terminal, 60),
            ),
        )

    @classmethod
    def decode(cls, text: str) -> Field63:
        """Read up to 163 bytes of GBK; the padding is taken off."""
        parts = (
            ("first", 3),
            ("issuer", 20),
            ("unionpay", 20),
            ("acquirer", 20),
            ("terminal", 60),
        )
        return cls(*_split_texts("F63", text, parts))


@dataclass(frozen=True, slots=True)
class ClearKeys:
    """Working keys in the clear: PIN key, MAC key and perhaps the track key; never shown."""

    pin_key: bytes = field(repr=False)
    mac_key: bytes = field(repr=False)
    track_key: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class WorkingKeys62:
    """The keys of a sign-on answer under the terminal's master key, as they stand in F62.

    `network` is the form asked for in F60: 001 single length (24 bytes), 003 double length (40),
    004 double length with a track key (60).
    """

    network: str
    data: bytes = field(repr=False)

    @classmethod
    def seal(cls, master: bytes, keys: ClearKeys) -> WorkingKeys62:
        """Encrypt the keys under `master`, each followed by its check value."""
        lengths = (len(keys.pin_key), len(keys.mac_key), len(keys.track_key))
        network = {(8, 8, 0): "001", (16, 16, 0): "003", (16, 16, 16): "004"}.get(lengths)
        if network is None:
            raise ValueError(f"no form of F62 carries keys of {lengths} bytes")
        data = b"".join(
            encrypt_ecb(master, key) + _check_value(name, key)
            for name, key in zip(_KEY_NAMES, _held(keys), strict=False)
        )
        return cls(network, data)

    def encode(self) -> bytes:
        """F62."""
        return self.data

    @classmethod
    def decode(cls, data: bytes) -> WorkingKeys62:
        """Take F62; its length says which form it is."""
        network = {24: "001", 40: "003", 60: "004"}.get(len(data))
        if network is None:
            raise MalformedError("F62", len(data), "keys take 24, 40 or 60 bytes")
        return cls(network, data)

    def open(self, master: bytes) -> ClearKeys:
        """Decrypt the keys and check each.

        Errors: MalformedError naming the key whose check value does not fit.
        """
        size = 8 if self.network == "001" else 16
        keys: list[bytes] = []
        for start in range(0, len(self.data), size + KCV_BYTES):
            key = decrypt_ecb(master, self.data[start : start + size])
            name = _KEY_NAMES[len(keys)]
            if _check_value(name, key) != self.data[start + size : start + size + KCV_BYTES]:
                reason = "the check value does not fit: another master key?"
                raise MalformedError(f"F62.{name}", start + size, reason)
            keys.append(key)
        return ClearKeys(*keys)


_KEY_NAMES = ("pin_key", "mac_key", "track_key")


def _held(keys: ClearKeys) -> tuple[bytes, ...]:
    every = (keys.pin_key, keys.mac_key, keys.track_key)
    return tuple(key for key in every if key)


def _check_value(name: str, key: bytes) -> bytes:
    """cup-terminal.md 1.5: the MAC key is checked by its left half alone, single DES."""
    return kcv(key[:8] if name == "mac_key" else key)


def _totals(digits: str, half: str, offset: int) -> Totals:
    result = int(digits[30])
    if result > 3:
        raise MalformedError(f"F48.{half}.result", offset + 30, "not 0, 1, 2 or 3")
    return Totals(
        int(digits[:12]), int(digits[12:15]), int(digits[15:27]), int(digits[27:30]), result
    )


def _number(path: str, value: int, width: int) -> str:
    if not 0 <= value < 10**width:
        raise MalformedError(path, 0, f"does not fit {width} digits")
    return f"{value:0{width}d}"


def _check_digits(path: str, text: str, least: int, most: int) -> None:
    wrong = first_non_digit(text)
    if wrong is not None:
        raise MalformedError(path, wrong, "not a digit")
    if not least <= len(text) <= most:
        allowed = f"{least}" if least == most else f"{least} to {most}"
        raise MalformedError(path, len(text), f"{len(text)} digits, not {allowed}")


def _texts(path: str, parts: tuple[tuple[str, str, int], ...]) -> str:
    """Each text padded to its width in bytes; empty parts at the end are left out."""
    written = b""
    last = max((at for at, part in enumerate(parts) if part[1]), default=0)
    for name, text, width in parts[: last + 1]:
        data = gbk.encode(text, f"{path}.{name}")
        if len(data) > width:
            raise MalformedError(f"{path}.{name}", width, f"{len(data)} bytes, over {width}")
        written += data.ljust(width)
    return written.decode("gbk")


def _split_texts(path: str, text: str, parts: tuple[tuple[str, int], ...]) -> list[str]:
    """The parts of `text` by their widths in bytes, padding taken off; absent ones are empty."""
    data = gbk.encode(text, path)
    found: list[str] = []
    offset = 0
    for name, width in parts:
        piece = data[offset : offset + width]
        found.append(gbk.decode(piece, f"{path}.{name}", offset).rstrip(" "))
        offset += width
    return found
