"""Every error of the journal says what is wrong, where, and what to do."""

from __future__ import annotations

import pytest

from drivers.journal import errors

PATH = "/state/journal.db"
ERRORS = [
    errors.NotAJournalError(PATH),
    errors.NewerJournalError(PATH, 3, 2),
    errors.OlderJournalError(PATH, 1, 2),
    errors.JournalInUseError(PATH, 4711),
    errors.JournalInUseError(PATH, None),
    errors.JournalCorruptError(PATH, "event 14", "it is missing"),
    errors.NothingReadableError(PATH, "the file", "it is empty"),
    errors.ForeignJournalError(PATH, "belongs to terminal 20000002"),
    errors.JournalMissingError(PATH),
    errors.JournalIOError(PATH, "Permission denied"),
    errors.DiskFullError(PATH),
    errors.JournalBrokenError(PATH, "disk I/O error"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_names_the_file_and_what_to_do(error: errors.JournalError) -> None:
    what, _, to_do = str(error).partition(": ")
    assert PATH in what
    assert len(to_do.split()) >= 5


def test_no_two_errors_say_the_same() -> None:
    assert len({str(error) for error in ERRORS}) == len(ERRORS)


def test_every_error_has_its_sentence_here() -> None:
    kinds = {kind for kind in vars(errors).values() if isinstance(kind, type)}
    assert kinds == {errors.JournalError} | {type(error) for error in ERRORS}


def test_a_damaged_journal_names_its_first_bad_record() -> None:
    error = errors.JournalCorruptError(PATH, "event 14", "it is missing")
    assert (error.where, error.why) == ("event 14", "it is missing")
    assert "is damaged at event 14 (it is missing)" in str(error)
