"""Codes as rows of modules, by zxing-cpp: 1 is black, 0 is white, no quiet zone around them."""

from __future__ import annotations

from typing import Any


class NoSuchSymbolError(ValueError):
    """The content, or the size asked for, does not go into a symbol of this kind."""


def modules(content: bytes | str, kind: str, **options: Any) -> tuple[str, ...]:
    """The symbol's rows from the top down. `kind` and `options` are zxing-cpp's own names.

    Errors: NoSuchSymbolError.
    """
    import zxingcpp  # late: only slips with such a code need it

    format_ = getattr(zxingcpp.BarcodeFormat, kind)
    try:
        symbol = zxingcpp.create_barcode(content, format_, **options)
    except ValueError as error:
        raise NoSuchSymbolError(f"{kind}: {error}") from error
    picture: Any = zxingcpp.write_barcode_to_image(symbol, add_quiet_zones=False)
    grey = memoryview(picture)
    assert grey.shape is not None
    width = grey.shape[1]
    digits = grey.tobytes().translate(_INK).decode("ascii")
    return tuple(digits[at : at + width] for at in range(0, len(digits), width))


def resized(rows: tuple[str, ...], width: int, height: int) -> tuple[str, ...]:
    """The same picture in so many columns and rows: each takes the nearest there was."""
    columns = [at * len(rows[0]) // width for at in range(width)]
    stretched = ["".join(map(row.__getitem__, columns)) for row in rows]
    return tuple(stretched[at * len(rows) // height] for at in range(height))


_INK = bytes(0x31 if grey < 0x80 else 0x30 for grey in range(256))
