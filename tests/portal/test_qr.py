"""The QR code on the page says the link, and no more white than a camera needs is missing."""

from __future__ import annotations

import re

import zxingcpp
from PIL import Image

from portal.qr import svg

LINK = "https://portal.test/s/AAAAAAAAAAAAAAAAAAAAAA"
DOTS = 4


def test_a_camera_reads_the_link() -> None:
    drawn = svg(LINK)
    found = re.search(r'viewBox="0 0 (\d+) ', drawn)
    assert found
    picture = Image.new("L", (int(found[1]), int(found[1])), 255)
    for x, y in re.findall(r"M(\d+) (\d+)h1v1h-1z", drawn):
        picture.putpixel((int(x), int(y)), 0)
    large = picture.resize((picture.width * DOTS, picture.height * DOTS), Image.Resampling.NEAREST)
    assert [code.text for code in zxingcpp.read_barcodes(large)] == [LINK]


def test_the_address_itself_does_not_stand_in_it() -> None:
    assert "portal.test" not in svg(LINK)
