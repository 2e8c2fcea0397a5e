"""How long JBIG1 takes for a signature of 384 x 200 dots: medians of many runs, in ms."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from tests.wire.pictures import signature
from wire.jbig1 import decode, encode

RUNS = 50
TARGET_MS = 25.0


def main() -> None:
    """Print the size and the two medians."""
    image = signature(384, 200, pen_dots=2)
    file = encode(image)
    print(f"JBIG1, signature of {image.width} x {image.height} dots, {len(file)} bytes")
    print(f"  encode {_median_ms(lambda: encode(image)):6.2f} ms   (target under {TARGET_MS:.0f})")
    print(f"  decode {_median_ms(lambda: decode(file)):6.2f} ms")


def _median_ms(work: Callable[[], object]) -> float:
    times_s = []
    for _ in range(RUNS):
        start_s = time.perf_counter()
        work()
        times_s.append(time.perf_counter() - start_s)
    return statistics.median(times_s) * 1000


if __name__ == "__main__":
    main()
