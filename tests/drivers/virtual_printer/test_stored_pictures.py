"""Pictures in a memory: by letters or by number, as many as fit, each as it was."""

from __future__ import annotations

import pytest

from drivers.virtual_printer.memory import Store
from drivers.virtual_printer.stored_pictures import (
    CONTROL_BYTES,
    MAX_HEIGHT_DOTS,
    MAX_WIDTH_DOTS,
    drop_lettered,
    keep,
    keep_numbered,
    kept,
    lettered,
    letters,
    numbered,
)
from wire.bitmap import Bitmap

PICTURE = Bitmap(10, 2, b"\xff\xc0\x80\x40")


def test_a_picture_comes_back_as_it_was() -> None:
    store = Store(1000)
    assert keep(store, lettered(b"G1"), PICTURE)
    assert kept(store, lettered(b"G1")) == PICTURE
    assert kept(store, lettered(b"G2")) is None


@pytest.mark.parametrize("key", [lettered(b"G1"), numbered(1)])
def test_a_picture_takes_its_dots_and_what_is_noted_beside_them(key: bytes) -> None:
    store = Store(1000)
    keep(store, key, PICTURE)
    assert store.free_bytes == 1000 - CONTROL_BYTES - len(PICTURE.data)


@pytest.mark.parametrize(
    "picture",
    [
        Bitmap.blank(0, 1),
        Bitmap.blank(1, 0),
        Bitmap.blank(MAX_WIDTH_DOTS + 1, 1),
        Bitmap.blank(1, MAX_HEIGHT_DOTS + 1),
    ],
)
def test_a_picture_of_no_size_or_too_large_a_one_is_not_kept(picture: Bitmap) -> None:
    assert not keep(Store(1 << 20), lettered(b"G1"), picture)


def test_dropping_those_with_letters_leaves_those_with_numbers() -> None:
    store = Store(1000)
    keep(store, lettered(b"B1"), PICTURE)
    keep(store, lettered(b"A1"), PICTURE)
    keep_numbered(store, [PICTURE])
    assert letters(store) == [b"A1", b"B1"]
    drop_lettered(store)
    assert (letters(store), kept(store, numbered(1))) == ([], PICTURE)


def test_new_numbers_take_the_place_of_all_before() -> None:
    store = Store(1000)
    keep_numbered(store, [PICTURE, PICTURE])
    assert keep_numbered(store, [Bitmap.blank(8, 1)])
    assert (kept(store, numbered(1)), kept(store, numbered(2))) == (Bitmap.blank(8, 1), None)


def test_numbers_that_do_not_fit_change_nothing() -> None:
    store = Store(60)
    assert keep_numbered(store, [PICTURE])
    assert not keep_numbered(store, [PICTURE, PICTURE, PICTURE])
    assert (kept(store, numbered(1)), kept(store, numbered(2))) == (PICTURE, None)
