"""The tokenizer finds the same commands however the bytes are split, and never loses its place."""

from __future__ import annotations

import itertools
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.escpos.command import Command
from drivers.escpos.grammar import MAX_PARAMETER_BYTES
from drivers.escpos.table import BY_NAME, COMMANDS
from drivers.escpos.tokenizer import KEPT_OF_SKIPPED, MAX_BAND_BYTES, Token, Tokenizer
from tests.drivers.escpos.strategies import Lawful, commands, hostile_bytes, jobs

JOB = (
    b"\x1b@\x1c&" + "签购单 SLIP".encode("gbk") + b"\n\x1b!\x30\x1dv0\x00\x02\x00\x03\x00abcdef"
    b"\x1d(k\x04\x001A2\x00\x1b*\x21\x02\x00abcdef\x1dk\x02123\x00\x1dVB\x00\x10\x04\x01end"
)
NAMES = [
    *("ESC @", "FS &", "text", "LF", "ESC !", "GS v 0", "GS ( k 49 65", "ESC *", "GS k", "GS V"),
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


@given(st.one_of(BYTES, hostile_bytes(), jobs()), st.lists(st.integers(0, 100), max_size=6))
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


@given(commands())
def test_every_lawful_command_is_one_token_of_its_row(lawful: Lawful) -> None:
    first, after = tokens(lawful.raw + b"\n")
    assert (first.command, first.raw, first.skipped) == (lawful.command, lawful.raw, 0)
    assert after.command.name == "LF"


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


@pytest.mark.parametrize("command", [c for c in COMMANDS if not c.length_bytes], ids=repr)
def test_every_command_is_waited_for_to_its_last_byte(command: Command) -> None:
    tokenizer = Tokenizer()
    longest = command.prefix + bytes(80)
    for size in range(1, len(longest)):
        tokenizer.feed(longest[size - 1 : size])
        token = tokenizer.take()
        if token is not None:
            assert token.command is command
            assert token.raw == longest[: size - len(tokenizer)]
            assert len(tokenizer) == (command.name == "GS C ;")  # a sixth digit is none of it
            return
        assert tokenizer.inside_command
    pytest.fail("never whole")


@pytest.mark.parametrize("command", [c for c in COMMANDS if c.length_bytes], ids=repr)
def test_a_command_that_carries_its_length_is_known_by_its_first_parameters(
    command: Command,
) -> None:
    for selector in command.selectors or (b"",):
        parameters = selector + b"\x7f" * 30
        raw = command.prefix + len(parameters).to_bytes(command.length_bytes, "little") + parameters
        first, after = tokens(raw + b"\n")
        assert (first.command, first.parameters, first.raw) == (command, parameters, raw)
        assert after.command.name == "LF"


@pytest.mark.parametrize(
    ("data", "unknown"),
    [
        (b"\x01", b"\x01"),
        (b"\x1bz", b"\x1bz"),
        (b"\x1cZ", b"\x1cZ"),
        (b"\x1bc9", b"\x1bc9"),
        (b"\x1b\x1b", b"\x1b"),
        (b"\x1c\n", b"\x1c"),
        (b"\x1d(\x7f\x03\x00\x1b@!", b"\x1d(\x7f\x03\x00\x1b@!"),
        (b"\x1b(Z\x00\x00", b"\x1b(Z\x00\x00"),
        (b"\x1d(A\x01\x00\x00", b"\x1d(A\x01\x00\x00"),
    ],
)
def test_an_unknown_command_is_named_and_skipped_by_rule(data: bytes, unknown: bytes) -> None:
    first, *_ = tokens(data + b"@A")
    assert (first.command.name, first.raw) == ("unknown", unknown)


def test_what_follows_an_unknown_command_is_understood() -> None:
    assert named(b"\x1bz\x1b@")[1] == ("ESC @", b"")
    assert named(b"\x1b\x1b@")[1] == ("ESC @", b"")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x1d(k\x02\x001\x7f", "GS ( k"),
        (b"\x1d(k\x01\x001", "GS ( k"),
        (b"\x1d(k\x00\x00", "GS ( k"),
        (b"\x1d(L\x05\x000p000", "GS ( L"),
        (b"\x1d(H\x03\x0000A", "GS ( H"),
    ],
)
def test_a_function_nobody_knows_or_too_short_for_its_fields_is_the_familys(
    data: bytes, name: str
) -> None:
    assert [t.command.name for t in tokens(data + b"\x1b@")] == [name, "ESC @"]


def test_a_function_has_at_least_the_parameters_its_fields_ask_for() -> None:
    (stored,) = tokens(b"\x1d(L\x0a\x000p0\x01\x011\x08\x00\x01\x00")
    assert stored.command is BY_NAME["GS ( L 112"]
    assert len(stored.parameters) == 10


def test_a_picture_too_long_to_keep_is_skipped_and_the_next_command_found() -> None:
    head, body = b"\x00\xff\xff\x09\x00", 0xFFFF * 9
    assert body > MAX_PARAMETER_BYTES
    data = b"\x1dQ0" + head + bytes(body) + b"\x1b@"
    for parts in ((data,), (data[:4], data[4:700], data[700:-1], data[-1:])):
        picture, reset = tokens(*parts)
        assert picture.parameters == head + bytes(KEPT_OF_SKIPPED - 5)
        assert len(picture.parameters) + picture.skipped == len(head) + body
        assert (reset.command.name, reset.offset) == ("ESC @", len(data) - 2)


def test_a_list_without_an_end_is_not_waited_for() -> None:
    assert named(b"\x1bD" + b"\x01" * 32 + b"\x02") == [
        ("ESC D", b"\x01" * 32),
        ("unknown", b"\x02"),
    ]


RASTER_HEAD = b"\x1dv0\x00\x30\x00"
ROWS = MAX_BAND_BYTES // 0x30


def test_a_long_raster_comes_in_bands_that_are_whole_commands() -> None:
    dots = bytes(n % 251 for n in range(0x30 * (2 * ROWS + 7)))
    found = tokens(RASTER_HEAD + (2 * ROWS + 7).to_bytes(2, "little") + dots, b"\n")
    *bands, after = found
    of_rows = 2 * ROWS + 7
    assert [t.band for t in bands] == [
        (0, ROWS, of_rows),
        (ROWS, ROWS, of_rows),
        (2 * ROWS, 7, of_rows),
    ]
    assert [int.from_bytes(t.parameters[3:5], "little") for t in bands] == [ROWS, ROWS, 7]
    assert b"".join(t.parameters[5:] for t in bands) == dots
    assert after.command.name == "LF"


def test_the_raw_bytes_of_bands_are_the_command_as_it_came() -> None:
    data = RASTER_HEAD + (2 * ROWS).to_bytes(2, "little") + bytes(0x30 * 2 * ROWS)
    found = tokens(data)
    assert len(found) == 2
    assert b"".join(t.raw for t in found) == data
    assert [t.offset for t in found] == [0, len(found[0].raw)]


def test_a_band_is_there_before_the_picture_is() -> None:
    tokenizer = Tokenizer()
    tokenizer.feed(RASTER_HEAD + b"\xff\xff" + bytes(0x30 * ROWS - 1))
    assert tokenizer.take() is None
    tokenizer.feed(b"\x01")
    token = tokenizer.take()
    assert token is not None
    assert token.band == (0, ROWS, 0xFFFF)
    assert tokenizer.inside_command
    assert len(tokenizer) == 0


def test_a_row_longer_than_a_band_is_a_band() -> None:
    data = b"\x1dv0\x00\xff\xff\x02\x00" + bytes(2 * 0xFFFF)
    assert [t.band for t in tokens(data)] == [(0, 1, 2), (1, 1, 2)]


def test_clearing_forgets_the_rest_of_a_picture() -> None:
    tokenizer = Tokenizer()
    tokenizer.feed(RASTER_HEAD + b"\xff\xff" + bytes(0x30 * ROWS + 5))
    assert tokenizer.take() is not None
    tokenizer.clear()
    assert not tokenizer.inside_command
    tokenizer.feed(b"A")
    token = tokenizer.take()
    assert token is not None
    assert token.raw == b"A"


@pytest.mark.slow
@pytest.mark.parametrize(
    "opening",
    [
        b"\x1dv0\x00\x00\x40\xff\xff",  # a raster of 1 GB, in bands
        b"\x1d8L\xff\xff\xff\x3f",  # graphics of 1 GB, skipped
        b"\x1dQ0\x00\x00\x40\xff\xff",
        b"\x1b@",  # then NULs without an end
    ],
)
def test_a_job_of_a_gigabyte_streams_in_constant_memory(opening: bytes) -> None:
    piece = bytes(1 << 16)
    tokenizer = Tokenizer()
    tokenizer.feed(opening)
    tracemalloc.start()
    for _ in range((1 << 30) // len(piece) if opening != b"\x1b@" else 4):
        tokenizer.feed(piece)
        while tokenizer.take() is not None:
            pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * MAX_PARAMETER_BYTES


@given(st.one_of(hostile_bytes(), jobs()), st.integers(1, 50))
def test_no_more_is_held_than_one_command_may_be_long(data: bytes, size: int) -> None:
    tokenizer = Tokenizer()
    for at in range(0, len(data), size):
        tokenizer.feed(data[at : at + size])
        while tokenizer.take() is not None:
            pass
        assert len(tokenizer) <= MAX_PARAMETER_BYTES


def test_a_command_that_never_ends_is_held_only_so_far() -> None:
    tokenizer = Tokenizer()
    for opening in (b"\x1bD", b"\x1dk\x04", b"\x1dC;", b"\x1b&\xff\x20\xff\xff", b"\xff" * 3):
        tokenizer.feed(opening)
        for _ in range(40):
            tokenizer.feed(b"\x7f" * (1 << 16))
            while tokenizer.take() is not None:
                pass
            assert len(tokenizer) <= MAX_PARAMETER_BYTES + (1 << 16)


def test_clearing_forgets_half_a_command() -> None:
    tokenizer = Tokenizer()
    tokenizer.feed(b"\x1dv0\x00\x30")
    assert tokenizer.take() is None
    tokenizer.clear()
    tokenizer.feed(b"A")
    token = tokenizer.take()
    assert token is not None
    assert (token.raw, token.offset, len(tokenizer)) == (b"A", 5, 0)
