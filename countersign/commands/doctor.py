"""`countersign doctor`: what is plugged in, what is wrong, what to do about it."""

from __future__ import annotations

import json as json_module
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from countersign.commands.exits import DEVICE_FAULT, NOT_SO, WRONG_USAGE, fail, faults
from countersign.state import StateFolder, default_state

if TYPE_CHECKING:
    from countersign.checkup import Finding
    from drivers.transport.addresses import Address

MARKS = {"well": "ok", "note": "..", "trouble": "!!"}


def doctor(
    state: Annotated[
        Path | None, typer.Option(help="The state folder (default: your data folder).")
    ] = None,
    port: Annotated[
        list[str] | None,
        typer.Option(help="Look at this port alone, a path or an address; may come again."),
    ] = None,
    probe: Annotated[
        bool,
        typer.Option("--probe", help="Ask each port who is there; an unknown device may print it."),
    ] = False,
    print_strip: Annotated[
        bool,
        typer.Option(
            "--print", help="Print a strip of characters on each --port and say how it must look."
        ),
    ] = False,
    json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
) -> None:
    """Look at this machine, the state folder and the ports of printers; write to none unasked.

    Exit code 1: something is wrong; 3: with a --port.
    """
    if print_strip and not port:
        fail("--print prints: name the printer with --port", WRONG_USAGE)
    addresses = [_address(one) for one in port or ()]
    own = _shown(_machine(state), json)
    if addresses:
        asked = _shown(_given(addresses, probe or print_strip, print_strip), json)
    else:
        own += _shown(_found(probe), json)
        asked = []
    if json:
        typer.echo(json_module.dumps([asdict(one) for one in own + asked], ensure_ascii=False))
    if any(one.how == "trouble" for one in asked):
        raise typer.Exit(DEVICE_FAULT)
    if any(one.how == "trouble" for one in own):
        raise typer.Exit(NOT_SO)


def _machine(state: Path | None) -> Iterator[Finding]:
    from countersign import checkup

    yield checkup.python()
    yield checkup.fonts()
    yield checkup.screen()
    yield from checkup.state(StateFolder(state or default_state()))


def _found(probe: bool) -> Iterator[Finding]:
    from countersign import checkup
    from drivers.printer_search import find_ports

    search = find_ports()
    findings = checkup.ports(search)
    for port, finding in zip(search.ports, findings, strict=False):
        yield from _asked(_address(port.url)) if probe and not port.trouble else [finding]
    yield from findings[len(search.ports) :]


def _given(addresses: Iterable[Address], probe: bool, print_strip: bool) -> Iterator[Finding]:
    from countersign import checkup
    from drivers.printer_search import Search, looked_at

    for address in addresses:
        scheme, _, rest = address.url.partition("://")
        if probe:
            yield from _asked(address, print_strip=print_strip)
        elif scheme in ("serial", "usb") and rest.startswith("/"):
            yield from checkup.ports(Search((looked_at(rest.partition("?")[0], scheme),)))
        else:
            yield checkup.Finding(address.url, checkup.How.NOTE, "an address", checkup.PROBE_IT)


def _asked(address: Address, *, print_strip: bool = False) -> Iterator[Finding]:
    """Who and how the printer is; at a serial port whose speed is not said, also at which one."""
    from countersign import checkup
    from drivers.printer_probe import probe, probe_serial
    from drivers.transport.port import LinkDownError
    from drivers.transport.serial_port import open_serial

    path = address.url.removeprefix("serial://")
    try:
        if path != address.url and "?" not in path:
            probed = probe_serial(lambda settings: open_serial(path, settings))
        else:
            probed = probe(address.open())
    except LinkDownError as error:
        yield checkup.Finding(address.url, checkup.How.TROUBLE, "does not open", str(error))
        return
    yield checkup.answer(address.url, probed)
    if print_strip and probed is not None:
        yield _strip(_address(checkup.address(address.url, probed)), probed.profile)


def _strip(address: Address, profile_name: str) -> Finding:
    """Print the strip; its finding says what a person must see on it."""
    from countersign import checkup
    from drivers import printer_profiles
    from drivers.printer import ThermalPrinter
    from drivers.printer_steps import character_lines, character_strip_steps
    from terminal.faults import PrinterFault

    profile = printer_profiles.load(profile_name)
    printer = ThermalPrinter(address.open, profile)
    try:
        printer.print_steps(character_strip_steps(profile))
    except PrinterFault as fault:
        return checkup.Finding(address.url, checkup.How.TROUBLE, "prints no strip", str(fault))
    finally:
        printer.close()
    lines = "\n".join(f"      {shown}" for _, shown in character_lines(profile))
    says = f"printed a strip of characters; what it has of them reads so on paper:\n{lines}"
    return checkup.Finding(address.url, checkup.How.NOTE, says)


def _address(port: str) -> Address:
    """A path is a serial port, or a USB printer's device; else it is an address."""
    from drivers.transport.addresses import PrinterAddressError, read_address

    if port.startswith("/"):
        port = f"{'usb' if port.startswith('/dev/usb/') else 'serial'}://{port}"
    with faults(WRONG_USAGE, PrinterAddressError):
        return read_address(port)


def _shown(findings: Iterable[Finding], json: bool) -> list[Finding]:
    """Say each finding as soon as it is there."""
    kept = []
    for finding in findings:
        kept.append(finding)
        if not json:
            typer.echo(f"{MARKS[finding.how]}  {finding.what}: {finding.says}")
            if finding.todo:
                typer.echo(f"      {finding.todo}")
    return kept
