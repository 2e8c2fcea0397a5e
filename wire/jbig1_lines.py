"""The lines of a JBIG1 picture and the ten dots around each dot that make its context."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from functools import lru_cache

from wire.bitmap import Bitmap
from wire.jbig1_entity import Flag, Header
from wire.qm_coder import Runs

CONTEXTS = 1 << 10

# Dots are one big integer with a 16-bit lane each, the leftmost dot lowest. Shifting it by whole
# lanes and some bits puts one neighbour's bit into the numbers of all dots at once. No number comes
# near 0xD800, so afterwards the lanes are text (UTF-16) of one character a dot.
_LANE = 16
_BLOCK_LINES = 16
"""So many lines are numbered together: few enough to stay in the processor's cache."""

# Most dots of a signature are white among white: their number 0 stands in long runs.
_ZEROS = re.compile("(\0{8,})")

_AS_DIGITS = bytes([ord("0"), ord("1"), *bytes(254)])


def runs(numbers: str) -> Runs:
    """Contexts or decisions, a character each, as the coder takes them."""
    first, *others = _ZEROS.split(numbers)
    pairs = zip(map(len, others[::2]), others[1::2], strict=True)
    return [(0, map(ord, first)), *((zeros, map(ord, after)) for zeros, after in pairs)]


def spread(rows: bytes) -> int:
    """The lanes of packed dots."""
    dots = len(rows) * 8
    digits = f"{int.from_bytes(rows, 'big'):0{dots}b}"
    return int.from_bytes(digits.encode("utf-16-le"), "little") & _ones(dots)


@lru_cache(4)
def _ones(dots: int) -> int:
    """A lane of 1 for each dot: what tells the digit 1 from the digit 0."""
    return int.from_bytes(b"\1\0" * dots, "little")


def packed(lines: list[bytes]) -> bytes:
    """The rows of packed dots from lines of one dot a byte."""
    if not lines:
        return b""
    padding = bytes(-len(lines[0]) % 8)
    dots = b"".join([line + padding for line in lines])
    return int(dots.translate(_AS_DIGITS), 2).to_bytes(len(dots) // 8, "big")


@dataclass(frozen=True, slots=True)
class Template:
    """Which dots around a dot make its context: (dots right, lines up, bit of the context)."""

    above: tuple[tuple[int, int, int], ...]
    adaptive: tuple[int, int, int]
    own_bits: int  # the dots just left of it in its own line; the nearest is bit 0
    slntp_context: int  # typical prediction borrows it


# T.82: the model templates of the lowest layer, and the contexts that SLNTP borrows.
THREE_LINES = Template(
    above=((-1, 2, 9), (0, 2, 8), (1, 2, 7), (-2, 1, 6), (-1, 1, 5), (0, 1, 4), (1, 1, 3)),
    adaptive=(2, 1, 2),
    own_bits=2,
    slntp_context=0x0E5,
)
TWO_LINES = Template(
    above=((-3, 1, 9), (-2, 1, 8), (-1, 1, 7), (0, 1, 6), (1, 1, 5)),
    adaptive=(2, 1, 4),
    own_bits=4,
    slntp_context=0x195,
)


def template(header: Header) -> Template:
    """The one that a picture's header asks for."""
    return TWO_LINES if header.flags & Flag.LRLTWO else THREE_LINES


def decisions(image: Bitmap, model: Template) -> list[str]:
    """What codes each line: context * 2 + dot, a character a dot; the adaptive pixel is at home."""
    reach = max(up for _, up, _ in model.above)
    edge = b"\0"  # dots that are not there are white: a byte of them ends each line
    stride = (image.stride + len(edge)) * 8
    above = bytes(reach * (image.stride + len(edge)))
    lines = []
    for first in range(0, image.height, _BLOCK_LINES):
        last = min(first + _BLOCK_LINES, image.height)
        rows = above + b"".join([image.row(y) + edge for y in range(first, last)])
        above = rows[-len(above) :]
        if not any(rows):
            lines += ["\0" * image.width] * (last - first)
            continue
        lanes = numbers = spread(rows)
        for bit in range(1, model.own_bits + 1):
            numbers |= lanes << bit * (_LANE + 1)
        for right, up, bit in (*model.above, model.adaptive):
            numbers |= lanes << (up * stride - right) * _LANE + bit + 1
        size = len(rows) * 8 * 2
        block = numbers.to_bytes(size * 2, "little")[len(above) * 8 * 2 : size].decode("utf-16-le")
        lines += [block[at : at + image.width] for at in range(0, len(block), stride)]
    return lines


class Lines:
    """What a decoder knows when it comes to the next line."""

    def __init__(self, header: Header) -> None:
        """Above the first line everything is white."""
        self._template = template(header)
        self._width = header.width
        self._line_mask = (1 << header.width * _LANE) - 1
        # The lanes of the lines before, the last first, as far as a template can reach.
        reach = max(2, header.max_adaptive_y)
        self._before = deque([0] * reach, maxlen=reach)
        self.dots = bytes(header.width)  # of the last line, a byte each
        self.predicts = bool(header.flags & Flag.TPBON)
        self.typical = False  # whether the last line equalled the one before it
        self.slntp_context = self._template.slntp_context
        self.own_mask = (1 << self._template.own_bits) - 1
        self.adaptive_bit = 1 << self._template.adaptive[2]
        self.move(0, 0)

    def move(self, left: int, up: int) -> None:
        """Put the adaptive pixel `left` and `up` of each dot; 0, 0 is its usual place."""
        right, lines_up, bit = self._template.adaptive
        if (left, up) != (0, 0):
            right, lines_up = -left, up
        self.lag = 0 if lines_up else -right  # how far back in the line itself, 0 when above it
        above = (*self._template.above, *([(right, lines_up, bit)] if lines_up else []))
        self._shifts = [(lines_up - 1, bit - right * _LANE) for right, lines_up, bit in above]

    def add(self, dots: bytes) -> None:
        """A line is done."""
        self.dots = dots
        lanes = dots.decode("latin-1").encode("utf-16-le")
        self._before.appendleft(int.from_bytes(lanes, "little"))

    def repeat(self) -> None:
        """A line is done that equals the last."""
        self._before.appendleft(self._before[0])

    def contexts(self) -> str:
        """The contexts of the next line's dots, without what comes from that line itself."""
        lanes = 0
        for line, shift in self._shifts:
            before = self._before[line]
            lanes |= before << shift if shift >= 0 else before >> -shift
        return (lanes & self._line_mask).to_bytes(self._width * 2, "little").decode("utf-16-le")
