"""A job is cut between commands, and knows at each byte what the printer may have."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.escpos.slip import BAND_ROWS, encode, steps
from drivers.escpos.tokenizer import Tokenizer
from drivers.print_job import PIECE_BYTES, PrintJob, cut
from terminal.faults import CameOut
from tests.receipts.facts import DOCUMENTS

PROOF = b"\x1dr\x01"


def names(piece: bytes) -> list[str]:
    tokenizer = Tokenizer()
    tokenizer.feed(piece)
    found = []
    while (token := tokenizer.take()) is not None:
        found.append(token.command.name)
    assert not tokenizer.inside_command
    return found


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_piece_is_whole_commands_and_fits_a_small_buffer(name: str) -> None:
    document, paper = DOCUMENTS[name]
    pieces = cut(steps(document, paper))
    assert b"".join(pieces) == encode(document, paper)
    for piece in pieces:
        assert names(piece)
        assert len(piece) < PIECE_BYTES + paper.width_dots // 8 * BAND_ROWS + 8
    assert all(names(piece)[-1] != "text" for piece in pieces[:-1])


def test_a_piece_ends_with_the_step_that_fills_it() -> None:
    line, long = b"line\n", bytes(PIECE_BYTES)
    assert cut([line, line, long, line]) == (line + line + long, line)


def test_nothing_is_no_piece() -> None:
    assert cut(()) == ()


def test_a_fresh_job_has_put_nothing_on_paper() -> None:
    job = PrintJob((b"abc",))
    assert (job.begun, job.known, job.came_out) == (False, True, CameOut.NOTHING)


def test_a_piece_ends_with_the_question_that_proves_it() -> None:
    assert PrintJob((b"abc",)).rest_of_piece == b"abc" + PROOF
    assert PrintJob((b"abc",), asks_proof=False).rest_of_piece == b"abc"


def test_a_piece_half_taken_goes_on_at_the_byte() -> None:
    job = PrintJob((b"abc", b"de"))
    job.took(2)
    assert (job.rest_of_piece, job.between_pieces, job.known) == (b"c" + PROOF, False, False)
    assert job.came_out is CameOut.PART
    job.took(4)
    assert (job.rest_of_piece, job.between_pieces) == (b"de" + PROOF, True)


def test_a_piece_taken_is_known_only_when_it_is_proved() -> None:
    job = PrintJob((b"abc",))
    job.took(6)
    assert (job.left, job.known, job.unproven_bytes) == (False, False, 6)
    job.proved()
    assert (job.known, job.unproven_bytes) == (True, 0)


def test_without_questions_what_is_taken_counts_as_known() -> None:
    job = PrintJob((b"abc",), asks_proof=False)
    job.took(3)
    assert (job.left, job.known, job.came_out) == (False, True, CameOut.PART)


def test_of_a_lost_job_nothing_is_said() -> None:
    job = PrintJob((b"abc",), lost=True)
    assert job.came_out is CameOut.UNKNOWN


@given(st.lists(st.binary(min_size=1, max_size=9), max_size=5), st.data())
def test_every_byte_is_sent_once_however_the_line_takes_them(
    pieces: list[bytes], data: st.DataObject
) -> None:
    job, sent = PrintJob(tuple(pieces), asks_proof=False), b""
    while job.left:
        rest = job.rest_of_piece
        count = data.draw(st.integers(1, len(rest)))
        sent += rest[:count]
        job.took(count)
    assert sent == b"".join(pieces)
