"""`countersign printer`: serve one, print on one, ask one, decode what one would print."""

from __future__ import annotations

import fcntl
import json
import os
import re
import select
import socket
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from countersign.commands.printer import app
from drivers import printer_profiles
from drivers.escpos.slip import encode
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.server import Doors, PrinterServer
from receipts.paper import MM58
from receipts.slip import Cut, Document, Text
from tests.countersign.commands.served import PATIENCE_S, ended, served

GBK_HELLO = "补签名 RE-SIGN\n".encode("gbk")
CUT = b"\x1dV\x00"


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words])


def slip_bytes(words: str) -> bytes:
    return encode(Document((Text(words), Cut()), "test"), MM58)


@pytest.fixture
def printer() -> Iterator[PrinterServer]:
    """A virtual printer on the network, as another program would find it."""
    doors = Doors(tcp=("127.0.0.1", 0))
    with PrinterServer(VirtualPrinter(printer_profiles.load("generic58")), doors) as server:
        yield server


def url_of(printer: PrinterServer) -> str:
    (url,) = printer.urls
    return url


def on_paper(printer: PrinterServer) -> str:
    return "".join(slip.text for slip in printer.machine.slips)


def test_text_is_set_on_a_slip_in_both_scripts(printer: PrinterServer, tmp_path: Path) -> None:
    file = tmp_path / "note.txt"
    file.write_text("合成测试商户\nSYNTHETIC TEST SHOP\n", "utf-8")
    result = run("print", file, "--to", url_of(printer))
    assert (result.exit_code, result.stderr) == (0, "")
    assert on_paper(printer).split() == ["合成测试商户", "SYNTHETIC", "TEST", "SHOP"]


