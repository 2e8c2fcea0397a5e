"""`countersign printer`: a virtual printer for any program, and a look at a real one."""

from __future__ import annotations

import json as json_module
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.commands.exits import DEVICE_FAULT, NOT_SO, WRONG_USAGE, fail, faults
from countersign.commands.serving import address_of

if TYPE_CHECKING:
    from drivers.printer import ThermalPrinter
    from drivers.printer_link import PrinterLink
    from drivers.printer_profiles import PrinterProfile
    from drivers.transport.addresses import Address
    from drivers.virtual_printer.paper import Slip

app = typer.Typer(help="Receipt printers, virtual and real.", no_args_is_help=True)

Profile = Annotated[
    str, typer.Option("--profile", help="A model (generic58, epson80 ...) or a file NAME.toml.")
]
To = Annotated[str, typer.Option("--to", help="serial:///dev/ttyUSB0, tcp://host:9100, usb:...")]
Baud = Annotated[
    str, typer.Option(help="The serial line's speed: 9600, 9600/8E1, or auto: the program's.")
]
Flow = Annotated[
    str, typer.Option(help="How it says stop: rtscts, dtrdsr, xonxoff; none loses bytes.")
]
Fault = Annotated[
    list[str] | None,
    typer.Option(help="Begin with this: paper_out, cover_open, slow ...; may be repeated."),
]

GENERIC = "generic58"
MAX_FILE_BYTES = 16 * 1024 * 1024
"""A roll of paper is 50 metres of dots: less than this."""
PIECE_BYTES = 1 << 16
"""A listing reads its file in pieces: it may be longer than any paper."""


@app.command()
def serve(  # noqa: PLR0913 - an option each
    pty: Annotated[Path | None, typer.Option(help="Stand at this path as a serial port.")] = None,
    tcp: Annotated[str, typer.Option(help="Take raw bytes here, host:port (9100).")] = "",
    lpd: Annotated[str, typer.Option(help="Be a print server here, host:port (515).")] = "",
    rfc2217: Annotated[
        str, typer.Option("--rfc2217", help="Lend the serial port here, host:port.")
    ] = "",
    profile: Profile = GENERIC,
    baud: Baud = "",
    flow: Flow = "rtscts",
    strict_baud: Annotated[
        bool, typer.Option(help="Bytes at another speed than --baud come out as garbage.")
    ] = True,
    paper_dir: Annotated[
        Path | None, typer.Option(help="Write each cut slip here: .txt, .png, .pdf and .bin.")
    ] = None,
    fault: Fault = None,
    nv: Annotated[
        Path | None, typer.Option(help="Keep NV graphics and settings in this file.")
    ] = None,
    plain: Annotated[
        bool, typer.Option("--plain", help="Print lines instead of the live view.")
    ] = False,
    lang: Annotated[str, typer.Option(help="The view's language: zh or en.")] = "zh",
) -> None:
    """Be a receipt printer until Ctrl+C: on a serial port, on the network, as a print server.

    Where its input is no terminal, each line of it is a word of --fault, to make one happen or end.
    """
    from countersign import printer_acts
    from countersign.printer_serving import LineOptionError, read_line, show, tell
    from drivers.clock import SystemClock
    from drivers.virtual_printer.faults import Victim
    from drivers.virtual_printer.machine import VirtualPrinter
    from drivers.virtual_printer.nv_file import NvFile, NvFileError
    from drivers.virtual_printer.server import Doors, PrinterServer

    if lang not in ("zh", "en"):
        fail(f"--lang {lang}: the view speaks zh and en", WRONG_USAGE)
    with faults(WRONG_USAGE, LineOptionError, printer_acts.UnknownActError):
        dips = read_line(baud, flow, strict=strict_baud)
        printer_acts.check(fault or ())
    kept = None if nv is None else NvFile(nv)
    with faults(DEVICE_FAULT, OSError, NvFileError):
        machine = VirtualPrinter(_profile(profile), SystemClock(), kept)
    doors = Doors(
        pty, _place("--tcp", tcp), _place("--lpd", lpd), _place("--rfc2217", rfc2217), dips
    )
    with faults(DEVICE_FAULT, OSError), PrinterServer(machine, doors, paper_dir) as server:
        for word in fault or ():
            printer_acts.act(Victim(machine, server), word)
        if plain or not (sys.stdin.isatty() and sys.stdout.isatty()):
            tell(server)
        else:
            show(server, paper_dir, "zh" if lang == "zh" else "en")
    machine.power_off()  # now its counters are kept
    if server.write_error is not None:
        fail(server.write_error, DEVICE_FAULT)
    if kept is not None and kept.error is not None:
        fail(kept.error, DEVICE_FAULT)


