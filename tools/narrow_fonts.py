"""Bakes receipts/fonts/narrow.dots: all that stands in a narrow cell, in the sizes of fonts A to C.

tools/build_fonts.py calls it. Letters come from the same face as the Hanzi, squeezed into the cell;
rules, blocks and shades are drawn, so that they join from cell to cell; what neither has (Hebrew,
Arabic, Thai) is left out, and the reader shows a mark for it.
"""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from drivers.printer_profiles.profile import EPSON_CODE_PAGES
from drivers.virtual_printer.code_pages import NATIONAL, page
from receipts.dots import GETA
from receipts.narrow_dots import CELLS
from tools.drawn_cells import DRAWN

ASCII = "".join(map(chr, range(0x20, 0x7F)))
BASELINES = {24: 19, 17: 13, 16: 12}
"""Rows above the baseline, by the height of the cell."""


def blocks(source: Path, collection_face: int) -> list[bytes]:
    """What the file holds (see receipts/narrow_dots.py): the characters, then the cells by size."""
    known = set(TTFont(source, fontNumber=collection_face).getBestCmap())
    wanted = {char for codec in EPSON_CODE_PAGES.values() for char in page(codec)}
    wanted.update(*NATIONAL)
    chars = sorted(c for c in wanted if ord(c) in known or c in DRAWN or c in BORROWED)
    rest = GETA + "".join(char for char in chars if char > "~" and char != GETA)
    out = [rest.encode()]
    for width, height in CELLS:
        face = squeezed(source, collection_face, ASCII + rest, width, height)
        out += [
            b"".join(cell(face, char, width, height).tobytes() for char in text)
            for text in (ASCII, rest)
        ]
    return out


def squeezed(
    source: Path, collection_face: int, text: str, width: int, height: int
) -> ImageFont.FreeTypeFont:
    """The face with every glyph as wide as the cell, and no higher: accents stay within it."""
    font = TTFont(source, fontNumber=collection_face, recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.layout_features = []
    cutter = Subsetter(options)
    cutter.populate(text=text + "".join(BORROWED.values()))
    cutter.subset(font)
    glyphs, em = font.getGlyphSet(), font["head"].unitsPerEm
    advance_to = em * width / height
    highest = em * BASELINES[height] / height
    lowest = highest - em
    letters = {font.getBestCmap()[ord(char)] for char in ASCII}
    narrowed = {}
    for name in set(font.getBestCmap().values()):
        advance, glyph = font["hmtx"][name][0], font["glyf"][name]
        if not hasattr(glyph, "yMax"):
            continue  # a space
        shape = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(shape)
        pen = TTGlyphPen(None)
        across = advance_to / advance if advance else 1
        fitting = min(1, highest / max(1, glyph.yMax), lowest / min(-1, glyph.yMin))
        down = 1 if name in letters else fitting
        shape.replay(TransformPen(pen, (across, 0, 0, down, 0, 0)))
        narrowed[name] = pen.glyph()
    for name, glyph in narrowed.items():
        font["glyf"][name] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (round(advance_to), getattr(glyph, "xMin", 0))
    out = io.BytesIO()
    font.save(out)
    out.seek(0)
    return ImageFont.truetype(out, height, layout_engine=ImageFont.Layout.BASIC)


def cell(face: ImageFont.FreeTypeFont, char: str, width: int, height: int) -> Image.Image:
    """One character in its cell."""
    drawing = Image.new("1", (width, height), 0)
    pen = ImageDraw.Draw(drawing)
    pen.fontmode = "1"
    if char in DRAWN:
        DRAWN[char](pen, width, height)
    else:
        shown = BORROWED.get(char, char)
        pen.text((0, BASELINES[height]), shown, font=face, fill=1, anchor="ls")
    if char in MIRRORED:
        return drawing.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    if char == "₩":  # a W with the bars of the yen
        pen.line((0, height // 3, width - 1, height // 3), fill=1)
        pen.line((0, height // 3 + 3, width - 1, height // 3 + 3), fill=1)
    return drawing


MIRRORED = "⌐"
BORROWED = {"⌐": "¬", "₩": "W", "∙": "•"}
"""Characters the face has not, by those whose outline serves."""
