"""The envelope around every message: length, TPDU, header; and a parser for any split of bytes.

cup-terminal.md 1.1.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

from wire.errors import MalformedError
from wire.pan import first_non_digit

LENGTH_BYTES = 2
TPDU_BYTES = 5
HEADER_BYTES = 6
ENVELOPE_BYTES = TPDU_BYTES + HEADER_BYTES
# ISO 8583: MTI and bitmap are always there.
MIN_MESSAGE_BYTES = 10
# Every field of the dialect at its longest is below this (a test adds them up). More is not a
# message of ours, and a parser that waited for 65 535 bytes would let a wrong length hang a till.
MAX_MESSAGE_BYTES = 4096
MIN_BODY_BYTES = ENVELOPE_BYTES + MIN_MESSAGE_BYTES
MAX_BODY_BYTES = ENVELOPE_BYTES + MAX_MESSAGE_BYTES
TPDU_ID = 0x60


class Processing(IntEnum):
    """What the host asks of the terminal: digit 6 of the header (cup-terminal.md 1.1)."""

    NONE = 0
    DOWNLOAD_MAGSTRIPE_PARAMETERS = 1
    UPLOAD_STATUS = 2
    SIGN_ON_AGAIN = 3
    UPDATE_CA_KEYS = 4
    DOWNLOAD_CHIP_PARAMETERS = 5
    REMOTE_MANAGEMENT = 6
    BLACKLIST = 7
    CURRENCY = 8
    CONTACTLESS_PARAMETERS = 9
    NO_PIN_BINS = 0xB
    BIN_BLACKLIST = 0xC


@dataclass(frozen=True, slots=True)
class Header:
    """The 12 digits between TPDU and message.

    `application` 60 magstripe, 61 chip, 62 and 63 stored value; `version` of the software;
    `state` 0 normal, 1 training; `request` a `Processing` digit, kept as it came;
    `reserved` zeros or a vendor's code.
    """

    application: str = "60"
    version: str = "31"
    state: int = 0
    request: int = Processing.NONE
    reserved: str = "000000"

    def encode(self) -> bytes:
        """The 6 bytes. Errors: MalformedError naming the part that does not fit."""
        for path, digits, length in (
            ("HEADER.application", self.application, 2),
            ("HEADER.version", self.version, 2),
            ("HEADER.reserved", self.reserved, 6),
        ):
            if len(digits) != length or not (digits.isascii() and digits.isdigit()):
                raise MalformedError(path, 0, f"must be {length} digits")
        if not (0 <= self.state <= 9 and 0 <= self.request <= 0xF):
            raise MalformedError("HEADER", 2, "state and request must be one digit each")
        return bytes.fromhex(
            f"{self.application}{self.version}{self.state}{self.request:X}{self.reserved}"
        )

    @classmethod
    def decode(cls, header: bytes) -> Header:
        """Read the 6 bytes. Errors: MalformedError with the offset in them."""
        if len(header) != HEADER_BYTES:
            raise MalformedError("HEADER", 0, f"{len(header)} bytes, not {HEADER_BYTES}")
        digits = header.hex().upper()
        wrong = first_non_digit(digits[:5] + "0" + digits[6:])
        if wrong is not None:
            raise MalformedError("HEADER", wrong // 2, "not a decimal digit")
        return cls(digits[:2], digits[2:4], int(digits[4]), int(digits[5], 16), digits[6:])


@dataclass(frozen=True, slots=True)
class Frame:
    """One message in its envelope: 5 bytes TPDU, 6 bytes header, MTI to the last field.

    Errors: MalformedError where a part has the wrong size.
    """

    tpdu: bytes
    header: bytes
    message: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if len(self.tpdu) != TPDU_BYTES or self.tpdu[0] != TPDU_ID:
            raise MalformedError("TPDU", 0, f"must be {TPDU_BYTES} bytes beginning with 60")
        if len(self.header) != HEADER_BYTES:
            raise MalformedError("HEADER", 0, f"{len(self.header)} bytes, not {HEADER_BYTES}")
        if not MIN_MESSAGE_BYTES <= len(self.message) <= MAX_MESSAGE_BYTES:
            reason = f"{len(self.message)} bytes, not {MIN_MESSAGE_BYTES} to {MAX_MESSAGE_BYTES}"
            raise MalformedError("message", 0, reason)

    def encode(self) -> bytes:
        """The whole frame with its 2 bytes of length."""
        body = self.tpdu + self.header + self.message
        return len(body).to_bytes(LENGTH_BYTES, "big") + body

    def answered(self, message: bytes, request: int = Processing.NONE) -> Frame:
        """The frame that answers this one: TPDU addresses swapped, header echoed.

        `request` becomes digit 6 of the header.
        """
        tpdu = self.tpdu[:1] + self.tpdu[3:5] + self.tpdu[1:3]
        state = self.header[2] & 0xF0 | request & 0x0F
        header = self.header[:2] + bytes([state]) + self.header[3:]
        return Frame(tpdu, header, message)

    def __repr__(self) -> str:
        return (
            f"Frame(tpdu={self.tpdu.hex()}, header={self.header.hex()},"
            f" message={len(self.message)} bytes)"
        )


class FrameParser:
    """Takes the bytes of a connection in any pieces and gives whole frames.

    After bytes that are no frame the parser is broken for good: there is no way to tell where
    the next frame would begin, so the connection must be closed.
    """

    def __init__(self) -> None:
        self._buffer = bytearray()
        self._consumed = 0
        self._trouble: MalformedError | None = None

    @property
    def pending(self) -> int:
        """How many bytes of an unfinished frame are held; not 0 at the end = it was cut off."""
        return len(self._buffer)

    def feed(self, data: bytes) -> list[Frame]:
        """The frames that `data` completes, oldest first.

        Errors: MalformedError; offsets count from the first byte of the connection. Frames
        that came whole before the trouble are given first, the error with the next call.
        """
        if self._trouble is None:
            self._buffer += data
        frames: list[Frame] = []
        while self._trouble is None:
            try:
                frame = self._next()
            except MalformedError as error:
                self._trouble = error
                self._buffer.clear()
                break
            if frame is None:
                break
            frames.append(frame)
        if self._trouble is not None and not frames:
            raise self._trouble
        return frames

    def finish(self) -> None:
        """The connection has ended. Errors: MalformedError when that was inside a frame."""
        if self._trouble is not None:
            raise self._trouble
        if self._buffer:
            end = self._consumed + len(self._buffer)
            raise MalformedError("frame", end, "the connection ended inside it")

    def _next(self) -> Frame | None:
        """Take one frame from the buffer; None while it is incomplete."""
        if len(self._buffer) < LENGTH_BYTES:
            return None
        length = int.from_bytes(self._buffer[:LENGTH_BYTES], "big")
        if not MIN_BODY_BYTES <= length <= MAX_BODY_BYTES:
            reason = f"length {length}, not {MIN_BODY_BYTES} to {MAX_BODY_BYTES}"
            raise MalformedError("LEN", self._consumed, reason)
        if len(self._buffer) > LENGTH_BYTES and self._buffer[LENGTH_BYTES] != TPDU_ID:
            raise MalformedError("TPDU", self._consumed + LENGTH_BYTES, "must begin with 60")
        end = LENGTH_BYTES + length
        if len(self._buffer) < end:
            return None
        body = bytes(self._buffer[LENGTH_BYTES:end])
        frame = Frame(body[:TPDU_BYTES], body[TPDU_BYTES:ENVELOPE_BYTES], body[ENVELOPE_BYTES:])
        del self._buffer[:end]
        self._consumed += end
        return frame
