"""Arguments that follow each other are measured, read and written, however long they are."""

from __future__ import annotations

import pytest

from drivers.escpos.fields import Choice, Constant, Field, Number, UnfitError, Value, word
from drivers.escpos.grammar import (
    MAX_PARAMETER_BYTES,
    Block,
    Columns,
    Counted,
    Ended,
    Repeated,
    Rest,
    SelfSized,
    Switch,
    end_of,
    least_bytes,
    read,
    write,
)

RASTER: tuple[Field, ...] = (
    word("x", "bytes"),
    word("y", "dots"),
    Block("dots", ("x_bytes", "y_dots")),
)
CUT: tuple[Field, ...] = (
    Switch(Choice("cut", {0: "full", 66: "feed and partial"}), {66: (Number("feed"),)}),
)
PICTURES: tuple[Field, ...] = (
    Number("count"),
    Repeated("pictures", (Number("x"), Block("dots", ("x",), 2)), "count"),
)
CHARACTERS: tuple[Field, ...] = (
    *(Number("first"), Number("last")),
    Repeated("characters", (Number("x"), Block("dots", ("x",))), "first", "last"),
)
PAIRS: tuple[Field, ...] = (Repeated("pairs", (Number("a"), Number("b"))),)
BMP = b"BM\x08\x00\x00\x00ab"

TWO: Value = ({"x": 1, "dots": b"ab"}, {"x": 0, "dots": b""})
A_AND_B: Value = ({"x": 1, "dots": b"a"}, {"x": 2, "dots": b"bc"})

WHOLE: list[tuple[tuple[Field, ...], bytes, dict[str, Value]]] = [
    (RASTER, b"\x02\x00\x01\x00ab", {"x_bytes": 2, "y_dots": 1, "dots": b"ab"}),
    (CUT, b"\x00", {"cut": "full"}),
    (CUT, b"\x42\x10", {"cut": "feed and partial", "feed": 16}),
    (PICTURES, b"\x02\x01ab\x00", {"count": 2, "pictures": TWO}),
    (CHARACTERS, b"AB\x01a\x02bc", {"first": 65, "last": 66, "characters": A_AND_B}),
    (PAIRS, b"\x01\x02\x03\x04", {"pairs": ({"a": 1, "b": 2}, {"a": 3, "b": 4})}),
    ((Counted("contents", 2),), b"\x03\x00abc", {"contents": b"abc"}),
    ((Ended("contents", 4),), b"AB\x00", {"contents": b"AB"}),
    ((Columns("columns", 4),), b"\x08\x10\x00", {"columns": (8, 16)}),
    ((Ended("digits", 4, b";"), Ended("more", 4, b";")), b"12;;", {"digits": b"12", "more": b""}),
    ((Constant(b"KC"), Rest("contents", 1)), b"KCabc", {"contents": b"abc"}),
    ((SelfSized("file"),), BMP, {"file": BMP}),
]


@pytest.mark.parametrize(("fields", "parameters", "arguments"), WHOLE)
def test_arguments_and_their_bytes_mean_each_other(
    fields: tuple[Field, ...], parameters: bytes, arguments: dict[str, Value]
) -> None:
    assert read(fields, parameters) == (arguments, len(parameters))
    assert write(fields, arguments, {}) == parameters


@pytest.mark.parametrize(("fields", "parameters", "_arguments"), WHOLE)
def test_the_end_is_where_the_bytes_end_and_not_sooner(
    fields: tuple[Field, ...], parameters: bytes, _arguments: object
) -> None:
    assert end_of(fields, parameters, 0, {}) == len(parameters)
    shorter = [
        size for size in range(len(parameters)) if end_of(fields, parameters[:size], 0, {}) <= size
    ]
    if not isinstance(fields[-1], Rest | Repeated) or fields is PICTURES or fields is CHARACTERS:
        assert shorter == []  # without a length of its own a list ends anywhere


@pytest.mark.parametrize(
    ("fields", "arguments", "sentence"),
    [
        (
            RASTER,
            {"x_bytes": 2, "y_dots": 2, "dots": b"abc"},
            "dots must be 4 bytes, as x_bytes and y_dots say",
        ),
        (RASTER, {"x_bytes": 2, "dots": b"ab"}, "y_dots is missing"),
        (CUT, {"cut": "full", "feed": 3}, "there is no argument feed"),
        (CUT, {"cut": "feed and partial"}, "feed is missing"),
        (PICTURES, {"count": 2, "pictures": ()}, "pictures must be a tuple of 2 groups"),
        (PAIRS, {"pairs": b"12"}, "pairs must be a tuple of some groups"),
        (PAIRS, {"pairs": (1, 2)}, "pairs must be a tuple of arguments by name"),
        ((Columns("c", 2),), {"c": (1, 2, 3)}, "c must be a tuple of at most 2 of 1 to 255"),
        ((Columns("c", 2),), {"c": (0,)}, "c must be a tuple of at most 2 of 1 to 255"),
        ((Counted("contents"),), {"contents": bytes(256)}, "contents must be at most 255 bytes"),
        ((Ended("columns", 2),), {"columns": b"abc"}, "columns must be at most 2 bytes without 00"),
        (
            (Ended("columns", 2),),
            {"columns": b"\x00"},
            "columns must be at most 2 bytes without 00",
        ),
        ((Rest("contents", 1),), {"contents": b""}, "contents must be at least 1 bytes"),
        ((SelfSized("file"),), {"file": BMP + b"c"}, "file must be a BMP file as long as it says"),
    ],
)
def test_arguments_that_do_not_fit_are_refused_with_a_sentence(
    fields: tuple[Field, ...], arguments: dict[str, Value], sentence: str
) -> None:
    with pytest.raises(UnfitError) as refused:
        write(fields, arguments, {})
    assert str(refused.value) == sentence


def test_too_few_parameters_are_read_as_far_as_they_go() -> None:
    assert read(RASTER, b"\x02\x00\x05\x00abc") == ({"x_bytes": 2, "y_dots": 5, "dots": b"abc"}, 7)
    assert read(RASTER, b"\x02\x00\x05") == ({"x_bytes": 2}, 2)
    assert read(CUT, b"") == ({}, 0)


def test_a_wrong_constant_is_told() -> None:
    assert read((Constant(b"0", also=(b"\x00",)),), b"\x00") == ({}, 1)
    assert read((Constant(b"CLR"),), b"CLX") == ({"not b'CLR' but": b"CLX"}, 3)


def test_a_list_without_an_end_ends_after_its_most() -> None:
    list_of_four = (Ended("columns", 4),)
    assert end_of(list_of_four, b"\x01\x02\x03\x04", 0, {}) == 5
    assert end_of(list_of_four, b"\x01\x02\x03\x04\x00", 0, {}) == 5
    assert end_of(list_of_four, b"\x01\x02\x03\x04\x05", 0, {}) == 4


def test_groups_are_not_counted_beyond_what_a_command_may_hold() -> None:
    picture = b"\xff" + bytes(0x1FE)
    parameters = b"\xff" + picture * (MAX_PARAMETER_BYTES // len(picture) + 2)
    huge = (
        Number("count"),
        Repeated("pictures", (Number("x"), Block("dots", ("x",), 0x10000)), "count"),
    )
    assert end_of(huge, parameters, 0, {}) > len(parameters)
    assert end_of(PICTURES, parameters, 0, {}) < MAX_PARAMETER_BYTES


def test_least_bytes_are_those_before_any_data() -> None:
    assert least_bytes(RASTER) == 4
    assert least_bytes((Constant(b"KC"), Rest("contents", 1))) == 3
    assert least_bytes(CUT) == 1
