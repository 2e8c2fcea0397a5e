"""The file around a JBIG1 picture, T.82's bi-level image entity: header, markers, stripes."""

from __future__ import annotations

import struct
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import IntEnum, IntFlag

from wire.errors import MalformedError

# Limits on what a file may ask for. A signature has under 100 000 dots; these admit a slip of
# 576 dots x 7 000 lines and keep a hostile picture under a few seconds and 50 MB.
MAX_DOTS = 1 << 22
MAX_SIDE_DOTS = 1 << 14

MAX_ADAPTIVE_X = 127  # T.82: the largest MX there is
MAX_MOVES_PER_STRIPE = 16  # an encoder settles after one; pbmtojbg never writes two

# The order of planes, layers and stripes, with and without HITOLO; for one plane all are the same.
ORDERS = frozenset((0, 2, 3, 4, 5, 6, 8, 10, 11, 12, 13, 14))

_HEADER = struct.Struct(">4B3I4B")


class Flag(IntFlag):
    """The header's options byte. Source: T.82."""

    LRLTWO = 0x40  # two-line template in the lowest layer
    VLENGTH = 0x20  # a NEWLEN may correct the height
    TPDON = 0x10  # typical prediction in the differential layers
    TPBON = 0x08  # typical prediction in the lowest layer
    DPON = 0x04  # deterministic prediction (differential layers)
    DPPRIV = 0x02  # ... from a private table
    DPLAST = 0x01  # ... the one sent last time


_PRIVATE_TABLE = Flag.DPON | Flag.DPPRIV  # without DPLAST: 1728 bytes of it follow the header


class Marker(IntEnum):
    """The byte after FF. Source: T.82."""

    STUFF = 0x00
    SDNORM = 0x02
    SDRST = 0x03
    ABORT = 0x04
    NEWLEN = 0x05
    ATMOVE = 0x06
    COMMENT = 0x07


@dataclass(frozen=True, slots=True)
class Header:
    """What the first 20 bytes say, for one layer and one plane; sizes in dots, lines and dots."""

    width: int
    height: int
    stripe_lines: int
    max_adaptive_x: int
    max_adaptive_y: int
    order: int
    flags: Flag

    def encode(self) -> bytes:
        """The 20 bytes."""
        return _HEADER.pack(
            *(0, 0, 1, 0),  # lowest layer, highest layer, planes, fill
            *(self.width, self.height, self.stripe_lines),
            *(self.max_adaptive_x, self.max_adaptive_y, self.order, self.flags),
        )


@dataclass(frozen=True, slots=True)
class Move:
    """ATMOVE: from `line` of its stripe on, the adaptive pixel lies `left` and `up` of the dot."""

    line: int
    left: int
    up: int


@dataclass(frozen=True, slots=True)
class Stripe:
    """One stripe's code string (without stuffing), the moves before it and how it ends."""

    end: int  # the offset of the marker that ends it
    code: bytes
    moves: tuple[Move, ...] = ()
    resets: bool = False  # ended by SDRST: the next stripe starts as if it were the first


def encode(header: Header, codes: Iterable[bytes]) -> bytes:
    """The file of `header` and the code strings of its stripes, each ended by SDNORM."""
    end = bytes((0xFF, Marker.SDNORM))
    return header.encode() + b"".join(code.replace(b"\xff", b"\xff\x00") + end for code in codes)


