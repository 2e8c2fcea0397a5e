"""A profile file that cannot be is refused by a sentence with its name and the wrong field."""

from __future__ import annotations

from pathlib import Path

import pytest

from drivers import printer_profiles
from drivers.printer_profiles.profile import EPSON_CODE_PAGES, BusyWhen, Flow, Hanzi
from drivers.printer_profiles.reading import BadProfileError, read

LEAST = {
    "title": '"T"',
    "paper_mm": "58",
    "answers": "true",
    "receive_buffer_bytes": "4096",
    "speed_mm_s": "90",
}


def written(folder: Path, **fields: str) -> Path:
    file = folder / "mine.toml"
    lines = [f"{name} = {value}\n" for name, value in (LEAST | fields).items() if value]
    file.write_text("".join(lines), "utf-8")
    return file


def test_a_profile_that_says_only_what_it_must_is_the_commonest_printer(tmp_path: Path) -> None:
    profile = read(written(tmp_path))
    assert (profile.name, profile.model, profile.fonts) == ("mine", "mine", {"A": 32, "B": 42})
    assert (profile.hanzi, profile.hanzi_at_power_on, profile.cutter) == (Hanzi.GBK, True, True)
    assert profile.code_pages == EPSON_CODE_PAGES


def test_a_profile_of_a_windows_editor_reads_as_any_other(tmp_path: Path) -> None:
    file = written(tmp_path)
    plain = read(file)
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    assert read(file) == plain


def test_every_kind_of_field_is_read(tmp_path: Path) -> None:
    profile = read(
        written(
            tmp_path,
            flow='"dtrdsr"',
            busy_when='"full"',
            code_pages="{0 = 'cp850', 255 = 'cp437'}",
            fonts="{B = 40, C = 64}",
            lacks="['FS SO']",
        )
    )
    assert (profile.flow, profile.busy_when) == (Flow.DTRDSR, BusyWhen.FULL)
    assert profile.code_pages == {0: "cp850", 255: "cp437"}
    assert profile.fonts == {"A": 32, "B": 40, "C": 64}
    assert not profile.knows("FS SO")


@pytest.mark.parametrize(
    ("field", "value", "why"),
    [
        ("title", "5", "write a text"),
        ("title", '"标题"', "write a text of ASCII"),
        ("answers", '"yes"', "write true or false"),
        ("receive_buffer_bytes", "0", "from 1 to"),
        ("speed_mm_s", "true", "write a whole number"),
        ("paper_mm", "76", "write one of 58, 80"),
        ("flow", '"dtr"', "write one of none, xonxoff, rtscts, dtrdsr"),
        ("hanzi", '"big5"', "write one of gbk, gb18030, gb2312, none"),
        ("fonts", "{D = 4}", "write columns by font"),
        ("fonts", "{A = 0}", "from 1 to 255"),
        ("code_pages", "5", "write codecs by number"),
        ("code_pages", "{256 = 'cp437'}", "'256' is no n of ESC t"),
        ("code_pages", "{1 = 'katakana'}", "page 1: Python has no codec 'katakana'"),
        ("lacks", "'FS SO'", "write a list of commands"),
        ("colour", "2", "there is no field 'colour'; there are: answers"),
        ("ready_at_free_bytes", "16", "busy_at_free_bytes .16. < ready_at_free_bytes .16."),
        ("answers", "", "missing: answers"),
        ("paper_mm", "", "missing: paper_mm"),
        ("title", "=", "no TOML"),
    ],
)
def test_what_cannot_be_is_named(tmp_path: Path, field: str, value: str, why: str) -> None:
    with pytest.raises(BadProfileError, match=f"mine.toml: .*{why}"):
        read(written(tmp_path, **{field: value}))


def test_a_file_that_is_not_there_is_named_too(tmp_path: Path) -> None:
    with pytest.raises(BadProfileError, match=r"mine\.toml: cannot be read: No such file"):
        printer_profiles.load(str(tmp_path / "mine.toml"))
