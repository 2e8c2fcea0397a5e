"""JBIG1 (ITU-T T.82): the black and white picture code in which an electronic signature travels.

`encode` writes byte for byte what `pbmtojbg -q` writes as long as that leaves the adaptive pixel
alone, as it does on handwriting. `decode` reads every single-layer, single-plane picture.
"""

from __future__ import annotations

from dataclasses import dataclass

from wire import jbig1_entity
from wire.bitmap import Bitmap
from wire.errors import MalformedError
from wire.jbig1_entity import MAX_ADAPTIVE_X, MAX_DOTS, MAX_SIDE_DOTS, ORDERS, Flag, Header
from wire.jbig1_lines import CONTEXTS, Lines, decisions, packed, runs, template
from wire.qm_coder import Decoder, Encoder


@dataclass(frozen=True, slots=True)
class Options:
    """How a picture is coded; the values a caller leaves out are those of `pbmtojbg -q`.

    `stripe_lines` None makes about 35 stripes. `max_adaptive_x` (MX) and `order` are only
    announced: this encoder never moves the adaptive pixel, and one plane has one order.
    """

    flags: Flag = Flag.TPDON | Flag.TPBON | Flag.DPON
    stripe_lines: int | None = None
    max_adaptive_x: int = 8
    order: int = 3

    def header(self, image: Bitmap) -> Header:
        """The header of `image`; ValueError for an option or a size that no header can say."""
        lines = max(2, image.height // 35) if self.stripe_lines is None else self.stripe_lines
        if self.flags & ~(Flag.LRLTWO | Flag.TPDON | Flag.TPBON | Flag.DPON):
            raise ValueError(f"not an option of this encoder: {self.flags!r}")
        if not (0 < lines < 1 << 32 and 0 <= self.max_adaptive_x <= MAX_ADAPTIVE_X):
            raise ValueError(f"stripes of {lines} lines with MX {self.max_adaptive_x}")
        if self.order not in ORDERS:
            raise ValueError(f"order {self.order}")
        if not (0 < image.width <= MAX_SIDE_DOTS and 0 < image.height <= MAX_SIDE_DOTS):
            raise ValueError(f"a picture of {image.width} x {image.height} dots")
        if image.width * image.height > MAX_DOTS:
            raise ValueError(f"{image.width} x {image.height} dots are over {MAX_DOTS}")
        size = (image.width, image.height, lines)
        return Header(*size, self.max_adaptive_x, 0, self.order, self.flags)


# The facsimile profile, ITU-T T.85 (`pbmtojbg -f`): long stripes, so the smallest files.
FACSIMILE = Options(Flag.TPBON, stripe_lines=128, max_adaptive_x=127, order=0)


def encode(image: Bitmap, options: Options | None = None) -> bytes:
    """The picture as a JBIG1 file: sequential, one layer, one plane.

    Raises ValueError for a picture without dots or above MAX_DOTS, and for an impossible option.
    """
    header = (options or Options()).header(image)
    model, predicts = template(header), bool(header.flags & Flag.TPBON)
    coder, lines = Encoder(CONTEXTS), decisions(image, model)
    above, above_typical = bytes(image.stride), False
    codes = []
    for first in range(0, image.height, header.stripe_lines):
        stripe = []
        for y in range(first, min(first + header.stripe_lines, image.height)):
            row = image.row(y)
            typical = row == above
            if predicts:
                # T.82: SLNTP says whether this line is as typical as the one before was.
                stripe.append(chr(model.slntp_context << 1 | (typical is above_typical)))
            if not (predicts and typical):
                stripe.append(lines[y])
            above, above_typical = row, typical
        coder.code(runs("".join(stripe)))
        codes.append(coder.flush())
    return jbig1_entity.encode(header, codes)


def decode(data: bytes) -> Bitmap:
    """The picture in a JBIG1 file; MalformedError as jbig1_entity.decode raises it."""
    header, stripes = jbig1_entity.decode(data)
    coder, lines = Decoder(CONTEXTS), Lines(header)
    rows: list[bytes] = []  # a byte a dot
    for number, stripe in enumerate(stripes):
        coder.start(stripe.code)
        moves = {move.line: move for move in stripe.moves}
        for y in range(min(header.stripe_lines, header.height - len(rows))):
            if y in moves:
                lines.move(moves[y].left, moves[y].up)
            rows.append(_decode_line(coder, lines))
        if coder.rest.strip(b"\0"):
            name = f"JBIG1.stripe[{number}]"
            raise MalformedError(name, stripe.end, "code is left over after its last line")
        if stripe.resets:
            coder, lines = Decoder(CONTEXTS), Lines(header)
    return Bitmap(header.width, header.height, packed(rows))


def _decode_line(coder: Decoder, lines: Lines) -> bytes:
    """The next line, a byte a dot."""
    if lines.predicts:
        slntp = coder.line([(0, [lines.slntp_context])], 0)[0]
        lines.typical = lines.typical if slntp else not lines.typical
    if lines.predicts and lines.typical:
        lines.repeat()
        return lines.dots
    if lines.lag:
        dots = _lagging_dots(coder, lines)
    else:
        dots = coder.line(runs(lines.contexts()), lines.own_mask)
    lines.add(dots)
    return dots


def _lagging_dots(coder: Decoder, lines: Lines) -> bytes:
    """One line while the adaptive pixel lies `lag` dots back in the line itself."""
    lag, adaptive_bit, own_mask = lines.lag, lines.adaptive_bit, lines.own_mask
    dots = bytearray()
    own = 0
    for x, context in enumerate(map(ord, lines.contexts())):
        if x >= lag and dots[x - lag]:
            context |= adaptive_bit
        dot = coder.line([(0, [context | own])], 0)[0]
        dots.append(dot)
        own = (own << 1 | dot) & own_mask
    return bytes(dots)
