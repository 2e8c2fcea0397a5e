"""Type cases: the glyphs of one look, cut when first asked for, and the lines set with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from drivers.virtual_printer.characters import CodeSet, Span, read
from drivers.virtual_printer.glyphs import Glyph, Scale, cut_glyph
from drivers.virtual_printer.look import Look
from drivers.virtual_printer.run import Run
from receipts.dot_file import Rows
from receipts.dots import GETA, hanzi, small_hanzi
from receipts.narrow_dots import narrow

MAX_CASES = 16
"""Looks kept at the same time; a slip has about six, and each may hold what the next two say."""

MAX_GLYPH_BYTES = 2 << 20
"""Glyphs kept of one look and way of reading: 1,700 at normal size, more than slips have."""

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
        self._finish = {True: look.narrow(), False: look.wide()}
        self._bold = look.heavy and not look.reverse
        self._run_bytes = 0
        self._narrow = _Glyphs(self._cut_narrow)
        self._mixed = _Glyphs(self._cut_mixed)

    def run(self, characters: bytes, last: bool = False) -> Run:
        """The characters side by side; with `last`, half a character is not waited for."""
        spans, rest = read(characters, self._codes, last)
        glyphs: list[Glyph] = []
        for part, is_narrow in spans:
            glyphs += map((self._narrow if is_narrow else self._mixed).__getitem__, part)
        text = _OWN.sub(GETA, "".join([span.text for span in spans]))
        run = Run(text, glyphs, self._paper_dots, self._scale(spans), self._bold, rest)
        if run.width <= self._paper_dots and not last:
            self._keep(characters, run)
        return run

    def _scale(self, spans: list[Span]) -> Scale:
        """How large the run is: as its largest characters."""
        narrow, wide = self._finish[True].scale, self._finish[False].scale
        if narrow == wide:
            return narrow
        kinds = {span.narrow or char < "\x80" for span in spans for char in span.text}
        if len(kinds) < 2:
            return wide if False in kinds else narrow
        return Scale(max(narrow.across, wide.across), max(narrow.down, wide.down))

    def _keep(self, characters: bytes, run: Run) -> None:
        """Remember the run: its dots, and rows for two places."""
        self._run_bytes += len(characters) + 3 * run.height * self._paper_dots // 8
        if self._run_bytes > MAX_RUN_BYTES:
            self.runs.clear()
            self._run_bytes = 0
        self.runs[characters] = run

    def _cut_mixed(self, char: str) -> Glyph:
        return self._cut_narrow(char) if char < "\x80" else self._cut_wide(char)

    def _cut_narrow(self, char: str) -> Glyph:
        width, height = self._cell
        rows = self._own.get((True, char)) or narrow(char, width, height)
        return cut_glyph(rows, width, self._finish[True], self._paper_dots)

    def _cut_wide(self, char: str) -> Glyph:
        shown = GETA if _OWN.match(char) else char
        in_rom = small_hanzi if self._small_hanzi else hanzi
        rows = self._own.get((False, char)) or in_rom(shown)
        return cut_glyph(rows, len(rows), self._finish[False], self._paper_dots)


class _Glyphs(dict[str, Glyph]):
    """Glyphs by their characters, cut when they are first looked up."""

    def __init__(self, cut: Callable[[str], Glyph]) -> None:
        super().__init__()
        self._cut = cut
        self._bytes = 0

    def __missing__(self, char: str) -> Glyph:
        glyph = self._cut(char)
        self._bytes += (glyph.dots.bit_length() + 7) // 8
        if self._bytes > MAX_GLYPH_BYTES:
            self.clear()
            self._bytes = 0
        self[char] = glyph
        return glyph


@lru_cache(MAX_CASES)
def type_case(paper_dots: int, codes: CodeSet, look_key: tuple[Any, ...]) -> TypeCase:
    """The case all printers of this process share for a look without users' own characters."""
    return TypeCase(paper_dots, codes, Look(*look_key))