def _place(option: str, text: str) -> tuple[str, int] | None:
    """Where to listen, if anywhere."""
    return address_of(option, text) if text else None


@app.command("print")
def print_file(
    file: Annotated[Path, typer.Argument(help="Plain text (UTF-8), or ESC/POS bytes.")],
    to: To,
    profile: Profile = GENERIC,
) -> None:
    """Print a file: text is set on slips, anything else is sent as it is."""
    from receipts.slip import Cut, Document, Text

    address, data = _address(to), _content(file)
    words = _as_text(data)
    if words is None:
        white = _ending(file, data)
        _send(address, _profile(profile), data + white)
        typer.echo(f"sent {len(data)} bytes to {to}")
        if white:
            told = f"the last command of {file} is cut short: {len(white)} bytes of white ended it"
            typer.echo(f"countersign: {told}", err=True)
    else:
        lines = tuple(Text(line) for line in words.splitlines())
        with _printing(address, profile) as printer:
            printer.print(Document((*lines, Cut()), file.name))
        typer.echo(f"printed {file} on {to}")


@app.command("test")
def print_test(to: To, profile: Profile = GENERIC) -> None:
    """Print a page of all a printer should be able to, so that a person sees what does not work."""
    from drivers.clock import SystemClock
    from drivers.printer_steps import test_page_steps

    page = test_page_steps(_profile(profile), SystemClock().now())
    with _printing(_address(to), profile) as printer:
        printer.print_steps(page)
    typer.echo(f"printed a test page on {to}")


