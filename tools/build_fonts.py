"""Make the receipt fonts of this repository from Debian's package fonts-wqy-microhei.

Four files come out, all in receipts/fonts/ and reproducible byte for byte:

* slip.ttf   the characters of GBK and ASCII, for PDF. Whole GBK rather than GB2312, although it is
             3.0 MB against 1.2: names of merchants and of their owners use it (瑄, 镕, 喆), and a
             name printed with a hole is a wrong slip. ASCII is narrowed to half an em, so that the
             PDF keeps the columns of the paper.
* slip24.dots  the same face baked for a 203 dpi print head: 24x24 Hanzi, 12x24 ASCII. The format is
             described in receipts/dot_file.py.
* slip16.dots  the Hanzi of GB2312 in 16x16 dots, for small print.
* narrow.dots  Latin, Greek, Cyrillic, katakana and rules in the narrow cells of fonts A, B and C;
             see tools/narrow_fonts.py.

Usage: python -m tools.build_fonts [/path/to/wqy-microhei.ttc]
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from PIL import Image, ImageDraw, ImageFont

from receipts.dot_file import packed
from tools import narrow_fonts
from tools.drawn_cells import DRAWN

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
SMALL_CELL = 16
SMALL_BASELINE = 14


def main(source: Path = SOURCE) -> None:
    os.environ["SOURCE_DATE_EPOCH"] = "0"  # fontTools stamps `head.modified` with it
    outlines = subset(source)
    (TARGET / "slip.ttf").write_bytes(outlines)
    (TARGET / "slip24.dots").write_bytes(packed(bake(outlines)))
    (TARGET / "slip16.dots").write_bytes(packed(bake_small(outlines)))
    (TARGET / "narrow.dots").write_bytes(packed(narrow_fonts.blocks(source, MONO_FACE)))
    for file in [*sorted(TARGET.glob("slip*")), TARGET / "narrow.dots"]:
        print(f"{file.name} {file.stat().st_size:,} bytes")
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


def bake(outlines: bytes) -> list[bytes]:
    """The blocks of slip24.dots: ASCII, then one a lead byte."""
    face = opened(outlines, CELL)
    known = characters(outlines)
    blocks = [b"".join(dots(face, char, CELL // 2, ANK_BASELINE) for char in ASCII)]
    for lead in LEADS:
        chars = (decoded(lead, trail) for trail in TRAILS)
        cells = (c if c in known or not c else MISSING for c in chars)
        blocks.append(b"".join(dots(face, char, CELL, BASELINE) for char in cells))
    return blocks


def bake_small(outlines: bytes) -> list[bytes]:
    """The blocks of slip16.dots: no ASCII, then one a lead byte, empty where GB2312 has none."""
    face = opened(outlines, SMALL_CELL)
    blocks = [b""]
    for lead in LEADS:
        chars = [decoded(lead, trail) for trail in TRAILS]
        cells = [char if in_gb2312(lead, char) else MISSING for char in chars]
        has_any = any(char != MISSING for char in cells)
        drawn = (dots(face, char, SMALL_CELL, SMALL_BASELINE) for char in cells if has_any)
        blocks.append(b"".join(drawn))
    return blocks


def in_gb2312(lead: int, char: str) -> bool:
    """Whether the code is one of GB2312, which is GBK's area from A1A1 on."""
    try:
        return char.encode("gb2312")[:1] == bytes((lead,))
    except UnicodeEncodeError:
        return char in "·—" and lead == 0xA1  # Python's codec has others there


def opened(outlines: bytes, rows: int = CELL) -> ImageFont.FreeTypeFont:
    basic = ImageFont.Layout.BASIC  # one glyph a cell: no shaping library, no difference by machine
    return ImageFont.truetype(io.BytesIO(outlines), rows, layout_engine=basic)


def dots(face: ImageFont.FreeTypeFont, char: str, width: int, baseline: int) -> bytes:
    """One cell, rows of whole bytes; hinted black and white, which keeps strokes one width."""
    rows = int(face.size)
    cell = Image.new("1", (width, rows), 0)
    pen = ImageDraw.Draw(cell)
    pen.fontmode = "1"
    if char in DRAWN and "\u2500" <= char <= "\u2595":  # rules and blocks, which have to join
        DRAWN[char](pen, width, rows)
    elif char:
        pen.text((0, baseline), char, font=face, fill=1, anchor="ls")
    return cell.tobytes()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:2]))
