"""Settings to a desk: what cannot be meant is said, and what stands is put away again."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import urllib.request
from pathlib import Path

import pytest

from acquirer.merchants import standard
from countersign.compose import TEST_TMK, element_in, live_station
from countersign.settings import Settings
from countersign.state import StateError, StateFolder
from drivers.chip_memory import ChipFileError
from drivers.entropy import SeededEntropy
from drivers.printer_link import LOOK_UP_S
from terminal.faults import PrinterFault
from wire.cup_fields import ClearKeys, WorkingKeys62


def test_a_fresh_terminal_holds_the_master_key_its_bank_has_for_it(tmp_path: Path) -> None:
    for enrolled in standard():
        folder = StateFolder(tmp_path / enrolled.terminal_id)
        element_in(folder, SeededEntropy(1), enrolled.terminal_id)
        assert _opens_keys_under(enrolled.tmk, folder)
    folder = StateFolder(tmp_path / "unknown")
    element_in(folder, SeededEntropy(1), "99999999")
    assert _opens_keys_under(TEST_TMK, folder)


def _opens_keys_under(tmk: bytes, folder: StateFolder) -> bool:
    """Whether the element kept in the folder takes working keys sent under this master key."""
    keys = WorkingKeys62.seal(tmk, ClearKeys(bytes(range(1, 17)), bytes(range(17, 33))))
    element = element_in(folder, SeededEntropy(2), "")
    return element.load_working_keys(keys.encode())


def test_a_second_terminal_on_the_same_state_is_told_the_firsts_pid(tmp_path: Path) -> None:
    settings = Settings(state=tmp_path)
    first = live_station(settings)
    try:
        with pytest.raises(StateError, match=f"already in use by pid {os.getpid()}: close that"):
            live_station(settings)
    finally:
        first.close()
    live_station(settings).close()


def test_a_place_where_nothing_can_be_kept_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StateError, match=r"file stands in the way: .*another --state"):
        live_station(Settings(state=tmp_path / "file" / "state"))


@pytest.mark.parametrize(
    ("broken", "error"), [("bank", StateError), ("secure_element", ChipFileError)]
)
def test_what_was_begun_is_put_away_when_a_part_is_broken(
    tmp_path: Path, broken: str, error: type[Exception]
) -> None:
    threads = threading.active_count()
    settings = Settings(state=tmp_path)
    live_station(settings).close()
    path: Path = getattr(StateFolder(tmp_path), broken)
    whole = path.read_bytes()
    path.write_bytes(b"neither a database nor a chip")
    with pytest.raises(error):
        live_station(settings)
    assert threading.active_count() == threads
    path.write_bytes(whole)
    live_station(settings).close()


def test_nothing_of_a_desk_is_left_running(tmp_path: Path) -> None:
    threads = threading.active_count()
    station = live_station(Settings(state=tmp_path))
    assert threading.active_count() > threads
    assert station.line is not None
    port = Path(station.line.url.removeprefix("serial://"))
    assert port.is_symlink()
    station.close()
    assert threading.active_count() == threads
    assert not port.is_symlink()


def test_hanging_up_ends_what_waits_for_a_printer_that_never_answers(tmp_path: Path) -> None:
    master, slave = os.openpty()
    station = live_station(Settings(state=tmp_path, printer=f"serial://{os.ttyname(slave)}"))
    met: list[PrinterFault] = []

    def check() -> None:
        try:
            station.printer.check()
        except PrinterFault as fault:
            met.append(fault)

    waiting = threading.Thread(target=check)
    waiting.start()
    station.hang_up()
    waiting.join(2 * LOOK_UP_S)
    assert [str(fault) for fault in met] == [
        "the printer does not answer: is it on, is the port the right one? (called off)"
    ]
    station.close()
    os.close(master)
    os.close(slave)


def test_the_banks_pages_open_when_asked_for_and_are_put_away(tmp_path: Path) -> None:
    threads = threading.active_count()
    station = live_station(Settings(state=tmp_path, portal=True))
    assert station.portal is not None
    with urllib.request.urlopen(station.portal.url) as page:
        assert page.status == 200
    assert station.bank is not None
    assert station.bank.shared.link_url("A") == f"{station.portal.url}s/A"
    station.close()
    assert threading.active_count() == threads


@pytest.mark.slow
def test_without_being_asked_for_no_page_is_served_and_nothing_of_it_is_loaded() -> None:
    code = (
        "import sys, tempfile; from pathlib import Path; from countersign.compose import "
        "live_station; from countersign.settings import Settings;"
        "live_station(Settings(Path(tempfile.mkdtemp()))).close();"
        "print(*(n for n in ('portal', 'starlette', 'uvicorn', 'jinja2', 'argon2') "
        "if n in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
