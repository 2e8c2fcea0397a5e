"""Makes the pictures of the README: a sale forgotten and re-signed, on the real desk.

    python -m tools.picture docs/pictures

writes terminal.png (the re-signed slip hangs out of the printer) and signing.png (the pad);
chromium and a font with Hanzi must be there. The time on the slips is the time of day.
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
from textual.pilot import Pilot

from countersign.live_desk import LiveDesk
from countersign.settings import Settings
from countersign.tui.app import CountersignApp

COLUMNS, ROWS = 150, 46
PATIENCE_S = 30.0


def screenshot(app: CountersignApp) -> str:
    """The screen as SVG; a run with Hanzi is left to take its own width, or it is squeezed."""
    return re.sub(
        r' textLength="[0-9.]+"(?=[^>]*>[^<]*[\u2e80-\uffee])', "", app.export_screenshot()
    )


def save(app: CountersignApp, stem: Path) -> None:
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


def main() -> None:
    """Take the pictures into the folder named on the command line."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    asyncio.run(take(folder))


if __name__ == "__main__":
    main()