def decode(data: bytes) -> tuple[Header, tuple[Stripe, ...]]:
    """Take a file apart; a NEWLEN is already in the header's height.

    Raises MalformedError for anything T.82 does not allow, for layered and multi-plane pictures,
    and for pictures above MAX_DOTS or MAX_SIDE_DOTS.
    """
    reader = _Reader(data, _header(data))
    stripes = reader.stripes()
    header = reader.header
    _check_size(header)
    needed = -(-header.height // header.stripe_lines)
    if len(stripes) < needed:
        raise MalformedError("JBIG1", len(data), f"ends after stripe {len(stripes)} of {needed}")
    if any(stripe.code for stripe in stripes[needed:]):
        raise MalformedError("JBIG1", len(data), f"holds stripes past the picture's {needed}")
    return header, stripes[:needed]


def _header(data: bytes) -> Header:
    """T.82: the header, checked as far as it can be before a NEWLEN is known."""
    if len(data) < _HEADER.size:
        raise MalformedError("JBIG1.header", len(data), f"ends before byte {_HEADER.size}")
    lowest, layers, planes, fill, *rest = _HEADER.unpack_from(data)
    width, height, stripe_lines, max_x, max_y, order, flags = rest
    problems = (
        (layers != 0, "layers", 1, f"{layers} differential layers (D); only D = 0 is read"),
        (lowest != 0, "layers", 0, f"starts at layer {lowest}, without the layers below it"),
        (planes != 1, "planes", 2, f"{planes} bit planes (P); only P = 1 is read"),
        (fill != 0, "fill", 3, "must be 0"),
        (width == 0, "width", 4, "is 0"),
        (height == 0, "height", 8, "is 0"),
        (stripe_lines == 0, "stripe", 12, "stripes of 0 lines"),
        (max_x > MAX_ADAPTIVE_X, "adaptive", 16, f"MX {max_x} is over {MAX_ADAPTIVE_X}"),
        (order not in ORDERS, "order", 18, f"{order:#04x} is none of the orders"),
        (flags > 0x7F, "options", 19, f"unknown bits in {flags:#04x}"),
        (flags & 7 == _PRIVATE_TABLE, "options", 19, "a private prediction table is not read"),
    )
    for wrong, name, offset, reason in problems:
        if wrong:
            raise MalformedError(f"JBIG1.header.{name}", offset, reason)
    return Header(width, height, stripe_lines, max_x, max_y, order, Flag(flags))


def _check_size(header: Header) -> None:
    for name, offset, dots in (("width", 4, header.width), ("height", 8, header.height)):
        if dots > MAX_SIDE_DOTS:
            reason = f"{dots} dots are more than the {MAX_SIDE_DOTS} read"
            raise MalformedError(f"JBIG1.header.{name}", offset, reason)
    if header.width * header.height > MAX_DOTS:
        reason = f"{header.width} x {header.height} dots are more than the {MAX_DOTS} read"
        raise MalformedError("JBIG1.header.width", 4, reason)


@dataclass(slots=True)
class _Reader:
    """Walks the body once, marker by marker; a NEWLEN corrects `header`."""

    data: bytes
    header: Header
    at: int = _HEADER.size
    found: list[Stripe] = field(default_factory=list)
    moves: list[Move] = field(default_factory=list)

    def stripes(self) -> tuple[Stripe, ...]:
        while self.at < len(self.data):
            match tuple(self.data[self.at : self.at + 2]):
                case 0xFF, Marker.NEWLEN:
                    self._newlen()
                case 0xFF, Marker.ATMOVE:
                    self._atmove()
                case 0xFF, Marker.COMMENT:
                    length = int.from_bytes(self._segment("COMMENT", 4), "big")
                    self._payload("COMMENT", length)
                case _:
                    self._stripe()
        if self.moves:
            raise MalformedError("JBIG1.ATMOVE", self.at, "no stripe follows it")
        return tuple(self.found)

    def _segment(self, name: str, length: int) -> bytes:
        """The first `length` bytes after the marker that stands here."""
        self.at += 2
        return self._payload(name, length)

    def _payload(self, name: str, length: int) -> bytes:
        start, end = self.at, self.at + length
        if end > len(self.data):
            raise MalformedError(f"JBIG1.{name}", start, f"{length} bytes run past the end")
        self.at = end
        return self.data[start:end]

    def _newlen(self) -> None:
        """T.82: the true height, for a sender that began before it knew."""
        start = self.at
        height = int.from_bytes(self._segment("NEWLEN", 4), "big")
        if not self.header.flags & Flag.VLENGTH:
            raise MalformedError("JBIG1.NEWLEN", start, "the header does not announce it (VLENGTH)")
        if not 0 < height <= self.header.height:
            reason = f"{height} lines do not lie within the {self.header.height} announced"
            raise MalformedError("JBIG1.NEWLEN", start, reason)
        self.header = replace(self.header, height=height)

    def _atmove(self) -> None:
        """T.82: the adaptive pixel moves; 0, 0 is its place in the template."""
        start, header = self.at, self.header
        line, left, up = struct.unpack(">IbB", self._segment("ATMOVE", 6))
        own_dots = 4 if header.flags & Flag.LRLTWO else 2  # of its line, in the template already
        problems = (
            (line >= header.stripe_lines, f"line {line} of a stripe of {header.stripe_lines}"),
            (
                abs(left) > header.max_adaptive_x,
                f"{left} dots aside, MX is {header.max_adaptive_x}",
            ),
            (up > header.max_adaptive_y, f"{up} lines up, MY is {header.max_adaptive_y}"),
            (up == 0 > left, f"{-left} dots to the right are not yet known"),
            (up == 0 < left <= own_dots, f"{left} dots to the left are in the template already"),
            (len(self.moves) >= MAX_MOVES_PER_STRIPE, f"more than {MAX_MOVES_PER_STRIPE} in a row"),
        )
        for wrong, reason in problems:
            if wrong:
                raise MalformedError("JBIG1.ATMOVE", start, reason)
        self.moves.append(Move(line, left, up))

    def _stripe(self) -> None:
        """T.82: a code string with FF stuffed as FF 00, ended by SDNORM or SDRST."""
        end = self._stripe_end(f"JBIG1.stripe[{len(self.found)}]")
        code = self.data[self.at : end].replace(b"\xff\x00", b"\xff")
        resets = self.data[end + 1] == Marker.SDRST
        self.found.append(Stripe(end, code, tuple(self.moves), resets))
        self.moves.clear()
        self.at = end + 2

    def _stripe_end(self, name: str) -> int:
        """Where the marker stands that ends the stripe which begins here."""
        end = self.at
        while True:
            end = self.data.find(b"\xff", end)
            if end < 0 or end + 1 == len(self.data):
                raise MalformedError(name, len(self.data), "ends before its SDNORM or SDRST")
            match self.data[end + 1]:
                case Marker.STUFF:
                    end += 2
                case Marker.SDNORM | Marker.SDRST:
                    return end
                case Marker.ABORT:
                    raise MalformedError(name, end, "ABORT: the sender gave the picture up")
                case marker:
                    raise MalformedError(name, end, f"marker FF {marker:02X} has no meaning here")
