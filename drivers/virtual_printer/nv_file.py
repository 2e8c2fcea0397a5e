"""The file in which a printer's NV memory outlives the program."""

from __future__ import annotations

import base64
import json
from pathlib import Path

from drivers import durable
from drivers.virtual_printer.memory import Memory, Store

MAX_FILE_BYTES = 1 << 24
"""The largest NV memory in base64 is well below it; anything longer is no such file."""


class NvFileError(ValueError):
    """There is a file of that name which is no NV memory; the sentence says what to do."""


class NvFile:
    """Loads once, then writes whenever something has changed; a write that fails is `error`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._writes = 0
        self.error: OSError | None = None

    def load(self, memory: Memory) -> None:
        """Fill the NV stores; a file that is not there yet is an empty memory.

        Errors: NvFileError; OSError where it cannot be read.
        """
        if self._path.exists():
            self._fill(memory.nv)
        self._writes = _writes(memory)

    def keep(self, memory: Memory) -> None:
        """Write the NV stores if anything in them is new; the printer goes on if that fails."""
        writes = _writes(memory)
        if writes == self._writes:
            return
        self._writes = writes
        stores = {name: _texts(store) for name, store in memory.nv.items()}
        try:
            durable.replace(self._path, json.dumps(stores, indent=1).encode())
        except OSError as error:
            self.error = error

    def _fill(self, stores: dict[str, Store]) -> None:
        if self._path.stat().st_size > MAX_FILE_BYTES:
            raise self._refused("it is too long")
        try:
            kept = json.loads(self._path.read_bytes())
            pieces = {
                name: {bytes.fromhex(key): base64.b64decode(text) for key, text in store.items()}
                for name, store in kept.items()
            }
        except (ValueError, AttributeError, TypeError) as error:
            raise self._refused(str(error)) from error
        for name, store in stores.items():
            for key, piece in pieces.get(name, {}).items():
                if not store.put(key, piece):
                    raise self._refused(f"{name} holds more than this model")

    def _refused(self, why: str) -> NvFileError:
        return NvFileError(
            f"{self._path} is no NV memory of this printer: {why}; name another file"
        )


def _texts(store: Store) -> dict[str, str]:
    return {key.hex(): base64.b64encode(store.get(key) or b"").decode() for key in store}


def _writes(memory: Memory) -> int:
    return sum(store.writes for store in memory.nv.values())
