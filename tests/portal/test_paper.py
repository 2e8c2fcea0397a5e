"""Photos of pen-signed slips: sent by the merchant, what is no photo refused, state shown."""

from __future__ import annotations

import tempfile
from typing import Any

import httpx
import pytest

from acquirer.desk_records import PaperState
from acquirer.office.photos import MAX_FILE_BYTES
from portal.settings import PortalSettings
from tests.acquirer.office.people import AGENT_LI, taken
from tests.acquirer.office.test_photos import a_flood, a_photo
from tests.portal.shop import Phone, Shop, a_shop, path_of, words_of

KIND = "multipart/form-data; boundary=x"


def opened() -> tuple[Shop, Phone, str]:
    """The page on which a photo is sent."""
    shop = a_shop()
    path = path_of(shop.sell())
    phone = shop.merchants_phone()
    phone.get(path)
    assert f'href="{path}/photo"' in phone.last
    phone.get(f"{path}/photo")
    return shop, phone, f"{path}/photo"


def upload(phone: Phone, path: str, photo: bytes, place: str = "file") -> httpx.Response:
    """As a browser sends the form: both places, one of them empty."""
    files: dict[str, Any] = dict.fromkeys(("camera", "file"), ("", b""))
    files[place] = ("IMG_1.jpg", photo, "image/jpeg")
    return phone.send("POST", path, data={"forgery_token": phone.token}, files=files)


@pytest.mark.parametrize("place", ["camera", "file"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_taken_or_chosen_waits_for_its_review(place: str, kind: str) -> None:
    shop, phone, path = opened()
    assert upload(phone, path, a_photo(kind), place).status_code == 303
    (proof,) = shop.sale(shop.till.key()).papers
    assert (proof.state, proof.by) == (PaperState.WAITING, "merchant anna")
    assert "waits for review" in phone.words(path.removesuffix("/photo"))


def test_the_merchant_reads_why_a_photo_was_rejected_and_may_send_another() -> None:
    shop, phone, path = opened()
    upload(phone, path, a_photo())
    case = taken(shop.office.open_review(shop.till.key(), AGENT_LI, shop.now))
    taken(shop.office.reject_paper(case.number, "half of it is missing", AGENT_LI, shop.now))
    assert "rejected: half of it is missing" in phone.words(path.removesuffix("/photo"))
    phone.get(path)
    upload(phone, path, a_photo())
    taken(shop.office.accept_paper(case.number, AGENT_LI, shop.now))
    words = phone.words(path.removesuffix("/photo"))
    assert "accepted" in words
    assert "on paper" in words
    assert phone.get(path).headers["location"] == path.removesuffix("/photo")


@pytest.mark.parametrize(
    ("photo", "words"),
    [
        (b"", "JPEG 或 PNG"),
        (b"GIF89a" + b"x" * 99, "JPEG 或 PNG"),
        (b"%PDF-1.7", "JPEG 或 PNG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "JPEG 或 PNG"),
        (b"\xff\xd8\xff" + b"x" * 99, "JPEG 或 PNG"),
        (a_photo()[:-400], "JPEG 或 PNG"),
        (a_flood(), "照片太大"),
    ],
)
def test_what_is_no_photo_is_refused_in_words(photo: bytes, words: str) -> None:
    shop, phone, path = opened()
    answer = upload(phone, path, photo)
    assert (answer.status_code, words in words_of(answer.text)) == (400, True)
    assert shop.sale(shop.till.key()).papers == ()


def test_an_upload_that_is_too_large_is_cut_off_in_words() -> None:
    shop, phone, path = opened()
    answer = upload(phone, path, b"\xff\xd8\xff" + bytes(shop.settings.photo_bytes))
    assert (answer.status_code, "太大" in words_of(answer.text)) == (413, True)


def test_the_form_has_room_for_the_largest_photo_the_bank_takes() -> None:
    assert PortalSettings().photo_bytes > MAX_FILE_BYTES + 4096


@pytest.mark.slow
def test_no_photo_touches_a_disk_on_its_way(monkeypatch: pytest.MonkeyPatch) -> None:
    _, phone, path = opened()

    def no_file(*_: object, **__: object) -> None:
        raise AssertionError("a photo went to a file")

    monkeypatch.setattr(tempfile, "TemporaryFile", no_file)
    assert upload(phone, path, a_photo("PNG", (2000, 3000))).status_code == 303
    assert upload(phone, path, b"\xff\xd8\xff" + bytes(5_000_000)).status_code == 400


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        (KIND, b"garbage"),
        ("multipart/form-data", b"--x"),
        (KIND, b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n' + b"y" * 2000),
        ("application/x-www-form-urlencoded", b"file=x"),
        ("text/plain", b""),
    ],
)
def test_what_is_no_form_is_refused(kind: str, body: bytes) -> None:
    _, phone, path = opened()
    answer = phone.send("POST", path, content=body, headers={"Content-Type": kind})
    assert answer.status_code == 400


def test_a_form_of_elsewhere_sends_nothing() -> None:
    shop, phone, path = opened()
    files = {"file": ("a.jpg", a_photo(), "image/jpeg")}
    answer = phone.send("POST", path, data={"forgery_token": "0" * 64}, files=files)
    assert (answer.status_code, shop.sale(shop.till.key()).papers) == (403, ())


def test_photos_have_a_pace() -> None:
    shop, phone, path = opened()
    for _ in range(shop.settings.photos_a_minute):
        upload(phone, path, b"GIF")
    answer = upload(phone, path, a_photo())
    assert answer.status_code == 429


def test_there_is_no_photo_of_what_is_signed_or_anothers() -> None:
    _, phone, path = opened()
    sale = path.removesuffix("/photo")
    phone.sign(sale)
    phone.get("/sales")
    assert phone.get(path).headers["location"] == sale
    assert upload(phone, path, a_photo()).headers["location"] == sale
    assert phone.get("/sales/10000001/1/99/photo").status_code == 404
