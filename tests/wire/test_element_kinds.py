"""Each kind of element: written, read back, and refused where it is not what it says."""

from datetime import datetime

import pytest

from wire import element_kinds as kinds
from wire.element_kinds import Element

AT = datetime.fromisoformat("2026-03-02T12:00:05")
ROUNDS = [
    (kinds.text(1), "redos 12", b"redos 12"),
    (kinds.number(1, 2), 258, b"\x01\x02"),
    (kinds.digits(1, 6), 42, b"\x00\x00\x42"),
    (kinds.moment(1), AT, bytes.fromhex("20260302120005")),
    (kinds.digest(1), "1d" * 32, b"\x1d" * 32),
    (kinds.points(1), ((3, 4, True), (5, 6, False)), b"\x02\x03\x04\x00\x05\x06"),
]


@pytest.mark.parametrize(("element", "value", "written"), ROUNDS)
def test_what_is_written_is_read_back(element: Element, value: object, written: bytes) -> None:
    assert element.write(value) == written
    assert element.read(written) == value


@pytest.mark.parametrize(
    ("element", "data"),
    [
        (kinds.text(1), b"bell\x07"),
        (kinds.number(1, 2), b"\x01"),
        (kinds.digits(1, 6), b"\x00\x00\x4a"),
        (kinds.moment(1), b"\x20"),
        (kinds.digest(1), b"\x1d" * 31),
        (kinds.points(1), b"\x02\x03"),
    ],
)
def test_what_is_not_of_the_kind_is_refused(element: Element, data: bytes) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - whoever reads says which element
        element.read(data)
