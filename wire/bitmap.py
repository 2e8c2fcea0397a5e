"""A black and white picture: one bit a dot, as a print head and JBIG1 want it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from wire.errors import MalformedError

# The longest line any netpbm program writes before the pixels is far shorter; a limit stops a hunt.
MAX_PBM_HEADER_BYTES = 1024

# width and height of a raw PBM: "P4", blanks or comments, digits, blanks, digits, one blank.
_BLANKS = rb"(?:\s|#[^\n]*\n)+"
_PBM_HEADER = re.compile(rb"P4" + _BLANKS + rb"(\d{1,9})" + _BLANKS + rb"(\d{1,9})\s")


@dataclass(frozen=True, slots=True)
class Bitmap:
    """`height` rows of `width` dots; a row is padded to whole bytes, first dot highest, 1 = black.

    The padding bits are always 0, so equal pictures are equal values. Raises ValueError when
    `data` is not exactly `height` rows or when a padding bit is set.
    """

    width: int
    height: int
    data: bytes

    def __post_init__(self) -> None:
        if self.width < 0 or self.height < 0:
            raise ValueError(f"a picture of {self.width} x {self.height} dots")
        if len(self.data) != self.stride * self.height:
            raise ValueError(
                f"{self.width} x {self.height} dots need {self.stride * self.height} bytes,"
                f" not {len(self.data)}"
            )
        padding = (1 << -self.width % 8) - 1
        if padding and any(last & padding for last in self.data[self.stride - 1 :: self.stride]):
            raise ValueError("black dots right of the picture's edge")

    @classmethod
    def blank(cls, width: int, height: int) -> Bitmap:
        """An all-white picture."""
        return cls(width, height, bytes((width + 7) // 8 * height))

    @classmethod
    def from_pbm(cls, pbm: bytes) -> Bitmap:
        """Read one raw PBM (P4) picture. Source: netpbm's pbm(5).

        Raises MalformedError for another format or a wrong number of pixel bytes.
        """
        header = _PBM_HEADER.match(pbm[:MAX_PBM_HEADER_BYTES])
        if header is None:
            raise MalformedError("PBM", 0, "not a raw PBM: P4, width and height must come first")
        width, height = int(header[1]), int(header[2])
        start, stride = header.end(), (width + 7) // 8
        if len(pbm) - start != stride * height:
            raise MalformedError(
                "PBM.pixels",
                start,
                f"{width} x {height} dots need {stride * height} bytes, not {len(pbm) - start}",
            )
        return cls(width, height, _without_padding(pbm[start:], width, stride))

    def to_pbm(self) -> bytes:
        """The picture as a raw PBM (P4) file."""
        return b"P4\n%d %d\n" % (self.width, self.height) + self.data

    @property
    def stride(self) -> int:
        """Bytes a row."""
        return (self.width + 7) // 8

    @property
    def black_count(self) -> int:
        """How many dots are black."""
        return int.from_bytes(self.data, "big").bit_count()

    def row(self, y: int) -> bytes:
        """Row `y`, counted from the top; IndexError outside the picture."""
        if not 0 <= y < self.height:
            raise IndexError(f"row {y} of {self.height}")
        return self.data[y * self.stride : (y + 1) * self.stride]

    def pixel(self, x: int, y: int) -> bool:
        """True where the dot is black; IndexError outside the picture."""
        if not 0 <= x < self.width:
            raise IndexError(f"column {x} of {self.width}")
        return bool(self.row(y)[x >> 3] & 0x80 >> (x & 7))


def _without_padding(pixels: bytes, width: int, stride: int) -> bytes:
    """`pixels` with the bits right of the edge cleared: pbm(5) lets a writer put anything there."""
    if width % 8 == 0:
        return pixels
    kept = bytearray(pixels)
    mask = 0xFF << -width % 8 & 0xFF
    for last in range(stride - 1, len(kept), stride):
        kept[last] &= mask
    return bytes(kept)
