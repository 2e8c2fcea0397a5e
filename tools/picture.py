"""Makes the pictures of the screens: a sale forgotten and re-signed, and a printer that is served.

    python -m tools.picture docs/pictures

writes terminal.png (the re-signed slip hangs out of the printer), signing.png (the pad) and
printer.png (a test page comes out); chromium and a font with Hanzi must be there. The time on the
slips is the time of day.
"""

from __future__ import annotations

import asyncio
import math
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from textual.app import App
from textual.pilot import Pilot

from countersign.live_desk import LiveDesk
from countersign.served_printer import ServedPrinter
from countersign.settings import Settings
from countersign.slip_drawer import SlipDrawer
from countersign.tui.app import CountersignApp
from countersign.tui.printer_app import PrinterApp
from drivers import printer_profiles
from drivers.clock import SystemClock
from drivers.printer import ThermalPrinter
from drivers.printer_steps import test_page_steps
from drivers.transport.addresses import read_address
from drivers.virtual_printer.machine import VirtualPrinter
from drivers.virtual_printer.server import Doors, PrinterServer

COLUMNS, ROWS = 150, 46
PRINTER_COLUMNS, PRINTER_ROWS = 110, 42
PATIENCE_S = 30.0


def screenshot(app: App[None]) -> str:
    """The screen as SVG; a run with Hanzi is left to take its own width, or it is squeezed."""
    return re.sub(
        r' textLength="[0-9.]+"(?=[^>]*>[^<]*[\u2e80-\uffee])', "", app.export_screenshot()
    )


def save(app: App[None], stem: Path) -> None:
    """Write the screen as SVG, and as PNG by chromium."""
    svg = screenshot(app)
    stem.with_suffix(".svg").write_text(svg, encoding="utf-8")
    found = re.search(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"', svg)
    assert found is not None
    size = f"{math.ceil(float(found[1]))},{math.ceil(float(found[2]))}"
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                *("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
                *("--disable-background-networking", "--disable-component-update"),
                *("--disable-sync", "--hide-scrollbars", f"--user-data-dir={profile}"),
                f"--window-size={size}",
                f"--screenshot={stem.with_suffix('.png').absolute()}",
                f"file://{stem.with_suffix('.svg').absolute()}",
            ],
            check=True,
            capture_output=True,
        )
    stem.with_suffix(".svg").unlink()
    Image.open(stem.with_suffix(".png")).quantize(64).save(stem.with_suffix(".png"), optimize=True)


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait until it holds. Errors: TimeoutError."""
    end = time.monotonic() + PATIENCE_S
    while not holds():
        if time.monotonic() > end:
            raise TimeoutError("the picture never came about")
        await pilot.pause(0.05)


def shown(app: CountersignApp) -> str:
    """The words on the device's display."""
    lcd = app.top.device.lcd
    return "\n".join(lcd.render_line(y).text for y in range(lcd.size.height))


async def take(folder: Path) -> None:
    """Play the story and take the two pictures."""
    with tempfile.TemporaryDirectory() as state:
        desk = LiveDesk(Settings(Path(state), seed=1))
        app = CountersignApp(desk, "en")
        async with app.run_test(size=(COLUMNS, ROWS)) as pilot:
            device = app.top.device
            await until(pilot, lambda: "Type 1200" in shown(app))
            await pilot.pause(1.0)
            await pilot.press("1", "2", "0", "0", "enter", "a")
            await until(pilot, lambda: device.signing)
            await pilot.press("escape")
            await until(pilot, lambda: "Tear off" in shown(app))
            await pilot.press("enter")
            await until(pilot, lambda: "UNSIGNED" in shown(app))
            await pilot.press("enter")
            await until(pilot, lambda: "Type an amount" in shown(app))
            await pilot.press("f2")
            await until(pilot, lambda: device.signing)
            await pilot.press("s")
            await pilot.pause(0.5)
            save(app, folder / "signing")
            await pilot.press("enter")
            await until(pilot, lambda: "Bank stored it" in shown(app))
            await pilot.press("enter", "enter")
            await until(pilot, lambda: "Printed" in shown(app))
            await pilot.press("enter")
            await until(pilot, lambda: "Type an amount" in shown(app))
            await pilot.pause(0.5)
            save(app, folder / "terminal")
        desk.stop()


async def take_printer(folder: Path) -> None:
    """Print a test page on a served printer and take its picture."""
    clock = SystemClock()
    profile = printer_profiles.load("epson80")
    machine = VirtualPrinter(profile)
    with PrinterServer(machine, Doors(tcp=("127.0.0.1", 0))) as server:
        app = PrinterApp(ServedPrinter(server, clock, SlipDrawer(folder, clock.now)), "en")
        async with app.run_test(size=(PRINTER_COLUMNS, PRINTER_ROWS)) as pilot:
            printer = ThermalPrinter(read_address(server.urls[0]).open, profile)
            await asyncio.to_thread(printer.print_steps, test_page_steps(profile, clock.now()))
            await pilot.pause(2.0)
            save(app, folder / "printer")
            printer.close()


def main() -> None:
    """Take the pictures into the folder named on the command line."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(folder))
    asyncio.run(take_printer(folder))


if __name__ == "__main__":
    main()
