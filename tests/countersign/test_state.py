"""The state folder: where it is by default, what lies in it, and keys that stay."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from acquirer.store import SqlStore
from countersign.state import KEY_BYTES, StateError, StateFolder, default_state, found_key, kept_key

KEY = bytes(range(KEY_BYTES))


def test_state_lives_in_the_users_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", "/somewhere/data")
    assert default_state() == Path("/somewhere/data/countersign")


def test_no_two_files_of_the_folder_share_a_name(tmp_path: Path) -> None:
    folder = StateFolder(tmp_path)
    files = [
        folder.journal,
        folder.secure_element,
        folder.secure_element.with_suffix(".key"),
        folder.bank,
        folder.bank_key,
        folder.slips,
        folder.traces,
        folder.training,
        folder.lock,
    ]
    assert {file.parent for file in files} == {tmp_path}
    assert len(set(files)) == len(files)


def test_the_bank_opens_at_its_address(tmp_path: Path) -> None:
    folder = StateFolder(tmp_path / "with a blank")
    SqlStore.open(folder.bank_url).close()
    assert folder.bank.is_file()


def test_a_key_once_kept_stays_and_is_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "bank.key"
    assert kept_key(path, KEY) == KEY
    assert kept_key(path, bytes(KEY_BYTES)) == KEY
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@pytest.mark.parametrize("content", [b"", b"no hex", b"abcd\n", b"\xff\xfe"])
def test_a_file_that_holds_no_key_is_refused_and_left_as_it_is(
    tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "bank.key"
    path.write_bytes(content)
    with pytest.raises(StateError, match="holds no key"):
        kept_key(path, KEY)
    assert path.read_bytes() == content


def test_a_place_that_cannot_be_used_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StateError, match="file"):
        kept_key(tmp_path / "file" / "bank.key", KEY)


def test_a_key_that_must_be_there_is_found_and_never_made(tmp_path: Path) -> None:
    path = tmp_path / "bank.key"
    with pytest.raises(StateError, match="is missing"):
        found_key(path)
    assert not path.exists()
    kept_key(path, KEY)
    assert found_key(path) == KEY
