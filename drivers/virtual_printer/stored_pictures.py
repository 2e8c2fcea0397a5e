"""Pictures in a printer's memory: by the two letters of GS ( L, or the number of FS q.

A picture's piece has its width and height, and with its key takes as many bytes beside its dots as
Epson's printers need (reference, GS ( L fn 67: "control information").
"""

from __future__ import annotations

from struct import Struct

from drivers.virtual_printer.memory import Store
from wire.bitmap import Bitmap

CONTROL_BYTES = 24
"""What a picture takes beside its dots."""

_HEAD = Struct(">HH17x")  # with a key of three bytes that makes CONTROL_BYTES
_LETTERS, _NUMBER = b"L", b"q\0"

MAX_WIDTH_DOTS, MAX_HEIGHT_DOTS = 8192, 2304
"""The largest picture that may be kept (reference, GS ( L fn 67)."""


def lettered(key: bytes) -> bytes:
    """The key of a picture of GS ( L."""
    return _LETTERS + key


def numbered(number: int) -> bytes:
    """The key of a picture of FS q, from 1."""
    return _NUMBER + bytes([number])


def letters(store: Store) -> list[bytes]:
    """The letters of all pictures of GS ( L, in order."""
    return sorted(key[1:] for key in store if key.startswith(_LETTERS))


def keep(store: Store, key: bytes, picture: Bitmap) -> bool:
    """Keep it in place of the one of that key; False, and nothing changes, if it does not fit."""
    if not (0 < picture.width <= MAX_WIDTH_DOTS and 0 < picture.height <= MAX_HEIGHT_DOTS):
        return False
    return store.put(key, _HEAD.pack(picture.width, picture.height) + picture.data)


def kept(store: Store, key: bytes) -> Bitmap | None:
    """The picture of that key, if there is one."""
    piece = store.get(key)
    if piece is None:
        return None
    width, height = _HEAD.unpack_from(piece)
    return Bitmap(width, height, piece[_HEAD.size :])


def drop_lettered(store: Store) -> None:
    """Forget all pictures of GS ( L."""
    for key in letters(store):
        store.delete(lettered(key))


def keep_numbered(store: Store, pictures: list[Bitmap]) -> bool:
    """Keep these in place of all of FS q before; False, and nothing changes, if they do not fit."""
    before = [key for key in store if key.startswith(_NUMBER)]
    freed = sum(len(key) + len(store.get(key) or b"") for key in before)
    wanted = sum(CONTROL_BYTES + len(picture.data) for picture in pictures)
    if wanted > store.free_bytes + freed:
        return False
    for key in before:
        store.delete(key)
    return all(keep(store, numbered(n), picture) for n, picture in enumerate(pictures, start=1))
