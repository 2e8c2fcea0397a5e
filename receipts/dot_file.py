"""The files of dot fonts in receipts/fonts/: packed blocks, one unpacked when it is asked for.

A file is the magic, big-endian 32-bit offsets of the blocks and of the end, and the blocks, each a
raw LZMA2 stream. A block of cells holds them one after the other, rows from the top down, each in
whole bytes with the leftmost dot as the highest bit; 1 is black. tools/build_fonts.py writes them;
what the blocks of a file are is told by who reads it.
"""

from __future__ import annotations

import lzma
from pathlib import Path
from struct import pack, unpack_from

MAGIC = b"SLIPDOTS"
FILTERS = ({"id": lzma.FILTER_LZMA2, "dict_size": 1 << 16},)
"""The streams have no header: reader and writer name the same dictionary."""

Rows = tuple[int, ...]
"""A glyph: an integer a row, from the top row down."""


class DotFile:
    """One file; nothing is read before its first block is asked for.

    Blocks stay unpacked: those of everyday Chinese are about 80 x 13 KB and all of GBK 1.7 MB.
    """

    def __init__(self, name: str) -> None:
        self._path = Path(__file__).with_name("fonts") / name
        self._packed = b""
        self._blocks: dict[int, bytes] = {}

    def block(self, number: int) -> bytes:
        """One block; it takes about 1 ms when it is asked for first."""
        block = self._blocks.get(number)
        if block is None:
            start, end = unpack_from(">2I", self._file(), len(MAGIC) + 4 * number)
            packed = self._packed[start:end]
            block = lzma.decompress(packed, lzma.FORMAT_RAW, filters=FILTERS)
            self._blocks[number] = block
        return block

    def _file(self) -> bytes:
        if not self._packed:
            self._packed = self._path.read_bytes()
            assert self._packed.startswith(MAGIC), f"{self._path}: run tools/build_fonts.py"
        return self._packed


def cut(block: bytes, start: int, width: int, height: int) -> Rows:
    """The rows of the cell that begins at byte `start`; its last dot is bit 0."""
    stride = (width + 7) // 8
    spare = stride * 8 - width
    return tuple(
        int.from_bytes(block[at : at + stride], "big") >> spare
        for at in range(start, start + stride * height, stride)
    )


def packed(blocks: list[bytes]) -> bytes:
    """The file that holds these blocks."""
    best = ({**FILTERS[0], "preset": 9 | lzma.PRESET_EXTREME},)
    streams = [lzma.compress(block, lzma.FORMAT_RAW, filters=best) for block in blocks]
    offsets = [len(MAGIC) + 4 * (len(streams) + 1)]
    for stream in streams:
        offsets.append(offsets[-1] + len(stream))
    return MAGIC + pack(f">{len(offsets)}I", *offsets) + b"".join(streams)
