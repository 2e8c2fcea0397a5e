"""The one error of this package: bytes off their format, with the place and the reason."""

from __future__ import annotations


class MalformedError(ValueError):
    """Bytes from outside that do not follow their format.

    `path` names the part (for example "F55.FF06"), `offset` counts bytes from the start of what
    was decoded, `reason` says what is wrong without repeating the bytes.
    """

    def __init__(self, path: str, offset: int, reason: str) -> None:
        super().__init__(path, offset, reason)
        self.path = path
        self.offset = offset
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path} at byte {self.offset}: {self.reason}"
