"""Bytes are read as the code set says, and nothing that is no character swallows what follows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.printer_profiles.profile import EPSON_CODE_PAGES, Hanzi
from drivers.virtual_printer.characters import CodeSet, Span, read
from drivers.virtual_printer.code_pages import page

GBK = CodeSet(page("cp437"), Hanzi.GBK, utf8=False)
GB18030 = GBK._replace(hanzi=Hanzi.GB18030)
GB2312 = GBK._replace(hanzi=Hanzi.GB2312)
WESTERN = GBK._replace(hanzi=Hanzi.NONE)
UTF8 = GBK._replace(utf8=True)


def text(characters: bytes, codes: CodeSet) -> str:
    return "".join(span.text for span in read(characters, codes, last=True)[0])


def test_gbk_is_read_at_once_and_by_pieces_where_it_is_broken() -> None:
    assert read("签A1单".encode("gbk"), GBK) == ([Span("签A1单", False)], b"")
    assert read("签A".encode("gbk") + b"\xff", GBK) == (
        [Span("签", False), Span("A", True), Span("?", True)],
        b"",
    )


@pytest.mark.parametrize("codec", sorted(EPSON_CODE_PAGES.values()))
def test_every_byte_of_a_page_is_its_narrow_character(codec: str) -> None:
    codes = WESTERN._replace(page=page(codec))
    assert read(bytes(range(0x20, 0x100)), codes) == ([Span(page(codec)[0x20:], True)], b"")


@pytest.mark.parametrize(
    ("data", "codes", "expected"),
    [
        (b"\xc7\x31\x32", GBK, "?12"),
        (b"\xc7", GBK, "?"),
        (b"\xff\x80\x7f", GBK, "???"),
        (b"\x80A", GBK, "?A"),
        (b"\x81\x30\x84\x36", GBK, "?0?6"),
        (b"\x81\x30\x84\x36", GB18030, "\xa5"),
        (b"\x81\x30\x84", GB18030, "?0?"),
        (b"\x81\x30", GB18030, "?0"),
        (b"\x81\x30A", GB18030, "?0A"),
        (b"\x81\x40A", GB2312, "?@A"),
        (b"\xc7\x40", GB2312, "?@"),
        (b"\x84\x32\xa5\x30A", GB18030, "〓A"),
    ],
)
def test_what_is_no_hanzi_is_a_question_mark_and_the_rest_is_read(
    data: bytes, codes: CodeSet, expected: str
) -> None:
    assert text(data, codes) == expected


@pytest.mark.parametrize(
    ("data", "codes", "rest"),
    [
        (b"A\xc7", GBK, b"\xc7"),
        (b"A\xc7\xa9\xb9", GBK, b"\xb9"),
        (b"\x81\x30\x84", GB18030, b"\x81\x30\x84"),
        (b"\xc7", GB2312, b"\xc7"),
        (b"\x90", GB2312, b""),
        ("é签".encode()[:-1], UTF8, "签".encode()[:-1]),
    ],
)
def test_the_beginning_of_a_character_waits_for_its_end(
    data: bytes, codes: CodeSet, rest: bytes
) -> None:
    assert read(data, codes)[1] == rest


@pytest.mark.parametrize("codes", [GBK, GB18030])
@given(
    st.text(st.characters(codec="gbk", min_codepoint=0x20, exclude_characters="\x7f"), max_size=20)
)
def test_what_gbk_can_write_reads_back(codes: CodeSet, written: str) -> None:
    assert text(written.encode("gbk"), codes) == written


@pytest.mark.parametrize("codes", [GBK, GB18030, GB2312, WESTERN, UTF8])
@given(st.binary(max_size=20).map(lambda data: data.translate(None, bytes(range(0x20)))))
def test_any_bytes_are_read_whole_however_they_come(codes: CodeSet, data: bytes) -> None:
    found, waits = "", b""
    for byte in data:
        spans, waits = read(waits + bytes([byte]), codes)
        assert len(waits) <= 3
        found += "".join(span.text for span in spans)
    found += text(waits, codes)
    assert found == text(data, codes)


def test_national_characters_stand_among_hanzi() -> None:
    china = GBK._replace(page=page("cp437", 15))
    assert read("签$5".encode("gbk"), china)[0] == [Span("签", False), Span("¥5", True)]


def test_utf8_has_wide_and_narrow_characters_and_drops_what_takes_no_cell() -> None:
    assert read("A签é\u200b¥Ж".encode(), UTF8)[0] == [
        Span("A", True),
        Span("签", False),
        Span("é¥Ж", True),
    ]
    assert text(b"A\xff\xc3(B", UTF8) == "A??(B"
