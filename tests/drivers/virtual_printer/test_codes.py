"""QR codes have their module's size and are refused when nothing holds their content."""

from __future__ import annotations

import pytest

from drivers.virtual_printer.codes import CodeTooLongError, qr
from receipts.qr import symbol


def test_a_code_is_the_one_the_slip_shows() -> None:
    assert qr(b"https://example.test/s/1", "M", 5) == symbol("https://example.test/s/1", 5)


def test_more_repair_takes_more_room() -> None:
    assert qr(b"0" * 60, "H", 1).width > qr(b"0" * 60, "L", 1).width


def test_too_much_content_is_refused_in_words() -> None:
    with pytest.raises(CodeTooLongError, match="4000 bytes fit no QR code of level H"):
        qr(b"x" * 4000, "H", 1)
