"""Codes can be scanned, and are named with their content in the text of the slip."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.drivers.virtual_printer.bench import printed, skipped
from tests.programs import need


def qr(content: bytes, module: int = 4, level: int = 49) -> bytes:
    parts = (b"A2\x00", b"C" + bytes([module]), b"E" + bytes([level]), b"P0" + content, b"Q0")
    return b"".join(
        b"\x1d(k" + (len(part) + 1).to_bytes(2, "little") + b"1" + part for part in parts
    )


@pytest.mark.parametrize(
    "content", ["https://example.test/s/8f3A", "0123456789", "补签名", "ABC" * 60]
)
@pytest.mark.parametrize("level", [48, 51])
def test_a_printed_code_can_be_scanned(content: str, level: int, tmp_path: Path) -> None:
    scan = need("zbarimg")
    picture = tmp_path / "slip.png"
    picture.write_bytes(printed(b"\x1ba\x01" + qr(content.encode(), level=level)).png)
    found = subprocess.run(
        [scan, "--quiet", "--raw", str(picture)], capture_output=True, check=True, text=True
    )
    assert found.stdout == f"{content}\n"


def test_a_code_is_named_with_its_content_in_the_text() -> None:
    assert printed(qr(b"hello")).text == "[QR hello]\n"


def test_a_code_that_does_not_fit_the_paper_is_not_printed() -> None:
    assert skipped(qr(b"A" * 500, module=8)) == ["GS ( k 49 81"]
    assert skipped(qr(b"A" * 4000, module=1)) == ["GS ( k 49 81"]
