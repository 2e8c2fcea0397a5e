"""What the inspector says: decoded in the language set, nothing secret in it."""

from __future__ import annotations

from datetime import datetime

import pytest

from countersign.tui.desk import Direction, EffectNote, HostNote, JournalNote, Note, SerialNote
from countersign.tui.notes import (
    MAX_DUMP_ROWS,
    NoteReader,
    dump_rows,
    entry_of,
    masked_hex,
    tab_of,
)
from terminal.language import Language
from tests.countersign.tui.fake_desk import sale_frames
from wire.framing import Frame

AT = datetime.fromisoformat("2026-03-02T12:03:07.120")
SALE, APPROVAL = sale_frames(1200, 123)
PAN, TRACK = "6212345678905678", "30122010000000000000"


def said(note: Note, language: Language = "en", *, bytes_too: bool = False) -> list[str]:
    reader = NoteReader()
    reader.take(0, note)
    return [
        "".join(words for words, _ in line) for line in reader.lines(0, note, language, bytes_too)
    ]


def test_a_message_is_named_and_decoded_in_both_languages() -> None:
    en = said(HostNote(AT, Direction.OUT, SALE), "en")
    zh = said(HostNote(AT, Direction.OUT, SALE), "zh")
    assert en[0].rstrip() == "12:03:07.120 ▶ 0200 sale #000123"
    assert zh[0].rstrip() == "12:03:07.120 ▶ 0200 消费 #000123"
    assert len(en) == len(zh)
    assert any("621234******5678" in line for line in en)


def test_an_answer_says_its_code_in_words_and_how_long_it_took() -> None:
    line = said(HostNote(AT, Direction.IN, APPROVAL, took_ms=68))[0]
    assert line == "12:03:07.120 ◀ 0210 sale 00 Approved #000123 68 ms"


def test_an_answer_nobody_waits_for_says_so() -> None:
    assert "ignored" in said(HostNote(AT, Direction.IN, APPROVAL, ignored=True))[0]


@pytest.mark.parametrize("bytes_too", [False, True])
def test_neither_fields_nor_bytes_show_card_or_track(bytes_too: bool) -> None:
    everything = "".join(said(HostNote(AT, Direction.OUT, SALE), bytes_too=bytes_too))
    bare = everything.replace(" ", "").replace("\n", "")
    assert PAN not in bare
    assert PAN[6:12] not in bare.replace("0000", "")
    assert TRACK not in bare


def test_the_bytes_show_everything_else() -> None:
    shown = masked_hex(HostNote(AT, Direction.OUT, SALE))
    true = SALE.encode().hex().upper()
    assert len(shown) == len(true)
    assert all(a in (b, "*") for a, b in zip(shown, true, strict=True))
    assert "621234******5678" in shown
    assert true.find(PAN) > 0, "the control: the card does stand in the bytes"


def test_bytes_that_make_no_message_are_shown_as_their_envelope_alone() -> None:
    garbage = Frame(SALE.tpdu, SALE.header, bytes(range(16, 80)))
    note = HostNote(AT, Direction.IN, garbage)
    assert "Not decodable" in said(note)[0]
    assert masked_hex(note).startswith(garbage.encode()[:13].hex().upper() + "**")
    assert "2021" not in masked_hex(note)


def test_printer_bytes_are_cut_into_commands_wherever_they_were_split() -> None:
    job = b"\x1b@" + "银联".encode("gbk") + b"\n\x1dV\x42\x00"
    reader = NoteReader()
    lines: list[str] = []
    for number, at in enumerate(range(0, len(job), 3)):
        note = SerialNote(AT, Direction.OUT, job[at : at + 3])
        reader.take(number, note)
        shown = reader.lines(number, note, "en", bytes_too=False)[1:]
        lines += ("".join(words for words, _ in line).split("  ")[1].strip() for line in shown)
    assert [line for line in lines if line.startswith(("ESC", "GS"))] == ["ESC @", "GS V"]
    assert "".join(line.strip("“”") for line in lines if "“" in line) == "银联"


def test_a_printers_answer_is_shown_as_bytes() -> None:
    assert said(SerialNote(AT, Direction.IN, b"\x12"))[1].split() == ["0000", "12"]


def test_a_long_dump_says_how_much_more_there_is() -> None:
    rows = list(dump_rows("AB" * (16 * MAX_DUMP_ROWS + 5)))
    assert len(rows) == MAX_DUMP_ROWS + 1
    assert rows[-1].strip() == "... +5"


def test_a_journal_record_and_an_effect_are_one_line_and_their_facts() -> None:
    record = JournalNote(AT, 7, "Approved", "000007-000123", (("code", "00"),))
    assert said(record) == ["12:03:07.120 #7 Approved 000007-000123", "  code 00"]
    effect = EffectNote(AT, "Exchange", "0200", "0210")
    assert said(effect) == ["12:03:07.120 Exchange 0200 → 0210"]


def test_a_note_knows_its_tab_and_its_transaction() -> None:
    host = HostNote(AT, Direction.OUT, SALE)
    record = JournalNote(AT, 1, "Approved", "000007-000123")
    assert entry_of(host) == entry_of(record) == "000007-000123"
    assert entry_of(EffectNote(AT, "Now")) == ""
    serial = SerialNote(AT, Direction.OUT, b"")
    assert [tab_of(note) for note in (host, serial, record, EffectNote(AT, "Now"))] == [
        "host",
        "serial",
        "journal",
        "effects",
    ]
