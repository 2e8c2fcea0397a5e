"""Each command of RFC 1179 is answered as it says, and what keeps to no rule is refused."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drivers.virtual_printer import lpd_session
from drivers.virtual_printer.lpd_session import LpdSession
from drivers.virtual_printer.lpd_spool import Job, Spool

CONTROL = b"Hvm\nPshop\nldfA001vm\nNnote.txt\n"


def control_file(text: bytes = CONTROL) -> bytes:
    return b"\x02%d cfA001vm\n" % len(text) + text + b"\0"


def data_file(content: bytes = b"HELLO\n", name: bytes = b"dfA001vm") -> bytes:
    return b"\x03%d %s\n" % (len(content), name) + content + b"\0"


def said(to_say: bytes, spool: Spool | None = None, state: str = "ready") -> bytes:
    """What the printer answers to a whole conversation."""
    answers = bytearray()
    session = LpdSession(io.BytesIO(to_say), answers.extend, spool or Spool())
    session.serve(lambda: state)
    return bytes(answers)


@pytest.mark.parametrize(
    "files", [control_file() + data_file(), data_file() + control_file()], ids=["cf", "df"]
)
def test_a_job_is_taken_in_whichever_file_comes_first(files: bytes) -> None:
    spool = Spool()
    assert said(b"\x02lp\n" + files, spool) == b"\0" * 5
    assert spool.jobs == (Job("vm", "shop", "note.txt", (b"HELLO\n",), 1),)


def test_several_jobs_may_come_in_one_conversation() -> None:
    spool = Spool()
    job = control_file() + data_file()
    said(b"\x02lp\n" + job + job, spool)
    assert len(spool.jobs) == 2


def test_a_file_without_a_size_is_all_until_the_caller_stops() -> None:
    spool = Spool()
    assert said(b"\x02lp\n" + control_file() + b"\x030 dfA001vm\nHELLO\n", spool) == b"\0" * 5
    assert spool.jobs[0].files == (b"HELLO\n",)


def test_a_file_without_its_control_file_is_printed_all_the_same() -> None:
    spool = Spool()
    said(b"\x02lp\n" + data_file(), spool)
    assert spool.jobs[0].files == (b"HELLO\n",)


def test_an_aborted_job_is_forgotten() -> None:
    spool = Spool()
    assert said(b"\x02lp\n" + data_file() + b"\x01\n", spool) == b"\0" * 4
    assert spool.jobs == ()


@pytest.mark.parametrize(
    "refused",
    [
        b"\x0299999999 cfA001vm\n",
        b"\x0399999999999 dfA001vm\n",
        b"\x03many dfA001vm\n",
        b"\x036\n",
        b"\x0310 dfA001vm\nshort",
        b"\x033 dfA001vm\nlonger than it said",
    ],
)
def test_a_file_beyond_a_limit_or_not_as_it_was_said_is_refused(refused: bytes) -> None:
    spool = Spool()
    assert said(b"\x02lp\n" + refused, spool)[-1:] == b"\1"
    assert spool.jobs == ()


def test_no_caller_brings_more_files_than_there_are_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lpd_session, "MAX_FILES", 2)
    files = b"".join(data_file(name=b"df%d" % number) for number in range(3))
    assert said(b"\x02lp\n" + files) == b"\0" * 5 + b"\1"


def test_an_order_to_print_is_agreed_to() -> None:
    assert said(b"\x01lp\n") == b"\0"


@pytest.mark.parametrize("words", [b"\x09lp\n", b"GET / HTTP/1.0\r\n", b"", b"\x02" + b"x" * 5000])
def test_what_is_no_command_is_refused(words: bytes) -> None:
    assert said(words) == b"\1"


def test_the_state_of_the_queue_is_told_short_and_long() -> None:
    spool = Spool()
    assert said(b"\x03lp\n", spool) == b"ready\nno entries\n"
    for owner in ("shop", "till"):
        spool.put(Job("vm", owner, "note.txt", (b"HELLO\n",) * 2))
    short = said(b"\x03lp\n", spool, "not ready: no paper").decode()
    assert short.splitlines()[0] == "not ready: no paper"
    assert "active shop       1    note.txt" in short
    assert "1      till       2    note.txt" in short
    assert "12 bytes" in short
    assert "from vm, 2 file(s)" in said(b"\x04lp\n", spool).decode()


@pytest.mark.parametrize(("words", "seen"), [(b" till", "till"), (b" 1", "shop")])
def test_one_may_ask_for_jobs_by_owner_or_number(words: bytes, seen: str) -> None:
    spool = Spool()
    for owner in ("shop", "till"):
        spool.put(Job("vm", owner, "note.txt", (b"",)))
    lines = said(b"\x03lp" + words + b"\n", spool).decode().splitlines()
    assert [seen in line for line in lines[2:]] == [True]


@pytest.mark.parametrize(
    ("words", "left"),
    [
        (b" till 2", [1, 3]),
        (b" till 1", [1, 2, 3]),
        (b" till", [1, 3]),
        (b" root shop", [2]),
        (b" root", [2, 3]),
        (b"", [1, 2, 3]),
    ],
)
def test_everybody_may_remove_their_own_jobs_and_root_any(words: bytes, left: list[int]) -> None:
    spool = Spool()
    for owner in ("shop", "till", "shop"):
        spool.put(Job("vm", owner, "note.txt", (b"",)))
    answer = said(b"\x05lp" + words + b"\n", spool).decode()
    assert [job.number for job in spool.jobs] == left
    assert answer.count("dequeued") == 3 - len(left)
    assert answer


@given(st.sampled_from([b"", b"\x02lp\n"]), st.binary(max_size=200))
def test_whatever_is_said_the_conversation_ends(opening: bytes, words: bytes) -> None:
    said(opening + words)
