"""The page says all that resign.md asks for, in Chinese and English."""

from __future__ import annotations

from pathlib import Path

from countersign.evidence.dossier import Sources, gather
from countersign.evidence.page import page
from countersign.state import StateFolder
from receipts.sheet import Heading, Sheet, Table, Verbatim
from tests.countersign.evidence.desks import NOW, desk, forgotten


def a_page(folder: StateFolder) -> Sheet:
    return page(gather(Sources(folder, folder.bank_url, folder.bank_key), "last", NOW))


def words(sheet: Sheet) -> str:
    """Everything in its tables and texts."""
    cells = [
        cell for part in sheet.parts if isinstance(part, Table) for row in part.rows for cell in row
    ]
    return "\n".join([*cells, *(p.text for p in sheet.parts if isinstance(p, Verbatim))])


def test_the_ten_chapters_are_there_in_order(tmp_path: Path) -> None:
    headings = [p.words for p in a_page(desk(tmp_path)).parts if isinstance(p, Heading)]
    assert [each.zh[0] for each in headings] == list("一二三四五六七八九十")
    assert [each.en.split(".")[0] for each in headings] == [str(n) for n in range(1, 11)]


def test_both_times_of_both_sides_and_the_delay_are_told(tmp_path: Path) -> None:
    [times] = [
        part.rows
        for part in a_page(desk(tmp_path)).parts
        if isinstance(part, Table) and part.heads[1].en == "Terminal's clock"
    ]
    assert times[0] == ("交易 Sale", "2026-03-02 09:00:00", "2026-03-02 09:00:00")
    assert times[1][1:] == ("2026-03-02 09:02:43", "2026-03-02 09:02:43")
    assert times[2][1] == "163 秒 s"


def test_every_attempt_is_told_the_forgotten_one_too(tmp_path: Path) -> None:
    said = words(a_page(desk(tmp_path)))
    assert "无人签名 walked away" in said
    assert "TERMINAL_LAST\n终端: 上一笔 terminal, last sale\n已签名 signed" in said


def test_digests_statement_and_chains_are_there(tmp_path: Path) -> None:
    folder = desk(tmp_path)
    found = gather(Sources(folder, folder.bank_url, folder.bank_key), "last", NOW)
    said = words(page(found))
    assert not isinstance(found.journal, str)
    for needed in ("countersign signature statement 1", "openssl pkeyutl -verify", "Uploaded"):
        assert needed in said
    assert "SIGNATURE_ACCEPTED" in said


def test_a_side_that_is_missing_leaves_its_chapters_out(tmp_path: Path) -> None:
    folder = desk(tmp_path, forgotten)
    folder.bank.unlink()
    headings = [p.words.zh[0] for p in a_page(folder).parts if isinstance(p, Heading)]
    assert headings == list("一二三四五七八十")
