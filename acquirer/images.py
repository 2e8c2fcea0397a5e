"""Looking at an uploaded signature: is it a picture, is there a signature on it, is it this one's.

resign.md, The bank's side: not blank, at least two strokes or one of sufficient length, size
limits, feature code. Whether it is a copy is decided where the other signatures are known.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from enum import StrEnum

from acquirer.settings import SignatureSettings
from receipts.signature import ink, watermark_matches
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
    """Check one compressed image against the transaction's feature code."""
    digest = hashlib.sha256(image).hexdigest()
    if not settings.image_min_bytes <= len(image) <= settings.image_max_bytes:
        return Looked(Flaw.SIZE, digest)
    try:
        picture = jbig1.decode(image)
    except MalformedError:
        return Looked(Flaw.UNREADABLE, digest)
    drawn = ink(picture)
    size = f"{drawn.width}x{drawn.height}:".encode()
    return Looked(
        _flaw(picture, drawn, feature_code, settings),
        digest,
        hashlib.sha256(size + drawn.data).hexdigest(),
    )


def strokes(drawn: Bitmap) -> list[int]:
    """The dots of each connected piece of ink, largest first: what the pen drew without lifting."""
    pieces = _Pieces()
    above: list[tuple[int, int, int]] = []
    for y in range(drawn.height):
        row = drawn.row(y)
        here = []
        if any(row):
            for run in _RUN.finditer(f"{int.from_bytes(row, 'big'):0{drawn.stride * 8}b}"):
                start, end = run.span()
                piece = pieces.new(end - start)
                for left, right, other in above:
                    if left <= end and start <= right:  # touching at a corner is touching
                        pieces.join(piece, other)
                here.append((start, end, piece))
        above = here
    return sorted(pieces.sizes(), reverse=True)


def _flaw(
    picture: Bitmap, drawn: Bitmap, feature_code: str, settings: SignatureSettings
) -> Flaw | None:
    if settings.watermark_checked and not watermark_matches(picture, feature_code):
        return Flaw.WATERMARK
    if drawn.black_count == 0:
        return Flaw.BLANK
    dots = [size for size in strokes(drawn) if size >= settings.stroke_dots]
    if len(dots) >= 2 or (dots and dots[0] >= settings.one_stroke_dots):
        return None
    return Flaw.TOO_LITTLE_INK


_RUN = re.compile("1+")


class _Pieces:
    """Pieces of ink that may turn out to be one: a union-find with sizes."""

    def __init__(self) -> None:
        self._parent: list[int] = []
        self._size: list[int] = []

    def new(self, size: int) -> int:
        self._parent.append(len(self._parent))
        self._size.append(size)
        return len(self._parent) - 1

    def join(self, one: int, other: int) -> None:
        one, other = self._root(one), self._root(other)
        if one != other:
            self._parent[other] = one
            self._size[one] += self._size[other]

    def sizes(self) -> list[int]:
        return [self._size[i] for i, parent in enumerate(self._parent) if i == parent]

    def _root(self, piece: int) -> int:
        while self._parent[piece] != piece:
            self._parent[piece] = self._parent[self._parent[piece]]
            piece = self._parent[piece]
        return piece
