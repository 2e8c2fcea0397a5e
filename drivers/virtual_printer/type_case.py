"""Type cases: the glyphs of one look, cut when first asked for, and the lines set with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from drivers.virtual_printer.characters import CodeSet, read
from drivers.virtual_printer.glyphs import Glyph, Scale, cut_glyph
from drivers.virtual_printer.look import Look
from drivers.virtual_printer.run import Run
from receipts.dot_file import Rows
from receipts.dots import GETA, hanzi, small_hanzi
from receipts.narrow_dots import narrow

MAX_CASES = 16
"""Looks kept at the same time; a slip has about six, and each may hold what the next two say."""

MAX_GLYPH_BYTES = 2 << 20
"""Glyphs kept of one look: 1,700 Hanzi at normal size, more than a shop's slips have."""

MAX_RUN_BYTES = 1 << 20
"""Lines kept of one look: 300 at normal size. Most of a slip's lines stand on every slip."""

_OWN = re.compile("[\ue000-\uf8ff]")
"""Codes that are for users' own Hanzi: what they show is not known."""

Own = Mapping[tuple[bool, str], Rows]
"""Users' own characters by `Span.narrow` and the character they stand in for."""


class TypeCase:
    """`runs` holds the lines so far by their bytes; `run` puts one together."""

    def __init__(self, paper_dots: int, codes: CodeSet, look: Look, own: Own | None = None) -> None:
        self.runs: dict[bytes, Run] = {}
        self._paper_dots = paper_dots
        self._codes = codes
        self._own = own or {}
        self._cell, self._small_hanzi = look.cell, look.small_hanzi
        self._narrow, self._wide = look.narrow(), look.wide()
        self._bold = look.heavy and not look.reverse
        self._glyphs: dict[tuple[bool, str], Glyph] = {}
        self._run_bytes = self._glyph_bytes = 0

    def run(self, characters: bytes, last: bool = False) -> Run:
        """The characters side by side; with `last`, half a character is not waited for."""
        spans, rest = read(characters, self._codes, last)
        cells = [(span.narrow or char < "\x80", char) for span in spans for char in span.text]
        run = Run(
            _OWN.sub(GETA, "".join([char for _, char in cells])),
            tuple([self._glyphs.get(cell) or self._cut(cell) for cell in cells]),
            self._paper_dots,
            self._scale(any(narrow for narrow, _ in cells), any(not narrow for narrow, _ in cells)),
            self._bold,
            rest,
        )
        if run.width <= self._paper_dots and not last:
            self._keep(characters, run)
        return run

    def _scale(self, has_narrow: bool, has_wide: bool) -> Scale:
        """How large the run is: as its largest characters."""
        narrow, wide = self._narrow.scale, self._wide.scale
        if not (has_narrow and has_wide):
            return wide if has_wide else narrow
        return Scale(max(narrow.across, wide.across), max(narrow.down, wide.down))

    def _keep(self, characters: bytes, run: Run) -> None:
        """Remember the run: its dots, and rows for two places."""
        self._run_bytes += len(characters) + 3 * run.height * self._paper_dots // 8
        if self._run_bytes > MAX_RUN_BYTES:
            self.runs.clear()
            self._run_bytes = 0
        self.runs[characters] = run

    def _cut(self, cell: tuple[bool, str]) -> Glyph:
        is_narrow, char = cell
        width, height = self._cell
        rows = self._own.get(cell)
        if is_narrow:
            rows = rows or narrow(char, width, height)
        else:
            shown = GETA if _OWN.match(char) else char
            rows = rows or (small_hanzi(shown) if self._small_hanzi else hanzi(shown))
            width = len(rows)
        finish = self._narrow if is_narrow else self._wide
        glyph = cut_glyph(rows, width, finish, self._paper_dots)
        self._glyph_bytes += glyph.height * self._paper_dots // 8
        if self._glyph_bytes > MAX_GLYPH_BYTES:
            self._glyphs.clear()
            self._glyph_bytes = 0
        self._glyphs[cell] = glyph
        return glyph


@lru_cache(MAX_CASES)
def type_case(paper_dots: int, codes: CodeSet, look_key: tuple[Any, ...]) -> TypeCase:
    """The case all printers of this process share for a look without users' own characters."""
    return TypeCase(paper_dots, codes, Look(*look_key))
