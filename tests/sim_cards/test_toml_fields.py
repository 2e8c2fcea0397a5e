"""TOML files that are none: what is wrong, where, and what to do, without the file's own words."""

from pathlib import Path

import pytest

from sim_cards.toml_fields import MAX_FILE_BYTES, CardFileError, Fields


def written(folder: Path, content: bytes) -> Path:
    file = folder / "trial.toml"
    file.write_bytes(content)
    return file


BROKEN = [
    (b"pan = 40000x\n", "not readable as TOML: the mistake is at line 1, column"),
    (b'pan = "4000000000000010\n', "not readable as TOML: the mistake is at"),
    (b"[track1\n", "not readable as TOML: the mistake is at line 1, column 8; correct it there"),
    (b'title = "\xff"\n', "byte 9 is not UTF-8; save the file as UTF-8"),
    (b"#" * (MAX_FILE_BYTES + 1), f"larger than {MAX_FILE_BYTES} bytes"),
]


@pytest.mark.parametrize(("content", "sentence"), BROKEN, ids=[row[1] for row in BROKEN])
def test_a_broken_file_is_answered_with_the_place(
    tmp_path: Path, content: bytes, sentence: str
) -> None:
    with pytest.raises(CardFileError, match=f"^trial.toml: {sentence}") as raised:
        Fields.of_file(written(tmp_path, content))
    assert "4000" not in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CardFileError, match=r"gone.toml: cannot be opened: no such file"):
        Fields.of_file(tmp_path / "gone.toml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(CardFileError, match="cannot be opened: is a directory"):
        Fields.of_file(tmp_path)


def test_a_field_nobody_asked_for_is_refused_with_the_ones_there_are() -> None:
    fields = Fields("trial.toml", {"a": "1", "b": "2"})
    fields.text("a", ".", "one character")
    with pytest.raises(
        CardFileError, match=r"b: is not a field; remove it, or spell it as one of: a$"
    ):
        fields.finish()


def test_a_missing_field_may_have_a_default() -> None:
    assert Fields("trial.toml", {}).text("pin", "|x", "nothing or x", default="") == ""


def test_a_sub_table_is_named_in_full() -> None:
    table = Fields("trial.toml", {"track1": {"length": 3}}).table("track1")
    assert table is not None
    with pytest.raises(CardFileError, match=r"track1\.length: must be a text in quotes") as raised:
        table.text("length", ".", "one character")
    assert (raised.value.file, raised.value.where) == ("trial.toml", "track1.length")


def test_a_value_where_a_table_belongs_is_refused() -> None:
    with pytest.raises(CardFileError, match=r"track1: must be a table: a line \[track1\]"):
        Fields("trial.toml", {"track1": 3}).table("track1")


def test_an_absent_table_is_none() -> None:
    assert Fields("trial.toml", {}).table("track1") is None


def test_a_list_keeps_its_order_and_its_repetitions() -> None:
    fields = Fields("trial.toml", {"readings": ["b", "a", "b"]})
    assert fields.items("readings", ("a", "b")) == ("b", "a", "b")
