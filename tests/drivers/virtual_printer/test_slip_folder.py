"""Every slip has its four files, and one that cannot be written does not stop the next."""

from __future__ import annotations

from pathlib import Path

from drivers.virtual_printer.slip_folder import KINDS, SlipFolder
from tests.drivers.virtual_printer.bench import printed


def test_slips_are_numbered_on_from_an_earlier_run(tmp_path: Path) -> None:
    for text in (b"ONE\n", b"TWO\n"):
        folder = SlipFolder(tmp_path / "paper")
        folder.put(printed(text))
        folder.close()
    assert sorted(file.name for file in folder.folder.iterdir()) == sorted(
        f"slip-{number:06d}{kind}" for number in (1, 2) for kind in KINDS
    )
    assert (folder.folder / "slip-000002.txt").read_text() == "TWO\n"
    assert (folder.folder / "slip-000002.bin").read_bytes() == b"TWO\n"
    assert (folder.folder / "slip-000002.pdf").read_bytes().startswith(b"%PDF")
    assert folder.error is None


def test_a_slip_that_cannot_be_written_is_told_and_the_next_one_is_written(tmp_path: Path) -> None:
    folder = SlipFolder(tmp_path)
    (tmp_path / "slip-000001.txt").mkdir()
    for text in (b"ONE\n", b"TWO\n"):
        folder.put(printed(text))
    folder.close()
    assert isinstance(folder.error, IsADirectoryError)
    assert (tmp_path / "slip-000002.txt").read_text() == "TWO\n"