def test_text_of_a_windows_editor_is_text(printer: PrinterServer, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_bytes("\ufeff签名\r\nsigned\r\n".encode())
    result = run("print", tmp_path / "note.txt", "--to", url_of(printer))
    assert (result.exit_code, result.stdout.split()[0]) == (0, "printed")
    assert on_paper(printer).split() == ["签名", "signed"]


def test_escpos_bytes_are_sent_as_they_are(printer: PrinterServer, tmp_path: Path) -> None:
    file = tmp_path / "slip.bin"
    file.write_bytes(slip_bytes("待签名 UNSIGNED"))
    result = run("print", file, "--to", url_of(printer))
    assert result.stdout == f"sent {file.stat().st_size} bytes to {url_of(printer)}\n"
    assert on_paper(printer).strip() == "待签名 UNSIGNED"
    assert file.read_bytes() in printer.machine.slips[0].source


def test_bytes_for_a_file_are_the_file(tmp_path: Path) -> None:
    file, to = tmp_path / "slip.bin", tmp_path / "copy.bin"
    file.write_bytes(slip_bytes("COPY"))
    assert run("print", file, "--to", f"file://{to}").exit_code == 0
    assert to.read_bytes() == file.read_bytes()


def test_the_test_page_shows_all_a_printer_should_be_able_to(printer: PrinterServer) -> None:
    assert run("test", "--to", url_of(printer)).exit_code == 0
    assert "PRINTER TEST" in on_paper(printer)
    assert "[QR COUNTERSIGN PRINTER TEST]" in on_paper(printer)
    assert "FONT B, 42 COLUMNS" in on_paper(printer)
    assert len(printer.machine.slips) == 1


def test_a_ready_printer_says_so(printer: PrinterServer) -> None:
    result = run("status", url_of(printer))
    assert (result.exit_code, result.stdout) == (0, f"{url_of(printer)}: ready\n")


@pytest.mark.parametrize(
    ("trouble", "sentence"), [("NO_PAPER", "load a roll"), ("COVER_OPEN", "close it")]
)
def test_a_printer_in_trouble_says_which_and_what_to_do(
    printer: PrinterServer, tmp_path: Path, trouble: str, sentence: str
) -> None:
    {"NO_PAPER": printer.machine.end_paper, "COVER_OPEN": printer.machine.open_cover}[trouble]()
    for words in (["status", url_of(printer)], ["test", "--to", url_of(printer)]):
        result = run(*words)
        assert (result.exit_code, sentence in result.output) == (3, True)
    facts = json.loads(run("status", url_of(printer), "--json").stdout)
    assert (facts["ready"], facts["trouble"]) == (False, trouble)


def test_nothing_is_sent_to_a_printer_without_paper(printer: PrinterServer, tmp_path: Path) -> None:
    file = tmp_path / "slip.bin"
    file.write_bytes(slip_bytes("SECOND"))
    printer.machine.end_paper()
    assert run("print", file, "--to", url_of(printer)).exit_code == 3
    printer.machine.reload()
    assert on_paper(printer) == ""


def test_a_printer_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        url = f"tcp://127.0.0.1:{gone.getsockname()[1]}"
    file = tmp_path / "slip.bin"
    file.write_bytes(slip_bytes("LOST"))
    for words in (["status", url], ["test", "--to", url], ["print", file, "--to", url]):
        assert run(*words).exit_code == 3


def test_a_way_that_brings_no_answers_back_says_so(tmp_path: Path) -> None:
    url = f"file://{tmp_path}/paper.bin"
    assert "no answers" in run("status", url).stdout
    assert json.loads(run("status", url, "--json").stdout)["answers"] is False


@pytest.mark.parametrize(
    "words",
    [
        ["status", "carrier-pigeon:"],
        ["status", "none:", "--profile", "brother"],
        ["print", "no-such-file", "--to", "none:"],
        ["test", "--to", "serial:///dev/ttyUSB0?baud=fast"],
        ["decode", "no-such-file"],
        ["serve", "--tcp", "9100"],
        ["serve", "--profile", "brother"],
        ["serve", "--baud", "fast"],
        ["serve", "--flow", "flags"],
        ["serve", "--lpd", "515"],
        ["serve", "--lang", "fr"],
        ["serve", "--fault", "burn"],
    ],
)
def test_what_cannot_be_meant_is_wrong_usage(words: list[str]) -> None:
    result = run(*words)
    assert (result.exit_code, result.stderr.startswith("countersign: ")) == (2, True)


def test_decode_shows_the_text_of_every_slip(tmp_path: Path) -> None:
    file = tmp_path / "two.bin"
    file.write_bytes(slip_bytes("ONE") + slip_bytes("二"))
    text = run("decode", file).stdout
    assert text.split() == ["ONE", "-", "-", "-", "8<", "-", "-", "-", "二"]
    assert run("decode", file, "--text").stdout == text


def test_decode_shows_what_a_recorded_printer_was_sent(tmp_path: Path) -> None:
    file, note = tmp_path / "slips.rec", tmp_path / "note.txt"
    note.write_text("补签名", "utf-8")
    assert run("print", note, "--to", f"record:{file}+memory:").exit_code == 0
    assert "补签名" in run("decode", file).stdout
    file.write_bytes(file.read_bytes() + b"noise\n")
    result = run("decode", file)
    assert (result.exit_code, "is no line of a recording" in result.stderr) == (2, True)


def test_decode_lists_every_command_in_words(tmp_path: Path) -> None:
    file = tmp_path / "slip.bin"
    file.write_bytes(slip_bytes("补签名") + b"\x1b\xfe\x1bD\x08")
    result = run("decode", file, "--listing")
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0].split(maxsplit=4)[3:] == ["ESC", "@         set everything as after power on"]
    assert any(line.endswith('text          "补签名"') for line in lines)
    assert "! unknown" in lines[-2]
    assert "! unfinished" in lines[-1]


def test_a_listing_of_a_file_that_is_not_there_is_wrong_usage() -> None:
    result = run("decode", "no-such-file", "--listing")
    assert (result.exit_code, "cannot be read" in result.stderr) == (2, True)


