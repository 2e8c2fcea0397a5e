"""Pictures on their way to the print head: unpacked, enlarged, and moved to their place."""

from __future__ import annotations

from collections.abc import Sequence

from wire.bitmap import Bitmap

_DOUBLED = [
    int("".join(bit * 2 for bit in f"{byte:08b}"), 2).to_bytes(2, "big") for byte in range(256)
]
_BITS = [bytes(0x30 | byte >> bit & 1 for byte in range(256)) for bit in range(7, -1, -1)]
"""For each bit from the highest: which bytes have it, as digits."""

REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
"""Each byte with its last dot first."""


def from_rows(dots: bytes, width: int) -> Bitmap:
    """Raster data: whole rows of `width` dots, padded to bytes; what pads them does not count."""
    stride = (width + 7) // 8
    rows = len(dots) // stride
    spare = stride * 8 - width
    if spare:
        edge = 0xFF << spare & 0xFF
        trimmed = bytearray(dots)
        trimmed[stride - 1 :: stride] = bytes(last & edge for last in trimmed[stride - 1 :: stride])
        dots = bytes(trimmed)
    return Bitmap(width, rows, dots)


def from_columns(dots: bytes, column_bytes: int) -> Bitmap:
    """Column data: each column is `column_bytes` bytes from the top down, the highest bit first."""
    width = len(dots) // column_bytes
    stride = (width + 7) // 8
    spare = stride * 8 - width
    rows: list[int] = []
    for place in range(column_bytes):
        band = dots[place::column_bytes]
        rows += (int(band.translate(bit) or b"0", 2) << spare for bit in _BITS)
    return Bitmap(width, len(rows), b"".join(row.to_bytes(stride, "big") for row in rows))


def top_rows(picture: Bitmap, height: int) -> Bitmap:
    """The picture without the rows below the first `height`."""
    return Bitmap(picture.width, height, picture.data[: picture.stride * height])


def scaled(picture: Bitmap, across: int, down: int) -> Bitmap:
    """Each dot `across` (1 or 2) times wider and `down` times higher."""
    dots, stride = picture.data, picture.stride
    if across == 2:
        dots = b"".join(map(_DOUBLED.__getitem__, dots))
        doubled, stride = stride * 2, (picture.width * 2 + 7) // 8
        if stride != doubled:
            dots = b"".join(dots[at : at + stride] for at in range(0, len(dots), doubled))
    if down > 1 and stride:
        dots = b"".join(dots[at : at + stride] * down for at in range(0, len(dots), stride))
    return Bitmap(picture.width * across, picture.height * down, dots)


def stacked(parts: Sequence[Bitmap]) -> Bitmap:
    """The pictures one above the other, each in the middle."""
    width = max(part.width for part in parts)
    stride = (width + 7) // 8
    rows = []
    for part in parts:
        spare = part.stride * 8 - part.width
        shift = stride * 8 - part.width - (width - part.width) // 2
        for at in range(0, len(part.data), part.stride):
            row = int.from_bytes(part.data[at : at + part.stride], "big") >> spare << shift
            rows.append(row.to_bytes(stride, "big"))
    return Bitmap(width, len(rows), b"".join(rows))


def turned_round(picture: Bitmap) -> Bitmap:
    """The picture upside down."""
    spare = picture.stride * 8 - picture.width
    dots = int.from_bytes(picture.data.translate(REVERSED)[::-1], "big") << spare
    mask = (1 << len(picture.data) * 8) - 1
    return Bitmap(picture.width, picture.height, (dots & mask).to_bytes(len(picture.data), "big"))


def placed(picture: Bitmap, shift: int, paper_dots: int) -> bytes:
    """The picture's rows as wide as the paper, moved right by `shift`; what juts out is lost."""
    if picture.width == paper_dots and not shift:
        return picture.data
    if not picture.width:
        return bytes(paper_dots // 8 * picture.height)
    paper_bytes, stride = paper_dots // 8, picture.stride
    whole_bytes, dots = divmod(shift, 8)
    left = bytes(whole_bytes)
    width = min(stride, paper_bytes - whole_bytes)
    right = bytes(paper_bytes - whole_bytes - width)
    starts = range(0, len(picture.data), stride)
    rows = b"".join([left + picture.data[at : at + width] + right for at in starts])
    if not dots:
        return rows
    moved = int.from_bytes(rows, "big") >> dots
    if not right:  # what left a row at its end has come into the next one
        row = (1 << paper_dots - dots) - 1
        moved &= int.from_bytes(row.to_bytes(paper_bytes, "big") * picture.height, "big")
    return moved.to_bytes(len(rows), "big")


def left_columns(picture: Bitmap, width: int) -> Bitmap:
    """The picture without the columns right of the first `width`, which may be none."""
    if not width:
        return Bitmap(0, picture.height, b"")
    stride, spare = (width + 7) // 8, -width % 8
    edge = 0xFF << spare & 0xFF
    starts = range(0, len(picture.data), picture.stride)
    rows = (picture.data[at : at + stride] for at in starts)
    return Bitmap(
        width, picture.height, b"".join(row[:-1] + bytes([row[-1] & edge]) for row in rows)
    )
