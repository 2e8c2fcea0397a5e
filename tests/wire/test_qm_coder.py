"""The QM-coder against its published table, the published test sequence and itself."""

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from wire.qm_coder import ROWS, Decoder, Encoder

TABLE = Path(__file__).parents[1] / "vectors" / "qm_coder.json"

# ITU-T T.81, K.4.1: 256 decisions in one context and their code string, stuffing removed.
K4_BITS = bytes.fromhex("00020051000000C00352872AAAAAAAAA82C02000FCD79EF674EAABF7697EE74C")
K4_CODE = bytes.fromhex("655B5144F7969D517855BFFFFC5184C7CEF93900287D46708ECBC0F6")

CONTEXTS = 4
decisions = st.lists(st.integers(0, CONTEXTS * 2 - 1), max_size=400)


def k4_decisions() -> list[int]:
    return [byte >> bit & 1 for byte in K4_BITS for bit in range(7, -1, -1)]


def one(coder: Decoder, context: int) -> int:
    """The next bit alone."""
    return coder.line([(0, [context])], 0)[0]


def test_the_table_is_the_published_one() -> None:
    published = json.loads(TABLE.read_text("utf-8"))["rows"]
    assert [[n, f"{qe:04X}", *rest] for n, (qe, *rest) in enumerate(ROWS)] == published


def test_the_published_sequence_is_coded_to_the_published_bytes() -> None:
    coder = Encoder(1)
    coder.code([(0, k4_decisions())])
    assert coder.flush() == K4_CODE


def test_the_published_bytes_are_decoded_to_the_published_sequence() -> None:
    coder = Decoder(1)
    coder.start(K4_CODE)
    assert list(coder.line([(256, ())], 0)) == k4_decisions()


def test_what_no_decision_needed_is_the_rest() -> None:
    coder = Decoder(1)
    coder.start(K4_CODE + bytes(3) + b"\x77")
    coder.line([(256, ())], 0)
    assert coder.rest.strip(b"\0") == b"\x77"


def test_nothing_coded_is_no_byte() -> None:
    assert Encoder(1).flush() == b""


def test_a_long_row_of_expected_bits_costs_next_to_nothing() -> None:
    coder = Encoder(1)
    coder.code([(100_000, ())])
    assert len(coder.flush()) <= 2


@given(st.lists(decisions, max_size=4))
def test_decisions_come_back_over_several_code_strings(strings: list[list[int]]) -> None:
    encoder, decoder = Encoder(CONTEXTS), Decoder(CONTEXTS)
    for string in strings:
        encoder.code([(0, string)])
        decoder.start(encoder.flush())
        assert [one(decoder, d >> 1) for d in string] == [d & 1 for d in string]


@given(st.lists(st.tuples(st.integers(0, 300), decisions), max_size=8))
def test_zeros_are_coded_the_same_all_at_once_or_one_by_one(
    runs: list[tuple[int, list[int]]],
) -> None:
    at_once, single = Encoder(CONTEXTS), Encoder(CONTEXTS)
    at_once.code(runs)
    single.code([(0, [0] * zeros + others) for zeros, others in runs])
    assert at_once.flush() == single.flush()


@given(
    st.lists(
        st.tuples(st.integers(0, 300), st.lists(st.sampled_from([0, 4]), max_size=60)), max_size=8
    ),
    st.binary(max_size=60),
)
def test_a_line_is_the_same_decoded_at_once_or_bit_by_bit(
    runs: list[tuple[int, list[int]]], code: bytes
) -> None:
    at_once, single = Decoder(8), Decoder(8)
    at_once.start(code)
    single.start(code)
    own, bits = 0, []
    for context in [c for zeros, others in runs for c in [0] * zeros + others]:
        bits.append(one(single, context | own))
        own = (own << 1 | bits[-1]) & 3
    assert list(at_once.line(runs, 3)) == bits
    assert at_once.rest == single.rest
