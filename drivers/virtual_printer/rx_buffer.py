"""The receive buffer: what a printer has taken off its line and not yet begun to obey."""

from __future__ import annotations

from drivers.escpos.tokenizer import Token, Tokenizer
from drivers.printer_profiles import PrinterProfile

_DLE = 0x10


class ReceiveBuffer:
    """Holds `capacity_bytes`; what comes when it is full is lost (escpos.md 2d).

    It is `full` from the moment no more than the profile's busy mark is free until its ready mark
    is. Bytes of a command that has begun do not count: the interpreter has drawn them in already,
    or no picture larger than the buffer could be printed.
    """

    def __init__(self, profile: PrinterProfile) -> None:
        self.capacity_bytes = profile.receive_buffer_bytes
        self.full = False
        self._busy_at_bytes = profile.busy_at_free_bytes
        self._ready_at_bytes = profile.ready_at_free_bytes
        self._dle_clears = profile.dle_when_full_clears
        self._last_is_dle = False
        self._tokenizer = Tokenizer()
        self._drawn_bytes = 0

    @property
    def held_bytes(self) -> int:
        """Bytes received and not yet obeyed, those of a command that has begun among them."""
        return len(self._tokenizer)

    @property
    def filled_bytes(self) -> int:
        """How much of the capacity is taken."""
        return len(self._tokenizer) - self._drawn_bytes

    @property
    def free_bytes(self) -> int:
        """How many bytes `store` would keep now."""
        return self.capacity_bytes - self.filled_bytes

    @property
    def clears_printer(self) -> bool:
        """Whether all that is left is the DLE that filled it, on a printer that takes it so."""
        return self._last_is_dle and len(self._tokenizer) == 1

    def store(self, received: bytes) -> int:
        """Keep what fits; how many bytes that was."""
        free_bytes = self.free_bytes
        kept = received if len(received) <= free_bytes else received[:free_bytes]
        self._tokenizer.feed(kept)
        if kept:
            self._last_is_dle = self._dle_clears and len(kept) == free_bytes and kept[-1] == _DLE
        self.settle()
        return len(kept)

    def take(self) -> Token | None:
        """The next whole command, or None; then what is left has been drawn in."""
        token = self._tokenizer.take()
        self._drawn_bytes = len(self._tokenizer) if token is None else 0
        return token

    def settle(self) -> None:
        """See whether a mark has been passed; called when enough has been taken for now."""
        free_bytes = self.free_bytes
        if free_bytes <= self._busy_at_bytes:
            self.full = True
        elif free_bytes >= self._ready_at_bytes:
            self.full = False

    def clear(self) -> None:
        """Forget everything, a command that has begun too."""
        self._tokenizer.clear()
        self._drawn_bytes = 0
        self._last_is_dle = False
        self.settle()
