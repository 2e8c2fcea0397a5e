"""A job is cut between commands, and knows at each byte what the printer may have."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.escpos.answers import Answer, Kind
from drivers.escpos.slip import BAND_ROWS, encode, steps
from drivers.escpos.tokenizer import Tokenizer
from drivers.print_job import NAME_REQUEST, PIECE_BYTES, SPARE_S, PrintJob, Proof, cut
from receipts import strip
from terminal.faults import CameOut
from tests.receipts.facts import DOCUMENTS

PROOF = b"\x1dr\x01"
PAPER, NAME = Answer(Kind.PAPER, b"\x00"), Answer(Kind.NAME, b"TM-T88III")


def names(piece: bytes) -> list[str]:
    tokenizer = Tokenizer()
    tokenizer.feed(piece)
    found = []
    while (token := tokenizer.take()) is not None:
        found.append(token.command.name)
    assert not tokenizer.inside_command
    return found


def sent(*pieces: bytes, proof: Proof = Proof.PAPER_STATUS) -> PrintJob:
    """A job all of whose pieces have been taken."""
    job = PrintJob(pieces, proof, names_itself=True)
    while job.left:
        job.took(len(job.rest_of_piece))
    return job


def ids(job: PrintJob) -> list[Answer]:
    """What a printer that sends numbers back says to each piece, and to a probe after them."""
    whole = PrintJob(job.pieces, Proof.PROCESS_ID)
    found = []
    while whole.left:
        found.append(Answer(Kind.DONE, whole.rest_of_piece[-4:]))
        whole.took(len(whole.rest_of_piece))
    return [*found, Answer(Kind.DONE, whole.probe()[-4:])]


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
    assert cut([line, line, line], piece_bytes=10) == (line + line, line)


def test_nothing_is_no_piece() -> None:
    assert cut(()) == ()


def test_a_fresh_job_has_put_nothing_on_paper() -> None:
    job = PrintJob((b"abc",))
    assert (job.begun, job.known, job.came_out) == (False, True, CameOut.NOTHING)


def test_a_piece_ends_with_the_question_that_proves_it() -> None:
    assert PrintJob((b"abc",)).rest_of_piece == b"abc" + PROOF
    numbered = PrintJob((b"abc",), Proof.PROCESS_ID).rest_of_piece
    assert re.fullmatch(rb"abc\x1d\(H\x06\x0000[0-9A-Z]{4}", numbered)
    for proof in (Proof.STATUS, Proof.TAKEN):
        assert PrintJob((b"abc",), proof).rest_of_piece == b"abc"


def test_a_piece_half_taken_goes_on_at_the_byte() -> None:
    job = PrintJob((b"abc", b"de"))
    job.took(2)
    assert (job.rest_of_piece, job.between_pieces, job.known) == (b"c" + PROOF, False, False)
    assert job.came_out is CameOut.PART
    job.took(4)
    assert (job.rest_of_piece, job.between_pieces) == (b"de" + PROOF, True)


def test_a_piece_half_taken_is_no_place_for_a_question() -> None:
    job = PrintJob((b"abc",))
    job.took(1)
    with pytest.raises(AssertionError, match="part of its data"):
        job.probe()


def test_a_piece_taken_is_known_only_when_it_is_proved() -> None:
    job = sent(b"abc")
    assert (job.left, job.known, job.unproven_bytes) == (False, False, 6)
    job.heard(PAPER)
    assert (job.known, job.unproven_bytes) == (True, 0)


def test_without_questions_what_is_taken_counts_as_known() -> None:
    job = sent(b"abc", proof=Proof.TAKEN)
    assert (job.left, job.known, job.came_out) == (False, True, CameOut.PART)


@pytest.mark.parametrize("proof", [Proof.PROCESS_ID, Proof.PAPER_STATUS])
def test_answers_in_their_order_prove_one_piece_after_the_other(proof: Proof) -> None:
    job = sent(b"abc", b"de", proof=proof)
    assert job.probe()
    answers = [PAPER, PAPER, NAME] if proof is Proof.PAPER_STATUS else ids(job)
    left = []
    for answer in answers:
        job.heard(answer)
        left.append(job.unproven)
    assert (left, job.lost) == ([1, 0, 0], False)


def test_a_number_that_comes_before_an_earlier_one_tells_of_a_lost_piece() -> None:
    job = sent(b"abc", b"de", proof=Proof.PROCESS_ID)
    job.heard(ids(job)[1])
    assert (job.lost, job.came_out) == (True, CameOut.UNKNOWN)


def test_a_name_that_comes_before_a_proof_tells_of_a_lost_piece() -> None:
    job = sent(b"abc")
    assert job.probe() == NAME_REQUEST
    job.heard(NAME)
    assert (job.lost, job.came_out) == (True, CameOut.UNKNOWN)


def test_a_probe_that_is_not_answered_tells_nothing() -> None:
    job = PrintJob((b"abc", b"de"), names_itself=True)
    job.took(len(job.rest_of_piece))
    job.probe()
    job.heard(PAPER)
    job.took(len(job.rest_of_piece))
    job.heard(PAPER)
    assert (job.known, job.lost) == (True, False)


def test_what_is_not_owed_is_not_for_this_job() -> None:
    job = sent(b"abc", proof=Proof.PROCESS_ID)
    for stray in (PAPER, NAME, Answer(Kind.DONE, b"\x20\x20\x20\x20")):
        job.heard(stray)
    assert (job.unproven, job.lost) == (1, False)


def test_a_printer_without_a_name_is_not_probed() -> None:
    assert PrintJob((b"abc",)).probe() == b""
    assert sent(b"abc", proof=Proof.STATUS).probe() == b""


def test_numbers_differ_from_piece_to_piece_and_from_document_to_document() -> None:
    one, other = (ids(sent(*p, proof=Proof.PROCESS_ID)) for p in ((b"a", b"b"), (b"a", b"c")))
    assert len({*(answer.body for answer in (*one, *other))}) == 6


def test_the_time_it_takes_is_not_guessed_too_short() -> None:
    document, paper = DOCUMENTS["signed_merchant_both_58"]
    job = PrintJob(cut(steps(document, paper)))
    needed_s = strip.render(document, paper).height / 8 / 90
    assert needed_s + SPARE_S < job.print_s(speed_mm_s=90) < 2 * needed_s + SPARE_S


@given(st.lists(st.binary(min_size=1, max_size=9), max_size=5), st.data())
def test_every_byte_is_sent_once_however_the_line_takes_them(
    pieces: list[bytes], data: st.DataObject
) -> None:
    job, got = PrintJob(tuple(pieces), Proof.TAKEN), b""
    while job.left:
        rest = job.rest_of_piece
        count = data.draw(st.integers(1, len(rest)))
        got += rest[:count]
        job.took(count)
    assert got == b"".join(pieces)


@given(st.lists(st.booleans(), min_size=1, max_size=6))
def test_a_printer_that_forgets_some_pieces_is_always_found_out(kept: list[bool]) -> None:
    """Whatever it forgot, all its answers together never prove the job."""
    job = sent(*(b"%d" % n for n in range(len(kept))), proof=Proof.PROCESS_ID)
    answers = ids(job)
    job.probe()
    for place in range(len(kept) + 1):
        if place == len(kept) or kept[place]:
            job.heard(answers[place])
    assert job.lost is not all(kept)
    assert all(kept) == (job.known and not job.lost)
