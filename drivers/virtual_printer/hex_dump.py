"""The hexadecimal dump of a test print: what the printer receives, in numbers instead of obeyed."""

from __future__ import annotations

from drivers.virtual_printer.press import Press

ROW_BYTES = 8
"""So many fit a line of the narrowest paper, with their characters behind them."""


def print_bytes(press: Press, received: bytes) -> None:
    """Print some bytes, in lines of numbers and of the characters they would be."""
    for at in range(0, len(received), ROW_BYTES):
        row = received[at : at + ROW_BYTES]
        text = "".join(chr(byte) if 0x20 <= byte < 0x7F else "." for byte in row)
        press.write(f"{row.hex(' '):23} {text}".encode())
        press.mode.end_line()
