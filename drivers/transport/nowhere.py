"""The way that leads nowhere: every byte is taken and forgotten."""

from __future__ import annotations


class NowhereTransport:
    """For `none:`, a terminal without a printer. It takes no time."""

    answers = False

    def write(self, data: bytes, within_s: float) -> int:
        del within_s
        return len(data)

    def read(self, limit: int, within_s: float) -> bytes:
        del limit, within_s
        return b""

    def close(self) -> None:
        pass
