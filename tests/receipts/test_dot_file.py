"""A dot file gives back the blocks that were packed into it."""

from __future__ import annotations

from pathlib import Path

import pytest

from receipts import dot_file
from receipts.dot_file import DotFile, cut, packed


def test_each_block_comes_back_whichever_is_asked_for_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts" / "x.dots").write_bytes(packed([b"first" * 50, b"", b"third"]))
    monkeypatch.setattr(dot_file, "__file__", str(tmp_path / "dot_file.py"))
    file = DotFile("x.dots")
    assert [file.block(number) for number in (2, 0, 1)] == [b"third", b"first" * 50, b""]


def test_a_cell_of_half_bytes_is_cut_to_its_width() -> None:
    assert cut(b"\0\0\x12\x30\xff\xf0", 2, width=12, height=2) == (0x123, 0xFFF)