def test_a_file_that_stops_in_a_command_is_printed_as_far_as_it_goes_and_that_is_told(
    printer: PrinterServer, tmp_path: Path
) -> None:
    file = tmp_path / "half.bin"
    file.write_bytes(slip_bytes("UNSIGNED") + b"\x1dv0\x00\x30\x00\x10\x00")
    result = run("print", file, "--to", url_of(printer))
    assert result.stdout == f"sent {file.stat().st_size} bytes to {url_of(printer)}\n"
    assert result.stderr == (
        f"countersign: the last command of {file} is cut short: 768 bytes of white ended it\n"
    )
    assert on_paper(printer).strip() == "UNSIGNED"
    file.write_bytes(slip_bytes("SIGNED"))
    assert run("print", file, "--to", url_of(printer)).exit_code == 0
    assert on_paper(printer).split() == ["UNSIGNED", "SIGNED"]


def test_a_file_whose_last_command_lacks_a_roll_of_dots_is_not_sent(
    printer: PrinterServer, tmp_path: Path
) -> None:
    file = tmp_path / "garbled.bin"
    file.write_bytes(slip_bytes("UNSIGNED") + b"\x1dv0\x00\xff\xff\xff\xff")
    result = run("print", file, "--to", url_of(printer))
    assert result.exit_code == 2
    assert result.stderr == (
        f"countersign: {file} was not sent: its last command lacks more than 65536 bytes "
        "(`countersign printer decode` shows it)\n"
    )
    assert on_paper(printer) == ""


def test_decode_writes_a_picture_of_each_slip(tmp_path: Path) -> None:
    one, two = tmp_path / "one.bin", tmp_path / "two.bin"
    one.write_bytes(slip_bytes("ONE"))
    two.write_bytes(slip_bytes("ONE") + slip_bytes("TWO"))
    assert run("decode", one, "--png", tmp_path / "a.png").stdout == ""
    run("decode", two, "--png", tmp_path / "b.png")
    pictures = sorted(tmp_path.glob("*.png"))
    assert [file.name for file in pictures] == ["a.png", "b-1.png", "b-2.png"]
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in pictures)


def test_decode_writes_a_page_of_each_slip(tmp_path: Path) -> None:
    two = tmp_path / "two.bin"
    two.write_bytes(slip_bytes("ONE") + slip_bytes("TWO"))
    assert run("decode", two, "--pdf", tmp_path / "b.pdf").stdout == ""
    pages = sorted(tmp_path.glob("*.pdf"))
    assert [file.name for file in pages] == ["b-1.pdf", "b-2.pdf"]
    assert all(file.read_bytes().startswith(b"%PDF") for file in pages)


def test_decode_tells_what_was_skipped_and_what_is_cut_off(tmp_path: Path) -> None:
    file = tmp_path / "odd.bin"
    file.write_bytes(b"\x1b\xfeA" + GBK_HELLO + CUT + b"\x1dv0\x00\x08\x00\x10\x00half")
    result = run("decode", file)
    assert result.exit_code == 0
    assert "RE-SIGN" in result.stdout
    assert "at byte 0: unknown skipped" in result.stderr
    assert "half a command" in result.stderr


def test_decode_shows_a_file_that_prints_for_ever_as_far_as_two_rolls_and_says_where(
    tmp_path: Path,
) -> None:
    file = tmp_path / "long.bin"
    file.write_bytes(GBK_HELLO + CUT + b"\x1b3\xff" + b"\x1bd\xff" * 10_000)
    result = run("decode", file)
    assert result.exit_code == 1
    assert "RE-SIGN" in result.stdout
    assert re.search(r"as far as byte \d+: it prints more than 100 m of paper", result.stderr)
    assert run("decode", file, "--listing").exit_code == 0


