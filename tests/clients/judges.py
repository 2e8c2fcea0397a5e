"""How a slip that another program printed is judged: by its text, its picture and its codes."""

from __future__ import annotations

import os
import subprocess
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

from drivers.virtual_printer.paper import Slip
from tests.programs import need

GOLDENS = Path(__file__).parent / "goldens"
REWRITE = "COUNTERSIGN_GOLDENS"
"""Set to `write`, it takes the pictures of this run for right: look at them before you commit."""


def codes_on(slip: Slip, folder: Path) -> set[str]:
    """What a scanner reads off the slip, each code as KIND:content (zbar's own names)."""
    picture = folder / "scanned.png"
    picture.write_bytes(slip.png)
    found = subprocess.run(
        [need("zbarimg"), "--quiet", str(picture)], capture_output=True, check=False
    )
    return set(found.stdout.decode().split("\n")) - {""}


def assert_looks_as_before(slip: Slip, name: str, folder: Path) -> None:
    """Dot for dot the picture in `goldens`; what differs is left in `folder` to be looked at."""
    golden = GOLDENS / f"{name}.png"
    if os.environ.get(REWRITE) == "write":
        golden.write_bytes(slip.png)
    wanted, got = Image.open(golden).convert("1"), Image.open(BytesIO(slip.png)).convert("1")
    if wanted.size == got.size and ImageChops.difference(wanted, got).getbbox() is None:
        return
    left = folder / f"{name}-now.png"
    left.write_bytes(slip.png)
    raise AssertionError(f"{name} no longer looks as in {golden}: see {left}")
