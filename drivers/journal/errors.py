"""Everything that can be wrong with a journal; each error says what, where, and what to do."""

from __future__ import annotations

WITHOUT_IT = (
    "put back a copy of the whole state directory, or start with nothing in another one; what the "
    "bank knows of its sales, `countersign host report` shows"
)
"""What can still be done for a journal that is lost."""


class JournalError(Exception):
    """Theirs: a journal that cannot be opened or written."""


class NotAJournalError(JournalError):
    """The file is something else."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} is not a Countersign journal and was left untouched: "
            f"choose another state directory, or move the file away. If it is what is left of one: "
            f"{WITHOUT_IT}"
        )


class NewerJournalError(JournalError):
    """A later version of the program wrote the file."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(
            f"{path} has format {found}, this program knows formats up to {known}: "
            "start the newer program that wrote it, or choose another state directory"
        )


class OlderJournalError(JournalError):
    """An earlier version of the program wrote the file."""

    def __init__(self, path: str, found: int, written: int) -> None:
        super().__init__(
            f"{path} has format {found}, this program writes format {written}: finish with the "
            "program that wrote it, or choose another state directory"
        )


class JournalInUseError(JournalError):
    """Another instance works on the file."""

    def __init__(self, path: str, pid: int | None) -> None:
        holder = "another program" if pid is None else f"pid {pid}"
        super().__init__(
            f"{path} is already in use by {holder}: "
            "close that instance, or choose another state directory"
        )
        self.pid = pid


class JournalCorruptError(JournalError):
    """The content is damaged or was tampered with; `where` names the first bad record."""

    def __init__(self, path: str, where: str, why: str) -> None:
        super().__init__(
            f"{path} is damaged at {where} ({why}): no sale is possible. "
            "`countersign journal verify` shows the damage, `countersign journal export` saves "
            "what is readable; nothing was deleted"
        )
        self.where = where
        self.why = why


class NothingReadableError(JournalError):
    """The content is damaged so badly that not one event can be read from it."""

    def __init__(self, path: str, where: str, why: str) -> None:
        super().__init__(
            f"{path} is damaged at {where} ({why}), and no event can be read from it: {WITHOUT_IT}"
        )


class ForeignJournalError(JournalError):
    """The file was sealed by another secure element, or belongs to another terminal."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"{path} {why}: put back the files that belong together, "
            "or choose another state directory"
        )


class JournalMissingError(JournalError):
    """The secure element knows of a journal that is not there."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} is missing or empty, but the secure element beside it kept one: put the "
            "journal back, or remove the whole state directory to start with nothing"
        )


class JournalIOError(JournalError):
    """The operating system could not read or write the file."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"{path} cannot be read or written ({why}): "
            "check the disk and the rights on the state directory, then start again"
        )


class DiskFullError(JournalError):
    """There is no room for the file."""

    def __init__(self, path: str) -> None:
        super().__init__(f"no room on the disk for {path}: free some space, then start again")


class JournalBrokenError(JournalError):
    """A write failed, so nobody knows what is on the disk; this store takes nothing any more."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(
            f"{path} could not be written ({why}), the terminal has stopped: "
            "check the disk and its free space, then start again; the journal will tell "
            "what became of the last transaction"
        )