def test_a_listing_that_nobody_reads_to_its_end_is_no_fault_of_the_file(tmp_path: Path) -> None:
    job = tmp_path / "job.bin"
    job.write_bytes(b"LINE\n" * 20_000)
    words = [sys.executable, "-m", "countersign", "printer", "decode", str(job), "--listing"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert b"text" in process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.slow
def test_a_served_printer_takes_any_programs_slips_and_keeps_their_files(tmp_path: Path) -> None:
    paper, pty = tmp_path / "paper", tmp_path / "printer"
    words = ["printer", "serve", "--tcp", "127.0.0.1:0", "--pty", pty, "--paper-dir", paper]
    with served(*words, data_home=tmp_path) as (process, line):
        assert line.rstrip().endswith(f"serial://{pty}")
        assert process.stdout is not None
        found = re.search(r"tcp://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found
        assert run("test", "--to", f"serial://{pty}").exit_code == 0
        assert run("test", "--to", found[0]).exit_code == 0
        code, out, err = ended(process)
    assert (code, err) == (0, "")
    assert out.count("PRINTER TEST") >= 2
    assert sorted(file.name for file in paper.iterdir()) == [
        f"slip-{number:06d}{kind}" for number in (1, 2) for kind in (".bin", ".pdf", ".png", ".txt")
    ]
    assert not pty.is_symlink()


def test_a_fault_is_there_from_the_start_and_a_line_of_input_ends_it(tmp_path: Path) -> None:
    pty = tmp_path / "printer"
    words = ["printer", "serve", "--pty", pty, "--fault", "paper_out", "--fault", "cover_open"]
    with served(*words, data_home=tmp_path) as (process, _):
        assert "open" in run("status", f"serial://{pty}").stdout
        assert process.stdin is not None
        for order, exit_code in (("cover_close", 3), ("reload", 0), ("overheat", 3), ("cool", 0)):
            process.stdin.write(f"{order}\n")
            process.stdin.flush()
            _await_status(f"serial://{pty}", exit_code)


def _await_status(url: str, exit_code: int) -> None:
    """The order is on its way to the printer, not there."""
    end = time.monotonic() + PATIENCE_S
    while (result := run("status", url)).exit_code != exit_code:
        assert time.monotonic() < end, result.output
        time.sleep(0.02)


def test_a_file_that_is_no_nv_memory_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "nv").write_text("mine")
    result = run("serve", "--nv", tmp_path / "nv")
    assert result.exit_code == 3
    assert "name another file" in result.stderr
    assert (tmp_path / "nv").read_text() == "mine"


def test_a_place_that_is_taken_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "printer").write_text("mine")
    result = run("serve", "--pty", tmp_path / "printer")
    assert result.exit_code == 3
    assert "name another path" in result.stderr
    assert (tmp_path / "printer").read_text() == "mine"


@pytest.mark.slow
def test_on_a_terminal_the_served_printer_is_shown_until_somebody_quits(tmp_path: Path) -> None:
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    words = ["printer", "serve", "--pty", str(tmp_path / "port"), "--lang", "en"]
    process = subprocess.Popen(
        [sys.executable, "-m", "countersign", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env=os.environ | {"TERM": "xterm-256color", "XDG_DATA_HOME": str(tmp_path)},
    )
    try:
        _read_until(ours, b"reached at")
        (tmp_path / "port").write_bytes(b"HELLO PAPER\n\n\n")
        _read_until(ours, b"HELLO PAPER")
        os.write(ours, b"\x11")  # ctrl+q
        assert process.wait(PATIENCE_S) == 0
    finally:
        process.kill()
        os.close(theirs)
        os.close(ours)
    assert not (tmp_path / "port").is_symlink()


def _read_until(terminal: int, words: bytes) -> None:
    """What the screen is sent until these words stand on it."""
    seen, end = b"", time.monotonic() + PATIENCE_S
    while words not in seen:
        left_s = end - time.monotonic()
        assert left_s > 0, f"no {words!r} in {seen[-2000:]!r}"
        if select.select([terminal], [], [], left_s)[0]:
            seen += os.read(terminal, 65_536)
