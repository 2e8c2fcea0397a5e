"""How many parameters each command takes, as its fields say."""

from __future__ import annotations

import pytest

from drivers.escpos.rules import Fixed, Scanned, Sized, rule_of
from drivers.escpos.table import BY_NAME


def least(name: str, parameters: bytes) -> int:
    """How many parameters the command has, or at least has, going by these."""
    match rule_of(BY_NAME[name]):
        case Fixed(size):
            return size
        case Sized(head, _, _) as rule:
            return head + rule.body(parameters, 0) if len(parameters) >= head else head
        case Scanned() as rule:
            return rule.least(parameters, 0)


@pytest.mark.parametrize(
    ("name", "parameters", "bytes_taken"),
    [
        ("ESC @", b"", 0),
        ("ESC W", b"", 8),
        ("FS 2", b"", 74),
        ("GS v 0", b"\x00\x30\x00\x02\x00", 5 + 0x30 * 2),
        ("GS Q 0", b"\x00\x30\x01\x02\x00", 5 + 0x130 * 2),
        ("ESC *", b"\x00\x0a\x00" + bytes(10), 3 + 10),
        ("ESC *", b"\x21\x0a\x01" + bytes(900), 3 + 3 * 0x10A),
        ("ESC *", b"\x27\x02\x00" + bytes(6), 3 + 3 * 2),
        ("ESC *", b"\x10", 1),
        ("GS ( k", b"\x03\x00", 2 + 3),
        ("GS 8 L", b"\x01\x00\x01\x00", 4 + 0x10001),
        ("GS *", b"\x02\x03", 2 + 48),
        ("FS g 1", b"\x00\x00\x00\x00\x00\x05\x00" + bytes(5), 7 + 5),
        ("GS V", b"\x00", 1),
        ("GS V", b"\x31", 1),
        ("GS V", b"\x42", 2),
        ("GS V", b"\x63", 1),
        ("DLE EOT", b"\x04", 1),
        ("DLE EOT", b"\x08", 2),
        ("DLE DC4", b"\x08", 8),
        ("DLE DC4", b"\x63", 1),
        ("ESC D", b"\x08\x10\x00rest", 3),
        ("ESC D", bytes(range(1, 40)), 32),
        ("GS k", b"\x02ABC\x00rest", 5),
        ("GS k", b"\x49\x03ABCrest", 5),
        ("GS k", b"\x20rest", 1),
        ("GS k", b"\x02" + b"1" * 300, 1 + 255),
        ("GS C ;", b"1;999;1;1;5;rest", 12),
        ("ESC &", b"\x03AB\x01abc\x02abcdef rest", 3 + 4 + 7),
        ("FS q", b"\x01\x01\x00\x02\x00" + bytes(16), 5 + 16),
        ("GS D", b"0C0kc01BM\x3a\x00\x00\x00" + bytes(52), 7 + 58),
        ("GS D", b"0C0kc01BM\x00\x00\x00\x00", 7 + 6),
    ],
)
def test_the_parameters_say_how_many_they_are(
    name: str, parameters: bytes, bytes_taken: int
) -> None:
    assert least(name, parameters) == bytes_taken


@pytest.mark.parametrize(
    ("name", "parameters"),
    [
        ("ESC D", b"\x08\x10"),
        ("ESC D", bytes(range(1, 33))),
        ("GS k", b""),
        ("GS k", b"\x02ABC"),
        ("GS k", b"\x49"),
        ("ESC &", b"\x03A"),
        ("ESC &", b"\x03AB\x01abc"),
        ("FS q", b""),
        ("FS q", b"\x01\x01\x00"),
        ("GS D", b"0C0kc01BM"),
        ("GS C ;", b"1;999;1"),
    ],
)
def test_an_end_that_has_not_come_is_waited_for(name: str, parameters: bytes) -> None:
    assert least(name, parameters) > len(parameters)


def test_a_simple_command_needs_no_looking_at_its_parameters() -> None:
    simple = [name for name in ("ESC @", "ESC !", "ESC p", "GS L") if BY_NAME[name]]
    assert all(isinstance(rule_of(BY_NAME[name]), Fixed) for name in simple)
