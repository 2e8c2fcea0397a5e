"""What a printer remembers although ESC @ sets its settings back: RAM, and NV over power off."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from drivers.printer_profiles import PrinterProfile
from drivers.virtual_printer.macro import Macro
from drivers.virtual_printer.settings import Settings, factory_settings

DOWNLOAD_BYTES = 65_536
"""RAM for downloaded graphics and macros: the smaller of what Epson's receipt printers have."""

SETUP_BYTES = 4096
"""Memory switches, values set by GS ( E and counters: a few bytes each."""


class Store:
    """Pieces of bytes by key, as many as the memory holds; a piece takes its own bytes and its key.

    `writes` counts changes, so that whoever keeps a copy knows when it is old.
    """

    def __init__(self, capacity_bytes: int) -> None:
        self.capacity_bytes = capacity_bytes
        self.writes = 0
        self._pieces: dict[bytes, bytes] = {}
        self._used_bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        """The keys, the oldest first."""
        return iter(tuple(self._pieces))

    def __len__(self) -> int:
        """How many pieces there are."""
        return len(self._pieces)

    @property
    def free_bytes(self) -> int:
        """What is left for keys and pieces."""
        return self.capacity_bytes - self._used_bytes

    def get(self, key: bytes) -> bytes | None:
        """The piece of that key, if there is one."""
        return self._pieces.get(key)

    def put(self, key: bytes, piece: bytes) -> bool:
        """Keep a piece in place of the one of that key; False, and nothing changes, when full."""
        before = self._size(key)
        after = len(key) + len(piece)
        if after - before > self.free_bytes:
            return False
        self._used_bytes += after - before
        self._pieces[key] = piece
        self.writes += 1
        return True

    def delete(self, key: bytes) -> bool:
        """Forget a piece; False when there is none of that key."""
        self._used_bytes -= self._size(key)
        if self._pieces.pop(key, None) is None:
            return False
        self.writes += 1
        return True

    def clear(self) -> None:
        """Forget all pieces."""
        self._pieces.clear()
        self._used_bytes = 0
        self.writes += 1

    def _size(self, key: bytes) -> int:
        piece = self._pieces.get(key)
        return 0 if piece is None else len(key) + len(piece)


class Memory:
    """The stores of one printer. `nv` names those that outlive the power; the others are RAM."""

    def __init__(self, profile: PrinterProfile) -> None:
        self._profile = profile
        self.downloaded = Store(DOWNLOAD_BYTES)
        """Downloaded graphics and macros."""
        self.macro = Macro()
        """What GS : has defined; RAM too."""
        self.graphics = Store(profile.nv_bytes)
        """NV graphics."""
        self.user = Store(profile.user_nv_bytes)
        """The user's own NV memory."""
        self.setup = Store(SETUP_BYTES)
        """Memory switches, customised values, counters."""
        self.reset_loads_kept = False
        """Whether ESC @ takes the kept settings instead of the factory's (GS ( M 3)."""
        self._settings: Settings | None = None

    @property
    def nv(self) -> dict[str, Store]:
        """The stores that outlive the power, by name."""
        return {"graphics": self.graphics, "user": self.user, "setup": self.setup}

    def keep_settings(self, settings: Settings) -> None:
        """Keep them as they are now (GS ( M 1)."""
        self._settings = deepcopy(settings)

    def kept_settings(self) -> Settings:
        """Settings of one's own that begin as those kept, or as those of the factory."""
        if self._settings is None:
            return factory_settings(self._profile)
        return deepcopy(self._settings)

    def lose_power(self) -> None:
        """RAM forgets."""
        self.downloaded.clear()
        self.macro.clear()
