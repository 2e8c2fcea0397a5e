"""The lines of a JBIG1 picture and the ten dots around each dot that make its context."""

from __future__ import annotations

import struct
from collections import deque
from dataclasses import dataclass

from wire.jbig1_entity import Flag, Header

CONTEXTS = 1 << 10

# A line is one big integer with a 16-bit lane a dot, the leftmost dot lowest. Shifting it by whole
# lanes and some bits puts one neighbour's bit into the contexts of every dot of the line at once.
_LANE = 16
_LANES_OF_BYTE = tuple(
    b"".join((byte >> bit & 1).to_bytes(2, "little") for bit in range(7, -1, -1))
    for byte in range(256)
)
_AS_DIGITS = bytes([ord("0"), ord("1"), *bytes(254)])


def spread(row: bytes) -> int:
    """The lanes of a row of packed dots."""
    return int.from_bytes(b"".join([_LANES_OF_BYTE[byte] for byte in row]), "little")


def packed(dots: bytes) -> bytes:
    """A row of packed dots from one dot a byte."""
    row = int(dots.translate(_AS_DIGITS), 2) << -len(dots) % 8
    return row.to_bytes((len(dots) + 7) // 8, "big")


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


class Lines:
    """What encoder and decoder alike know when they come to the next line."""

    def __init__(self, header: Header) -> None:
        """Above the first line everything is white."""
        template = TWO_LINES if header.flags & Flag.LRLTWO else THREE_LINES
        self._template = template
        self._width = header.width
        self._unpack = struct.Struct(f"<{header.width}H").unpack
        self._line_mask = (1 << header.width * _LANE) - 1
        # The lanes of the lines before, the last first, as far as a template can reach.
        reach = max(2, header.max_adaptive_y)
        self._before = deque([0] * reach, maxlen=reach)
        self.row = bytes((header.width + 7) // 8)  # the last line
        self.predicts = bool(header.flags & Flag.TPBON)
        self.typical = False  # whether the last line equalled the one before it
        self.slntp_context = template.slntp_context
        self.own_mask = (1 << template.own_bits) - 1
        self.adaptive_bit = 1 << template.adaptive[2]
        self.move(0, 0)

    def move(self, left: int, up: int) -> None:
        """Put the adaptive pixel `left` and `up` of each dot; 0, 0 is its usual place."""
        right, lines_up, bit = self._template.adaptive
        if (left, up) != (0, 0):
            right, lines_up = -left, up
        self.lag = 0 if lines_up else -right  # how far back in the line itself, 0 when above it
        above = (*self._template.above, *([(right, lines_up, bit)] if lines_up else []))
        self._shifts = [(lines_up - 1, bit - right * _LANE) for right, lines_up, bit in above]

    def add(self, row: bytes, lanes: int) -> None:
        """A line is done; `lanes` is `spread(row)`."""
        self.row = row
        self._before.appendleft(lanes)

    def repeat(self) -> None:
        """A line is done that equals the last."""
        self._before.appendleft(self._before[0])

    def contexts(self) -> tuple[int, ...]:
        """The contexts of the next line's dots, without what comes from that line itself."""
        return self._numbers(self._above())

    def decisions(self, lanes: int) -> tuple[int, ...]:
        """The decisions (context * 2 + dot) that code a line of these lanes."""
        decisions = self._above() << 1 | lanes
        for bit in range(self._template.own_bits):
            decisions |= lanes << (bit + 1) * (_LANE + 1)
        return self._numbers(decisions)

    def _above(self) -> int:
        lanes = 0
        for line, shift in self._shifts:
            before = self._before[line]
            lanes |= before << shift if shift >= 0 else before >> -shift
        return lanes

    def _numbers(self, lanes: int) -> tuple[int, ...]:
        line = (lanes & self._line_mask).to_bytes(self._width * 2, "little")
        return self._unpack(line)
