"""Who has a device open is named, if the system lets us see it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from drivers.transport.holders import Holder, holders, in_use


def test_the_program_that_has_it_open_is_named(tmp_path: Path) -> None:
    device = tmp_path / "ttyUSB0"
    device.write_bytes(b"")
    link = tmp_path / "printer"
    link.symlink_to(device)
    code = f"import sys; f = open({str(device)!r}); print('open', flush=True); sys.stdin.read()"
    with subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        (holder,) = holders(str(link))
        assert holder.pid == other.pid
        assert in_use(str(link)) == f"{link} is in use by {holder}: end that program"
        other.communicate()


def test_what_only_we_have_open_is_in_nobodys_use(tmp_path: Path) -> None:
    device = tmp_path / "ttyUSB0"
    with device.open("wb"):
        assert holders(str(device)) == ()
    assert in_use(str(device)) == f"{device} is in use: end the other program that has it open"


def test_a_holder_is_a_name_and_a_number() -> None:
    assert str(Holder(12, "cupsd")) == "cupsd (pid 12)"
