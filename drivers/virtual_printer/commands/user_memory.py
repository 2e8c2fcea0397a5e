"""The user's own NV memory: records by a key of two characters (GS ( C), bytes by address (FS g).

What is longer than BLOCK_BYTES is sent in parts; the computer acknowledges each (Epson's reference,
"ESC/POS handshaking protocol").
"""

from __future__ import annotations

from drivers.virtual_printer.press import Handlers, Press

BLOCK_BYTES = 80
"""The most that one block of a reply holds."""

KEY_BYTES = 2
RECORD, LIST, USED, FREE = b"\x37\x70", b"\x37\x72", b"\x37\x28", b"\x37\x29"
LAST, MORE = b"\x40", b"\x41"
NAME, END = b"\x5f", b"\x00"

_HEAD = 3  # m fn b
_BY_ADDRESS = b""  # the key of the bytes that FS g reads and writes
_NEVER_WRITTEN = b" "


def _drop(press: Press, parameters: bytes) -> None:
    press.memory.user.delete(_key(parameters))


def _keep(press: Press, parameters: bytes) -> bool | None:
    key, contents = _key(parameters), parameters[_HEAD + KEY_BYTES :]
    return None if press.memory.user.put(key, contents + END) else False


def _tell(press: Press, parameters: bytes) -> None:
    kept = press.memory.user.get(_key(parameters)) or END
    _send(press, RECORD, kept[: -len(END)])


def _tell_used(press: Press, _: bytes) -> None:
    store = press.memory.user
    press.answer(USED + b"%d" % (store.capacity_bytes - store.free_bytes) + END)


def _tell_free(press: Press, _: bytes) -> None:
    press.answer(FREE + b"%d" % press.memory.user.free_bytes + END)


def _tell_keys(press: Press, _: bytes) -> None:
    _send(press, LIST, b"".join(key for key in press.memory.user if key != _BY_ADDRESS))


def _drop_all(press: Press, _: bytes) -> None:
    press.memory.user.clear()


def _key(parameters: bytes) -> bytes:
    return parameters[_HEAD : _HEAD + KEY_BYTES]


def _send(press: Press, header: bytes, contents: bytes) -> None:
    parts = [contents[at : at + BLOCK_BYTES] for at in range(0, len(contents), BLOCK_BYTES)] or [
        b""
    ]
    follows = [MORE] * (len(parts) - 1) + [LAST]
    press.hand_over([header + more + part + END for more, part in zip(follows, parts, strict=True)])


def _write(press: Press, parameters: bytes) -> bool | None:
    """FS g 1 m a1 a2 a3 a4 nL nH d1...: bytes to an address."""
    address, contents = _address(parameters), parameters[7:]
    end = address + len(contents)
    if end > press.memory.user.capacity_bytes:
        return False
    kept = (press.memory.user.get(_BY_ADDRESS) or b"").ljust(end, _NEVER_WRITTEN)
    kept = kept[:address] + contents + kept[end:]
    return None if press.memory.user.put(_BY_ADDRESS, kept) else False


def _read(press: Press, parameters: bytes) -> bool | None:
    """FS g 2 m a1 a2 a3 a4 nL nH: at most BLOCK_BYTES bytes from an address."""
    address, size = _address(parameters), int.from_bytes(parameters[5:7], "little")
    if not 0 < size <= BLOCK_BYTES or address + size > press.memory.user.capacity_bytes:
        return False
    kept = press.memory.user.get(_BY_ADDRESS) or b""
    press.answer(NAME + kept[address : address + size].ljust(size, _NEVER_WRITTEN) + END)
    return None


def _address(parameters: bytes) -> int:
    return int.from_bytes(parameters[1:5], "little")


COMMANDS: Handlers = {
    "FS g 1": _write,
    "FS g 2": _read,
    "GS ( C 0": _drop,
    "GS ( C 1": _keep,
    "GS ( C 2": _tell,
    "GS ( C 3": _tell_used,
    "GS ( C 4": _tell_free,
    "GS ( C 5": _tell_keys,
    "GS ( C 6": _drop_all,
}
