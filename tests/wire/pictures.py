"""The pictures on which our JBIG1 is held against pbmtojbg and jbgtopbm."""

from __future__ import annotations

import math
import random
from collections.abc import Callable

from wire.bitmap import Bitmap


def drawn(width: int, height: int, black: Callable[[int, int], object]) -> Bitmap:
    """The picture whose dot at x, y is black where `black(x, y)` is true."""
    rows = []
    for y in range(height):
        dots = "".join("1" if black(x, y) else "0" for x in range(width))
        row = int(dots, 2) << -width % 8 if dots else 0
        rows.append(row.to_bytes((width + 7) // 8, "big"))
    return Bitmap(width, height, b"".join(rows))


def noise(width: int, height: int, share: float, seed: int = 1) -> Bitmap:
    """Every dot black with the probability `share`."""
    dice = random.Random(seed)
    return drawn(width, height, lambda x, y: dice.random() < share)


def signature(width: int, height: int, pen_dots: int, seed: int = 1) -> Bitmap:
    """A running, looping line such as a hand makes, with a flourish below."""
    inked = set()
    steps = 4 * width
    for step in range(steps):
        t = step / steps
        sway = math.sin(31 * t + seed) * 0.05
        lift = 0.3 * math.sin(17 * t + seed) * math.cos(5 * t) + 0.1 * math.sin(47 * t)
        inked.add((int(width * (0.08 + 0.84 * t + sway)), int(height * (0.45 + lift))))
        inked.add((int(width * (0.2 + 0.6 * t)), int(height * (0.85 + 0.05 * math.sin(9 * t)))))
    reach = range(-pen_dots, pen_dots + 1)
    nib = [(dx, dy) for dx in reach for dy in reach if dx * dx + dy * dy <= pen_dots**2]
    black = {(x + dx, y + dy) for x, y in inked for dx, dy in nib}
    return drawn(width, height, lambda x, y: (x, y) in black)


# pbmtojbg finds no use for its adaptive pixel on any of these: `-q` and we agree to the byte.
PICTURES = {
    "signature 384x200": signature(384, 200, 2),
    "signature 384x128": signature(384, 128, 1, seed=2),
    "signature 240x120": signature(240, 120, 1, seed=3),
    "signature 224x160": signature(224, 160, 2, seed=4),
    "signature 211x77": signature(211, 77, 1, seed=5),
    "one dot, white": Bitmap.blank(1, 1),
    "one dot, black": drawn(1, 1, lambda x, y: True),
    "one line": noise(100, 1, 0.5),
    "one column": noise(1, 100, 0.5),
    "blank 384x200": Bitmap.blank(384, 200),
    "blank 7x9": Bitmap.blank(7, 9),
    "full 384x200": drawn(384, 200, lambda x, y: True),
    "full 31x300": drawn(31, 300, lambda x, y: True),
    "noise, half": noise(384, 200, 0.5),
    "noise, sparse": noise(384, 200, 0.03),
    "noise, dense": noise(65, 40, 0.9),
    "noise, 7 wide": noise(7, 90, 0.3),
    "noise, 8 wide": noise(8, 90, 0.3),
    "noise, 9 wide": noise(9, 90, 0.3),
    "noise, 17x500": noise(17, 500, 0.2),
    "last dot only": drawn(130, 36, lambda x, y: (x, y) == (129, 35)),
    "first line only": drawn(130, 36, lambda x, y: y == 0),
    "rules": drawn(200, 70, lambda x, y: y % 7 == 0),
    "columns": drawn(203, 70, lambda x, y: x % 7 == 0),
    "chequers": drawn(200, 100, lambda x, y: (x // 4 + y // 4) % 2),
    "frame": drawn(90, 71, lambda x, y: x in (0, 89) or y in (0, 70)),
}

# On these it moves its adaptive pixel when it may.
PERIODIC = {
    "weave": drawn(600, 300, lambda x, y: (x * x + y * y * 3) % 7 == 0),
    "slant": drawn(300, 170, lambda x, y: x % 12 < 5 and (y * 7 + x) % 5),
    "dither 317x260": drawn(317, 260, lambda x, y: (x * 5 + y * 3) % 16 < (x + y) / 40),
}
