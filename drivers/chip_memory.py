"""The memory of the simulated chip, and the sealed file it sleeps in."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV

from drivers import durable

FORMAT = 2
PLACE = [b"countersign secure element", b"%d" % FORMAT]
ROOT_KEY_BYTES = 64
MAX_FILE_BYTES = 65_536
"""A chip with a hundred operators takes a fifth of it."""


class ChipFileError(Exception):
    """Theirs: the chip's file cannot be used; says why and what to do, never what it holds."""


@dataclass(frozen=True, slots=True)
class OperatorPin:
    """An operator's PIN as its scrypt hash."""

    salt: bytes
    cost: int
    digest: bytes


@dataclass(frozen=True, slots=True, repr=False)
class ChipMemory:
    """Everything that survives a power cut inside the chip."""

    root: bytes
    """The device's own secret; its journal and device keys are derived from it."""
    tmk: bytes
    mac_algorithm: str
    operators: Mapping[str, OperatorPin]
    pik: bytes = b""
    mak: bytes = b""
    journal_id: str = ""
    hand_seed: bytes = b""
    """What the keys of handwriting from `hand_month` on are made from; `root` does not tell it."""
    hand_month: int = 0

    def __repr__(self) -> str:
        return "<ChipMemory>"


@dataclass(frozen=True, slots=True)
class ChipFile:
    """Where a chip's memory sleeps: sealed at `path`, its root key in a file beside it."""

    path: Path
    root_key: bytes = field(repr=False)

    @classmethod
    def create(cls, path: Path, root_key: bytes) -> ChipFile:
        """Lay down the root key for a new file at `path`. Errors: ChipFileError if there is one."""
        if path.exists():
            raise ChipFileError(f"{path} exists already: choose another state directory")
        _write(_key_path(path), root_key.hex().encode() + b"\n")
        return cls(path, root_key)

    @classmethod
    def open(cls, path: Path) -> ChipFile:
        """Take up the root key of the file at `path`. Errors: ChipFileError."""
        key_path = _key_path(path)
        try:
            root_key = bytes.fromhex(_read(key_path).decode("ascii"))
        except ValueError:
            root_key = b""
        if len(root_key) != ROOT_KEY_BYTES:
            raise ChipFileError(f"{key_path} holds no root key: put the right file back")
        return cls(path, root_key)

    def read(self) -> ChipMemory:
        """What the file holds. Errors: ChipFileError."""
        try:
            outside = json.loads(_read(self.path))
            version, sealed = int(outside["version"]), b64decode(outside["sealed"], validate=True)
        except (ValueError, KeyError, TypeError):
            raise ChipFileError(
                f"{self.path} is no secure element's file: put the right one back"
            ) from None
        if version > FORMAT:
            raise ChipFileError(
                f"{self.path} has format {version}, this program knows formats up to {FORMAT}: "
                "start the newer program that wrote it"
            )
        if version < FORMAT:
            raise ChipFileError(
                f"{self.path} has format {version}, this program writes format {FORMAT}: finish "
                "with the program that wrote it, or choose another state directory"
            )
        try:
            return _memory(AESSIV(self.root_key).decrypt(sealed, PLACE))
        except (InvalidTag, ValueError):
            raise ChipFileError(
                f"{self.path} was changed, or {_key_path(self.path).name} beside it is not its "
                "key: put back the two files that belong together"
            ) from None

    def write(self, memory: ChipMemory) -> None:
        """Replace the file at once or not at all. Errors: ChipFileError."""
        sealed = AESSIV(self.root_key).encrypt(_inside(memory), PLACE)
        outside = {"version": FORMAT, "sealed": b64encode(sealed).decode()}
        _write(self.path, json.dumps(outside, indent=1).encode() + b"\n")


_KEYS = ("root", "tmk", "pik", "mak", "hand_seed")


def _key_path(path: Path) -> Path:
    return path.with_suffix(".key")


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_FILE_BYTES)
    except FileNotFoundError:
        raise ChipFileError(
            f"{path} is missing: put it back, or remove the whole state directory to start anew"
        ) from None
    except OSError as error:
        raise ChipFileError(f"{path} cannot be read ({error.strerror}): check its rights") from None


def _write(path: Path, content: bytes) -> None:
    try:
        durable.make_directory(path.parent)
        durable.replace(path, content)
    except OSError as error:
        raise ChipFileError(
            f"{path} cannot be written ({error.strerror}): check the disk and its free space"
        ) from None


def _inside(memory: ChipMemory) -> bytes:
    operators = {
        number: [pin.salt.hex(), pin.cost, pin.digest.hex()]
        for number, pin in memory.operators.items()
    }
    keys = {name: getattr(memory, name).hex() for name in _KEYS}
    rest: dict[str, object] = {
        "mac_algorithm": memory.mac_algorithm,
        "journal_id": memory.journal_id,
        "hand_month": memory.hand_month,
    }
    return json.dumps(keys | rest | {"operators": operators}, sort_keys=True).encode()


def _memory(inside: bytes) -> ChipMemory:
    """Only ever called on what our own seal has vouched for."""
    held = json.loads(inside)
    operators = {
        number: OperatorPin(bytes.fromhex(salt), cost, bytes.fromhex(digest))
        for number, (salt, cost, digest) in held["operators"].items()
    }
    root, tmk, pik, mak, hand_seed = (bytes.fromhex(held[name]) for name in _KEYS)
    return ChipMemory(
        root,
        tmk,
        held["mac_algorithm"],
        operators,
        pik,
        mak,
        held["journal_id"],
        hand_seed,
        held["hand_month"],
    )