@app.command()
def status(
    url: Annotated[str, typer.Argument(help="serial:///dev/ttyUSB0, tcp://host:9100, usb:...")],
    profile: Profile = GENERIC,
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Ask a printer how it is. Exit code 3: not ready, and what to do about it."""
    from drivers.raw_print import ready_status
    from terminal.faults import PrinterFault

    model = _profile(profile)
    with _opened(_address(url)) as link:
        answers = link.answers and model.answers
        facts: dict[str, object] = {"url": url, "ready": True, "answers": answers, "trouble": ""}
        sentence = "ready" if answers else "reachable; this way brings no answers back"
        try:
            facts["paper_low"] = ready_status(link, model).paper_low
            sentence += "; the paper is about to end" * bool(facts["paper_low"])
        except PrinterFault as fault:
            facts |= {"ready": False, "trouble": str(fault.trouble)}
            sentence = str(fault)
    typer.echo(json_module.dumps(facts) if json else f"{url}: {sentence}")
    if not facts["ready"]:
        raise typer.Exit(DEVICE_FAULT)


@app.command()
def decode(
    file: Annotated[
        Path, typer.Argument(help="ESC/POS bytes of any origin, or a recording (record:).")
    ],
    text: Annotated[bool, typer.Option("--text", help="Show the text (the default).")] = False,
    png: Annotated[
        Path | None, typer.Option(help="Write the dots as a picture, one for each slip.")
    ] = None,
    pdf: Annotated[
        Path | None, typer.Option(help="Write a page for each slip, with text to search and copy.")
    ] = None,
    listing: Annotated[
        bool, typer.Option("--listing", help="Show every command in words instead of the paper.")
    ] = False,
    profile: Profile = GENERIC,
) -> None:
    """Print ESC/POS bytes on virtual paper and show what comes out."""
    if listing:
        _list(file, _profile(profile))
        return
    from drivers.virtual_printer.decode import decode as decoded

    found = decoded(_content(file), _profile(profile))
    if text or (png is None and pdf is None):
        typer.echo(found.text, nl=False)
    with faults(DEVICE_FAULT, OSError):
        if png is not None:
            for path, slip in _numbered(png, found.slips):
                _write(path, slip.png)
        if pdf is not None:
            for path, slip in _numbered(pdf, found.slips):
                _write(path, slip.pdf(path.stem))
    for skipped in found.not_understood:
        shown = skipped.raw[:16].hex(" ")
        typer.echo(f"at byte {skipped.offset}: {skipped.name} skipped ({shown})", err=True)
    if found.stop is not None:
        fail(
            f"{file} is shown as far as byte {found.stopped_at}: {found.stop.value}. "
            "Cut it there for the rest, or read every command with --listing",
            NOT_SO,
        )
    if found.unfinished_bytes:
        typer.echo(f"the last {found.unfinished_bytes} bytes are half a command", err=True)


def _write(path: Path, content: bytes) -> None:
    from drivers.refusals import naming

    with naming(path):
        path.write_bytes(content)
    typer.echo(f"wrote {path}", err=True)


def _numbered(path: Path, slips: tuple[Slip, ...]) -> list[tuple[Path, Slip]]:
    """One slip takes the path as it is, several take it with their numbers."""
    if len(slips) == 1:
        return [(path, slips[0])]
    return [(path.with_stem(f"{path.stem}-{n}"), slip) for n, slip in enumerate(slips, 1)]


def _profile(name: str) -> PrinterProfile:
    from drivers.printer_profiles import ProfileError, load

    with faults(WRONG_USAGE, ProfileError):
        return load(name)


def _address(url: str) -> Address:
    from drivers.transport.addresses import PrinterAddressError, read_address

    with faults(WRONG_USAGE, PrinterAddressError):
        return read_address(url)


@contextmanager
def _opened(address: Address) -> Iterator[PrinterLink]:
    """One conversation with the printer; a way that is cut ends the command."""
    from drivers.printer_link import PrinterLink
    from drivers.transport.port import LinkDownError

    with faults(DEVICE_FAULT, LinkDownError):
        link = PrinterLink(address.open())
        try:
            yield link
        finally:
            link.close()


@contextmanager
def _printing(address: Address, profile: str) -> Iterator[ThermalPrinter]:
    """The driver at that address; a fault of the printer ends the command."""
    from drivers.printer import ThermalPrinter
    from terminal.faults import PrinterFault

    printer = ThermalPrinter(address.open, _profile(profile))
    with faults(DEVICE_FAULT, PrinterFault):
        try:
            yield printer
        finally:
            printer.close()


def _ending(file: Path, data: bytes) -> bytes:
    """What ends the command that the file stops in, so that the printer comes to an end as well."""
    from drivers.escpos.ending import MOST_BYTES, white_ending

    white = white_ending(data)
    if white is None:
        lacks = f"its last command lacks more than {MOST_BYTES} bytes"
        fail(f"{file} was not sent: {lacks} (`countersign printer decode` shows it)", WRONG_USAGE)
    return white


def _send(address: Address, profile: PrinterProfile, data: bytes) -> None:
    """Send the bytes as they are to a printer that says it is ready."""
    from drivers.raw_print import print_raw
    from terminal.faults import PrinterFault

    with _opened(address) as link, faults(DEVICE_FAULT, PrinterFault):
        print_raw(link, data, profile)


def _list(file: Path, profile: PrinterProfile) -> None:
    """One line for each command, of a file of any length."""
    from drivers.escpos.listing import listed

    for line in listed(_pieces(file), profile):
        typer.echo(line)


def _pieces(file: Path) -> Iterator[bytes]:
    """The file bit by bit; one that cannot be read ends the command."""
    try:
        with file.open("rb") as opened:
            while piece := opened.read(PIECE_BYTES):
                yield piece
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}", WRONG_USAGE)


def _content(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            data = opened.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        fail(f"{file} cannot be read: {error.strerror}", WRONG_USAGE)
    if len(data) > MAX_FILE_BYTES:
        fail(f"{file} is longer than {MAX_FILE_BYTES} bytes, more than a roll", WRONG_USAGE)
    return _sent(file, data)


def _sent(file: Path, data: bytes) -> bytes:
    """What the printer was sent, where the file is a recording; else the file as it is."""
    from drivers.transport.recording import BadRecordingError, is_recording, sent_bytes

    if not is_recording(data):
        return data
    try:
        return sent_bytes(data)
    except BadRecordingError as error:
        fail(f"{file}: {error}", WRONG_USAGE)


def _as_text(data: bytes) -> str | None:
    """The file as text; None where it holds what no text does, such as ESC."""
    try:
        words = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return words if all(c.isprintable() or c in "\t\r\n" for c in words) else None
