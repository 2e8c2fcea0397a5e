"""Scanners that are none of ours: what they read on a slip, or on bare dots."""

from __future__ import annotations

import subprocess
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import zxingcpp
from PIL import Image

from receipts import png
from tests.programs import need
from wire.bitmap import Bitmap

QUIET_DOTS = 40
"""White around bare dots: ten modules of four dots."""


class Read(NamedTuple):
    """One code: its kind in the scanner's own words, and its content."""

    kind: str
    content: bytes


def zxing(picture: bytes) -> list[Read]:
    """What zxing-cpp finds in a PNG file."""
    with Image.open(BytesIO(picture)) as image:
        found = zxingcpp.read_barcodes(image.convert("L"))
    return [Read(code.format.name, code.bytes) for code in found]


def zxing_dots(dots: Bitmap) -> list[Read]:
    """What zxing-cpp finds in dots, with white around them."""
    return zxing(png.encode(_with_quiet_zone(dots)))


def zbar(picture: bytes, folder: Path) -> list[str]:
    """What zbarimg finds in a PNG file: "EAN-13:4006381333931"."""
    file = folder / "slip.png"
    file.write_bytes(picture)
    command = [need("zbarimg"), "--quiet", "-S*.enable", str(file)]
    found = subprocess.run(command, capture_output=True, check=False, text=True)
    return found.stdout.splitlines()


def _with_quiet_zone(dots: Bitmap) -> Bitmap:
    width = dots.width + 2 * QUIET_DOTS
    stride = (width + 7) // 8
    white = bytes(stride * QUIET_DOTS)
    shift = stride * 8 - QUIET_DOTS - dots.stride * 8
    rows = (int.from_bytes(dots.row(y), "big") << shift for y in range(dots.height))
    body = b"".join(row.to_bytes(stride, "big") for row in rows)
    return Bitmap(width, dots.height + 2 * QUIET_DOTS, white + body + white)
