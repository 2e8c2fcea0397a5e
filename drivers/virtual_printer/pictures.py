"""Pictures on their way to the print head: doubled, and moved to their place on the paper."""

from __future__ import annotations

from wire.bitmap import Bitmap

_DOUBLED = [
    int("".join(bit * 2 for bit in f"{byte:08b}"), 2).to_bytes(2, "big") for byte in range(256)
]

REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
"""Each byte with its last dot first."""


def scaled(dots: bytes, stride: int, across: int, down: int) -> Bitmap:
    """Raster data of whole rows, each dot `across` (1 or 2) times wider, `down` times higher."""
    rows = len(dots) // stride
    if across == 2:
        dots = b"".join(map(_DOUBLED.__getitem__, dots))
        stride *= 2
    if down > 1:
        parts = (dots[at : at + stride] * down for at in range(0, len(dots), stride))
        dots = b"".join(parts)
    return Bitmap(stride * 8, rows * down, dots)


def turned_round(picture: Bitmap) -> Bitmap:
    """The picture upside down."""
    spare = picture.stride * 8 - picture.width
    dots = int.from_bytes(picture.data.translate(REVERSED)[::-1], "big") << spare
    mask = (1 << len(picture.data) * 8) - 1
    return Bitmap(picture.width, picture.height, (dots & mask).to_bytes(len(picture.data), "big"))


def placed(picture: Bitmap, shift: int, paper_dots: int) -> bytes:
    """The picture's rows as wide as the paper, moved right by `shift`; what juts out is lost."""
    if picture.width == paper_dots:
        return picture.data
    paper_bytes, stride = paper_dots // 8, picture.stride
    if shift % 8 == 0:
        left = bytes(shift // 8)
        width = min(stride, paper_bytes - len(left))
        right = bytes(paper_bytes - len(left) - width)
        starts = range(0, len(picture.data), stride)
        return b"".join(left + picture.data[at : at + width] + right for at in starts)
    up = paper_dots - shift - stride * 8
    edge = (1 << paper_dots) - 1
    rows = (
        int.from_bytes(picture.data[at : at + stride], "big")
        for at in range(0, len(picture.data), stride)
    )
    return b"".join(
        ((row << up if up >= 0 else row >> -up) & edge).to_bytes(paper_bytes, "big") for row in rows
    )
