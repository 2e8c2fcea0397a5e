"""Looking at a signature's picture: is it one, is there a hand on it, is it this transaction's.

resign.md, The bank's side: not blank, at least two strokes or one of sufficient length, size
limits, feature code. Whether it is a copy is decided where the other signatures are known.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from acquirer.settings import SignatureSettings
from receipts import png
from receipts.signature import ink, watermark_matches
from receipts.watermark import BOX_HEIGHT, BOX_WIDTH
from wire import jbig1
from wire.bitmap import Bitmap
from wire.errors import MalformedError


class Flaw(StrEnum):
    """What is wrong with a picture."""

    SIZE = "SIZE"
    UNREADABLE = "UNREADABLE"
    WATERMARK = "WATERMARK"
    BLANK = "BLANK"
    TOO_LITTLE_INK = "TOO_LITTLE_INK"


@dataclass(frozen=True, slots=True)
class Looked:
    """What there is to say of one image; `ink_digest` is '' where it cannot be read."""

    flaw: Flaw | None
    image_digest: str
    ink_digest: str = ""


def look(image: bytes, feature_code: str, settings: SignatureSettings) -> Looked:
    """Check the JBIG1 picture that a terminal sent against the transaction's feature code."""
    if not settings.image_min_bytes <= len(image) <= settings.image_max_bytes:
        return Looked(Flaw.SIZE, _digest(image))
    try:
        picture = jbig1.decode(image)
    except MalformedError:
        return Looked(Flaw.UNREADABLE, _digest(image))
    return _looked(image, picture, feature_code, settings)


def kept(picture: Bitmap) -> bytes:
    """The form in which the bank keeps a picture of its own making: PNG, which anybody can open."""
    return png.encode(picture)


def look_at_own(
    image: bytes,
    picture: Bitmap,
    feature_code: str,
    settings: SignatureSettings,
    strokes_drawn: int | None = None,
) -> Looked:
    """Check `picture`, which the bank has made itself and keeps as `image`.

    Where it is known of how many strokes, a plain signature need not be followed dot by dot.
    """
    if len(image) > settings.png_max_bytes:
        return Looked(Flaw.SIZE, _digest(image))
    at_most = None if strokes_drawn is None else strokes_drawn + MAX_CUTS
    return _looked(image, picture, feature_code, settings, at_most)


def picture_of(image: bytes) -> Bitmap:
    """The picture of a kept image: as a terminal sent it, or as the bank made it.

    Errors: MalformedError.
    """
    return png.decode(image) if image.startswith(png.SIGNATURE) else jbig1.decode(image)


def strokes(drawn: Bitmap, enough: int | None = None) -> list[int]:
    """The dots of each connected piece of ink, largest first: what the pen drew without lifting.

    Looks no further down than to the row in which a piece has `enough` dots.
    """
    pieces = _Pieces()
    above: list[_Run] = []
    data, stride = drawn.data, drawn.stride
    for start in range(0, len(data), stride):
        row = int.from_bytes(data[start : start + stride], "big")
        above = pieces.add(above, f"{row:0{stride * 8}b}") if row else []
        if enough is not None and pieces.largest >= enough:
            break
    return sorted(pieces.sizes(), reverse=True)


MAX_CUTS = (BOX_WIDTH + BOX_HEIGHT) // 2
"""Pieces that the code's corner can make of strokes: each touches its border, and no other."""


def _looked(
    image: bytes,
    picture: Bitmap,
    feature_code: str,
    settings: SignatureSettings,
    pieces_at_most: int | None = None,
) -> Looked:
    drawn = ink(picture)
    size = f"{drawn.width}x{drawn.height}:".encode()
    flaw = _flaw(picture, drawn, feature_code, settings, pieces_at_most)
    return Looked(flaw, _digest(image), _digest(size + drawn.data))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _flaw(
    picture: Bitmap,
    drawn: Bitmap,
    feature_code: str,
    settings: SignatureSettings,
    pieces_at_most: int | None,
) -> Flaw | None:
    if settings.watermark_checked and not watermark_matches(picture, feature_code):
        return Flaw.WATERMARK
    inked = drawn.black_count
    if inked == 0:
        return Flaw.BLANK
    # Too little is one piece that is too short, and all others no strokes: so much is more.
    enough = settings.one_stroke_dots + settings.stroke_dots * (pieces_at_most or 0)
    if pieces_at_most is not None and inked >= enough:
        return None
    dots = [
        size for size in strokes(drawn, settings.one_stroke_dots) if size >= settings.stroke_dots
    ]
    if len(dots) >= 2 or (dots and dots[0] >= settings.one_stroke_dots):
        return None
    return Flaw.TOO_LITTLE_INK


_RUN = re.compile("1+")
_Run = tuple[int, int, int]
"""Black dots side by side: the first, the one after the last, and the piece they belong to."""


class _Pieces:
    """Pieces of ink, of which a row further down may show that they are one."""

    def __init__(self) -> None:
        self.largest = 0
        self._dots: list[int] = []
        self._part_of: list[int] = []  # a piece that is part of no other is part of itself

    def add(self, above: list[_Run], row: str) -> list[_Run]:
        """The runs of a row of digits below the runs `above`."""
        runs: list[_Run] = []
        sizes = self._dots
        near, count = 0, len(above)  # `near`: the first above that can touch this run or a later
        for run in _RUN.finditer(row):
            start, end = run.span()
            while near < count and above[near][1] < start:  # touching at a corner is touching
                near += 1
            if near < count and above[near][0] <= end:
                piece = self._touched(above, near, end)
            else:
                piece = len(sizes)
                sizes.append(0)
                self._part_of.append(piece)
            sizes[piece] += end - start
            if sizes[piece] > self.largest:
                self.largest = sizes[piece]
            runs.append((start, end, piece))
        return runs

    def sizes(self) -> list[int]:
        return [dots for piece, dots in enumerate(self._dots) if self._part_of[piece] == piece]

    def _touched(self, above: list[_Run], near: int, end: int) -> int:
        """The piece of the run `near`, made one with all that a run up to `end` touches."""
        touched = self._whole(above[near][2])
        for at in range(near + 1, len(above)):
            left, _, other = above[at]
            if left > end:
                break
            whole = self._whole(other)
            if touched != whole:
                self._part_of[whole] = touched
                self._dots[touched] += self._dots[whole]
        return touched

    def _whole(self, piece: int) -> int:
        while self._part_of[piece] != piece:
            piece = self._part_of[piece]
        return piece
