"""Make the receipt fonts of this repository from Debian's package fonts-wqy-microhei.

Two files come out, both in receipts/fonts/ and both reproducible byte for byte:

* slip.ttf   the characters of GBK and ASCII, for PDF. Whole GBK rather than GB2312, although it is
             3.0 MB against 1.2: names of merchants and of their owners use it (瑄, 镕, 喆), and a
             name printed with a hole is a wrong slip. ASCII is narrowed to half an em, so that the
             PDF keeps the columns of the paper.
* slip24.dots  the same face baked for a 203 dpi print head: 24x24 Hanzi, 12x24 ASCII. The format is
             described in receipts/dots.py, which reads it.

Usage: python tools/build_fonts.py [/path/to/wqy-microhei.ttc]
"""

from __future__ import annotations

import io
import lzma
import os
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

SOURCE = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
TARGET = Path(__file__).resolve().parent.parent / "receipts" / "fonts"
FACE_NAME = "Countersign Slip"
MONO_FACE = 1  # the second face of the collection: its ASCII has one width

ASCII = "".join(map(chr, range(0x20, 0x7F)))
LEADS = range(0x81, 0xFF)
TRAILS = range(0x40, 0xFF)
MISSING = "〓"  # the printers' own mark for a character they have not

CELL = 24
BASELINE = 21  # of 24 rows: the ideographs fill the cell, the descenders of ASCII end on row 24
ANK_BASELINE = 19
MAGIC = b"SLIPDOTS"
# No stream header: the reader names the same filter.
LZMA_FILTER = ({"id": lzma.FILTER_LZMA2, "preset": 9 | lzma.PRESET_EXTREME, "dict_size": 1 << 16},)


def main(source: Path = SOURCE) -> None:
    os.environ["SOURCE_DATE_EPOCH"] = "0"  # fontTools stamps `head.modified` with it
    outlines = subset(source)
    (TARGET / "slip.ttf").write_bytes(outlines)
    dots = bake(outlines)
    (TARGET / "slip24.dots").write_bytes(dots)
    print(f"slip.ttf {len(outlines):,} bytes, slip24.dots {len(dots):,} bytes")
    print("GBK without a glyph:", "".join(sorted(set(gbk()) - characters(outlines))))


def gbk() -> Iterator[str]:
    """Every character of the double bytes of GB 18030, that is GBK, in code order."""
    for lead in LEADS:
        for trail in TRAILS:
            char = decoded(lead, trail)
            if char:
                yield char


def decoded(lead: int, trail: int) -> str:
    """The character of one code, or "" where none is assigned (the user-defined areas)."""
    try:
        char = bytes((lead, trail)).decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "" if "\ue000" <= char <= "\uf8ff" else char


# --- outlines


def subset(source: Path) -> bytes:
    """The TrueType file: GBK and ASCII, no hinting, no layout tables, ASCII half an em wide."""
    font = TTFont(source, fontNumber=MONO_FACE, recalcTimestamp=False)
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6]
    options.drop_tables += ["FFTM", "GDEF", "GPOS", "GSUB", "vhea", "vmtx", "gasp"]
    options.notdef_outline = True
    cutter = Subsetter(options)
    cutter.populate(text=ASCII + "¥" + "".join(gbk()))
    cutter.subset(font)
    narrow(font)
    rename(font)
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def narrow(font: TTFont) -> None:
    """Squeeze ASCII from 0.6 em to half an em: two of them stand under one Hanzi."""
    glyphs, names = font.getGlyphSet(), font.getBestCmap()
    half_em = font["head"].unitsPerEm // 2
    squeezed = {}
    for name in {names[ord(char)] for char in ASCII + "¥"}:
        advance = font["hmtx"][name][0]
        shape = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(shape)
        pen = TTGlyphPen(None)
        shape.replay(TransformPen(pen, (half_em / advance, 0, 0, 1, 0, 0)))
        squeezed[name] = pen.glyph()
    for name, glyph in squeezed.items():
        font["glyf"][name] = glyph
        glyph.recalcBounds(font["glyf"])
        font["hmtx"][name] = (half_em, getattr(glyph, "xMin", 0))


def rename(font: TTFont) -> None:
    """A changed font gets a name of its own; the copyright line stays."""
    table = font["name"]
    for identifier, text in {
        1: FACE_NAME,
        3: f"{FACE_NAME}: subset of WenQuanYi Micro Hei Mono",
        4: FACE_NAME,
        6: FACE_NAME.replace(" ", ""),
        13: "Apache License 2.0; see LICENSE and NOTICE beside this file",
    }.items():
        table.removeNames(nameID=identifier)
        table.setName(text, identifier, 3, 1, 0x409)


def characters(outlines: bytes) -> set[str]:
    return {chr(code) for code in TTFont(io.BytesIO(outlines)).getBestCmap()}


# --- dots


def bake(outlines: bytes) -> bytes:
    """The dot file: magic, 128 offsets, 127 packed blocks (ASCII, then one a lead byte)."""
    face = opened(outlines)
    known = characters(outlines)
    blocks = [b"".join(dots(face, char, CELL // 2, ANK_BASELINE) for char in ASCII)]
    for lead in LEADS:
        chars = (decoded(lead, trail) for trail in TRAILS)
        cells = (c if c in known or not c else MISSING for c in chars)
        blocks.append(b"".join(dots(face, char, CELL, BASELINE) for char in cells))
    packed = [lzma.compress(b, lzma.FORMAT_RAW, filters=LZMA_FILTER) for b in blocks]
    offsets = [len(MAGIC) + 4 * (len(packed) + 1)]
    for block in packed:
        offsets.append(offsets[-1] + len(block))
    return MAGIC + struct.pack(f">{len(offsets)}I", *offsets) + b"".join(packed)


def opened(outlines: bytes) -> ImageFont.FreeTypeFont:
    basic = ImageFont.Layout.BASIC  # one glyph a cell: no shaping library, no difference by machine
    return ImageFont.truetype(io.BytesIO(outlines), CELL, layout_engine=basic)


def dots(face: ImageFont.FreeTypeFont, char: str, width: int, baseline: int) -> bytes:
    """One cell, rows of whole bytes; hinted black and white, which keeps strokes one width."""
    cell = Image.new("1", (width, CELL), 0)
    pen = ImageDraw.Draw(cell)
    pen.fontmode = "1"
    if char:
        pen.text((0, baseline), char, font=face, fill=1, anchor="ls")
    return cell.tobytes()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
