"""The secure element, simulated: it holds every key, and no call of it gives one out.

It stands for a chip. Its memory sleeps in a file sealed under a root key in a second file beside
it: who copies the one has nothing, who has both has the chip. Fit for test keys, and only for them.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import NoReturn, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from drivers.chip_memory import ROOT_KEY_BYTES, ChipFile, ChipMemory, OperatorPin
from drivers.entropy import Entropy
from drivers.hand_keys import FIRST_MONTH, HandKeys
from drivers.journal.notary import SealBrokenError
from terminal.effects import KeyChecks
from terminal.operators import TEST_PINS
from wire import des3, pin_block
from wire import mac as macs
from wire.cup_fields import WorkingKeys62
from wire.errors import MalformedError
from wire.pan import Pan

SCRYPT_COST = 2**12
"""4 MB and about 10 ms a try. What protects a PIN of four digits is the seal and the lock-out."""


class NoWorkingKeysError(Exception):
    """Theirs: a MAC or a PIN block was asked for before any sign-on."""

    def __init__(self) -> None:
        super().__init__("the secure element holds no working keys: sign on to the bank first")


class Hmac:
    """HMAC-SHA-256 (RFC 2104) with its key worked in once: half the cost of the one-shot call,
    and no copy of the key stays."""

    __slots__ = ("_inner", "_outer")

    def __init__(self, key: bytes) -> None:
        """`key`: at most one block, 64 bytes."""
        block = key.ljust(64, b"\0")
        self._inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block))
        self._outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))

    def over(self, data: bytes) -> bytes:
        """32 bytes."""
        inner, outer = self._inner.copy(), self._outer.copy()
        inner.update(data)
        outer.update(inner.digest())
        return outer.digest()


class SecureElement:
    """A SecureElementPort, and the JournalKeys of the journal."""

    __slots__ = (
        "_chain",
        "_device",
        "_entropy",
        "_file",
        "_hands",
        "_key_id",
        "_make_mac",
        "_memory",
        "_pans",
        "_seals",
        "_txns",
    )

    def __init__(self, memory: ChipMemory, entropy: Entropy, file: ChipFile | None = None) -> None:
        """Power on with this memory; without a file nothing outlives the process."""
        self._memory = memory
        self._entropy = entropy
        self._file = file
        self._make_mac = _maker(memory)
        self._key_id = self._derived("key id", 4).hex()
        self._seals = AESSIV(self._derived("journal seal", 64))
        self._chain = Hmac(self._derived("journal chain", 32))
        self._pans = Hmac(self._derived("card look-up", 32))
        self._device = Hmac(self._derived("device", 32))
        self._txns: dict[int, AESSIV] = {}
        self._hands = HandKeys(memory.hand_seed, memory.hand_month)

    @classmethod
    def create(
        cls,
        entropy: Entropy,
        tmk: bytes,
        path: Path | None = None,
        *,
        operators: Mapping[str, str] = TEST_PINS,
        mac_algorithm: str = "cup-ecb",
        pin_cost: int = SCRYPT_COST,
    ) -> Self:
        """A fresh chip with the terminal master key `tmk` (8, 16 or 24 bytes), kept at `path`.

        `pin_cost` is the cost of hashing these PINs; a simulation that checks them by the thousand
        takes a small one. Errors: ChipFileError where one is there already, or none can be
        written; ValueError for a MAC algorithm there is not.
        """
        hashes = {
            number: _hashed(pin, entropy.bytes(16), pin_cost) for number, pin in operators.items()
        }
        root, hand_seed = _split(entropy.bytes(32))
        memory = ChipMemory(
            root, tmk, mac_algorithm, hashes, hand_seed=hand_seed, hand_month=FIRST_MONTH
        )
        file = None if path is None else ChipFile.create(path, entropy.bytes(ROOT_KEY_BYTES))
        element = cls(memory, entropy, file)
        element._remember(memory)
        return element

    @classmethod
    def load(cls, path: Path, entropy: Entropy) -> Self:
        """The chip kept at `path`. Errors: ChipFileError."""
        file = ChipFile.open(path)
        return cls(file.read(), entropy, file)

    def lose_power(self) -> None:
        """Forget what lives in volatile memory alone: the keys of pending transactions."""
        self._txns.clear()

    # What the firmware asks for

    @property
    def has_working_keys(self) -> bool:
        """Whether a sign-on has brought keys."""
        return bool(self._memory.mak)

    def mac(self, data: bytes) -> bytes:
        """F64 over `data`: 8 ASCII characters under the MAC key. Errors: NoWorkingKeysError."""
        if self._make_mac is None:
            raise NoWorkingKeysError
        return self._make_mac(data)

    def verify_mac(self, data: bytes, mac: bytes) -> bool:
        """Whether `mac` belongs to `data`. Errors: NoWorkingKeysError."""
        return hmac.compare_digest(self.mac(data), mac)

    def encrypt_pin(self, pin: str, pan: Pan) -> bytes:
        """F52: the X9.8 block with PAN under the PIN key. Errors: NoWorkingKeysError."""
        return des3.encrypt_ecb(self._working(self._memory.pik), pin_block.iso0(pin, pan))

    def load_working_keys(self, field_62: bytes) -> bool:
        """Take PIK and MAK from F62 of a sign-on's answer; False, and the old ones stay, where
        it is malformed or a check value is wrong (cup-terminal.md 1.5)."""
        try:
            keys = WorkingKeys62.decode(field_62).open(self._memory.tmk)
        except MalformedError:
            return False
        self._remember(replace(self._memory, pik=keys.pin_key, mak=keys.mac_key))
        return True

    def device_mac(self, data: bytes) -> str:
        """Hex HMAC-SHA-256 by the device's own key: binds a signature to this terminal."""
        return self._device.over(data).hex()

    def check_operator(self, number: str, pin: str) -> bool:
        """Whether this is the operator's PIN; an unknown number takes as long to refuse."""
        known = self._memory.operators.get(number, _NOBODY)
        return hmac.compare_digest(_hashed(pin, known.salt, known.cost).digest, known.digest)

    def key_checks(self) -> KeyChecks:
        """The check values of master, PIN and MAC key (cup-terminal.md 1.5), '' without a key."""
        memory = self._memory
        keys = (memory.tmk, memory.pik, memory.mak)
        return KeyChecks(*(des3.kcv(key).hex().upper() if key else "" for key in keys))

    def knows_operator(self, number: str) -> bool:
        """Whether there is an operator of this number."""
        return number in self._memory.operators

    def set_operator_pin(self, number: str, pin: str) -> None:
        """Keep this PIN for the operator, as a hash. Errors: ChipFileError, and the old stays."""
        hashed = _hashed(pin, self._entropy.bytes(16))
        operators = {**self._memory.operators, number: hashed}
        self._remember(replace(self._memory, operators=operators))

    # What the journal asks for (drivers.journal.notary.JournalKeys)

    @property
    def key_id(self) -> str:
        """Names the set of keys; stands in every record."""
        return self._key_id

    @property
    def journal_id(self) -> str:
        """The journal these keys belong to; '' before the first."""
        return self._memory.journal_id

    def new_journal_id(self) -> str:
        """A fresh name for a journal, 32 hex digits."""
        return self._entropy.bytes(16).hex()

    def bind_journal(self, journal_id: str) -> None:
        """Remember for good which journal belongs to these keys. Errors: ChipFileError."""
        self._remember(replace(self._memory, journal_id=journal_id))

    def seal(self, clear: bytes, place: bytes) -> bytes:
        """AES-SIV; `place` must be the same to open it again."""
        return self._seals.encrypt(clear, [place])

    def unseal(self, sealed: bytes, place: bytes) -> bytes:
        """What was sealed at this place. Errors: SealBrokenError."""
        return _opened(self._seals, sealed, place)

    def chain_mac(self, record: bytes) -> bytes:
        """32 bytes of HMAC-SHA-256 under the chain's own key."""
        return self._chain.over(record)

    def pan_hash(self, pan: Pan) -> bytes:
        """16 bytes of HMAC-SHA-256 that find a card again and tell nothing without the key."""
        return self._pans.over(pan.digits.encode())[:16]

    def seal_hand(self, picture: bytes, month: int, place: bytes) -> bytes:
        """AES-SIV under the key of this month (`terminal.entry.month_of`)."""
        return self._hands.of(month).encrypt(picture, [place])

    def unseal_hand(self, sealed: bytes, month: int, place: bytes) -> bytes | None:
        """The picture; None once the month's key is forgotten. Errors: SealBrokenError."""
        try:
            return _opened(self._hands.of(month), sealed, place)
        except SealBrokenError:
            if self._hands.is_gone(month):
                return None
            raise

    def forget_hands(self, before: int) -> None:
        """Throw away the keys of all months before this one, for good. Errors: ChipFileError."""
        if before > self._hands.month:
            self._hands = self._hands.advanced(before)
            seed, month = self._hands.seed, self._hands.month
            self._remember(replace(self._memory, hand_seed=seed, hand_month=month))

    def seal_for(self, txn: int, clear: bytes, place: bytes) -> bytes:
        """Seal under a fresh key of this transaction that lives in volatile memory alone."""
        key = self._txns[txn] = AESSIV(self._entropy.bytes(64))
        return key.encrypt(clear, [place])

    def unseal_for(self, txn: int, sealed: bytes, place: bytes) -> bytes | None:
        """What was sealed for this transaction; None once its key is gone."""
        key = self._txns.get(txn)
        return None if key is None else _opened(key, sealed, place)

    def drop_txn_key(self, txn: int) -> None:
        """Forget the transaction's key: what it sealed is erased wherever it still lies."""
        self._txns.pop(txn, None)

    # Nothing below, or around it, lets a key out

    def __repr__(self) -> str:
        return f"<SecureElement {self.key_id}>"

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        raise TypeError("a secure element is neither copied nor pickled")

    def _derived(self, purpose: str, size: int) -> bytes:
        info = b"countersign 1 " + purpose.encode()
        return HKDF(SHA256(), size, salt=None, info=info).derive(self._memory.root)

    def _working(self, key: bytes) -> bytes:
        if not key:
            raise NoWorkingKeysError
        return key

    def _remember(self, memory: ChipMemory) -> None:
        if self._file is not None:
            self._file.write(memory)
        self._memory, self._make_mac = memory, _maker(memory)


def _split(drawn: bytes) -> tuple[bytes, bytes]:
    """Two secrets of which neither tells the other; what was drawn is kept nowhere."""
    root, seed = (HKDFExpand(SHA256(), 32, info).derive(drawn) for info in (b"root", b"hands"))
    return root, seed


def _maker(memory: ChipMemory) -> macs.Maker | None:
    """What makes MACs under the MAC key, None before there is one. Errors: as `macs.by_name`."""
    algorithm = macs.by_name(memory.mac_algorithm)
    return algorithm(memory.mak) if memory.mak else None


def _opened(key: AESSIV, sealed: bytes, place: bytes) -> bytes:
    try:
        return key.decrypt(sealed, [place])
    except InvalidTag:
        raise SealBrokenError from None


def _hashed(pin: str, salt: bytes, cost: int = SCRYPT_COST) -> OperatorPin:
    digest = hashlib.scrypt(pin.encode(), salt=salt, n=cost, r=8, p=1, dklen=32)
    return OperatorPin(salt, cost, digest)


_NOBODY = OperatorPin(bytes(16), SCRYPT_COST, bytes(32))
