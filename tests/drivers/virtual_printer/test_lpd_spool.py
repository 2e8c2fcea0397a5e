"""A control file says what to print and whose it is; the spool keeps jobs within its limits."""

from __future__ import annotations

import pytest

from drivers.virtual_printer import lpd_spool
from drivers.virtual_printer.lpd_spool import MAX_JOBS, MAX_PRINTS, Job, Spool, read_control_file

FILES = {"dfA001vm": b"one", "dfB001vm": b"two"}
HEAD = b"Hvm\nPshop\nJNight report\n"


def test_a_control_file_names_job_owner_and_what_to_print_in_its_order() -> None:
    text = HEAD + b"ldfB001vm\nfdfA001vm\nUdfA001vm\nNnote.txt\n"
    assert read_control_file(text, FILES) == Job("vm", "shop", "Night report", (b"two", b"one"))


def test_a_file_named_twice_is_printed_twice() -> None:
    job = read_control_file(b"fdfA001vm\nfdfA001vm\n", FILES)
    assert job == Job("?", "?", "(stdin)", (b"one", b"one"))


def test_a_job_is_none_while_a_file_of_it_is_missing() -> None:
    assert read_control_file(HEAD + b"fdfA002vm\n", FILES) is None


def test_nobody_gets_more_copies_than_anybody_tears_off() -> None:
    job = read_control_file(b"fdfA001vm\n" * 1000, FILES)
    assert job is not None
    assert len(job.files) == MAX_PRINTS


def test_jobs_are_numbered_and_keep_their_order() -> None:
    spool = Spool()
    for title in ("first", "second"):
        spool.put(Job("vm", "shop", title, (b"x",)))
    first, second = spool.jobs
    assert [(first.number, first.title), (second.number, second.title)] == [
        (1, "first"),
        (2, "second"),
    ]
    assert spool.remove(first)
    assert not spool.remove(first)
    assert spool.jobs == (second,)


def test_a_full_spool_takes_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    spool = Spool()
    assert spool.room_bytes == lpd_spool.MAX_JOB_BYTES
    monkeypatch.setattr(lpd_spool, "MAX_SPOOL_BYTES", 100)
    spool.put(Job("vm", "shop", "two copies take the room of one", (bytes(60),) * 2))
    assert spool.room_bytes == 40
    for _ in range(MAX_JOBS):
        spool.put(Job("vm", "shop", "small", (b"",)))
    assert spool.room_bytes == 0
