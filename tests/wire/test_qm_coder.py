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


def test_the_table_is_the_published_one() -> None:
    published = json.loads(TABLE.read_text("utf-8"))["rows"]
    assert [[n, f"{qe:04X}", *rest] for n, (qe, *rest) in enumerate(ROWS)] == published


def test_the_published_sequence_is_coded_to_the_published_bytes() -> None:
    coder = Encoder(1)
    coder.code(k4_decisions())
    assert coder.flush() == K4_CODE


def test_the_published_bytes_are_decoded_to_the_published_sequence() -> None:
    coder = Decoder(1)
    coder.start(K4_CODE)
    assert list(coder.line([0] * 256, 0)) == k4_decisions()


def test_what_no_decision_needed_is_the_rest() -> None:
    coder = Decoder(1)
    coder.start(K4_CODE + bytes(3) + b"\x77")
    coder.line([0] * 256, 0)
    assert coder.rest.strip(b"\0") == b"\x77"


def test_nothing_coded_is_no_byte() -> None:
    assert Encoder(1).flush() == b""


def test_a_long_row_of_expected_bits_costs_next_to_nothing() -> None:
    coder = Encoder(1)
    coder.code([0] * 100_000)
    assert len(coder.flush()) <= 2


@given(st.lists(decisions, max_size=4))
def test_decisions_come_back_over_several_code_strings(strings: list[list[int]]) -> None:
    encoder, decoder = Encoder(CONTEXTS), Decoder(CONTEXTS)
    for string in strings:
        encoder.code(string)
        decoder.start(encoder.flush())
        assert [decoder.decide(d >> 1) for d in string] == [d & 1 for d in string]


@given(st.lists(st.integers(0, 1), max_size=300), st.binary(max_size=60))
def test_a_line_is_the_same_decoded_at_once_or_bit_by_bit(
    seen_above: list[int], code: bytes
) -> None:
    contexts = [bit << 2 for bit in seen_above]
    at_once, single = Decoder(8), Decoder(8)
    at_once.start(code)
    single.start(code)
    own, bits = 0, []
    for context in contexts:
        bits.append(single.decide(context | own))
        own = (own << 1 | bits[-1]) & 3
    assert list(at_once.line(contexts, 3)) == bits


@given(st.integers(1, 5))
def test_a_carry_runs_through_any_number_of_words_of_ones(words: int) -> None:
    coder = Encoder(1)
    coder._put_out(0x7FFFFFFF)
    for _ in range(words):
        coder._put_out(0xFFFFFFFF)
    coder._put_out(0x1_0000_0001)
    assert coder._words == [0x80000000, *[0] * words, 1]
