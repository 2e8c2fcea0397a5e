"""The tokenizer finds the same commands however the bytes are split, and never loses its place."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.escpos.rules import MAX_SCANNED_BYTES
from drivers.escpos.table import COMMANDS, Command
from drivers.escpos.tokenizer import MAX_PARAMETER_BYTES, Token, Tokenizer

JOB = (
    b"\x1b@\x1c&" + "签购单 SLIP".encode("gbk") + b"\n\x1b!\x30\x1dv0\x00\x02\x00\x03\x00abcdef"
    b"\x1d(k\x04\x001A2\x00\x1b*\x21\x02\x00abcdef\x1dk\x02123\x00\x1dVB\x00\x10\x04\x01end"
)
NAMES = [
    *("ESC @", "FS &", "text", "LF", "ESC !", "GS v 0", "GS (", "ESC *", "GS k", "GS V"),
    *("DLE EOT", "text"),
]
BYTES = st.lists(
    st.one_of(
        st.binary(max_size=8),
        st.sampled_from([c.prefix for c in COMMANDS]),
        st.sampled_from([b"\x1b", b"\x1d(", b"\x1dv0\x00\x01\x00\x02\x00"]),
    ),
    max_size=12,
).map(b"".join)


def tokens(*parts: bytes) -> list[Token]:
    tokenizer = Tokenizer()
    found = []
    for part in parts:
        tokenizer.feed(part)
        while (token := tokenizer.take()) is not None:
            found.append(token)
    return found


def named(data: bytes) -> list[tuple[str, bytes]]:
    return [(token.command.name, token.parameters) for token in tokens(data)]


def test_a_job_is_cut_into_its_commands() -> None:
    assert [token.command.name for token in tokens(JOB)] == NAMES


def test_parameters_come_without_their_prefix() -> None:
    assert named(b"\x1dv0\x00\x02\x00\x01\x00ab") == [("GS v 0", b"\x00\x02\x00\x01\x00ab")]


def test_an_offset_counts_from_the_start_of_the_stream() -> None:
    found = tokens(JOB[:9], JOB[9:])
    assert all(JOB[t.offset : t.offset + len(t.raw)] == t.raw for t in found)
    assert [t.offset for t in found][:3] == [0, 2, 4]


@given(BYTES, st.lists(st.integers(0, 100), max_size=6))
def test_any_split_gives_the_same_commands(data: bytes, cuts: list[int]) -> None:
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    parts = [data[a:b] for a, b in itertools.pairwise(edges)]
    whole, split = tokens(data), tokens(*parts)
    assert _text_joined(whole) == _text_joined(split)


def _text_joined(found: list[Token]) -> list[tuple[str, bytes, int]]:
    """Runs of text may be handed over in parts: joined they are the same."""
    joined: list[tuple[str, bytes, int]] = []
    for name, raw, skipped in ((t.command.name, t.raw, t.skipped) for t in found):
        if joined and name == "text" == joined[-1][0]:
            joined[-1] = ("text", joined[-1][1] + raw, 0)
        else:
            joined.append((name, raw, skipped))
    return joined


@given(BYTES)
def test_no_byte_is_lost(data: bytes) -> None:
    tokenizer = Tokenizer()
    tokenizer.feed(data)
    found = []
    while (token := tokenizer.take()) is not None:
        found.append(token)
    taken = b"".join(t.raw for t in found)
    assert data.startswith(taken)
    skipped = sum(t.skipped for t in found)
    assert len(taken) + len(tokenizer) == len(data) or skipped


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c.name)
def test_every_command_is_waited_for_to_its_last_byte(command: Command) -> None:
    tokenizer = Tokenizer()
    longest = command.prefix + bytes(80)
    for size in range(1, len(longest)):
        tokenizer.feed(longest[size - 1 : size])
        token = tokenizer.take()
        if token is not None:
            assert (token.command, token.raw) == (command, longest[:size])
            assert not tokenizer.inside_command
            return
        assert tokenizer.inside_command
    pytest.fail("never whole")


@pytest.mark.parametrize(
    ("data", "unknown"),
    [
        (b"\x01", b"\x01"),
        (b"\x1bz", b"\x1bz"),
        (b"\x1cZ", b"\x1cZ"),
        (b"\x1bc9", b"\x1bc9"),
        (b"\x1b\x1b", b"\x1b"),
        (b"\x1c\n", b"\x1c"),
    ],
)
def test_an_unknown_command_is_named_and_skipped_by_rule(data: bytes, unknown: bytes) -> None:
    first, *_ = tokens(data + b"@A")
    assert (first.command.name, first.raw) == ("unknown", unknown)


def test_what_follows_an_unknown_command_is_understood() -> None:
    assert named(b"\x1bz\x1b@")[1] == ("ESC @", b"")
    assert named(b"\x1b\x1b@")[1] == ("ESC @", b"")


def test_an_unknown_function_carries_its_length() -> None:
    assert named(b"\x1d(\x7f\x03\x00\x1b@!A") == [("GS (", b"\x7f\x03\x00\x1b@!"), ("text", b"A")]


def test_a_picture_too_long_to_keep_is_skipped_and_the_next_command_found() -> None:
    head, body = b"\x00\xff\xff\x08\x00", 0xFFFF * 8
    assert body > MAX_PARAMETER_BYTES
    data = b"\x1dv0" + head + bytes(body) + b"\x1b@"
    for parts in ((data,), (data[:4], data[4:700], data[700:-1], data[-1:])):
        picture, reset = tokens(*parts)
        assert (picture.parameters, picture.skipped) == (head, body)
        assert (reset.command.name, reset.offset) == ("ESC @", len(data) - 2)


def test_a_list_without_an_end_stops_being_waited_for() -> None:
    tokenizer = Tokenizer()
    tokenizer.feed(b"\x1bD" + b"\x01" * (MAX_SCANNED_BYTES - 1))
    assert tokenizer.take() is None
    tokenizer.feed(b"\x01")
    token = tokenizer.take()
    assert token is not None
    assert len(token.parameters) == MAX_SCANNED_BYTES


def test_clearing_forgets_half_a_command() -> None:
    tokenizer = Tokenizer()
    tokenizer.feed(b"\x1dv0\x00\x30")
    assert tokenizer.take() is None
    tokenizer.clear()
    tokenizer.feed(b"A")
    token = tokenizer.take()
    assert token is not None
    assert (token.raw, token.offset, len(tokenizer)) == (b"A", 5, 0)
